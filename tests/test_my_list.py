"""The reader's own list: kept in the browser alone, shown on one page, taken along as a table, a calendar or an address."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import ROOT, follow, reader
from test_accessibility import AXE

PRACTICE, EVENT, CALL = "good-practices/kalundborg-symbiosis/", "events/talk-2025-01-15/", "funding-calls/smp-cosme-2024-cluster/"
KEPT = [{"path": PRACTICE, "note": "Ask them"}, {"path": EVENT, "note": ""}, {"path": CALL, "note": "=1+1"}]


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A new reader's first page: nothing is kept yet."""
    with reader(browser, server, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def kept(page: Page) -> Page:
    """The list of a reader who has kept three records, with two notes."""
    page.goto("my-list/")
    page.evaluate("(list) => localStorage.setItem('my-list', JSON.stringify(list))", KEPT)
    page.reload()
    expect(page.locator("[data-list] .card")).to_have_count(3)
    return page


def titles(page: Page) -> Locator:
    return page.locator("[data-list] h3")


def taken(page: Page, button: str) -> str:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.locator(f"[data-take={button}]").click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_a_record_is_kept_on_its_page_and_let_go_again(page: Page) -> None:
    page.goto(PRACTICE)
    button = page.locator("[data-keep]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("link", name="My list: 1 record")).to_be_visible()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("banner").get_by_role("link", name="My list", exact=True)).to_be_visible()


def test_of_what_the_search_finds_records_alone_can_be_kept(page: Page) -> None:
    page.goto("search/?q=Slovenia")
    found = page.locator("main [data-results] .card")
    expect(found.first.locator("h3")).to_have_text("Slovenia")
    expect(found.nth(1).locator(".keep")).to_be_visible()
    expect(found.first.locator(".keep")).to_have_count(0)


def test_records_are_kept_from_a_list_and_stand_on_one_page_in_either_language(page: Page) -> None:
    page.goto("good-practices/")
    names = page.locator(".cards h3").all_inner_texts()[:2]
    for name in names:
        page.get_by_role("button", name=f"Keep: {name}").click()
    follow(page.get_by_role("link", name="My list: 2 records"))
    expect(titles(page)).to_have_text([re.sub(r"\s+", " ", name) for name in names])
    follow(page.get_by_role("navigation", name="Language").get_by_role("link", name="Čeština"))
    expect(page.locator("[data-number]")).to_have_text("2 záznamy")
    assert titles(page).all_inner_texts() != names


def test_nothing_kept_says_so_and_leads_on(page: Page) -> None:
    page.goto("my-list/")
    expect(page.locator("[data-none]")).to_contain_text("Nothing is kept yet.")
    expect(page.locator("[data-actions]")).to_be_hidden()


def test_a_note_stays_with_its_record(kept: Page) -> None:
    field = kept.locator("[data-list] textarea").nth(1)
    field.fill("Watch the recording <b>")
    field.blur()
    kept.reload()
    expect(kept.locator("[data-list] textarea").nth(1)).to_have_value("Watch the recording <b>")


def test_a_note_is_written_with_the_mouse_and_kept_as_it_is_typed(kept: Page) -> None:
    """The link that covers a card does not cover what stands on it."""
    field = kept.locator("[data-list] textarea").nth(1)
    field.click()
    kept.keyboard.type("Ask for the slides")
    kept.keyboard.press("Tab")
    expect(kept.get_by_role("button", name=re.compile("^Move up")).nth(1)).to_be_focused()
    kept.reload()
    expect(kept.locator("[data-list] textarea").nth(1)).to_have_value("Ask for the slides")
    kept.locator("[data-list] textarea").nth(1).click()
    kept.keyboard.type("!")
    before = titles(kept).all_inner_texts()
    kept.get_by_role("button", name=f"Move up: {before[1]}").click()
    expect(titles(kept)).to_have_text([before[1], before[0], before[2]])
    expect(kept.locator("[data-list] textarea").first).to_have_value("Ask for the slides!")
    kept.get_by_role("button", name=f"Remove: {before[0]}").click()
    expect(titles(kept)).to_have_text([before[1], before[2]])


def test_on_paper_a_note_is_whole(kept: Page) -> None:
    note = "A long note. " * 60
    kept.locator("[data-list] textarea").first.fill(note)
    kept.emulate_media(media="print")
    expect(kept.locator("[data-list] .note").first.get_by_text(note.strip())).to_be_visible()
    expect(kept.locator("[data-list] textarea").first).to_be_hidden()
    expect(kept.locator("[data-list] .note").nth(1)).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_wrong_with_a_list_that_holds_records(kept: Page, width: int) -> None:
    kept.set_viewport_size({"width": width, "height": 900})
    kept.evaluate(AXE)
    found = kept.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_the_order_is_changed_by_keyboard_and_the_focus_goes_along(kept: Page) -> None:
    before = titles(kept).all_inner_texts()
    kept.get_by_role("button", name=f"Move down: {before[0]}").focus()
    kept.keyboard.press("Enter")
    expect(titles(kept)).to_have_text([before[1], before[0], before[2]])
    expect(kept.get_by_role("button", name=f"Move down: {before[0]}")).to_be_focused()
    expect(kept.locator("[data-works] [data-said]")).to_have_text("Moved to place 2")
    kept.keyboard.press("Enter")
    expect(titles(kept)).to_have_text([before[1], before[2], before[0]])
    expect(kept.get_by_role("button", name=f"Move up: {before[0]}")).to_be_focused()


def test_removing_one_leaves_the_others_and_the_focus_in_the_list(kept: Page) -> None:
    before = titles(kept).all_inner_texts()
    kept.get_by_role("button", name=f"Remove: {before[1]}").press("Enter")
    expect(titles(kept)).to_have_text([before[0], before[2]])
    expect(titles(kept).nth(1).locator("a")).to_be_focused()


def test_the_table_holds_every_record_and_no_formula(kept: Page) -> None:
    rows = list(csv.reader(io.StringIO(taken(kept, "csv").removeprefix("\ufeff"))))
    assert rows[0] == ["Title", "Kind", "How it stands", "Note", "Address"]
    assert [row[0] for row in rows[1:]] == titles(kept).all_inner_texts()
    assert [row[3] for row in rows[1:]] == ["Ask them", "", "'=1+1"]
    assert [row[4].split("/", 3)[3] for row in rows[1:]] == [PRACTICE, EVENT, CALL]


def test_the_json_holds_every_record(kept: Page) -> None:
    assert [(one["path"], one["note"], one["inLanguage"]) for one in json.loads(taken(kept, "json"))] == [
        (one["path"], one["note"], "en") for one in KEPT
    ]


def test_the_calendar_holds_what_has_a_day(kept: Page) -> None:
    calendar = Calendar.from_ical(taken(kept, "ics"))
    summaries = [str(part["SUMMARY"]) for part in calendar.walk("VEVENT")]
    assert titles(kept).nth(1).inner_text() in summaries
    assert len(summaries) == len({str(part["UID"]) for part in calendar.walk("VEVENT")}) >= 2
    expect(kept.locator("[data-works] [data-said]")).to_have_text("2 records went into the calendar.")


def test_two_years_of_one_zone_are_one_zone_in_the_calendar(page: Page) -> None:
    page.goto("my-list/")
    paths = ["events/euroclusters-infosession-2024/", EVENT]
    page.evaluate("(list) => localStorage.setItem('my-list', JSON.stringify(list))", [{"path": path, "note": ""} for path in paths])
    page.reload()
    expect(page.locator("[data-list] .card")).to_have_count(2)
    calendar = Calendar.from_ical(taken(page, "ics"))
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Brussels"
    assert [event["DTSTART"].dt.isoformat() for event in calendar.walk("VEVENT")] == [
        "2024-11-14T09:30:00+01:00",
        "2025-01-15T08:30:00+01:00",
    ]


def test_a_shared_address_shows_the_list_and_keeps_nothing_until_asked(kept: Page, browser: Browser, server: str) -> None:
    kept.locator("[data-take=share]").click()
    address = kept.get_by_label("Address of this list").input_value()
    with reader(browser, server) as context:
        other = context.new_page()
        other.goto(address)
        expect(titles(other)).to_have_text(titles(kept).all_inner_texts())
        assert other.evaluate("localStorage.getItem('my-list')") is None
        assert other.locator("textarea").count() == 0
        expect(other.get_by_role("button", name="Remove all")).to_be_hidden()
        other.get_by_role("button", name="Keep all of these").click()
        expect(other.get_by_role("link", name="My list: 3 records")).to_be_visible()
        expect(other.locator("textarea")).to_have_count(3)


def test_a_shared_address_that_was_tampered_with_shows_what_is_a_record(page: Page) -> None:
    page.goto(f"my-list/?r=../../etc,javascript:alert(1),//evil.example/x,{PRACTICE[:-1]},{PRACTICE[:-1]},<img>")
    expect(titles(page)).to_have_count(1)


def test_a_shared_address_without_any_record_says_so(kept: Page) -> None:
    kept.goto("my-list/?r=broken")
    expect(kept.get_by_text("This address names no record of the hub.")).to_be_visible()
    expect(titles(kept)).to_have_count(3)


def test_a_long_list_is_shown_whole_and_an_address_says_how_much_of_it_it_holds(page: Page) -> None:
    page.goto("my-list/")
    paths = [f"organisations/{file.stem}/" for file in sorted((ROOT / "content" / "organisations").glob("*.yml")) if "." not in file.stem][
        :103
    ]
    page.evaluate("(list) => localStorage.setItem('my-list', JSON.stringify(list))", [{"path": path, "note": ""} for path in paths])
    page.reload()
    expect(page.locator("[data-list] .card")).to_have_count(103, timeout=60_000)
    page.locator("[data-take=share]").click()
    expect(page.locator("[data-works] [data-said]")).to_contain_text("It holds the first 100 records.")
    assert len(page.get_by_label("Address of this list").input_value().split("?r=")[1].split(",")) == 100


def test_a_record_that_is_gone_says_so_and_can_be_removed(page: Page) -> None:
    page.goto("my-list/")
    page.evaluate("localStorage.setItem('my-list', JSON.stringify([{path: 'events/never-held/', note: 'n'}]))")
    page.reload()
    expect(page.locator("[data-list] .card")).to_contain_text("This record is no longer here.")
    page.get_by_role("button", name="Remove: events/never-held/").click()
    expect(page.locator("[data-none]")).to_be_visible()


@pytest.mark.parametrize("broken", ["{", "7", "[null]", '[{"path": "javascript:1/"}]'])
def test_what_is_no_list_counts_as_none(page: Page, broken: str) -> None:
    page.goto("my-list/")
    page.evaluate("(text) => localStorage.setItem('my-list', text)", broken)
    page.reload()
    expect(page.locator("[data-none]")).to_be_visible()


def test_where_the_browser_keeps_nothing_nothing_can_be_kept_and_the_list_says_why(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
    page.goto(PRACTICE)
    expect(page.locator("[data-keep], .keep").filter(visible=True)).to_have_count(0)
    page.goto("my-list/")
    expect(page.get_by_text("This browser keeps nothing from this site")).to_be_visible()


def test_another_tab_hears_of_it(page: Page) -> None:
    page.goto(PRACTICE)
    other = page.context.new_page()
    other.goto(PRACTICE)
    other.locator("[data-keep]").click()
    expect(page.locator("[data-keep]")).to_have_attribute("aria-pressed", "true")


def test_removing_all_asks_first(kept: Page) -> None:
    kept.once("dialog", lambda dialog: dialog.dismiss())
    kept.locator("[data-take=clear]").click()
    expect(titles(kept)).to_have_count(3)
    kept.once("dialog", lambda dialog: dialog.accept())
    kept.locator("[data-take=clear]").click()
    expect(kept.locator("[data-none]")).to_be_visible()


def test_on_paper_the_list_has_notes_and_no_buttons(kept: Page) -> None:
    kept.emulate_media(media="print")
    assert kept.locator("main button:visible").count() == 0
    expect(kept.locator("[data-list] .note").first).to_contain_text("Ask them")
