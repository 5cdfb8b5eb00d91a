"""Which feeds there are, and the newest records of each."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from heapq import nsmallest

from knowledge_hub.asking import Asked
from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds.record import Record
from knowledge_hub.views.followed import EVERYTHING, Followed, followed

MOST = 50
ATOM, JSON = "application/atom+xml", "application/feed+json"
OPML = "feeds/feeds.opml"  # the list of all feeds of a language, below its root


@dataclass(frozen=True, eq=False)
class Feed:
    """The newest records of something one can follow, of those that have a day of change."""

    of: Followed
    dated: Container[Entry]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(nsmallest(MOST, filter(self.dated.__contains__, self.of.entries), key=_age))

    @property
    def updated(self) -> date:
        """The day of the newest change among them."""
        return date.fromordinal(-_age(self.entries[0])[0])

    @property
    def atom(self) -> str:
        """Its address below the root of a language."""
        return f"feeds/{self.of.path}/atom.xml"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of feeds."""
        return self.of.path.replace("/", "-")

    @property
    def json(self) -> str:
        """The address of the same as JSON Feed."""
        return f"feeds/{self.of.path}/feed.json"


def changed_on(record: Record) -> date | None:
    """The day the record last changed: when its facts were last checked, or when the last of its sources was read."""
    return record.verified or max((source.read for source in record.sources), default=None)


def begun_on(record: Record) -> date | None:
    """The earliest day on record: when the first of its sources was read, if that was before the last check."""
    return min((day for day in (record.verified, *(source.read for source in record.sources)) if day), default=None)


@lru_cache(maxsize=1)
def feeds_of(catalogue: Catalogue, today: date) -> Mapping[str, Feed]:
    """The feeds by the path of what they follow.

    A record without a day of change, or with one still to come, is in none; what has no other records has no feed.
    """
    dated = frozenset(entry for entry in catalogue.entries.values() if (changed_on(entry.record) or date.max) <= today)
    return {path: Feed(thing, dated) for path, thing in followed(catalogue).items() if not dated.isdisjoint(thing.found())}


@once_each
def _age(entry: Entry) -> tuple[int, int, int, int, str]:
    """The newest change first; of the same day, what is new, then the latest day a record speaks of."""
    record = entry.record
    changed, begun = changed_on(record) or date.min, begun_on(record) or date.min
    return -changed.toordinal(), -begun.toordinal(), -record.when.last.toordinal() if record.when else 0, record.rank, entry.id


def feed_at(catalogue: Catalogue, today: date, path: str) -> Feed | None:
    """The feed of what stands at this path of the site; None where it has none."""
    catalogue.asked.add(feed_of(path))
    with catalogue.aside():
        return feeds_of(catalogue, today).get(path)


def feed_of(path: str) -> Asked:
    """The question for the feed of what stands at a path."""
    return "feed", path


def feed_for(catalogue: Catalogue, today: date, path: str, section: str) -> Feed | None:
    """The feed that a page announces: its own, that of its section, or that of everything."""
    return next((feed for one in (path.strip("/"), section, EVERYTHING) if (feed := feed_at(catalogue, today, one))), None)
