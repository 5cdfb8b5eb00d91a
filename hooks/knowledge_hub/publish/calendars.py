"""Calendars to subscribe to, and one file for each event and call, as RFC 5545 and RFC 7986 have them.

The library `icalendar` describes the time zones. Lines are folded here: the library's way takes four times as long as all the rest.
Nothing depends on the moment of the build: stamps and revisions are those of the records.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from zoneinfo import ZoneInfo

from knowledge_hub.asking import Once
from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds.values import host
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.writing import File, Lazy
from knowledge_hub.views.calendars import COUNTRY, DEADLINES, Subject, calendars_of, file_of, own_dates
from knowledge_hub.views.dates import Date, told_apart
from knowledge_hub.views.occasions import Occasion, occasion_of

STATUS = {"": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}
COLOURS = {"event": "steelblue", "call": "goldenrod", "policy": "sienna"}  # names of CSS, nearest to the hues of the pages
DAYS_BEFORE = (14, 2)
MORNING = 9  # the hour at which one is warned of a day without a time
_ESCAPED = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " "),
    ord("\\"): r"\\",
    ord(";"): r"\;",
    ord(","): r"\,",
    ord("\n"): r"\n",
}
# A part of a folded line: at most 74 octets, no sign of UTF-8 cut in two, and if it can be no backslash parted from what it escapes.
_PIECE = re.compile(rb"(?:.{1,73}[^\\]|.{1,74})(?![\x80-\xbf])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry of calendars as it is written, with what a calendar has to know of it: when it was changed, its zone and its years."""

    written: bytes
    changed: date
    zone: str
    years: tuple[int, int]


def calendars(drawing: Drawing, _pages: Sequence[Planned]) -> Iterator[File]:
    """Every calendar file by its path below the root of the site. An entry is written once for all calendars that it stands in."""
    entered: Once[tuple[Date, str], Entered] = Once(drawing.catalogue)

    def drawn(head: Callable[[], list[bytes]], dates: Sequence[Date], language: str) -> bytes:
        keys = [(one, one.entry.told_in(language, drawing.project.original)) for one in dates]
        return _calendar(head(), [entered.get(key, partial(_entered, drawing, *key)) for key in keys])

    for language in drawing.project.languages:
        for subject, dates in calendars_of(drawing.catalogue).items():
            head = partial(_head_of_subject, drawing, subject, language)
            yield drawing.project.prefix(language) + subject.path, Lazy(told_apart(dates), partial(drawn, head, dates, language))
        for entry in (*drawing.catalogue.of("event"), *drawing.catalogue.of("funding-call")):
            dates = own_dates(entry)
            if dates and drawing.pages[language].has_page(entry):
                head = partial(_head_of_record, drawing, entry, language)
                yield drawing.project.prefix(language) + file_of(entry), Lazy((), partial(drawn, head, dates, language))


def _head_of_subject(drawing: Drawing, subject: Subject, language: str) -> list[bytes]:
    pages = drawing.pages[language]
    entry = subject.record(drawing.catalogue)
    page = f"countries/{subject.id}/" if subject.sort == COUNTRY else ""
    colour = COLOURS["call"] if subject.sort == DEADLINES else COLOURS["event"]
    title = subject.title(drawing.catalogue, pages.speech)
    page = drawing.pages[language].path_of(entry) if entry else pages.prefix + page
    return _head(drawing, language, subject.path, title=title, page=page, colour=colour)


def _head_of_record(drawing: Drawing, entry: Entry, language: str) -> list[bytes]:
    drawing.catalogue.asked.add(entry.key)
    record = entry.in_language(language)
    page = drawing.pages[language].path_of(entry)
    return _head(drawing, language, file_of(entry), title=str(record.title), page=page, colour=_colour(entry))


def _head(drawing: Drawing, language: str, path: str, *, title: str, page: str, colour: str) -> list[bytes]:
    """What a calendar says of itself."""
    project, speech = drawing.project, drawing.pages[language].speech
    own = project.prefix(language) + path
    name = _escaped(f"{title} · {project.name}")
    says = _escaped(speech.say("Kept by %(name)s. The official page of each entry counts.") % {"name": project.name})
    return [
        b"BEGIN:VCALENDAR\r\n",
        _line("VERSION", "2.0"),
        _line("PRODID", _escaped(f"-//{host(project.url)}//{project.name}//{language.upper()}")),
        _line("CALSCALE", "GREGORIAN"),
        _line("UID", f"{own.removesuffix('.ics').replace('/', '.')}@{host(project.url)}"),
        _line(f"NAME;LANGUAGE={language}", name),
        _line("X-WR-CALNAME", name),
        _line(f"DESCRIPTION;LANGUAGE={language}", says),
        _line("X-WR-CALDESC", says),
        _line("URL", project.url + page),
        _line("SOURCE;VALUE=URI", project.url + own),
        _line("REFRESH-INTERVAL;VALUE=DURATION", "P1D"),
        _line("X-PUBLISHED-TTL", "P1D"),
        _line("COLOR", colour),
    ]


def _calendar(head: list[bytes], entries: Sequence[Entered]) -> bytes:
    years: dict[str, tuple[int, int]] = {}
    for one in entries:
        if one.zone:
            first, last = years.get(one.zone, one.years)
            years[one.zone] = min(first, one.years[0]), max(last, one.years[1])
    changed = _line("LAST-MODIFIED", _stamp(max(one.changed for one in entries)))
    zones = [_zone(zone, *years[zone]) for zone in sorted(years)]
    return b"".join([*head, changed, *zones, *(one.written for one in entries), b"END:VCALENDAR\r\n"])


def _entered(drawing: Drawing, one: Date, language: str) -> Entered:
    drawing.catalogue.asked.add(one.entry.key)
    speech = drawing.pages[language].speech
    address = drawing.project.url + drawing.pages[language].path_of(one.entry)
    occasion = occasion_of(drawing.catalogue, one, address, speech)
    lines = list(_event(occasion, host(drawing.project.url), _colour(one.entry), speech.say))
    span = occasion.span
    return Entered(b"".join(lines), occasion.changed, span.zone, (span.start.year, (span.end or span.start).year))


def _colour(entry: Entry) -> str:
    return COLOURS.get(entry.record.tint, COLOURS["event"])


def _event(occasion: Occasion, site: str, colour: str, say: Callable[[str], str]) -> Iterator[bytes]:
    tongue = f";LANGUAGE={occasion.language}"
    title, span = _escaped(occasion.title), occasion.span
    yield b"BEGIN:VEVENT\r\n"
    yield _line("UID", f"{occasion.id}@{site}")
    yield _line("DTSTAMP", _stamp(occasion.changed))
    yield _line("LAST-MODIFIED", _stamp(occasion.changed))
    yield _line("SEQUENCE", str(occasion.revision))
    yield _moment("DTSTART", span.start, span.zone)
    if span.end:
        yield _moment("DTEND", span.end, span.zone)
    yield _line(f"SUMMARY{tongue}", title)
    yield _line(f"DESCRIPTION{tongue}", _escaped(occasion.says))
    if occasion.place:
        yield _line(f"LOCATION{tongue}", _escaped(occasion.place))
    if occasion.topics:
        yield _line(f"CATEGORIES{tongue}", ",".join(_escaped(topic) for topic in occasion.topics))
    yield _line("STATUS", STATUS[occasion.state])
    yield _line("TRANSP", "OPAQUE" if span.zone and not occasion.deadline else "TRANSPARENT")  # a whole day leaves room for much else
    yield _line("URL", occasion.page)
    if occasion.join:
        label = say("Registration")
        yield _line(f'CONFERENCE;VALUE=URI{tongue};LABEL="{label}"', occasion.join)
    yield _line("COLOR", colour)
    if occasion.warns:
        for days in DAYS_BEFORE:
            early = f"-P{days}D" if span.zone else f"-P{days - 1}DT{24 - MORNING}H"
            yield b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + _line(f"DESCRIPTION{tongue}", title) + _line("TRIGGER", early) + b"END:VALARM\r\n"
    yield b"END:VEVENT\r\n"


def _moment(name: str, moment: date, zone: str) -> bytes:
    if not zone:
        return _line(f"{name};VALUE=DATE", f"{moment:%Y%m%d}")
    if zone == "UTC":
        return _line(name, f"{moment:%Y%m%dT%H%M%SZ}")
    return _line(f"{name};TZID={zone}", f"{moment:%Y%m%dT%H%M%S}")


def _stamp(day: date) -> str:
    return f"{day:%Y%m%d}T000000Z"


def _escaped(text: str) -> str:
    """Text as a value. The library's own escaping would take a backslash before a capital N for a new line."""
    return text.translate(_ESCAPED)


def _line(name: str, value: str) -> bytes:
    """A line of a calendar; one of more than 75 octets is folded."""
    written = f"{name}:{value}".encode()
    return (b"\r\n ".join(_PIECE.findall(written)) if len(written) > 75 else written) + b"\r\n"


@cache
def _zone(zone: str, first: int, last: int) -> bytes:
    """What a zone is in these years."""
    from icalendar import Timezone  # noqa: PLC0415 - loading it takes 0.3 s that only a site with times of day has to spend

    if zone == "UTC":
        return b""
    return bytes(Timezone.from_tzinfo(ZoneInfo(zone), zone, date(first, 1, 1), date(last + 1, 1, 1)).to_ical())
