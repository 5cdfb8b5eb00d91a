"""What a change does to records: which are new, changed, moved or gone, and what a reader would lose by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge_hub.changes.versions import Version, Versions
from knowledge_hub.changes.words import differences, said
from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.shape import shapes

Sort = Literal["new", "changed", "moved", "gone"]
ALIKE = 0.6  # of its text: so much two files of one record have in common
FEW = 2_500  # pairs of files whose texts are compared


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one file of a record: its sort, the file (where it moved, `was` is the old one), and what changes, in words."""

    sort: Sort
    version: Version
    was: Version | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in the order of files, and the problems they make."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def compared(before: Versions, now: Versions, leads: Mapping[str, str]) -> Comparison:
    """The change from `before` to `now`, both without the files that are the same; `leads` are today's redirects."""
    gone, new = _missing(before, now), _missing(now, before)
    moves = _moves(gone, new, leads)
    changes = [_change("changed", now[file], before[file]) for file in sorted(before.keys() & now.keys())]
    changes += [_change("moved", new[to], gone[file]) for file, to in moves.items()]
    changes += [Change("gone", version) for file, version in gone.items() if file not in moves]
    changes += [Change("new", version) for file, version in new.items() if file not in moves.values()]
    seen = [change for change in changes if change.sort != "changed" or change.lines]
    problems = [problem for change in changes for problem in _problems(change, leads)]
    return Comparison(tuple(sorted(seen, key=lambda change: change.version.file)), in_order(problems))


def _missing(here: Versions, there: Versions) -> dict[str, Version]:
    return {file: version for file, version in sorted(here.items()) if file not in there}


def _change(sort: Sort, now: Version, was: Version) -> Change:
    lines = tuple(differences(was.document.values, now.document.values, shapes(now.kind)))
    if was.draft and not now.draft:
        lines = ("is published: it was a draft", *lines)
    return Change(sort, now, was, lines)


def _moves(gone: Versions, new: Versions, leads: Mapping[str, str]) -> dict[str, str]:
    """Where each file that is gone stands now: the old address leads there, the title is the same, or the text much the same."""
    found: dict[str, str] = {}
    free = dict(new)

    def take(file: str, to: str | None) -> None:
        if to in free:
            found[file] = str(to)
            del free[str(to)]

    addresses = {(version.address, version.language): file for file, version in new.items()}
    for file, version in gone.items():
        take(file, addresses.get((leads.get(version.address, ""), version.language)))
    titles = {(version.kind, version.language, version.title): file for file, version in free.items()}
    for file, version in gone.items():
        if file not in found:
            take(file, titles.get((version.kind, version.language, version.title)))
    rest = [version for file, version in gone.items() if file not in found]
    for version in rest if len(rest) * len(free) <= FEW else ():
        take(version.file, next((file for file, other in free.items() if _alike(version, other)), None))
    return found


def _alike(one: Version, other: Version) -> bool:
    """Whether two files of a kind and language say much the same."""
    if (one.kind, one.language) != (other.kind, other.language):
        return False
    matcher = SequenceMatcher(None, one.document.text.split("\n"), other.document.text.split("\n"), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _problems(change: Change, leads: Mapping[str, str]) -> Iterator[Problem]:
    """What a reader loses by this change: a page whose address leads nowhere."""
    was, now = change.was, change.version
    if change.sort == "gone":
        yield from _of_gone(now, leads)
    if was is None or was.language or was.draft:
        return
    if change.sort == "moved" and leads.get(was.address) != now.address:
        advice = f"Add 'redirect_from:' with '- {was.address}', so that links to the page go on working."
        yield Problem(Place(now.file), f"was {was.address}, which leads nowhere now", "redirect_from", advice, code="id-changed")
    if now.draft:
        advice = "Leave 'draft:' out, or let another record take over its address with 'redirect_from:'."
        yield Problem(now.document.place(("draft",)), "takes the page off the site", "draft", advice, code="made-draft")
    for old in was.redirects:
        if old not in leads and old != now.address:
            advice = "Old addresses stay for as long as somebody may follow them."
            yield Problem(
                now.document.place(("redirect_from",)), f"'{old}' leads nowhere any more", "redirect_from", advice, code="redirect-lost"
            )
    kept = now.chapters
    for chapter in was.chapters if kept else ():
        if chapter not in kept:
            says, advice = f"the page of '{chapter}' is gone", "Links to it end there; keep the id where the part is still the same."
            yield Problem(Place(now.file), says, advice=advice, warning=True, code="chapter-gone")


def _of_gone(version: Version, leads: Mapping[str, str]) -> Iterator[Problem]:
    if version.language:
        advice = "Is the text in that language meant to go? The page shows the original then."
        yield Problem(Place(version.file, 0), "is gone", advice=advice, warning=True, code="translation-gone")
    elif not version.draft and version.address not in leads:
        advice = f"The record that takes its place says 'redirect_from:' with '- {version.address}'."
        yield Problem(
            Place(version.file, 0), f"is gone: {said(version.title)} has a page that leads nowhere then", advice=advice, code="record-gone"
        )
