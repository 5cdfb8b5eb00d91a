"""The page of feeds in a browser: choose what to follow, take its address, with the keyboard and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import reader


def test_one_chooses_what_to_follow_and_copies_its_address(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.rstrip("/"))
    page.goto("feeds/")
    expect(page.get_by_role("heading", name="Everything new")).to_be_visible()
    page.get_by_label("What to follow").select_option("Water")
    expect(page.get_by_label("Address")).to_have_value(f"{server}feeds/topics/water/atom.xml")
    expect(page.get_by_role("link", name="JSON Feed", exact=True)).to_have_attribute("href", f"{server}feeds/topics/water/feed.json")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("The address is copied. Paste it into your reader.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}feeds/topics/water/atom.xml"
    page.get_by_label("What to follow").select_option("Czechia")
    expect(page.get_by_role("status")).to_be_empty()
    assert page.url == f"{server}feeds/#countries-cz"


def test_of_what_has_dates_one_can_take_the_calendar_instead(page: Page, server: str) -> None:
    page.goto("feeds/#events")
    page.get_by_label("Dates, for your calendar").check()
    expect(page.get_by_label("Address")).to_have_value(f"{server}calendars/events.ics")
    webcal = f"webcal:{server.removeprefix('http:')}calendars/events.ics"
    expect(page.get_by_role("link", name="Open in your calendar")).to_have_attribute("href", webcal)
    page.get_by_label("What to follow").select_option("Everything new")
    expect(page.get_by_label("Dates, for your calendar")).to_be_hidden()
    expect(page.get_by_label("Address")).to_have_value(f"{server}feeds/all/atom.xml")


def test_without_leave_to_copy_the_address_is_selected(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("feeds/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("The address is selected. Copy it from there.")
    assert page.evaluate("getSelection().toString()").endswith("/feeds/all/atom.xml")


def test_the_keyboard_alone_is_enough(page: Page, server: str) -> None:
    page.goto("feeds/")
    page.get_by_label("What to follow").focus()
    page.keyboard.type("Hydro")
    expect(page.get_by_role("heading", name="Hydrogen")).to_be_visible()
    while not page.get_by_label("Address").evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.locator("[data-follow] :focus").count() == 1
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.url == f"{server}feeds/#topics-hydrogen"


@pytest.mark.parametrize(
    ("start", "chosen"), [("topics/water/", "Water"), ("events/", "Events"), ("countries/cz/", "Czechia"), ("cs/topics/water/", "Voda")]
)
def test_from_what_can_be_followed_one_comes_to_its_feed(page: Page, start: str, chosen: str) -> None:
    page.goto(start)
    page.locator(".follow").click()
    expect(page.locator("[data-what]")).to_be_focused()
    expect(page.locator("[data-name]")).to_have_text(chosen)
    expect(page.locator("[data-follow]")).to_be_in_viewport()


def test_without_scripts_every_feed_stands_in_a_list(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("feeds/")
        expect(page.locator("form[data-follow]")).to_be_hidden()
        row = page.get_by_role("list", name="Countries").get_by_role("listitem").filter(has_text="Czechia")
        assert [link.get_attribute("href") for link in row.get_by_role("link").all()][:3] == [
            "../countries/cz/",
            "../feeds/countries/cz/atom.xml",
            "../feeds/countries/cz/feed.json",
        ]
