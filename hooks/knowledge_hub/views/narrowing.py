"""What the list of a kind can be narrowed by, and what the records have there.

How a browser counts. Counts that follow any choice need to know of every record what it has in every facet, so an index of some
bytes a record is cut into parts of a thousand records, fetched when a reader first touches a facet (the first results stand there
when the first part has come); cards are cut into files of ten, and only those that are shown are fetched. No single download grows
with the number of records, and a page before any choice downloads none of it. Pagefind's filters were the other way: one file for
each facet that grows with the records, one file for each result, no state that follows the date of reading, no list without a
search index.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain

from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.facets import Facet
from knowledge_hub.kinds.record import Record
from knowledge_hub.speech import plain
from knowledge_hub.views.lists import PAGE_SIZE, orders_of, pages_of
from knowledge_hub.views.status import facts_of, status_of

PART = 20 * PAGE_SIZE  # records in a part of the index
CARDS = 10  # cards in a file
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A facet of a list: the values of each record, in the order of the list, and how many records have each."""

    facet: Facet
    values: tuple[tuple[str, ...], ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class List:
    """Some records of a kind in reading order: those that have a value of a facet, or all."""

    facet: str
    value: str
    entries: tuple[Entry, ...]

    @cached_property
    def pages(self) -> tuple[tuple[Entry, ...], ...]:
        return pages_of(self.entries)

    @cached_property
    def changed(self) -> date | None:
        """The last day on which one of them was checked."""
        return max((entry.record.verified for entry in self.entries if entry.record.verified), default=None)


@dataclass(frozen=True, eq=False)
class Listing:
    """All records of a kind in reading order, and the facets that part them."""

    kind: str
    entries: tuple[Entry, ...]
    narrowings: tuple[Narrowing, ...]

    @cached_property
    def edition(self) -> str:
        """Changes when records come, go or change places: no browser reads an old part of the index beside a new one."""
        return sha256("\n".join(entry.id for entry in self.entries).encode()).hexdigest()[:8]

    @cached_property
    def sorts(self) -> tuple[str, ...]:
        """The orders that tell these records apart; the first one is the list's own, see `views.lists`."""
        kind = KINDS[self.kind]
        soonest = any(narrowing.facet.states for narrowing in self.narrowings)
        own = "soonest" if soonest else "newest" if kind.newest_first else "title"
        checked = len({entry.record.verified for entry in self.entries}) > 1
        others = ("newest",) * any(entry.record.when for entry in self.entries) + ("title",) + ("checked",) * checked
        return (own, *(sort for sort in others if sort != own))

    @cached_property
    def lists(self) -> tuple[List, ...]:
        """The lists that need no script. The first one is the whole."""
        found = [List("", "", self.entries)]
        for narrowing in self.narrowings:
            if narrowing.facet.listed:
                groups: dict[str, list[Entry]] = {value: [] for value in narrowing.counts}
                for entry, values in zip(self.entries, narrowing.values, strict=True):
                    for value in values:
                        groups[value].append(entry)
                found += (List(narrowing.facet.name, value, tuple(entries)) for value, entries in groups.items())
        return tuple(found)


def listings(catalogue: Catalogue, now: datetime) -> Iterator[Listing]:
    """The list of each kind that has records."""
    for kind, entries in orders_of(catalogue, now).items():
        if entries:
            found = (_narrowing(catalogue, facet, entries) for facet in KINDS[kind].facets)
            yield Listing(kind, entries, tuple(one for one in found if _parts(one, len(entries))))


def _narrowing(catalogue: Catalogue, facet: Facet, entries: tuple[Entry, ...]) -> Narrowing:
    """The facet's values; a record that is not published is none."""
    if facet.states:
        return Narrowing(facet, (), dict.fromkeys(facet.words, 0))
    values = tuple(_values_of(entry)[facet.name] for entry in entries)
    if facet.names in KINDS:
        known = frozenset(entry.id for entry in catalogue.of(facet.names))
        values = tuple(found if known.issuperset(found) else tuple(filter(known.__contains__, found)) for found in values)
    counts = Counter(chain.from_iterable(values))
    return Narrowing(facet, values, {value: counts[value] for value in _ordered(facet, counts)})


@once_each
def _values_of(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The values of a record in each facet of its kind, each once."""
    return {facet.name: tuple(dict.fromkeys(facet.values(entry.record))) for facet in entry.record.facets}


def _ordered(facet: Facet, counts: Mapping[str, int]) -> list[str]:
    if facet.order == "newest":
        return sorted(counts, reverse=True)
    if facet.order == "words":
        return [word for word in facet.words if word in counts]
    return sorted(counts, key=lambda value: (-counts[value], value))


def _parts(narrowing: Narrowing, total: int) -> bool:
    """Whether some records have a value there that others have not."""
    return bool(narrowing.facet.states) or any(count < total for count in narrowing.counts.values())


def part_of(listing: Listing, start: int, titles: Mapping[str, int], now: datetime) -> dict[str, object]:
    """The part of the index that begins with this record: for each facet its values and which of them each record has; for each
    order a number for each record, the smallest first; and where each stands: the facts for the rule of the browser (see
    `views.status.facts_of`), or the state that it keeps. `titles` gives the place of each title by id."""
    entries = listing.entries[start : start + PART]
    part: dict[str, object] = {"size": len(entries)}
    facets: dict[str, object] = {}
    for narrowing in listing.narrowings:
        if narrowing.facet.states:
            standing = [_standing(entry.record, now) for entry in entries]
            part["standing"] = {"facet": narrowing.facet.name, "states": narrowing.facet.states, "of": standing}
        else:
            found = narrowing.values[start : start + PART]
            numbers = {value: number for number, value in enumerate(dict.fromkeys(value for values in found for value in values))}
            facets[narrowing.facet.name] = {"values": list(numbers), "of": [[numbers[value] for value in values] for values in found]}
    orders: dict[str, Callable[[Entry], int]] = {
        "newest": lambda entry: _EPOCH - entry.record.when.last.toordinal() if entry.record.when else _EPOCH,
        "title": lambda entry: titles[entry.id],
        "checked": lambda entry: _EPOCH - entry.record.verified.toordinal() if entry.record.verified else _EPOCH,
    }
    part["facets"] = facets
    part["orders"] = {sort: [orders[sort](entry) for entry in entries] for sort in listing.sorts[1:]}
    return part


def _standing(record: Record, now: datetime) -> dict[str, object] | str:
    status = status_of(record, now)
    return facts_of(record) or "" if status is None or status.ahead else status.state


@lru_cache(maxsize=64)
def places_of_titles(listing: Listing, language: str) -> dict[str, int]:
    """The place of each record in the alphabet of its titles in a language, by id."""
    named = sorted((plain(entry.in_language(language).title), entry.id) for entry in listing.entries)
    return {id: place for place, (_, id) in enumerate(named)}
