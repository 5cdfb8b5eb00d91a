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
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain

from knowledge_hub.catalogue import Answers, Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.facets import Facet
from knowledge_hub.kinds.record import Record
from knowledge_hub.speech import in_alphabet
from knowledge_hub.views.lists import PAGE_SIZE, orders_of
from knowledge_hub.views.status import facts_of, status_of

PART = 20 * PAGE_SIZE  # records in a part of the index
CARDS = 10  # cards in a file
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A facet of a list: its values, and how many records have each."""

    facet: Facet
    counts: Mapping[str, int]

    def values_of(self, entry: Entry) -> tuple[str, ...]:
        """The values of a record, each once; a record that is not published is none."""
        return tuple(value for name, value in facets_of(entry) if name == self.facet.name and value in self.counts)


@dataclass(frozen=True, eq=False)
class List:
    """So many records of a kind: those that have a value of a facet, or all."""

    listing: "Listing"
    facet: str
    value: str
    size: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In reading order."""
        return self.listing.parted[self.facet][self.value] if self.facet else self.listing.entries

    @property
    def pages(self) -> int:
        """On so many pages they stand; one is empty where there is no record."""
        return -(-self.size // PAGE_SIZE) or 1

    def page(self, number: int) -> tuple[Entry, ...]:
        """The records on a page, counted from 1."""
        return self.entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]

    @cached_property
    def changed(self) -> date | None:
        """The last day on which one of them was checked."""
        return max((entry.record.verified for entry in self.entries if entry.record.verified), default=None)


@dataclass(frozen=True, eq=False)
class Listing:
    """All records of a kind, and the facets that part them. In which order they are read is found out when that is first asked;
    without a language they stand by the titles of the originals."""

    kind: str
    size: int
    narrowings: tuple[Narrowing, ...]
    orders: Mapping[tuple[str, str], tuple[Entry, ...]]
    language: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In reading order."""
        return self.orders[self.kind, self.language]

    def read_in(self, language: str) -> "Listing":
        """The list as readers of a language have it: what has no day stands by its title."""
        return replace(self, language=language)

    @cached_property
    def parted(self) -> Answers[str, Mapping[str, tuple[Entry, ...]]]:
        """By facet and value, in reading order."""
        return Answers(self._parted_by)

    def _parted_by(self, facet: str) -> Mapping[str, tuple[Entry, ...]]:
        narrowing = next(one for one in self.narrowings if one.facet.name == facet)
        groups: dict[str, list[Entry]] = {value: [] for value in narrowing.counts}
        for entry in self.entries:
            for value in narrowing.values_of(entry):
                groups[value].append(entry)
        return {value: tuple(entries) for value, entries in groups.items()}

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
        listed = (narrowing for narrowing in self.narrowings if narrowing.facet.listed)
        narrowed = (List(self, one.facet.name, value, count) for one in listed for value, count in one.counts.items())
        return (List(self, "", "", self.size), *narrowed)


def listings(catalogue: Catalogue, now: datetime) -> Iterator[Listing]:
    """The list of each kind that has records."""
    orders = orders_of(catalogue, now)
    for kind, model in KINDS.items():
        entries = catalogue.of(kind)
        if entries:
            counted = Counter(chain.from_iterable(map(facets_of, entries)))
            found = (_narrowing(catalogue, facet, counted) for facet in model.facets)
            yield Listing(kind, len(entries), tuple(one for one in found if _parts(one, len(entries))), orders)


def _narrowing(catalogue: Catalogue, facet: Facet, counted: Mapping[tuple[str, str], int]) -> Narrowing:
    if facet.states:
        return Narrowing(facet, dict.fromkeys(facet.words, 0))
    counts = {value: count for (name, value), count in counted.items() if name == facet.name}
    if facet.names in KINDS:
        counts = {value: count for value, count in counts.items() if catalogue.has(facet.names, value)}
    return Narrowing(facet, {value: counts[value] for value in _ordered(facet, counts)})


@once_each
def facets_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The facets of a record's kind, each with each value that it has there."""
    return tuple(dict.fromkeys((facet.name, value) for facet in entry.record.facets for value in facet.values(entry.record)))


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
            found = [narrowing.values_of(entry) for entry in entries]
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
    named = sorted((in_alphabet(entry.in_language(language).title, language), entry.id) for entry in listing.entries)
    return {id: place for place, (_, id) in enumerate(named)}
