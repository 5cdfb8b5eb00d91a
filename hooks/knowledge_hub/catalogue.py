"""All records together, frozen: each with its identity, what names it, and the indexes by kind, country and year."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from knowledge_hub.asking import EVERYTHING, Asking, those_in, those_naming, those_of
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.reading import Reference


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A record with its identity: the kind and the id that its path says, its links and its translations."""

    kind: str
    id: str
    file: str
    record: Record
    references: tuple[Reference, ...]
    translations: Mapping[str, Record]
    outdated: tuple[str, ...] = ()  # languages whose translation is older than the original
    redirects: tuple[Place, ...] = ()  # where each of the record's redirect_from is written
    answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)  # see `once_each`

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process finds the answers anew."""
        return Entry, tuple(getattr(self, told.name) for told in fields(self) if told.init)

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

    def told_in(self, language: str, original: str) -> str:
        """The language in which a reader of this one gets the record: this one where it is translated, else the original."""
        return language if language in self.translations else original

    def in_language(self, language: str) -> Record:
        """The record as a reader of this language sees it: translated where it is, else the original."""
        return self.translations.get(language, self.record)


Question = TypeVar("Question")
Told = TypeVar("Told")
More = TypeVarTuple("More")


def once_each(asked: Callable[[Entry, *More], Told]) -> Callable[[Entry, *More], Told]:
    """A question that an entry answers by itself (and by what more is given) is asked once: an entry outlives its catalogue where only
    what has changed is read again.
    """

    alone = (asked,)

    @wraps(asked)
    def answer(entry: Entry, *more: *More) -> Told:
        question = (*alone, *more) if more else alone
        found: Told | None = entry.answers.get(question)
        return entry.answers.setdefault(question, asked(entry, *more)) if found is None else found

    return answer


class Answers(dict[Question, Told]):
    """Answers by question, each found when it is first asked for."""

    def __init__(self, find: Callable[[Question], Told]) -> None:
        self._find = find

    def __missing__(self, question: Question) -> Told:
        found = self[question] = self._find(question)
        return found


@dataclass(frozen=True, slots=True)
class Backlink:
    """One record names another: which one, and in which of its fields."""

    entry: Entry
    field: str


@once_each
def named_by(entry: Entry) -> tuple[tuple[Backlink, tuple[tuple[str, str], ...]], ...]:
    """What a record names, kinds and ids by field, each once."""
    fields: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for link in entry.references:
        fields[link.field.partition(".")[0]][link.kind, link.id] = None
    return tuple((Backlink(entry, field), tuple(named)) for field, named in fields.items())


@once_each
def listed_by(entry: Entry) -> tuple[tuple[str, ...], int]:
    """The countries and the year under which a record is found; 0 where it has none."""
    return entry.record.in_countries, entry.record.when.year if entry.record.when else 0


class Catalogue(Asking):
    """All published records. `entries` is in the order of kinds and ids; every index keeps that order."""

    def __init__(self, entries: Iterable[Entry], problems: Iterable[Problem] = ()) -> None:
        self._entries: dict[tuple[str, str], Entry] = {entry.key: entry for entry in entries}
        super().__init__(self._entries)
        self.problems: tuple[Problem, ...] = in_order(problems)
        self._kinds: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
        self._backlinks: dict[tuple[str, str], list[Backlink]] = defaultdict(list)
        self._countries: dict[str, list[Entry]] = defaultdict(list)
        self._years: dict[int, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            self._kinds[entry.kind].append(entry)
            for link, named in named_by(entry):
                for key in named:
                    self._backlinks[key].append(link)
            countries, year = listed_by(entry)
            for country in countries:
                self._countries[country].append(entry)
            if year:
                self._years[year].append(entry)

    @property
    def entries(self) -> Mapping[tuple[str, str], Entry]:
        """All records by kind and id."""
        self.asked.add(EVERYTHING)
        return self._entries

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The records of one kind."""
        self.asked.add(those_of(kind))
        return tuple(self._kinds[kind])

    def find(self, kind: str, id: str) -> Entry | None:
        """The record with this id, if there is one. For a guide step, the guide it belongs to."""
        key = ("guide", id.partition("/")[0]) if kind == "guide-step" else (kind, id)
        self.asked.add(key)
        return self._entries.get(key)

    def get(self, kind: str, id: str) -> Entry:
        """The same of a record that is there. Raises KeyError where it is not."""
        found = self.find(kind, id)
        if found is None:
            raise KeyError((kind, id))
        return found

    def has(self, kind: str, id: str) -> bool:
        self.asked.add((kind, id))
        return (kind, id) in self._entries

    def published(self, kind: str, ids: Iterable[str]) -> tuple[Entry, ...]:
        """The records with these ids, each once, drafts left out."""
        keys = [(kind, id) for id in dict.fromkeys(ids)]
        self.asked.update(keys)
        return tuple(self._entries[key] for key in keys if key in self._entries)

    def naming(self, kind: str, id: str) -> tuple[Backlink, ...]:
        """The records that name this one."""
        self.asked.add(those_naming(kind, id))
        return tuple(self._backlinks.get((kind, id), ()))

    def in_country(self, code: str) -> tuple[Entry, ...]:
        """The records of a country."""
        self.asked.add(those_in(code))
        return tuple(self._countries.get(code, ()))

    @property
    def countries(self) -> Mapping[str, list[Entry]]:
        """Records by country code."""
        self.asked.add(EVERYTHING)
        return self._countries

    @property
    def years(self) -> Mapping[int, list[Entry]]:
        """Records by the year they are listed by."""
        self.asked.add(EVERYTHING)
        return self._years
