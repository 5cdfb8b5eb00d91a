"""The records that have most in common with a record, each with the reason.

What two records share is a topic, an ecosystem, a country, or a third record that both name. What few share says more than what many
share, so a shared thing weighs the logarithm of how rare it is. Only records that share something are compared, and of a list
with many records only those that stand near: the work grows with the number of records, not with its square.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import log
from operator import itemgetter

from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.reading import Reference
from knowledge_hub.views.status import status_of

MOST, MOST_OF_A_KIND = 4, 2
NEAR = 32  # of a list with many records, so many are looked at
COMPARED = 20  # of all that are looked at, those that seem to share most are compared
FEW = 3  # countries of a record for which its topics are listed
OVER = 0.5  # what has passed is worth half
SUBJECTS = ("topic", "ecosystem", "country")

Key = tuple[str, str]  # a kind and an id, or 'country' and its code
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
        self._catalogue = catalogue
        self._entries = sorted((one for one in catalogue.entries.values() if not one.record.gathers), key=lambda one: (one.id, one.kind))
        self._numbers = {entry.key: number for number, entry in enumerate(self._entries)}
        told = [[thing for thing in _things(entry) if _is_there(catalogue, thing)] for entry in self._entries]
        self._things = [frozenset(things) for things in told]
        self._lists: dict[Key, list[int]] = defaultdict(list)
        for number, things in enumerate(told):
            for thing in (*things, *_both(things)):
                self._lists[thing].append(number)
        self._told = told
        self._weights = {thing: log(1 + len(self._entries) / len(sharing)) for thing, sharing in self._lists.items()}
        statuses = (status_of(entry.record, now) for entry in self._entries)
        self._worth = [OVER if status and not status.ahead else 1.0 for status in statuses]

    @lru_cache(maxsize=16)  # noqa: B019 - one object a build; the pages of a record in all languages follow each other
    def of(self, entry: Entry) -> tuple[Related, ...]:
        """The few records that have most in common with this one, of several kinds. Those that one of the two names are left out."""
        number = self._numbers.get(entry.key)
        if number is None:
            return ()
        things, known = self._things[number], self._known(entry)
        scored = []
        for other in self._candidates(number):
            if other not in known:
                shared = things & self._things[other]
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
        named = map(_target, entry.references)
        naming = (link.entry.key for link in self._catalogue.naming(*entry.key))
        return {self._numbers[key] for key in (entry.key, *named, *naming) if key in self._numbers}

    def _candidates(self, number: int) -> list[int]:
        """Records that share much, as far as the lists tell in which they stand near; in a long list only those near count."""
        score: dict[int, float] = defaultdict(float)
        things = self._told[number]
        for thing in (*things, *_both(things)):
            sharing, weight = self._lists[thing], self._weights[thing]
            spot = bisect_left(sharing, number)
            first = max(0, min(spot - NEAR // 2, len(sharing) - NEAR))
            for other in sharing[first : first + NEAR]:
                score[other] += weight * self._worth[other]
        return [other for other, _ in sorted(score.items(), key=itemgetter(1), reverse=True)[:COMPARED]]

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
    """What a record can share with others, in order: the records it names, and its countries."""
    countries = (("country", code) for code in entry.record.in_countries if code != "EU")
    return tuple(sorted({*((link.kind, link.id) for link in entry.references), *countries}))


def _is_there(catalogue: Catalogue, thing: Key) -> bool:
    """Whether it is a country, or a record and no draft."""
    kind, id = thing
    return thing in catalogue.entries or kind == "country" or (kind == "guide-step" and catalogue.has("guide", id.partition("/")[0]))


def _target(link: Reference) -> Key:
    """The record that a link leads to: for a step of a guide, the guide."""
    return ("guide", link.id.partition("/")[0]) if link.kind == "guide-step" else (link.kind, link.id)


def _both(things: list[Key]) -> Iterator[Key]:
    """Each topic in each country: lists in which those stand that share both."""
    countries = [id for kind, id in things if kind == "country"][:FEW]
    for kind, id in things:
        if kind == "topic":
            yield from ((f"topic in {code}", id) for code in countries)
