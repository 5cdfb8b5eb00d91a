"""A date of a record as one entry of a calendar, in the words of one language."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.record import DATES, Dated, Record
from knowledge_hub.kinds.values import at
from knowledge_hub.speech import Speech
from knowledge_hub.views.dates import Date
from knowledge_hub.views.feeds import changed_on
from knowledge_hub.views.status import BRUSSELS

FIRST = date(2000, 1, 1)  # revisions are counted from here
WARNED_OF = {"cut-off", "registration", "host-call"}  # what one can miss


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when: days, then the end is the day after the last one; or moments in a zone, with no end where none is known."""

    start: date
    end: date | None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An entry of a calendar. `id` is the same for ever and in every language; `language` is that of its texts."""

    id: str
    language: str
    title: str
    says: str
    span: Span
    page: str
    state: str
    deadline: bool
    warns: bool
    changed: date
    revision: int
    topics: tuple[str, ...]
    place: str = ""
    join: str = ""


def span_of(dated: Dated) -> Span:
    """When it is. What has no time of day, or ends on another day at a time nobody told, is told in whole days."""
    start, end = dated.start, dated.end if dated.end and dated.end.day else None
    days = Span(start.first, (end or start).last + timedelta(days=1))
    if start.clock is None or start.clock == time.max or (end and not end.clock and end.last > start.first):
        return days
    zone = dated.zone or BRUSSELS
    return Span(at(start, zone), at(end, zone) if end and end.clock else None, zone)


def occasion_of(catalogue: Catalogue, one: Date, address: str, speech: Speech) -> Occasion:
    """A date in the language of this speech, which has to be one that the record is told in; `address` is that of its page."""
    record = one.entry.in_language(speech.language)
    dated = record.dates[one.number]
    changed = _changed(record)
    return Occasion(
        id=_id(one),
        language=speech.language,
        title=_title(record, dated, speech),
        says=_says(record, dated, address, speech),
        span=span_of(one.dated),
        page=address,
        state=dated.state,
        deadline=dated.sort != "event",
        warns=dated.sort in WARNED_OF and not dated.state,
        changed=changed,
        revision=max(0, (changed - FIRST).days) + bool(dated.state) + bool(dated.moved_from),
        topics=tuple(_topic(catalogue, id, speech.language) for id in record.topics if catalogue.has("topic", id)),
        place=_place(record, speech) if dated.sort == "event" else "",
        join=dated.told_at if dated.sort == "event" and isinstance(record, Event) and record.mode != "on-site" else "",
    )


def _id(one: Date) -> str:
    """'event.river-days-2026'; another date of a record also has its sort, counted: 'funding-call.dry-summers.cut-off-2'."""
    same = sum(dated.sort == one.sort for dated in one.entry.record.dates[: one.number])
    sort = "" if one.sort == one.entry.kind else f".{one.sort}"
    return f"{one.entry.kind}.{one.entry.id}{sort}{f'-{same + 1}' if same else ''}"


def _changed(record: Record) -> date:
    """The day the facts were last checked; else the last day a source was read; else the first day the record speaks of."""
    return changed_on(record) or min(dated.start.first for dated in record.dates)


def _title(record: Record, dated: Dated, speech: Speech) -> str:
    title = str(record.title)
    if dated.sort == "cut-off" and dated.says:
        title = f"{title} ({dated.says})"
    if dated.sort != "event":
        title = _named(speech.say(DATES[dated.sort]), title)
    if dated.state:
        title = _named(speech.say("Cancelled") if dated.state == "cancelled" else speech.say("Postponed"), title)
    return title


def _says(record: Record, dated: Dated, address: str, speech: Speech) -> str:
    facts = []
    if dated.moved_from:
        facts.append(_named(speech.say("Moved from"), speech.when(dated.moved_from)))
    source = next((source.url for source in record.sources if source.url), None)
    if dated.told_at:
        facts.append(_named(speech.say("Official page"), dated.told_at))
    elif source:
        facts.append(_named(speech.say("Source"), source))
    facts.append(_named(speech.say("More"), address))
    if record.verified:
        facts.append(speech.say("Checked %(day)s") % {"day": speech.day(record.verified)})
    told = [str(dated.says)] if dated.says and dated.sort != "cut-off" else []
    return "\n\n".join([*told, str(record.summary), "\n".join(facts)])


def _named(name: str, said: str) -> str:
    return f"{name}: {said}"


def _place(record: Record, speech: Speech) -> str:
    """Where an event is held, in one line."""
    if not isinstance(record, Event):
        return ""
    if record.mode == "online" or record.status == "moved-online":
        return speech.say("Online")
    parts = (record.venue, record.city, speech.country(record.country) if record.country else None)
    return ", ".join(str(part) for part in parts if part)


@lru_cache(maxsize=4096)
def _topic(catalogue: Catalogue, id: str, language: str) -> str:
    return str(catalogue.get("topic", id).in_language(language).title)
