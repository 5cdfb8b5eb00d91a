"""The calendar: its files, its pages without scripts, and month, list and year in the browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import reader, served
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.publish.years import row
from knowledge_hub.views.choices import Choices, choices
from knowledge_hub.views.dates import dates_of
from small_project import NOW, SMALL, catalogue_of, contents

TALK = "title: Talk\nsummary: A talk.\nform: talk\nmode: online\n"
TODAY = "2026-11-22T12:00:00"


def talk(start: str, title: str, more: str = "") -> str:
    return f"title: {title}\nsummary: A talk.\nform: talk\nmode: online\nstart: {start}\n{more}"


RECORDS = {
    "events/turn.yml": talk("2026-12-30", "Turn of the year", "end: 2027-01-02\ntopics: [water]\n"),
    "events/leap.yml": talk("2028-02-29", "Leap day"),
    "events/a.yml": talk("2026-11-24 10:00", "First talk", "zone: Europe/Brussels\n"),
    "events/b.yml": talk("2026-11-24", "Second talk", "topics: [water]\n"),
    "events/some-day.yml": talk("2026-11", "Some day in November"),
    "funding-calls/call.yml": "title: Call\nsummary: Money.\ndeadline_model: single-stage\ncut_offs:\n- day: 2026-11-24\n",
    "topics/water.yml": "title: Water\nsummary: A topic.\n",
}


@pytest.fixture(scope="module")
def few(small_site: Any, tmp_path_factory: pytest.TempPathFactory, frames: Path) -> Iterator[str]:
    """The address of a site with a few records whose dates are known to the test."""
    root = tmp_path_factory.mktemp("few")
    for path, text in RECORDS.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    assert (frames / "calendar" / "index.html").is_file()
    with served(small_site("few", root, "calendar")) as address:
        yield address


@pytest.fixture
def seen(browser: Browser, few: str) -> Iterator[Page]:
    """A reader of that site on 22 November 2026, on a wide screen."""
    with reader(browser, few, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.clock.set_fixed_time(TODAY)
        yield page


def in_view(page: Page, title: str) -> None:
    expect(page.locator("#period")).to_have_text(title)


def count(page: Page, said: str) -> None:
    expect(page.get_by_role("status")).to_have_text(said)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.at ?? document.activeElement.textContent.trim()"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small project."""
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    return catalogue_of(tmp_path_factory.mktemp("calendar"), records)


def test_a_date_in_the_file_of_its_year(small: Catalogue) -> None:
    pages = Pages(Project(Path(), url="https://hub.example.org/", languages=("en", "cs")), small, "cs", NOW)
    rows = [row(pages, one) for one in dates_of(small) if one.entry.id in ("river-days-2026", "clean-rivers")]
    assert rows[1:] == [
        {
            "sort": "cut-off",
            "from": "2026-02-20",
            "at": "17:00 CET",
            "title": "Clean rivers",
            "lang": "en",
            "path": "funding-calls/clean-rivers/",
            "hue": "call",
            "topic": ("water",),
            "country": ("EU",),
        },
        {
            "sort": "event",
            "from": "2026-05-06",
            "to": "2026-05-07",
            "title": "River Days 2026",
            "lang": "en",
            "path": "events/river-days-2026/",
            "hue": "event",
            "topic": ("water",),
            "country": ("CZ",),
            "series": "river-days",
            "mode": "on-site",
        },
    ]


def test_what_the_small_project_can_be_chosen_by(small: Catalogue) -> None:
    assert choices(dates_of(small)) == Choices(
        sorts=("event", "opens", "cut-off", "duty"),
        topics=("water",),
        ecosystems=(),
        countries=("CZ", "EU"),
        series=("river-days",),
        modes=("on-site",),
    )


def test_every_year_has_a_page_and_a_file_in_each_language(site: Path) -> None:
    for home in (site, site / "cs"):
        files = {file.stem for file in (home / "calendar").glob("*.json")}
        assert files == {page.parent.name for page in (home / "calendar").glob("*/index.html")}
        for file in (home / "calendar").glob("*.json"):
            for one in json.loads(file.read_text(encoding="utf-8")):
                assert (site / one["path"] / "index.html").is_file()


def test_the_month_is_a_grid_from_monday_with_the_weeks_of_iso_8601(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-12")
    in_view(seen, "December 2026")
    expect(seen.locator("table.month thead th")).to_have_text(["Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    expect(seen.locator("table.month tbody th")).to_have_text(["Week 49", "Week 50", "Week 51", "Week 52", "Week 53"])
    last_week = seen.locator("table.month tbody tr").last.locator("td")
    assert last_week.evaluate_all("cells => cells.map((cell) => cell.dataset.at)") == [
        "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "weeks", "days"),
    [
        ("2027-01", ["53", "1", "2", "3", "4"], 35),
        ("2028-02", ["5", "6", "7", "8", "9"], 35),
        ("2021-01", ["53", "1", "2", "3", "4"], 35),
        ("2027-02", ["5", "6", "7", "8"], 28),
        ("2025-12", ["49", "50", "51", "52", "1"], 35),
    ],
)
def test_weeks_of_hard_months(month: str, weeks: list[str], days: int, seen: Page) -> None:
    seen.goto(f"cs/calendar/?view=month&month={month}")
    expect(seen.locator("table.month tbody th")).to_have_text([f"Týden {week}" for week in weeks])
    expect(seen.locator("table.month td")).to_have_count(days)


def test_an_event_spans_its_days_over_the_turn_of_the_year(seen: Page) -> None:
    for month in ("2026-12", "2027-01"):
        seen.goto(f"calendar/?view=month&month={month}")
        count(seen, "December 2026: 1 date" if month == "2026-12" else "January 2027: 1 date")
        cells = seen.locator("td:has(.span)")
        assert cells.evaluate_all("cells => cells.map((cell) => cell.dataset.at)") == [
            "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02",
        ]  # fmt: skip


def test_the_grid_is_walked_by_keyboard_alone(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-11")
    in_view(seen, "November 2026")
    today = seen.locator("td[tabindex='0']")
    expect(today).to_have_attribute("data-at", "2026-11-22")
    expect(today).to_have_attribute("aria-current", "date")
    today.focus()
    for key, day in (
        ("ArrowRight", "2026-11-23"),
        ("ArrowRight", "2026-11-24"),
        ("End", "2026-11-29"),
        ("Home", "2026-11-23"),
        ("ArrowUp", "2026-11-16"),
        ("ArrowDown", "2026-11-23"),
        ("ArrowLeft", "2026-11-22"),
        ("PageDown", "2026-12-22"),
        ("PageUp", "2026-11-22"),
        ("Shift+PageDown", "2027-11-22"),
        ("Shift+PageUp", "2026-11-22"),
    ):
        seen.keyboard.press(key)
        expect(seen.locator("td[tabindex='0']")).to_have_attribute("data-at", day)
        expect(seen.locator("td[tabindex='0']")).to_be_focused()
    assert seen.locator("td[tabindex='0']").count() == 1
    seen.keyboard.press("ArrowRight")
    seen.keyboard.press("ArrowRight")
    expect(seen.locator(".chosen-day a")).to_have_text(["Second talk", "Call", "First talk"])
    seen.keyboard.press("Enter")
    assert focused(seen) == "Second talk"


def test_the_last_day_of_a_long_month_leads_to_the_last_of_a_short_one(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2028-01&day=2028-01-31")
    seen.locator("td[tabindex='0']").focus()
    seen.keyboard.press("PageDown")
    expect(seen.locator("td[tabindex='0']")).to_have_attribute("data-at", "2028-02-29")
    expect(seen.locator(".chosen-day a")).to_have_text("Leap day")


def test_what_is_known_to_the_month_stands_beside_the_grid(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-11")
    open_days = seen.locator("section[aria-labelledby=no-day]")
    expect(open_days.get_by_role("heading", level=3)).to_have_text("November 2026, day not announced")
    expect(open_days.get_by_role("link")).to_have_text("Some day in November")
    count(seen, "November 2026: 4 dates")


def test_filters_stand_in_the_address_and_say_how_many_they_leave(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-11")
    seen.get_by_text("Filters", exact=True).click()
    topic = seen.get_by_label("Topic")
    expect(topic.locator("option")).to_have_text(["All", "Water (1)"])
    topic.select_option("water")
    count(seen, "November 2026: 1 date")
    expect(seen).to_have_url(re.compile(r"\?view=month&month=2026-11&topic=water$"))
    expect(seen.locator("label:has([value=event]) [data-number]")).to_have_text("1")
    seen.get_by_label("Call closes").check()
    count(seen, "November 2026: No dates")
    seen.reload()
    expect(seen.get_by_label("Call closes")).to_be_checked()
    count(seen, "November 2026: No dates")
    seen.go_back()
    count(seen, "November 2026: 1 date")
    seen.get_by_role("button", name="Clear filters").click()
    count(seen, "November 2026: 4 dates")


def test_the_back_button_leads_to_what_was_seen_before(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-12")
    seen.get_by_role("button", name="Next month").click()
    in_view(seen, "January 2027")
    seen.get_by_role("button", name="List").click()
    in_view(seen, "January 2027 to December 2027")
    expect(seen.locator("[data-drawn] h4")).to_have_text("Turn of the year")
    seen.get_by_role("button", name="Year", exact=True).click()
    in_view(seen, "2027")
    for title in ("January 2027 to December 2027", "January 2027", "December 2026"):
        seen.go_back()
        in_view(seen, title)
    seen.go_forward()
    in_view(seen, "January 2027")
    seen.get_by_role("button", name="Today").click()
    in_view(seen, "November 2026")


def test_the_year_leads_to_its_months(seen: Page) -> None:
    seen.goto("calendar/?view=year&month=2026-05")
    in_view(seen, "2026")
    expect(seen.locator(".year-months h3")).to_have_count(12)
    november = seen.locator(".year-months section").nth(10)
    expect(november.get_by_role("heading")).to_have_text("November 4 dates")
    expect(november.locator(".busy")).to_have_text("24")
    november.get_by_role("link").focus()
    seen.keyboard.press("Enter")
    in_view(seen, "November 2026")
    seen.go_back()
    in_view(seen, "2026")


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("month=2026-11", "Tuesday 24 November 2026"),
        ("month=2026-12", "Wednesday 30 December 2026"),
        ("month=2027-03", "Tuesday 29 February 2028"),
        ("month=2026-11&sort=event&topic=water&day=2026-11-25", "Wednesday 30 December 2026"),
    ],
)
def test_a_day_with_nothing_leads_to_the_next_that_has_something(address: str, day: str, seen: Page) -> None:
    seen.goto(f"calendar/?view=month&{address}")
    seen.get_by_role("button", name=f"Next: {day}").click()
    expect(seen.locator("#chosen-day")).to_have_text(day)
    expect(seen.locator(".chosen-day ol")).to_be_visible()


def test_after_the_last_date_none_is_offered(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2028-03")
    expect(seen.get_by_text("Nothing on this day.")).to_be_visible()
    expect(seen.get_by_role("button", name="Next: ")).to_have_count(0)


def test_only_the_years_looked_at_are_loaded(seen: Page) -> None:
    asked: list[str] = []
    seen.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    seen.goto("calendar/?view=month&month=2028-02")
    count(seen, "February 2028: 1 date")
    assert [name for name in asked if name.endswith(".json")] == ["2028.json"]


def test_an_address_that_makes_no_sense_shows_the_month_of_today(seen: Page) -> None:
    seen.goto("calendar/?view=week&month=2026-13&day=2026-02-31&topic=nothing&sort=%3Cb%3E")
    in_view(seen, "November 2026")
    count(seen, "November 2026: 4 dates")


def test_where_the_dates_cannot_be_loaded_the_list_remains(seen: Page) -> None:
    seen.route("**/*.json", lambda route: route.abort())
    seen.goto("calendar/")
    count(seen, "The dates could not be loaded. They stand below as a list.")
    expect(seen.get_by_role("heading", name="What is ahead")).to_be_visible()


def test_without_scripts_what_is_ahead_and_every_year_can_be_read(browser: Browser, few: str) -> None:
    with reader(browser, few, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("cs/calendar/")
        expect(page.locator(".calendar")).to_be_hidden()
        expect(page.locator("[data-listed] h4")).to_have_text(
            ["Second talk", "Call", "First talk", "Some day in November", "Turn of the year", "Leap day"]
        )
        page.get_by_role("link", name="2027").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Kalendář roku 2027")
        expect(page.locator("h4")).to_have_text("Turn of the year")


def test_a_phone_begins_with_the_list_and_has_dots_in_the_grid(browser: Browser, few: str) -> None:
    with reader(browser, few, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.clock.set_fixed_time(TODAY)
        page.goto("calendar/")
        in_view(page, "November 2026 to October 2027")
        page.get_by_role("button", name="Month", exact=True).click()
        in_view(page, "November 2026")
        page.locator("td[data-at='2026-11-24']").click()
        expect(page.locator(".chosen-day h4")).to_have_count(3)
        dot = page.locator("td[data-at='2026-11-24'] .mark").first.bounding_box()
        assert dot
        assert dot["width"] < 10
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_paper_the_month_is_a_grid_and_a_list_without_controls(seen: Page) -> None:
    seen.goto("calendar/?view=month&month=2026-11")
    count(seen, "November 2026: 4 dates")
    seen.emulate_media(media="print")
    expect(seen.locator("table.month")).to_be_visible()
    expect(seen.locator(".printed h4")).to_have_text(["Second talk", "Call", "First talk", "Some day in November"])
    expect(seen.locator(".printed")).to_be_visible()
    for gone in (".turns", ".narrowing", ".calendar > .turning .chips", ".beside"):
        expect(seen.locator(gone)).to_be_hidden()
