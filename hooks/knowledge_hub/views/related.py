"""The records that have most in common with a record, each with the reason.

What two records share is a topic, an ecosystem, a country, or a third record that both name. What few share says more than what many
share, so a shared thing weighs the logarithm of how rare it is. Only records that share something are compared, and of a list
with many records only those that stand near: the work grows with the number of records, not with its square.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from math import log
from operator import itemgetter

from knowledge_hub.catalogue import Answers, Catalogue, Entry, named_by, once_each
from knowledge_hub.views.status import status_of

MOST, MOST_OF_A_KIND = 4, 2
NEAR = 32  # of a list with many records, so many are looked at
COMPARED = 20  # of all that are looked at, those that seem to share most are compared
FEW = 3  # countries of a record for which its topics are listed
OVER = 0.5  # what has passed is worth half
SUBJECTS = ("topic", "ecosystem", "country")

Key = tuple[str, ...]  # a kind and an id, or 'country' and its code; a topic with its id and the code of a country stands for both
Shared = frozenset[Key]


@dataclass(frozen=True, slots=True)
class Reason:
    """What two records share: one sort or two ('topic', 'country'), and of each the rarest that they share; of one sort, two at most."""

    sorts: tuple[str, ...]
    shared: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A record that has something in common with another, and what that is."""

    entry: Entry
    reason: Reason


class Kinship:
    """Which records share what; made once for a catalogue, asked for each record. Records are numbered in the order of their ids."""

    def __init__(self, catalogue: Catalogue, now: datetime) -> None:
        self._catalogue, self._now = catalogue, now
        self._entries = sorted((one for one in catalogue.entries.values() if not one.record.gathers), key=lambda one: (one.id, one.kind))
        self._numbers = {entry: number for number, entry in enumerate(self._entries)}
        self._lists, self._by_country, self._weights = Answers(self._sharing), Answers(self._parted), Answers(self._weight_of)
        self._worth = Answers(self._worth_of)
        self.of = lru_cache(maxsize=16)(self._of)  # the pages of a record in all languages follow each other

    def prepare(self) -> None:
        """Find all out now that is asked of several records."""
        for number, entry in enumerate(self._entries):
            _ = self._worth[number], [self._weights[thing] for thing in _both(self._told(entry))]

    def _of(self, entry: Entry) -> tuple[Related, ...]:
        """The few records that have most in common with this one, of several kinds. Those that one of the two names are left out."""
        number = self._numbers.get(entry)
        if number is None:
            return ()
        things, known = self._told(entry), self._known(entry)
        have, scored = frozenset(things), []
        for other in self._candidates(number, things):
            if other not in known:
                shared = have.intersection(_things(self._entries[other]))
                scored.append((-self._worth[other] * sum(map(self._weights.__getitem__, sorted(shared))), other, shared))
        found: list[Related] = []
        kinds: dict[str, int] = defaultdict(int)
        for _, other, shared in sorted(scored, key=lambda one: one[:2]):
            kind = self._entries[other].kind
            if kinds[kind] < MOST_OF_A_KIND:
                kinds[kind] += 1
                found.append(Related(self._entries[other], self._reason(shared)))
                if len(found) == MOST:
                    break
        return tuple(found)

    def _known(self, entry: Entry) -> set[int]:
        """The record itself, and those that its page names already."""
        named = (self._catalogue.find(*link.record) for link in entry.references)
        naming = (link.entry for link in self._catalogue.naming(*entry.key))
        return {self._numbers[one] for one in (entry, *named, *naming) if one in self._numbers}

    def _candidates(self, number: int, things: list[Key]) -> list[int]:
        """Records that share much, as far as the lists tell in which they stand near; in a long list only those near count."""
        score: dict[int, float] = defaultdict(float)
        for thing in _both(things):
            sharing, weight = self._lists[thing], self._weights[thing]
            spot = bisect_left(sharing, number)
            first = max(0, min(spot - NEAR // 2, len(sharing) - NEAR))
            for other in sharing[first : first + NEAR]:
                score[other] += weight * self._worth[other]
        return [other for other, _ in sorted(score.items(), key=itemgetter(1), reverse=True)[:COMPARED]]

    def _told(self, entry: Entry) -> list[Key]:
        """What a record can share with others, in order; a record that is not published is nothing to share."""
        return [thing for thing in _things(entry) if _is_there(self._catalogue, thing)]

    def _sharing(self, thing: Key) -> Sequence[int]:
        """The records that share something."""
        sort, id, *code = thing
        if code:
            return self._by_country[id][code[0]]
        found = self._catalogue.in_country(id) if sort == "country" else (link.entry for link in self._catalogue.naming(sort, id))
        return sorted({self._numbers[entry] for entry in found if entry in self._numbers})

    def _parted(self, topic: str) -> Mapping[str, list[int]]:
        """The records that share a topic, by country."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in self._lists["topic", topic]:
            for code in _few_countries(self._entries[number]):
                found[code].append(number)
        return found

    def _weight_of(self, thing: Key) -> float:
        return log(1 + len(self._entries) / len(self._lists[thing]))

    def _worth_of(self, number: int) -> float:
        return _worth(self._entries[number], self._now)

    def _reason(self, shared: Shared) -> Reason:
        """What is rarest: a third record that both name, or else topic, ecosystem and country, two of them at most."""
        best: dict[str, list[Key]] = defaultdict(list)
        for thing in sorted(shared, key=lambda thing: (-self._weights[thing], thing)):
            best[thing[0]].append(thing)
        subjects = tuple(sort for sort in SUBJECTS if sort in best)[:2]
        rarest = next(iter(best))
        if rarest not in SUBJECTS or not subjects:
            return Reason((rarest,), tuple(best[rarest][:1]))
        return Reason(subjects, tuple(best[sort][0] for sort in subjects) if len(subjects) == 2 else tuple(best[subjects[0]][:2]))


@once_each
def _things(entry: Entry) -> tuple[Key, ...]:
    """What a record can share with others, each once and in order: the records it names, and its countries."""
    countries = (_country(code) for code in entry.record.in_countries if code != "EU")
    return tuple(sorted({*chain(*(named for _, named in named_by(entry)), countries)}))


@cache
def _country(code: str) -> Key:
    """One key for all records of a country."""
    return "country", code


def has_in_common(entry: Entry, now: datetime) -> tuple[object, ...]:
    """What decides which records are related to one, and to which it is."""
    named = frozenset(link.record for link in entry.references)
    return entry.record.gathers, _things(entry), _few_countries(entry), _worth(entry, now), named


def _worth(entry: Entry, now: datetime) -> float:
    status = status_of(entry.record, now)
    return OVER if status and not status.ahead else 1.0


@once_each
def _few_countries(entry: Entry) -> tuple[str, ...]:
    """The countries for which its topics are listed."""
    return tuple(sorted(set(entry.record.in_countries) - {"EU"})[:FEW])


def _is_there(catalogue: Catalogue, thing: Key) -> bool:
    """Whether it is a country, or a record and no draft."""
    kind, id = thing
    return kind == "country" or catalogue.find(kind, id) is not None


def _both(things: list[Key]) -> Iterator[Key]:
    """These things, then each topic in each country: lists in which those stand that share both."""
    yield from things
    countries = [id for kind, id in things if kind == "country"][:FEW]
    for kind, id in things:
        if kind == "topic":
            yield from ((kind, id, code) for code in countries)
