"""The calendar: what its dates can be chosen by, and those that come next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge_hub.kinds.record import DATES
from knowledge_hub.views.dates import Date, ahead

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that occur among dates: sorts in their order, the others by the alphabet of ids and codes."""

    sorts: tuple[str, ...]
    topics: tuple[str, ...]
    ecosystems: tuple[str, ...]
    countries: tuple[str, ...]
    series: tuple[str, ...]
    modes: tuple[str, ...]


def choices(dates: Iterable[Date]) -> Choices:
    """What these dates can be chosen by."""
    dates = tuple(dates)
    sorts = {one.sort for one in dates}
    records = {one.entry.key: one.entry for one in dates}.values()
    return Choices(
        sorts=tuple(sort for sort in DATES if sort in sorts),
        topics=tuple(sorted({topic for entry in records for topic in entry.record.topics})),
        ecosystems=tuple(sorted({id for entry in records for id in entry.record.ecosystems})),
        countries=tuple(sorted({code for entry in records for code in entry.record.in_countries})),
        series=tuple(sorted({id for one in dates if (id := series_of(one))})),
        modes=tuple(sorted({mode for one in dates if (mode := mode_of(one))})),
    )


def series_of(one: Date) -> str:
    """The series that a date belongs to, or is a date of; empty where there is none."""
    return one.entry.id if one.entry.kind == "event-series" else getattr(one.entry.record, "series", None) or ""


def mode_of(one: Date) -> str:
    """How one takes part; empty where that is no question."""
    return getattr(one.entry.record, "mode", "")


def next_dates(dates: Iterable[Date], today: date) -> tuple[Date, ...]:
    """What is ahead, the soonest first, no more than a page holds. What runs on for years stands where it began."""
    return ahead(dates, today)[:SHOWN]
