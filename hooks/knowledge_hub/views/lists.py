"""Lists of records in the order a reader wants them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from knowledge_hub.catalogue import Answers, Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.speech import in_alphabet
from knowledge_hub.views.status import status_of

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind that belong together."""

    kind: str
    entries: tuple[Entry, ...]


def in_reading_order(entries: Iterable[Entry], now: datetime, language: str = "") -> tuple[Entry, ...]:
    """What is still ahead first, the soonest at the top; then the newest; names by the alphabet, as the original or a language
    calls them. The id decides last."""

    def place(entry: Entry) -> tuple[int, int, str, str]:
        status = status_of(entry.record, now)
        if status and status.ahead:
            day = status.day.toordinal() if status.day else 9_999_999
            return 0, day, "", entry.id
        return _lasting_place(entry, language)

    return tuple(sorted(entries, key=place))


@once_each
def _lasting_place(entry: Entry, language: str) -> tuple[int, int, str, str]:
    record = entry.record
    if record.newest_first and record.when:
        return 1, -record.when.last.toordinal(), "", entry.id
    return 2, 0, in_alphabet(entry.in_language(language).title, language), entry.id


@lru_cache(maxsize=1)
def orders_of(catalogue: Catalogue, now: datetime) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """All records of a kind in reading order, by kind and language; without a language by the titles of the originals."""
    return Answers(lambda asked: in_reading_order(catalogue.of(asked[0]), now, asked[1]))


@lru_cache(maxsize=1)
def _ranks_of(catalogue: Catalogue, now: datetime) -> Mapping[tuple[str, str], Mapping[Entry, int]]:
    """Where each record of a kind stands in reading order, by kind and language."""
    orders = orders_of(catalogue, now)
    return Answers(lambda asked: {entry: rank for rank, entry in enumerate(orders[asked])})


def by_kind(catalogue: Catalogue, entries: Iterable[Entry], now: datetime, language: str) -> tuple[Group, ...]:
    """Records grouped by kind, each once, in the order that the list of the kind has for readers of a language."""
    groups: dict[str, set[Entry]] = {kind: set() for kind in KINDS}
    for entry in entries:
        groups[entry.kind].add(entry)
    ranks = _ranks_of(catalogue, now)
    return tuple(Group(kind, tuple(sorted(found, key=ranks[kind, language].__getitem__))) for kind, found in groups.items() if found)


def gathered(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    """Every record that names this one."""
    return tuple(dict.fromkeys(link.entry for link in catalogue.naming(entry.kind, entry.id)))
