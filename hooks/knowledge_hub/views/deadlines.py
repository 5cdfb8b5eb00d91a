"""The deadlines ahead by month, what has passed lately, and what has no day yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.policy import Policy
from knowledge_hub.views.dates import Date, ahead, dates_of

MOST = 300
LATELY = timedelta(days=90)
MOST_LATELY = 8


@dataclass(frozen=True, slots=True)
class Undated:
    """What will come on a day that no source names yet.

    Calls that are open without a deadline; calls whose second stage has no day; series without a coming edition; laws in
    preparation; duties of which the month or year alone is known; events that were put off.
    """

    open_calls: tuple[Entry, ...]
    second_stages: tuple[Entry, ...]
    series: tuple[Entry, ...]
    laws: tuple[Entry, ...]
    vague: tuple[Date, ...]
    postponed: tuple[Entry, ...]

    @property
    def any(self) -> bool:
        return any((self.open_calls, self.second_stages, self.series, self.laws, self.vague, self.postponed))


def is_deadline(one: Date) -> bool:
    """Whether it is a day to act by or to know, and holds: no event, nothing withdrawn or put off."""
    return one.sort != "event" and not one.dated.state


def deadlines_ahead(catalogue: Catalogue, today: date) -> tuple[Date, ...]:
    """Deadlines with a known day from today on, the soonest first."""
    return tuple(one for one in ahead(dates_of(catalogue), today) if one.exact and is_deadline(one))


def closed_lately(catalogue: Catalogue, today: date) -> tuple[Date, ...]:
    """The deadlines of the last ninety days, the latest first; openings are none."""
    found = [
        one for one in dates_of(catalogue) if one.exact and is_deadline(one) and one.sort != "opens" and today - LATELY <= one.last < today
    ]
    return tuple(reversed(found))[:MOST_LATELY]


def undated(catalogue: Catalogue, today: date) -> Undated:
    """What has no day yet, each list in the order of ids."""
    coming = {
        entry.record.series
        for entry in catalogue.of("event")
        if isinstance(entry.record, Event)
        and entry.record.status != "cancelled"
        and (entry.record.until or entry.record.start).last >= today
    }
    calls = [(entry, entry.record) for entry in catalogue.of("funding-call") if isinstance(entry.record, FundingCall)]
    live = [(entry, call) for entry, call in calls if not call.cancelled]
    return Undated(
        open_calls=tuple(entry for entry, call in live if call.deadline_model == "continuous" and not call.cut_offs),
        second_stages=tuple(
            entry
            for entry, call in live
            if call.deadline_model == "two-stage" and len(call.cut_offs) == 1 and call.cut_offs[0].day >= today
        ),
        series=tuple(entry for entry in catalogue.of("event-series") if entry.id not in coming),
        laws=tuple(entry for entry in catalogue.of("policy") if isinstance(entry.record, Policy) and entry.record.expected),
        vague=tuple(one for one in ahead(dates_of(catalogue), today) if not one.exact and is_deadline(one)),
        postponed=tuple(entry for entry in catalogue.of("event") if isinstance(entry.record, Event) and entry.record.status == "postponed"),
    )
