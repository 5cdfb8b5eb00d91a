"""All records together, frozen: each with its identity, what names it, and the indexes by kind, country and year."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.reading import Reference


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Entry:
    """A record with its identity: the kind and the id that its path says, its links and its translations."""

    kind: str
    id: str
    file: str
    record: Record
    references: tuple[Reference, ...]
    translations: Mapping[str, Record]
    outdated: frozenset[str] = frozenset()  # languages whose translation is older than the original
    redirects: tuple[Place, ...] = ()  # where each of the record's redirect_from is written

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def path(self) -> str:
        """Where its page stands below the root of a language."""
        return f"{self.record.kept_in}/{self.id}/"

    @property
    def lasting(self) -> str:
        """The address its page had first. It stays when the record moves, so feeds and calendars know the record by it."""
        return next(iter(self.record.redirect_from), self.path.strip("/"))

    def file_in(self, language: str) -> str:
        """The file of its translation to a language."""
        return f"{self.file.removesuffix('.yml')}.{language}.yml"

    def in_language(self, language: str) -> Record:
        """The record as a reader of this language sees it: translated where it is, else the original."""
        return self.translations.get(language, self.record)


Told = TypeVar("Told")


def once_each(asked: Callable[[Entry], Told]) -> Callable[[Entry], Told]:
    """A question that the entry alone answers is asked once: an entry outlives its catalogue where only what changed is read again."""
    known: WeakKeyDictionary[Entry, Told] = WeakKeyDictionary()

    @wraps(asked)
    def answer(entry: Entry) -> Told:
        found = known.get(entry)
        if found is None:
            found = known[entry] = asked(entry)
        return found

    return answer


@once_each
def named_by(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """What a record names: kind, id and field, each once."""
    return tuple(dict.fromkeys((link.kind, link.id, link.field.split(".")[0]) for link in entry.references))


@dataclass(frozen=True, slots=True)
class Backlink:
    """One record names another: which one, and in which of its fields."""

    entry: Entry
    field: str


class Catalogue:
    """All published records. `entries` is in the order of kinds and ids; every index keeps that order."""

    def __init__(self, entries: Iterable[Entry], problems: Iterable[Problem] = ()) -> None:
        self.entries: dict[tuple[str, str], Entry] = {entry.key: entry for entry in entries}
        self.problems: tuple[Problem, ...] = in_order(problems)
        self._kinds: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
        self._backlinks: dict[tuple[str, str], list[Backlink]] = defaultdict(list)
        self._countries: dict[str, list[Entry]] = defaultdict(list)
        self._years: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            self._kinds[entry.kind].append(entry)
            for kind, id, field in named_by(entry):
                self._backlinks[kind, id].append(Backlink(entry, field))
            for country in entry.record.in_countries:
                self._countries[country].append(entry)
            if entry.record.when:
                self._years[entry.record.when.year].append(entry)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The records of one kind."""
        return tuple(self._kinds[kind])

    def get(self, kind: str, id: str) -> Entry:
        """The record with this id. For a guide step, the guide it belongs to."""
        return self.entries[("guide", id.partition("/")[0]) if kind == "guide-step" else (kind, id)]

    def has(self, kind: str, id: str) -> bool:
        return (kind, id) in self.entries

    def naming(self, kind: str, id: str) -> tuple[Backlink, ...]:
        """The records that name this one."""
        return tuple(self._backlinks.get((kind, id), ()))

    @property
    def countries(self) -> Mapping[str, list[Entry]]:
        """Records by country code."""
        return self._countries

    @property
    def years(self) -> Mapping[int, list[Entry]]:
        """Records by the year they are listed by."""
        return self._years
