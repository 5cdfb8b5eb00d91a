"""Where a call or an event stands at a moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.fields import When, at
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.record import CutOff, Record

SOON = 14
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True)
class Status:
    """A state, the day it hangs on, and the days from the moment to that day (negative when it has passed).

    States of a call: planned, open, soon (at most 14 days left), last (its last day), past, continuous, cancelled, unknown.
    States of an event: planned, today, running, past, cancelled, postponed.
    """

    state: str
    day: date | None = None
    days: int = 0
    cut_off: CutOff | None = None

    @property
    def leaf(self) -> str:
        """The state of the date block that shows it."""
        return {
            "today": "last",
            "running": "open",
            "cancelled": "past",
            "postponed": "planned",
            "continuous": "open",
            "unknown": "planned",
        }.get(self.state, self.state)

    @property
    def ahead(self) -> bool:
        """Whether it still matters: not past and not cancelled."""
        return self.state not in ("past", "cancelled")


def closes(cut_off: CutOff) -> datetime:
    """The moment a cut-off passes: its time in its zone, or the end of its day."""
    day = cut_off.day
    return at(When(day.year, day.month, day.day, cut_off.time), cut_off.zone or BRUSSELS.key)


def status_of_call(call: FundingCall, now: datetime) -> Status:
    """Where a call stands. A call is open on the day it closes, until the time it closes."""
    today = now.astimezone(BRUSSELS).date()
    if call.cancelled:
        return Status("cancelled", call.cut_offs[-1].day if call.cut_offs else None)
    ahead = next((cut_off for cut_off in call.cut_offs if closes(cut_off) >= now), None)
    if call.opens and call.opens > today:
        return Status("planned", call.opens, (call.opens - today).days, ahead)
    if ahead:
        days = (ahead.day - now.astimezone(ZoneInfo(ahead.zone or BRUSSELS.key)).date()).days
        state = "last" if days <= 0 else "soon" if days <= SOON else "open"
        return Status(state, ahead.day, days, ahead)
    if call.deadline_model == "continuous":
        return Status("continuous")
    if not call.cut_offs:
        return Status("unknown")
    last = call.cut_offs[-1]
    return Status("past", last.day, (last.day - today).days, last)


def status_of_event(event: Event, now: datetime) -> Status:
    """Where an event stands. It is over when its last day, or its end where a time is known, has passed."""
    zone = event.zone or "Europe/Brussels"
    today = now.astimezone(ZoneInfo(zone)).date()
    first, last = event.start, event.until or event.start
    if event.status in ("cancelled", "postponed"):
        return Status(event.status, first.first, (first.first - today).days)
    if at(last, zone) < now and (last.clock is None or event.end is not None or at(last, zone) + timedelta(hours=12) < now):
        return Status("past", first.first, (last.last - today).days)
    if first.first > today:
        return Status("planned", first.first, (first.first - today).days)
    return Status("today" if first.first == last.last else "running", first.first, 0)


def status_of(record: Record, now: datetime) -> Status | None:
    """Where a record stands, for kinds that have a status."""
    if isinstance(record, FundingCall):
        return status_of_call(record, now)
    if isinstance(record, Event):
        return status_of_event(record, now)
    return None
