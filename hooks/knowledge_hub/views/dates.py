"""Every day that the records speak of, in one list: events, openings, deadlines, days that laws set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter

from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds.record import DATES, Dated
from knowledge_hub.kinds.values import When, clock_text

Place = tuple[int, int, int, str, int, str, int]
_RANK = {sort: rank for rank, sort in enumerate(DATES)}


@dataclass(frozen=True, slots=True, eq=False)
class Date:
    """A day (or days) that a record speaks of: the record, which of its `dates` it is, and that one as the original says it."""

    entry: Entry
    number: int
    dated: Dated

    @property
    def sort(self) -> str:
        return self.dated.sort

    @property
    def start(self) -> When:
        return self.dated.start

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return self.dated.start.first

    @property
    def last(self) -> date:
        """The last day it can mean."""
        return (self.dated.end or self.dated.start).last

    @property
    def exact(self) -> bool:
        """Whether its day is known, and not its month or year alone."""
        return bool(self.dated.start.day)

    def says(self, language: str) -> str:
        """What it is, in the record's words as a reader of this language sees them; empty where the title says it."""
        return self.entry.in_language(language).dates[self.number].says


@lru_cache(maxsize=1)
def dates_of(catalogue: Catalogue) -> tuple[Date, ...]:
    """All dates of the catalogue, the earliest first; those of which the month or year alone is known stand at its end."""
    found = chain.from_iterable(map(_placed, catalogue.entries.values()))
    return tuple(one for _, one in sorted(found, key=itemgetter(0)))


def dates_in(entry: Entry) -> Iterator[Date]:
    """The dates of one record in the same order."""
    return (one for _, one in _placed(entry))


@once_each
def _placed(entry: Entry) -> tuple[tuple[Place, Date], ...]:
    found = (Date(entry, number, dated) for number, dated in enumerate(entry.record.dates))
    return tuple(sorted(((_place(one), one) for one in found), key=itemgetter(0)))


def _place(date: Date) -> Place:
    start = date.start
    clock = clock_text(start.clock) if start.clock else ""
    return start.year, start.month or 13, start.day or 32, clock, _RANK[date.sort], date.entry.id, date.number


@dataclass(frozen=True, slots=True)
class Month:
    """The dates that begin in one month; or in one year, where that alone is known (its `when` has no month)."""

    when: When
    dates: tuple[Date, ...]


def by_month(dates: Iterable[Date]) -> tuple[Month, ...]:
    """Dates in their order, parted by month."""
    return tuple(Month(When(*place), tuple(found)) for place, found in groupby(dates, key=lambda one: (one.start.year, one.start.month)))


@lru_cache(maxsize=1)
def by_year(dates: tuple[Date, ...]) -> Mapping[int, tuple[Date, ...]]:
    """Dates by each year they touch, the earliest year first."""
    years: dict[int, list[Date]] = defaultdict(list)
    for one in dates:
        for year in range(one.first.year, one.last.year + 1):
            years[year].append(one)
    return {year: tuple(years[year]) for year in sorted(years)}


def told_apart(dates: Iterable[Date]) -> str:
    """Which dates these are, in their order."""
    return "\n".join(f"{one.entry.path}{one.number}" for one in dates)


def ahead(dates: Iterable[Date], today: date) -> tuple[Date, ...]:
    """Dates that are not over."""
    return tuple(one for one in dates if one.last >= today)
