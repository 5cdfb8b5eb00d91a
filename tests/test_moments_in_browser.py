"""Times of day in the browser: a reader on another clock sees their own time beside that of the place."""

import pytest
from playwright.sync_api import Browser, expect

from conftest import reader

TALK = "events/talk-2025-01-15/"  # from 8:30 to 9:45 in Brussels


@pytest.mark.parametrize(
    ("zone", "path", "own"),
    [
        ("Europe/Lisbon", TALK, " (7:30–8:45 where you are)"),
        ("Europe/Kyiv", TALK, " (9:30–10:45 where you are)"),
        ("Europe/Kyiv", f"cs/{TALK}", " (u\u00a0vás 9:30–10:45)"),
        ("Pacific/Auckland", TALK, " (20:30–21:45 where you are)"),
        ("Pacific/Honolulu", TALK, " (14\u00a0January, 21:30–22:45 where you are)"),
    ],
)
def test_a_reader_on_another_clock_sees_their_own_time(browser: Browser, server: str, zone: str, path: str, own: str) -> None:
    with reader(browser, server, timezone_id=zone) as context:
        page = context.new_page()
        page.goto(path)
        expect(page.locator("time[data-moment]").first).to_have_text("8:30–9:45 CET")
        expect(page.locator(".own-time").first).to_have_text(own)


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/Prague"])
def test_a_reader_on_the_same_clock_sees_the_time_alone(browser: Browser, server: str, zone: str) -> None:
    with reader(browser, server, timezone_id=zone) as context:
        page = context.new_page()
        page.goto(TALK)
        own = page.evaluate("import('/assets/js/moments.js').then(({ownTime}) => ownTime('2025-01-15T08:30:00+01:00'))")
        assert own == ""
        expect(page.locator(".own-time")).to_have_count(0)
