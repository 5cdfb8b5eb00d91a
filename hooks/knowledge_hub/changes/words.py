"""What changed in a record, in words: 'deadline moves from 2027-02-04 to 2027-02-11', 'topics: adds water'."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from knowledge_hub.shape import Shape

LONGEST = 60  # of a text that is told whole
DAYS = {"day", "about-when", "long-ago", "moment", "end-moment", "clock", "end-clock"}
NAMED_BY = ("label", "title", "name", "id", "indicator", "what", "organisation", "url", "document", "day")


def differences(before: Mapping[str, Any], after: Mapping[str, Any], among: Sequence[Shape], way: str = "") -> Iterator[str]:
    """Each field that says another thing, in the order of the kind."""
    for shape in among:
        was, now = before.get(shape.name), after.get(shape.name)
        name = f"{way}{shape.name}"
        if _plain(was) == _plain(now):
            continue
        if shape.many:
            yield from _of_list(name, _listed(was), _listed(now), shape)
        elif shape.below:
            yield from differences(_fields(was), _fields(now), shape.below, f"{name}.")
        else:
            yield f"{name}{_of_text(_text(was), _text(now), shape)}"


def _of_text(was: str, now: str, shape: Shape) -> str:
    if not was:
        return f" is now {said(now)}"
    if not now:
        return f" no longer says {said(was)}"
    if shape.sort and shape.sort.name in DAYS:
        return f" moves from {was} to {now}"
    if max(len(was), len(now)) <= LONGEST:
        return f" changes from {said(was)} to {said(now)}"
    return f" is reworded: {_words(was, now)}"


def _words(was: str, now: str) -> str:
    """How many words came and went."""
    old, new = was.split(), now.split()
    went = came = 0
    for sort, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort != "equal":
            went, came = went + last - first, came + end - start
    return f"{came} words come, {went} go, {len(new)} in all"


def _of_list(name: str, was: list[Any], now: list[Any], shape: Shape) -> Iterator[str]:
    """What a list gains and loses; what changes in an entry that stays."""
    old, new = _by_name(was), _by_name(now)
    went, came = [name for name in old if name not in new], [name for name in new if name not in old]
    pairs = [(name, name) for name in new if name in old]
    if shape.below and len(went) == len(came):  # what they are called by changed
        pairs += zip(went, came, strict=True)
        went, came = [], []
    yield from (f"{name} adds {said(called)}" for called in came)
    yield from (f"{name} loses {said(called)}" for called in went)
    for before, after in pairs if shape.below else ():
        yield from (f"{name}, {said(before)}: {line}" for line in differences(_fields(old[before]), _fields(new[after]), shape.below))
    if [called for called in old if called in new] != [called for called in new if called in old]:
        yield f"{name} stand in another order"


def _by_name(entries: Sequence[Any]) -> dict[str, Any]:
    """Entries by what tells them apart; the same twice is counted."""
    found: dict[str, Any] = {}
    for entry in entries:
        name = called = name_of(entry)
        number = 1
        while called in found:
            number += 1
            called = f"{name} ({number})"
        found[called] = entry
    return found


def name_of(entry: Any) -> str:
    """What an entry of a list is called by: a word itself, the title or label or address of a part."""
    if not isinstance(entry, dict):
        return _text(entry)
    return next((_text(entry[name]) for name in NAMED_BY if _text(entry.get(name))), " ".join(map(_text, entry.values())))


def said(text: str) -> str:
    """A text in quotes and in one line, cut where it is long."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= LONGEST else line[:LONGEST].rstrip() + '…'}'"


def _plain(value: Any) -> Any:
    """A value without the white space around its texts; what is empty is nothing."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, list):
        return [_plain(entry) for entry in value] or None
    if isinstance(value, dict):
        return {name: plain for name, inner in value.items() if (plain := _plain(inner)) is not None} or None
    return value


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fields(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
