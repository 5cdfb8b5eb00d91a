"""Where a call or an event stands at a moment.

The rule is written here and, for the browser of a reader who comes long after the build, in docs/assets/js/status.js. Both give the
same for every case of tests/cases/status.yml. What lasts until a time or a day is over from its first instant on: a deadline of 17:00
has passed at 17:00:00, one without a time at the midnight after its day.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.parts import CutOff
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.values import MIDNIGHT, When, at, clock_text

SOON = 14
BRUSSELS = "Europe/Brussels"
WITHOUT_END = timedelta(hours=12)  # an event whose end nobody wrote is over so long after it began, and at midnight at the latest


@dataclass(frozen=True, slots=True)
class Status:
    """A state, the day it hangs on, and the days from the moment to that day (negative when it has passed).

    States of a call: planned, open, soon (at most 14 days left), last (its last day), past, continuous, cancelled, unknown.
    `final` says whether the call closes with the cut-off it hangs on.
    States of an event: planned, undated (its month or year alone is known), today, running, past, cancelled, postponed.
    `registration` is open, soon, last or past while the event is ahead and has a day until which to register.
    """

    state: str
    day: date | None = None
    days: int = 0
    cut_off: CutOff | None = None
    final: bool = True
    registration: "Status | None" = None

    @property
    def leaf(self) -> str:
        """The state of the date block that shows it."""
        return {
            "today": "last",
            "running": "open",
            "cancelled": "past",
            "postponed": "planned",
            "undated": "planned",
            "continuous": "open",
            "unknown": "planned",
        }.get(self.state, self.state)

    @property
    def ahead(self) -> bool:
        """Whether it still matters: not past and not cancelled."""
        return self.state not in ("past", "cancelled")


def ends(when: When, zone: str) -> datetime:
    """The moment from which it is over: its time of day, or the midnight after its last day."""
    last = when.last
    return at(when if when.clock else When(last.year, last.month, last.day, MIDNIGHT), zone)


def closes(cut_off: CutOff) -> datetime:
    """The moment a cut-off passes."""
    return ends(cut_off.when, cut_off.zone or BRUSSELS)


def midnight(day: date) -> datetime:
    """The moment a day begins in Brussels."""
    return datetime.combine(day, time(), ZoneInfo(BRUSSELS))


def over(event: Event) -> datetime:
    """The moment from which an event is over."""
    zone = event.zone or BRUSSELS
    end = ends(event.end or event.start, zone)
    if event.end or not event.start.clock:
        return end
    day = event.start
    return min(ends(When(day.year, day.month, day.day), zone), end.astimezone(UTC) + WITHOUT_END)


def today_in(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def status_of_call(call: FundingCall, now: datetime) -> Status:
    """Where a call stands. A call is open on the day it closes, until the time it closes."""
    today = today_in(BRUSSELS, now)
    if call.cancelled:
        return Status("cancelled", call.cut_offs[-1].day if call.cut_offs else None)
    ahead = next((cut_off for cut_off in call.cut_offs if now < closes(cut_off)), None)
    always = call.deadline_model == "continuous"
    final = ahead is None or (not always and ahead is call.cut_offs[-1])
    if call.opens and call.opens > today:
        return Status("planned", call.opens, (call.opens - today).days, ahead, final)
    if ahead:
        return _until(ahead.day, ahead.zone or BRUSSELS, now, ahead, final)
    if always:
        return Status("continuous")
    if not call.cut_offs:
        return Status("unknown")
    last = call.cut_offs[-1]
    return Status("past", last.day, (last.day - today_in(last.zone or BRUSSELS, now)).days, last)


def _until(day: date, zone: str, now: datetime, cut_off: CutOff | None = None, final: bool = True) -> Status:
    days = (day - today_in(zone, now)).days
    return Status("last" if days <= 0 else "soon" if days <= SOON else "open", day, days, cut_off, final)


def status_of_event(event: Event, now: datetime) -> Status:
    """Where an event stands. It runs between its hours, or from its first day to its last; one day without hours is today."""
    zone = event.zone or BRUSSELS
    today, end, first = today_in(zone, now), over(event), event.start.first
    last = _last_day(end, zone)
    if event.status in ("cancelled", "postponed"):
        return Status(event.status, first, (first - today).days)
    if now >= end:
        return Status("past", first, (last - today).days)
    registration = _registration(event, now)
    if not event.start.day:
        return Status("undated", first, (first - today).days, registration=registration)
    if first > today:
        return Status("planned", first, (first - today).days, registration=registration)
    running = now >= at(event.start, zone) if event.start.clock else first < last
    if first == last and not (event.end and event.end.clock):
        running = False
    return Status("running" if running else "today", first, 0, registration=registration)


def _last_day(end: datetime, zone: str) -> date:
    return (end - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date()


def _registration(event: Event, now: datetime) -> Status | None:
    deadline = event.register_until
    if deadline is None:
        return None
    zone = event.zone or BRUSSELS
    if now < ends(deadline, zone):
        return _until(deadline.last, zone, now)
    return Status("past", deadline.last, (deadline.last - today_in(zone, now)).days)


def status_of(record: Record, now: datetime) -> Status | None:
    """Where a record stands, for kinds that have a status."""
    if isinstance(record, FundingCall):
        return status_of_call(record, now)
    if isinstance(record, Event):
        return status_of_event(record, now)
    return None


def standing(record: Record, now: datetime) -> tuple[Status | None, tuple[bool, ...]]:
    """All that a page says of a record that follows from the moment: where it stands, and which of its dates are over."""
    return status_of(record, now), tuple(ends(one.start, one.zone or BRUSSELS) <= now for one in record.dates)


def facts_of(record: Record) -> dict[str, Any] | None:
    """What the rule in the browser needs to know of a record, for kinds that have a status; what is not there is left out.

    Moments are seconds since 1970, so that the browser needs no table of zones to compare them; days are as in 2026-03-31.
    A call: opens (day), cuts (each [passes, day, clock, zone, label]), always, off. An event: first and last (days), begins (where an hour
    is known), ends, undated, timed (whether its end has an hour), zone, is (cancelled or postponed), register ([passes, day, clock]).
    A zone that is not written is that of Brussels.
    """
    if isinstance(record, FundingCall):
        facts: dict[str, Any] = {
            "opens": record.opens,
            "cuts": [_cut(closes(one), one.when, one.zone or BRUSSELS, one.label or "") for one in record.cut_offs],
            "always": record.deadline_model == "continuous",
            "off": record.cancelled,
        }
    elif isinstance(record, Event):
        facts = _facts_of_event(record)
    else:
        return None
    return {name: fact for name, fact in facts.items() if fact}


def _facts_of_event(event: Event) -> dict[str, Any]:
    zone = event.zone or BRUSSELS
    end = over(event)
    deadline = event.register_until
    return {
        "first": event.start.first,
        "last": _last_day(end, zone),
        "begins": _seconds(at(event.start, zone)) if event.start.clock else None,
        "ends": _seconds(end),
        "undated": not event.start.day,
        "timed": bool(event.end and event.end.clock),
        "zone": zone if zone != BRUSSELS else "",
        "is": event.status if event.status in ("cancelled", "postponed") else "",
        "register": deadline and _cut(ends(deadline, zone), deadline, zone, ""),
    }


def _cut(passes: datetime, when: When, zone: str, label: str) -> list[Any]:
    cut = [_seconds(passes), when.last, clock_text(when.clock) if when.clock else "", zone if zone != BRUSSELS else "", label]
    while not cut[-1]:
        cut.pop()
    return cut


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
