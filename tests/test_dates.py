"""Every day that the records speak of, in one list."""

from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.views.dates import Date, ahead, by_year, dates_of
from small_project import NOW, SMALL, catalogue_of, contents

TODAY = NOW.date()
TALK = """title: Talk
summary: A talk.
form: talk
mode: online
zone: Europe/Brussels
"""
SERIES = """title: Series
summary: A series.
organiser: body
what_for: To meet.
host_calls:
- title: Hosts wanted
  cut_offs:
  - day: 2026-03-01
    time: '18:00'
    zone: Europe/Brussels
  - day: 2026-09-01
"""
BODY = "title: Body\nsummary: A body.\nsort: cluster\ncountry: CZ\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small project."""
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    return catalogue_of(tmp_path_factory.mktemp("dates"), records)


def told(dates: tuple[Date, ...]) -> list[str]:
    """Each date in a line: when, sort, record, what it says, how it stands."""
    lines = []
    for one in dates:
        until = f" to {one.dated.end}" if one.dated.end else ""
        says = f": {one.dated.says}" if one.dated.says else ""
        state = f" ({one.dated.state})" if one.dated.state else ""
        lines.append(f"{one.start}{until} {one.sort} {one.entry.id}{says}{state}")
    return lines


def test_the_dates_of_the_small_project(small: Catalogue) -> None:
    assert told(dates_of(small)) == [
        "2024-02-01 opens first-drops",
        "2024-05-06 to 2024-05-07 event river-days-2024",
        "2024-06-04 cut-off first-drops",
        "2025-05-06 to 2025-05-07 event river-days-2025",
        "2025-12-01 opens clean-rivers",
        "2026-02-20 17:00 cut-off clean-rivers",
        "2026-03-02 opens dry-summers",
        "2026-05-06 to 2026-05-07 event river-days-2026",
        "2026-05-12 cut-off dry-summers: First stage",
        "2026-06-30 duty water-law: Firms report the water they take.",
        "2026-10-06 cut-off dry-summers: Second stage",
    ]


def test_an_event_gives_its_days_and_the_day_registration_closes(tmp_path: Path) -> None:
    written = f"{TALK}start: 2026-05-06 08:30\nend: 2026-05-06 09:45\nstatus: postponed\nregistration:\n  deadline: 2026-05-04 12:00\n"
    assert told(dates_of(catalogue_of(tmp_path, {"events/talk.yml": written}))) == [
        "2026-05-04 12:00 registration talk (postponed)",
        "2026-05-06 08:30 to 2026-05-06 09:45 event talk (postponed)",
    ]


def test_a_series_gives_the_deadlines_of_its_calls_for_hosts(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, {"event-series/series.yml": SERIES, "organisations/body.yml": BODY})
    assert told(dates_of(catalogue)) == ["2026-03-01 18:00 host-call series: Hosts wanted", "2026-09-01 host-call series: Hosts wanted"]


def test_a_withdrawn_call_gives_days_that_say_so(tmp_path: Path) -> None:
    days = "opens: 2026-02-01\ncut_offs:\n- day: 2026-04-01\nresults_day: 2026-06-01\n"
    call = f"title: Call\nsummary: Money.\ndeadline_model: single-stage\n{days}cancelled: yes\n"
    assert told(dates_of(catalogue_of(tmp_path, {"funding-calls/call.yml": call}))) == [
        "2026-02-01 opens call (cancelled)",
        "2026-04-01 cut-off call (cancelled)",
        "2026-06-01 results call (cancelled)",
    ]


def test_what_is_known_to_the_month_or_year_stands_at_its_end(tmp_path: Path) -> None:
    starts = {"some-year": "2026", "month": "2026-03", "last": "2026-03-31", "april": "2026-04-01"}
    catalogue = catalogue_of(tmp_path, {f"events/{id}.yml": f"{TALK}start: {start}\n" for id, start in starts.items()})
    assert [one.entry.id for one in dates_of(catalogue)] == ["last", "month", "april", "some-year"]
    assert [one.exact for one in dates_of(catalogue)] == [True, False, True, False]


def test_an_event_at_the_turn_of_a_year_belongs_to_both_years(tmp_path: Path) -> None:
    records = {"events/turn.yml": f"{TALK}start: 2026-12-30\nend: 2027-01-02\n", "events/may.yml": f"{TALK}start: 2026-05-01\n"}
    years = by_year(dates_of(catalogue_of(tmp_path, records)))
    assert {year: [one.entry.id for one in found] for year, found in years.items()} == {2026: ["may", "turn"], 2027: ["turn"]}


def test_a_date_is_ahead_until_its_last_day_has_passed(tmp_path: Path) -> None:
    days = {"over": ("2026-01-13", "2026-01-14"), "runs": ("2026-01-14", "2026-01-15"), "comes": ("2026-01-16", "2026-01-16")}
    records = {f"events/{id}.yml": f"{TALK}start: {start}\nend: {end}\n" for id, (start, end) in days.items()}
    assert [one.entry.id for one in ahead(dates_of(catalogue_of(tmp_path, records)), TODAY)] == ["runs", "comes"]


def test_a_date_says_what_it_is_in_the_language_of_its_reader(tmp_path: Path) -> None:
    law = "title: Law\nsummary: A law.\nsort: regulation\napplies_from:\n- day: 2026-06-30\n  what: Firms report.\n"
    czech = "title: Zákon\nsummary: Nějaký zákon.\napplies_from:\n- what: Firmy podávají zprávy.\nfollows: dd6c742a9a\n"
    (date,) = dates_of(catalogue_of(tmp_path, {"policies/law.yml": law, "policies/law.cs.yml": czech}))
    assert (date.says("en"), date.says("cs")) == ("Firms report.", "Firmy podávají zprávy.")
