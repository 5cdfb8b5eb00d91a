"""The page of a series says what comes next on the day it is read, though it was built before."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import reader, served

SHARED = "summary: A record.\nsources:\n- title: Report\n  url: https://www.example.org/report\n  read: 2026-11-20\nverified: 2026-11-20\n"
EDITION = SHARED + "series: days\nform: talk\nmode: online\n"
RECORDS = {
    "organisations/body.yml": SHARED + "title: Body\nsort: cluster\ncountry: CZ\n",
    "event-series/days.yml": SHARED + "title: Days\norganiser: body\nwhat_for: To meet.\nhow_to_take_part: Come.\n"
    "host_calls:\n- title: Hosts wanted\n  cut_offs:\n"
    "  - {day: 2026-12-01, time: '18:00', zone: Europe/Brussels}\n  - {day: 2027-02-01}\n",
    "events/winter.yml": EDITION
    + "title: Winter days\nstart: 2026-12-05\nregistration:\n  url: https://www.example.org/winter\n  deadline: 2026-12-03\n",
    "events/spring.yml": EDITION + "title: Spring days\nstart: 2027-03-01\n",
}


@pytest.fixture(scope="module")
def address(small_site: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("days")
    for path, text in RECORDS.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    with served(small_site("days", root)) as address:
        yield address


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", ("Next: Winter days", ["Register"], ["One can answer until then", "One can answer until then"])),
        ("2026-12-02", ("Next: Winter days", ["Register"], ["Passed", "One can answer until then"])),
        ("2026-12-04", ("Next: Winter days", [], ["Passed", "One can answer until then"])),
        ("2026-12-06", ("Next: Spring days", ["How to take part"], ["Passed", "One can answer until then"])),
        ("2027-03-02", ("No date announced yet", ["How to take part"], ["Passed", "Passed"])),
    ],
)
def test_what_comes_next_is_right_on_the_day_of_reading(
    day: str, expected: tuple[str, list[str], list[str]], address: str, browser: Browser
) -> None:
    next_one, ways, hosts = expected
    with reader(browser, address, timezone_id="Europe/Prague") as context:
        page = context.new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC))
        page.goto("event-series/days/")
        shown = page.locator(".overlap .status:visible")
        expect(shown.locator(":is(h3, p)").first).to_have_text(next_one)
        expect(shown.locator(".button:visible")).to_have_text(ways)
        expect(page.locator(".timeline li :is(.if-shut, .if-ahead):visible")).to_have_text(hosts)


@pytest.fixture
def on_a_phone(browser: Browser, server: str) -> Iterator[Page]:
    with reader(browser, server, viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


def test_years_that_do_not_fit_begin_at_the_newest(on_a_phone: Page) -> None:
    on_a_phone.goto("cs/event-series/")
    plot = on_a_phone.locator("[data-plot]")
    newest = plot.locator("text:not(.strong)").last
    edges = "(all) => [all.closest('[data-plot]'), all].map((one) => one.getBoundingClientRect().right)"
    whole, year = newest.evaluate(edges)
    assert year <= whole
    assert plot.evaluate("one => one.scrollWidth > one.clientWidth")
    for name in plot.locator(".strong").all():
        assert name.evaluate("one => one.getBoundingClientRect().left >= one.closest('[data-plot]').getBoundingClientRect().left")


def test_a_figure_stays_on_the_line_of_the_word_before_it(on_a_phone: Page) -> None:
    on_a_phone.goto("cs/event-series/")
    for word in on_a_phone.locator(".card .qualifier").all():
        bottoms = word.evaluate("one => [one, one.parentElement].map((each) => each.getBoundingClientRect().bottom)")
        assert bottoms[1] - bottoms[0] < 12
        indicator, number = word.evaluate(
            """one => {
                const text = document.createRange();
                text.selectNodeContents(one.closest(".figure").lastChild);
                return [text.getBoundingClientRect().top, one.parentElement.getBoundingClientRect().bottom];
            }"""
        )
        assert indicator >= number
    assert on_a_phone.locator(".card .qualifier").count()
