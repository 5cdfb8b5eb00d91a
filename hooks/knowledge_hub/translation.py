"""A translation is a file beside the original with the translated fields alone: its texts take the place of the original's."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge_hub.codes import Code
from knowledge_hub.document import Document, Way, named
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.values import Text
from knowledge_hub.problems import Fix, Problem, did_you_mean
from knowledge_hub.reading import ALIKE, complaints, description_of, meant_by, once, problem_of, renamed, what_stands
from knowledge_hub.shape import Branch, branches, part_of

FOLLOWS = "follows"
VERSION = "[0-9a-f]{10}"  # as `version_of` gives one


@dataclass(frozen=True, slots=True)
class Translation:
    """A record in another language, and whether its original has changed since it was translated."""

    record: Record
    outdated: bool


def translated(original: Document, translation: Document, kind: type[Record], language: str) -> tuple[Translation | None, list[Problem]]:
    """The record with the texts of its translation in place of its own. That it may be out of date is a warning."""
    problems = list(translation.problems)
    if not (translation.values and translation.whole and original.values and original.whole):
        return None, problems
    follows = translation.values.pop(FOLLOWS, None)
    state = _state(original, translation, follows, version_of(original, kind))
    merge = _Merge(translation, language, problems)
    merged = merge.fields(original.values, translation.values, kind, ())
    missing = [name for name in ("title", "summary") if name not in translation.values]
    problems += [
        Problem(translation.place((name,)), "missing", name, description_of(kind, (name,)), code="missing-field") for name in missing
    ]
    if problems:
        return None, once(problems)
    try:
        return Translation(kind.model_validate(merged), outdated=bool(state and state.code == "original-changed")), [state] if state else []
    except ValidationError as error:
        ours = [details for details in complaints(error) if tuple(details["loc"]) in translation.spots]
        return None, [problem_of(details, translation, kind) for details in ours]


def share(original: Record, translation: Record, said: Collection[str]) -> None:
    """Let a translation that nobody else has yet hold what it does not say itself as the original does: the same objects, not others of
    the same worth. `said` are the fields that it says."""
    vars(translation).update((name, value) for name, value in vars(original).items() if name not in said)


def version_of(original: Document, kind: type[Record]) -> str:
    """A short name for what the original says: it changes when one of the texts that a translation carries changes."""
    said = json.dumps(list(_texts(original.values, branches(kind))), ensure_ascii=False)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _texts(values: dict[str, Any], among: tuple[Branch, ...]) -> Iterator[Any]:
    """The texts of a record that are translated, in the order of the model."""
    for branch in among:
        value = values.get(branch.name)
        if value is None or not (branch.translated or branch.below):
            continue
        for item in value if isinstance(value, list) else [value]:
            if branch.below and isinstance(item, dict):
                yield from _texts(item, branch.below)
            elif branch.translated:
                yield item.strip() if isinstance(item, str) else item


def _state(original: Document, translation: Document, follows: Any, version: str) -> Problem | None:
    """Whether the translation says which version of the original it follows, and whether that is today's."""
    if not isinstance(follows, str) or not re.fullmatch(VERSION, follows):
        verb = "add" if follows is None else "write"
        advice = f"When it says what the original says, {verb} '{FOLLOWS}: {version}', or run hub translated with the file."
        written = f"'{' '.join(follows.split())[:20]}' " if isinstance(follows, str) and follows else ""
        says = "missing" if follows is None else f"{written}is no version of an original"
        return Problem(translation.place((FOLLOWS,)), says, FOLLOWS, advice, warning=True, code="follows-missing")
    if follows != version:
        advice = f"Compare it with {original.file}, then write {version} here, or run hub translated with the file."
        says = "the original has changed since this translation was made"
        return Problem(translation.place((FOLLOWS,)), says, FOLLOWS, advice, warning=True, code="original-changed")
    return None


@dataclass(frozen=True, slots=True)
class _Merge:
    """Puts the texts of one translation into the values of its original; what does not fit becomes a problem."""

    translation: Document
    language: str
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, spot: Way, code: Code, says: str, advice: str = "", *, fix: Fix | None = None) -> None:
        place = self.translation.place(spot, key=not isinstance(spot[-1], int))
        self.problems.append(Problem(place, says, named(spot), advice, code=code, fix=fix))

    def fields(self, ours: dict[str, Any], theirs: dict[str, Any], model: type[BaseModel], way: Way) -> dict[str, Any]:
        """The fields of one part, translated where they are."""
        known = {branch.name: branch for branch in branches(model) if branch.translated or branch.below}
        result = dict(ours)
        for name, value in theirs.items():
            spot = (*way, name)
            if name not in model.model_fields:
                advice = f"What can be translated here: {', '.join(known)}."
                meant = meant_by(name, model, known)
                fix = renamed(self.translation, spot, meant)
                advice = f"did you mean '{meant}'?" if meant else did_you_mean(name, known, advice, near=ALIKE)
                self.wrong(spot, "unknown-field", "is not a field here", advice, fix=fix)
            elif name not in known:
                self.wrong(spot, "not-translated", "is not translated; it follows the original", "Delete it here.")
            elif name not in ours:
                self.wrong(spot, "not-in-original", "is not in the original", "Write it in the original first, or delete it here.")
            elif known[name].many:
                result[name] = self.entries(ours[name], value, known[name], model, spot)
            else:
                result[name] = self.value(ours[name], value, known[name], model, spot)
        return result

    def entries(self, ours: Any, theirs: Any, branch: Branch, model: type[BaseModel], spot: Way) -> Any:
        """A list, translated entry by entry."""
        if not isinstance(theirs, list):
            self.wrong(spot, "list-expected", f"{what_stands(theirs)} where a list belongs", "Put each on a line of its own, after '- '.")
            return ours
        if not isinstance(ours, list):
            return ours
        if len(theirs) != len(ours):
            advice = "Translate each entry, in the same order" + ("; leave one that stays as it is empty: {}." if branch.below else ".")
            self.wrong(spot, "other-length", f"has {_counted(theirs)} here and {_counted(ours)} in the original", advice)
            return ours
        return [
            self.value(mine, yours, branch, model, (*spot, index)) for index, (mine, yours) in enumerate(zip(ours, theirs, strict=True))
        ]

    def value(self, ours: Any, theirs: Any, branch: Branch, model: type[BaseModel], spot: Way) -> Any:
        """One text in the translation's language, or one part with its fields."""
        if not branch.below:
            return Text(theirs, self.language) if isinstance(theirs, str) else theirs
        if not isinstance(theirs, dict):
            self.wrong(spot, "fields-expected", f"{what_stands(theirs)} where fields belong")
            return ours
        return self.fields(ours, theirs, part_of(model.model_fields[branch.name].annotation), spot) if isinstance(ours, dict) else ours


def _counted(written: list[Any]) -> str:
    return f"{len(written)} {'entry' if len(written) == 1 else 'entries'}"


def untranslated(record: BaseModel) -> bool:
    """Whether any text of a translation is still the original's."""
    for branch in branches(type(record)):
        value = getattr(record, branch.name)
        items = value if branch.many else () if value is None else (value,)
        for item in items:
            if branch.below and not branch.target:
                if untranslated(item):
                    return True
            elif branch.translated and item and type(item) is not Text:
                return True
    return False


def following(translation: Document, original: Document, kind: type[Record]) -> str:
    """The text of a translation that says which version of its original it follows; the rest of it is as it was."""
    line = f"{FOLLOWS}: {version_of(original, kind)}"
    changed, found = re.subn(rf"^{FOLLOWS}:.*$", line, translation.text, count=1, flags=re.MULTILINE)
    return changed if found else f"{translation.text.rstrip()}\n{line}\n"
