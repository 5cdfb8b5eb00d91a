"""Calendars: two readers by other authors take in every file and find the same in it; nothing depends on the moment of the build."""

import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import ical.calendar_stream
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.kinds.record import Dated
from knowledge_hub.kinds.values import When
from knowledge_hub.loading import load
from knowledge_hub.pages import Pages
from knowledge_hub.project import project_in
from knowledge_hub.publish.calendars import calendars
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.writing import drawn
from knowledge_hub.views.calendars import Subject, calendars_of
from knowledge_hub.views.occasions import span_of
from knowledge_hub.views.offers import Offer
from small_project import NOW, ROOT, SMALL, built, catalogue_of

EVENT = "title: Talk\nsummary: A talk.\nform: talk\nmode: online\nverified: 2026-01-10\n"
CALL = "title: Call\nsummary: Money.\ndeadline_model: single-stage\nverified: 2026-01-10\n"


def written(catalogue: Catalogue, now: datetime = NOW, root: Path = SMALL) -> dict[str, bytes]:
    """Every calendar file of these records."""
    found = calendars(Drawing(project_in(root), catalogue, now, search=False, paths=frozenset()), ())
    return {path: drawn(content) for path, content in found}


@cache
def small() -> Catalogue:
    return load(project_in(SMALL))


def one(folder: Path, path: str, record: str) -> icalendar.Calendar:
    """The calendar file of a site with this record alone."""
    return icalendar.Calendar.from_ical(written(catalogue_of(folder, {path: record}))[f"{path.removesuffix('.yml')}/{Path(path).stem}.ics"])


def only(calendar: icalendar.Calendar) -> Any:
    [event] = calendar.events
    return event


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    """The calendar files of the real records."""
    return written(load(project_in(ROOT)), root=ROOT)


@pytest.fixture(scope="module")
def both(real: dict[str, bytes]) -> dict[str, tuple[Any, Any]]:
    """The calendars that hold every entry, as two readers have them."""
    paths = [f"{prefix}calendars/{name}.ics" for prefix in ("", "cs/") for name in ("events", "deadlines")]
    return {path: (icalendar.Calendar.from_ical(real[path]), theirs(real[path])) for path in paths}


ENTRY = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def theirs(content: bytes) -> Any:
    return ical.calendar_stream.IcsCalendarStream.calendar_from_ics(content.decode())


def test_a_calendar_as_it_is_written(tmp_path: Path) -> None:
    expected = (SMALL / "expected" / "clean-rivers.txt").read_text()
    assert unfolded(written(small())["funding-calls/clean-rivers/clean-rivers.ics"]) == expected.split("\n")


def test_every_real_entry_is_read_alike_by_two_readers(both: dict[str, tuple[Any, Any]]) -> None:
    for ours, other in both.values():
        first = {str(event["uid"]): (event.start, event.end, str(event["summary"]), str(event["description"])) for event in ours.events}
        second = {event.uid: (event.start, event.end, event.summary, event.description) for event in other.events}
        assert len(first) > 90
        assert moments(first) == moments(second)


def test_every_real_file_holds_those_entries_and_is_read_by_two_readers(real: dict[str, bytes]) -> None:
    known = {
        entry
        for path, content in real.items()
        if path.endswith(("calendars/events.ics", "calendars/deadlines.ics"))
        for entry in ENTRY.findall(content)
    }
    assert len(real) > 300
    for path, content in real.items():
        entries = ENTRY.findall(content)
        assert known.issuperset(entries), path
        short = content.replace(b"".join(entries), entries[-1])
        assert [str(event["uid"]) for event in icalendar.Calendar.from_ical(short).events] == [event.uid for event in theirs(short).events]


def moments(read: dict[str, Any]) -> dict[str, Any]:
    """What was read, with moments as instants: readers have zones of their own."""

    def instant(moment: date) -> date:
        return moment.astimezone(UTC) if isinstance(moment, datetime) else moment

    return {id: (instant(start), instant(end), *rest) for id, (start, end, *rest) in read.items()}


def test_no_line_is_longer_than_75_octets_and_each_ends_as_it_should(real: dict[str, bytes]) -> None:
    assert [path for path, content in real.items() if max(map(len, content.split(b"\r\n"))) > 75] == []
    assert [path for path, content in real.items() if not content.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", content)] == []


def test_ids_are_unique_in_a_file_and_stay_whenever_the_site_is_built(real: dict[str, bytes]) -> None:
    for path, content in real.items():
        ids = re.findall(r"^UID:(.*)$", "\n".join(unfolded(content)), re.MULTILINE)
        assert len(ids) == len(set(ids)), path
    later = written(load(project_in(ROOT)), datetime(2031, 5, 1, tzinfo=UTC), ROOT)
    assert later == real


def test_all_events_and_all_deadlines_stand_apart(both: dict[str, tuple[Any, Any]]) -> None:
    events, deadlines = (
        {str(event["uid"]).split("@")[0] for event in both[f"calendars/{name}.ics"][0].events} for name in ("events", "deadlines")
    )
    assert events & deadlines == set()
    assert {id.split(".")[0] for id in events} == {"event"}
    assert {"funding-call", "policy"} <= {id.split(".")[0] for id in deadlines}


def test_there_is_a_calendar_for_whatever_has_a_date_and_for_nothing_else() -> None:
    assert [subject.path for subject in calendars_of(small())] == [
        "calendars/events.ics",
        "calendars/deadlines.ics",
        "calendars/event-series/river-days.ics",
        "calendars/topics/water.ics",
        "calendars/countries/cz.ics",
        "calendars/countries/eu.ics",
        "calendars/organisations/river-cluster.ics",
        "calendars/organisations/sea-agency.ics",
    ]


def test_a_programme_gathers_the_calls_of_its_parts(tmp_path: Path) -> None:
    records = {
        f"funding-calls/{id}.yml": f"{CALL}programme: {programme}\ncut_offs: [{{day: 2026-03-01}}]\n"
        for id, programme in (("one", "Horizon Europe, Cluster 5"), ("two", "Horizon Europe"), ("three", "LIFE"))
    }
    found = calendars_of(catalogue_of(tmp_path, records))
    assert [date.entry.id for date in found[Subject("programme", "horizon-europe")]] == ["one", "two"]
    assert [date.entry.id for date in found[Subject("programme", "life")]] == ["three"]


def test_a_month_without_a_day_is_in_no_calendar(tmp_path: Path) -> None:
    assert written(catalogue_of(tmp_path, {"events/talk.yml": EVENT + "start: 2026-02\n"})) == {}


@pytest.mark.parametrize(
    ("dated", "start", "end"),
    [
        (Dated("event", When(2026, 3, 10)), "2026-03-10", "2026-03-11"),
        (Dated("event", When(2026, 3, 30), When(2026, 3, 31)), "2026-03-30", "2026-04-01"),
        (Dated("event", When(2026, 3, 10), When(2026, 4)), "2026-03-10", "2026-03-11"),
        (Dated("cut-off", When(2026, 3, 10, datetime(1, 1, 1, 17).time())), "2026-03-10T17:00:00+01:00", "None"),
        (Dated("cut-off", When(2026, 3, 10, datetime.max.time())), "2026-03-10", "2026-03-11"),
        (Dated("event", When(2026, 7, 1, datetime(1, 1, 1, 9).time()), When(2026, 7, 2), "UTC"), "2026-07-01", "2026-07-03"),
        (
            Dated("event", When(2026, 7, 1, datetime(1, 1, 1, 9).time()), When(2026, 7, 1, datetime.max.time()), "Europe/Prague"),
            "2026-07-01T09:00:00+02:00",
            "2026-07-02T00:00:00+02:00",
        ),
    ],
    ids=["a day", "several days", "to some day of a month", "a time", "the end of a day", "to an hour nobody told", "until midnight"],
)
def test_when_an_entry_begins_and_ends(dated: Dated, start: str, end: str) -> None:
    span = span_of(dated)
    assert (span.start.isoformat(), span.end.isoformat() if span.end else "None") == (start, end)


def test_a_time_is_on_the_clock_of_its_zone(tmp_path: Path) -> None:
    calendar = one(tmp_path, "events/talk.yml", EVENT + "start: 2026-07-01 09:30\nend: 2026-07-01 11:00\nzone: America/New_York\n")
    event = only(calendar)
    assert event.start.astimezone(UTC) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert event.end.astimezone(UTC) == datetime(2026, 7, 1, 15, tzinfo=UTC)
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["America/New_York"]


def test_deadlines_warn_two_weeks_and_two_days_before_and_openings_do_not(tmp_path: Path) -> None:
    calendar = one(tmp_path, "funding-calls/call.yml", f"{CALL}opens: 2026-02-01\ncut_offs: [{{day: 2026-03-01, time: '17:00'}}]\n")
    warned = {
        str(event["summary"]): [str(alarm["trigger"].to_ical(), "ascii") for alarm in event.walk("VALARM")] for event in calendar.events
    }
    assert warned == {"Call opens: Call": [], "Call closes: Call": ["-P14D", "-P2D"]}


@pytest.mark.parametrize(
    ("path", "record", "shown"),
    [
        ("events/talk.yml", EVENT + "start: 2026-07-01\n", "TRANSPARENT"),
        ("events/talk.yml", EVENT + "start: 2026-07-01\nend: 2026-07-03\n", "TRANSPARENT"),
        ("events/talk.yml", EVENT + "start: 2026-07-01 09:30\nend: 2026-07-01 11:00\nzone: Europe/Prague\n", "OPAQUE"),
        ("funding-calls/call.yml", CALL + "cut_offs: [{day: 2026-03-01, time: '17:00', zone: Europe/Brussels}]\n", "TRANSPARENT"),
    ],
)
def test_only_what_has_an_hour_and_is_no_deadline_makes_a_reader_busy(tmp_path: Path, path: str, record: str, shown: str) -> None:
    assert str(only(one(tmp_path, path, record))["transp"]) == shown


def test_one_is_warned_of_a_day_in_the_morning(tmp_path: Path) -> None:
    event = only(one(tmp_path, "funding-calls/call.yml", f"{CALL}cut_offs: [{{day: 2026-03-15}}]\n"))
    assert [time.trigger for time in event.alarms.times] == [datetime(2026, 3, 1, 9), datetime(2026, 3, 13, 9)]


@pytest.mark.parametrize(
    ("more", "title", "status"),
    [
        ("", "Talk", "CONFIRMED"),
        ("status: cancelled\n", "Cancelled: Talk", "CANCELLED"),
        ("status: postponed\n", "Postponed: Talk", "TENTATIVE"),
        ("previous_start: 2026-01-20\n", "Talk", "CONFIRMED"),
    ],
    ids=["as planned", "cancelled", "postponed", "moved"],
)
def test_what_becomes_of_an_event_keeps_its_id_and_has_a_higher_revision(tmp_path: Path, more: str, title: str, status: str) -> None:
    before = only(one(tmp_path / "before", "events/talk.yml", EVENT + "start: 2026-01-20\n"))
    event = only(one(tmp_path / "after", "events/talk.yml", EVENT + "start: 2026-03-10\n" + more))
    assert (event["uid"], event["uid"]) == (before["uid"], "event.talk@hub.example.org")
    assert event["sequence"] == before["sequence"] + bool(more)
    assert (str(event["summary"]), event["status"], event.start) == (title, status, date(2026, 3, 10))


def test_a_check_of_the_record_raises_the_revision_and_the_stamp(tmp_path: Path) -> None:
    first = only(one(tmp_path / "a", "events/talk.yml", EVENT + "start: 2026-03-10\n"))
    then = only(one(tmp_path / "b", "events/talk.yml", EVENT.replace("01-10", "02-01") + "start: 2026-03-10\n"))
    assert then["sequence"] - first["sequence"] == 22
    assert [event["dtstamp"].dt for event in (first, then)] == [datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)]
    assert first["last-modified"].dt == first["dtstamp"].dt


@pytest.mark.parametrize(
    ("more", "stamp"),
    [
        (
            "sources: [{title: A, url: 'https://a.eu/', read: 2025-12-01}, {title: B, url: 'https://b.eu/', read: 2025-12-24}]\n",
            "2025-12-24",
        ),
        ("", "2026-03-10"),
    ],
    ids=["the last day a source was read", "its own day"],
)
def test_a_record_that_was_never_checked_is_stamped_with_what_it_has(tmp_path: Path, more: str, stamp: str) -> None:
    event = only(one(tmp_path, "events/talk.yml", EVENT.replace("verified: 2026-01-10\n", "") + "start: 2026-03-10\n" + more))
    assert event["dtstamp"].dt.date().isoformat() == stamp


def test_the_revision_of_an_event_long_ago_is_not_below_nothing(tmp_path: Path) -> None:
    event = only(one(tmp_path, "events/talk.yml", EVENT.replace("verified: 2026-01-10\n", "") + "start: 1998-03-10\n"))
    assert event["sequence"] == 0


def test_a_calendar_speaks_its_language_and_says_where_it_cannot(tmp_path: Path) -> None:
    records = {
        "events/talk.yml": EVENT + "start: 2026-03-10\n",
        "events/lab.yml": EVENT.replace("Talk", "Lab") + "start: 2026-03-11\n",
        "events/lab.cs.yml": "title: Dílna\nsummary: O vodě.\nfollows: 59db4dd11e\n",
    }
    (tmp_path / "content").mkdir()
    for path, text in records.items():
        (tmp_path / "content" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text((SMALL / "mkdocs.yml").read_text())
    files = written(load(project_in(tmp_path)))
    events = icalendar.Calendar.from_ical(files["cs/calendars/events.ics"]).events
    assert [(str(event["summary"]), event["summary"].params["language"], str(event["url"])) for event in events] == [
        ("Talk", "en", "https://hub.example.org/events/talk/"),
        ("Dílna", "cs", "https://hub.example.org/cs/events/lab/"),
    ]
    assert [path for path in files if path.startswith("cs/events/")] == ["cs/events/lab/lab.ics"]


TITLES = some.text(some.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=280).filter(lambda text: text.split())
KEPT = re.compile(r"\s+")


@settings(max_examples=60, deadline=None)
@given(title=TITLES, says=TITLES)
def test_whatever_a_record_says_is_read_as_it_was_said(tmp_path_factory: pytest.TempPathFactory, title: str, says: str) -> None:
    catalogue = hostile(title, says)
    content = written(catalogue)["calendars/events.ics"]
    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()  # no piece ends within a sign
    read = only(icalendar.Calendar.from_ical(content))
    [other] = theirs(content).events
    assert (str(read["summary"]), other.summary) == (title, title)
    assert str(read["description"]) == other.description
    assert str(read["description"]).startswith(f"{says}\n\n")


def hostile(title: str, says: str) -> Catalogue:
    """A catalogue with one event whose texts are these, to the last sign."""
    entry = next(iter(small().of("event")))
    record = entry.record.model_copy(update={"title": title, "summary": says})
    return Catalogue([type(entry)(entry.kind, entry.id, entry.file, record, (), {})])


def offered(site: Path) -> dict[str, str]:
    """The file that each English page offers, by the path of the page."""
    found = {}
    for page in sorted(site.rglob("index.html")):
        files = re.findall(r'<dt><a href="[./]*([^":?]*[.]ics)"', page.read_text(encoding="utf-8"))
        path = page.parent.relative_to(site).as_posix()
        if files and not path.startswith("cs"):
            [found[path]] = files
    return found


def test_pages_offer_the_calendar_of_what_they_are_about_unless_it_is_over() -> None:
    assert offered(built()[0] / "site") == {
        "countries/cz": "calendars/countries/cz.ics",
        "countries/eu": "calendars/countries/eu.ics",
        "event-series/river-days": "calendars/event-series/river-days.ics",
        "events": "calendars/events.ics",
        "events/river-days-2026": "events/river-days-2026/river-days-2026.ics",
        "funding-calls": "calendars/deadlines.ics",
        "funding-calls/clean-rivers": "funding-calls/clean-rivers/clean-rivers.ics",
        "funding-calls/dry-summers": "funding-calls/dry-summers/dry-summers.ics",
        "organisations/river-cluster": "calendars/organisations/river-cluster.ics",
        "organisations/sea-agency": "calendars/organisations/sea-agency.ics",
        "topics/water": "calendars/topics/water.ics",
    }


def test_the_ways_to_subscribe() -> None:
    offer = Pages(project_in(SMALL), small(), "cs", NOW).offer_at("topics/water")
    assert offer == Offer(
        title="Voda",
        path="cs/calendars/topics/water.ics",
        webcal="webcal://hub.example.org/cs/calendars/topics/water.ics",
        services=(
            (
                "Google Calendar",
                "https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fhub.example.org%2Fcs%2Fcalendars%2Ftopics%2Fwater.ics",
            ),
            *(
                (
                    name,
                    f"https://{host}/calendar/0/addfromweb?"
                    "url=https%3A%2F%2Fhub.example.org%2Fcs%2Fcalendars%2Ftopics%2Fwater.ics&name=Voda",
                )
                for name, host in (("Outlook.com", "outlook.live.com"), ("Microsoft 365", "outlook.office.com"))
            ),
        ),
        follows=True,
    )


@pytest.mark.parametrize(
    ("kind", "id", "google", "outlook"),
    [
        (
            "funding-call",
            "clean-rivers",
            {"text": "Call closes: Clean rivers", "dates": "20260220T160000Z/20260220T160000Z"},
            {"startdt": "2026-02-20T16:00:00Z", "enddt": "2026-02-20T16:00:00Z", "allday": "false"},
        ),
        (
            "event",
            "river-days-2026",
            {"text": "River Days 2026", "dates": "20260506/20260508", "location": "Brno, Czechia"},
            {"startdt": "2026-05-06", "enddt": "2026-05-08", "allday": "true", "location": "Brno, Czechia"},
        ),
    ],
    ids=["a call, by its next deadline", "an event of two days"],
)
def test_the_ways_to_take_over_one_date(kind: str, id: str, google: dict[str, str], outlook: dict[str, str]) -> None:
    offer = Pages(project_in(SMALL), small(), "en", NOW).offer_of(small().get(kind, id))
    assert offer
    first, second, third = (dict(parse_qsl(urlsplit(address).query)) for _, address in offer.services)
    assert first.pop("details") == second.pop("body") == third.pop("body")
    assert first == {"action": "TEMPLATE", **google}
    assert second == third == {"path": "/calendar/action/compose", "rru": "addevent", "subject": google["text"], **outlook}


def test_what_is_over_is_not_offered() -> None:
    pages = Pages(project_in(SMALL), small(), "en", NOW)
    assert (pages.offer_of(small().get("event", "river-days-2025")), pages.offer_of(small().get("funding-call", "first-drops"))) == (
        None,
        None,
    )
