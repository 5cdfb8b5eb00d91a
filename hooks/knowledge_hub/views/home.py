"""What the home page shows: counts, what lies ahead, and a few practices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.guide import Guide
from knowledge_hub.kinds.policy import Duty, Policy
from knowledge_hub.views.lists import in_reading_order
from knowledge_hub.views.status import BRUSSELS, Status, status_of_call, status_of_event, today_in

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class CallMark:
    """A call on the dial and in its key: where it stands, when it opens and closes, its number."""

    entry: Entry
    status: Status
    opens: date | None
    closes: date | None
    number: int


@dataclass(frozen=True, slots=True)
class DutyMark:
    """A day that a law sets, on the dial and in its key."""

    entry: Entry
    duty: Duty
    day: date
    number: int


def calls_ahead(catalogue: Catalogue, now: datetime) -> tuple[CallMark, ...]:
    """Calls with a day ahead that are open or will open within a year, the soonest day first, numbered as on the dial."""
    today = today_in(BRUSSELS, now)
    found = []
    for entry in catalogue.of("funding-call"):
        if isinstance(entry.record, FundingCall):
            status = status_of_call(entry.record, now)
            if status.day and status.ahead and (status.state != "planned" or status.day < today + YEAR):
                closes = entry.record.cut_offs[-1].day if entry.record.cut_offs else None
                found.append((status.day, entry.id, entry, status, entry.record.opens, closes))
    found.sort(key=lambda item: item[:2])
    return tuple(CallMark(entry, status, opens, closes, number) for number, (_, _, entry, status, opens, closes) in enumerate(found, 1))


def to_open(calls: Iterable[CallMark]) -> tuple[CallMark, ...]:
    """Those of the calls ahead that are not open yet."""
    return tuple(mark for mark in calls if mark.status.state == "planned")


def open_without_day(catalogue: Catalogue, now: datetime) -> tuple[Entry, ...]:
    """Calls that are open and have no day ahead: those that are open all the time."""
    return tuple(
        entry
        for entry in catalogue.of("funding-call")
        if isinstance(entry.record, FundingCall) and status_of_call(entry.record, now).state == "continuous"
    )


def duties_ahead(catalogue: Catalogue, now: datetime, first_number: int) -> tuple[DutyMark, ...]:
    """Days within a year that laws set, the soonest first, numbered on from the calls."""
    today = today_in(BRUSSELS, now)
    found = [
        (duty.day.first, entry.id, index, entry, duty)
        for entry in catalogue.of("policy")
        if isinstance(entry.record, Policy)
        for index, duty in enumerate(entry.record.applies_from)
        if duty.day.day and today <= duty.day.first < today + YEAR
    ]
    found.sort(key=lambda item: item[:3])
    return tuple(DutyMark(entry, duty, day, number) for number, (day, _, _, entry, duty) in enumerate(found, first_number))


def duties_in(entry: Entry, language: str, mark: DutyMark) -> Duty:
    """The duty of a mark as a reader of this language sees it."""
    ours, theirs = entry.record, entry.in_language(language)
    if isinstance(ours, Policy) and isinstance(theirs, Policy):
        return theirs.applies_from[ours.applies_from.index(mark.duty)]
    return mark.duty


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many records of each kind there are."""
    return {kind: len(catalogue.of(kind)) for kind in KINDS}


def steps(catalogue: Catalogue) -> int:
    """How many steps the longest guide has."""
    return max((len(entry.record.steps) for entry in catalogue.of("guide") if isinstance(entry.record, Guide)), default=0)


def practice_countries(catalogue: Catalogue) -> int:
    """How many countries the practices come from; the Union as a whole is none."""
    return len({code for entry in catalogue.of("good-practice") for code in entry.record.in_countries} - {"EU"})


def events_to_show(catalogue: Catalogue, now: datetime, most: int) -> tuple[tuple[Entry, ...], bool]:
    """Events that come, the soonest first, else the last ones; and whether any comes."""
    ordered = in_reading_order(catalogue.of("event"), now)
    coming = bool(ordered) and isinstance(ordered[0].record, Event) and status_of_event(ordered[0].record, now).ahead
    return ordered[:most], coming


def telling_practices(catalogue: Catalogue, most: int) -> tuple[Entry, ...]:
    """Practices with the most figures and sources, each from another country. Those come first whose leading figure has a year: it stands
    here without what the page says of it.
    """

    def rank(entry: Entry) -> tuple[bool, int, int, str]:
        figures = entry.record.figures
        return not (figures and figures[0].year), -len(figures), -len(entry.record.sources), entry.id

    ranked = sorted(catalogue.of("good-practice"), key=rank)
    chosen: dict[tuple[str, ...], Entry] = {}
    for entry in ranked:
        chosen.setdefault(entry.record.in_countries, entry)
    return tuple(chosen.values())[:most]
