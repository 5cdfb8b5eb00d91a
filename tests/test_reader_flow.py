"""What a reader does on the site, from the home page on, with a mouse, with the keyboard alone, and without scripts."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import ROOT, follow, reader, served
from page_types import PAGES, path_of

RESULTS = "[data-results] li"


def search_for(page: Page, words: str) -> Locator:
    """The results for these words, in a search that is open."""
    field = page.get_by_role("dialog").get_by_role("searchbox")
    field.fill(words)
    expect(page.locator("[data-results][aria-busy=false]")).to_have_count(1)
    return page.locator(RESULTS)


def test_from_the_home_page_over_a_practice_to_its_topic_and_back(page: Page) -> None:
    page.goto("")
    follow(page.get_by_role("link", name="Learn from a practice"))
    expect(page.locator("h1")).to_have_text("Good practices")
    card = page.locator(".cards .card").first
    title = card.locator("h3").inner_text()
    follow(card.locator("h3 a"))
    expect(page.locator("h1")).to_have_text(title)
    topic = page.locator(".facts-panel a[href*='/topics/']").first
    named = topic.inner_text()
    follow(topic)
    expect(page.locator("h1")).to_have_text(named)
    expect(page.get_by_role("link", name=title)).to_have_count(1)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    follow(page.locator(".breadcrumb").get_by_role("link", name="Home"))
    expect(page).to_have_url(re.compile(r":\d+/$"))


def test_the_number_of_open_calls_leads_to_those_calls(page: Page) -> None:
    page.goto("")
    number = page.locator(".dateline a")
    says = number.inner_text()
    follow(number)
    expect(page.locator(".cards .card")).to_have_count(int(says.split()[0]))


def test_a_list_goes_on_on_its_second_page_and_leads_back(page: Page) -> None:
    page.goto("good-practices/")
    first = page.locator(".cards h3").all_inner_texts()
    follow(page.locator(".pager").get_by_role("link", name="Next page"))
    second = page.locator(".cards h3").all_inner_texts()
    assert page.url.endswith("good-practices/page/2/")
    assert len(first) == 50
    assert second
    assert set(first).isdisjoint(second)
    follow(page.locator(".pager").get_by_role("link", name="Previous page"))
    assert page.locator(".cards h3").all_inner_texts() == first


def test_the_editions_of_a_series_lead_to_each_other(page: Page) -> None:
    page.goto("events/talk-2022-09-07/")
    title = page.locator("h1").inner_text()
    editions = page.get_by_role("navigation", name="Editions of this series")
    follow(editions.locator("[rel=prev]"))
    expect(page.locator("h1")).not_to_have_text(title)
    follow(editions.locator("[rel=next]"))
    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("way", ["button", "/", "Control+k"])
def test_the_search_opens_and_escape_brings_the_reader_back(way: str, page: Page) -> None:
    page.goto("good-practices/")
    button = page.locator("[data-seek]")
    if way == "button":
        button.click()
    else:
        button.focus()
        page.keyboard.press(way)
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    search_for(page, "water")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_slash_in_the_search_field_is_a_slash(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    page.keyboard.type("and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")


def test_the_search_finds_industrial_symbiosis_and_a_practice_that_did_it(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    results = search_for(page, "industrial symbiosis")
    assert "Good practice" in results.locator(".kind").all_inner_texts()
    assert int(re.findall(r"\d+", page.locator("[data-count]").inner_text())[0]) >= results.count()


def test_results_can_be_narrowed_to_a_kind_and_widened_again(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    results = search_for(page, "industrial symbiosis")
    before = results.locator("h3").all_inner_texts()
    chip = page.locator("[data-kinds] button", has_text="Good practice")
    number = int(re.findall(r"\d+", chip.inner_text())[0])
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-kinds] [aria-pressed=true]")).to_contain_text("Good practice")
    assert set(results.locator(".kind").all_inner_texts()) == {"Good practice"}
    expect(page.locator("[data-count]")).to_have_text(f"{number} results")
    expect(page.locator("[data-kinds] [aria-pressed=true]")).to_be_focused()
    page.locator("[data-kinds] button", has_text="All kinds").click()
    expect(results.locator("h3")).to_have_text(before)


def test_the_search_leads_to_all_results(page: Page) -> None:
    page.goto("good-practices/")
    page.keyboard.press("/")
    results = search_for(page, "cluster")
    expect(results).to_have_count(6)
    page.locator("[data-kinds] button", has_text="Guide").click()
    follow(page.get_by_role("link", name="All results"))
    expect(page).to_have_url(re.compile(r":\d+/search/\?q=cluster&kind=guide$"))


def test_enter_leads_to_all_results(page: Page) -> None:
    page.goto("cs/")
    page.keyboard.press("/")
    page.keyboard.type("odpadní teplo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cs/search/\?q=odpadn%C3%AD\+teplo$"))
    expect(page.get_by_role("searchbox")).to_have_value("odpadní teplo")


def test_the_keyboard_reaches_a_result_and_opens_it(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    titles = search_for(page, "industrial symbiosis").locator("h3 a")
    field = page.get_by_role("searchbox")
    page.keyboard.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = titles.nth(0).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_nothing_found_is_said_with_advice(page: Page) -> None:
    page.goto("")
    page.keyboard.press("/")
    results = search_for(page, "qqqqq")
    expect(results).to_have_count(0)
    expect(page.locator("[data-count]")).to_have_text("Nothing found. Try fewer or other words.")


@pytest.mark.parametrize(
    ("home", "asked", "said", "meant"),
    [
        ("", "hydrogn", "Did you mean hydrogen", "hydrogen"),
        ("", "circluar economy", "No record has the word “circluar”: it was left out. Did you mean circular economy", "circular economy"),
        ("", "asdfgh economy", "No record has the word “asdfgh”: it was left out.", ""),
        ("cs/", "recyklcae", "Měli jste na mysli recyklace", "recyklace"),
    ],
)
def test_what_may_be_meant_is_offered_at_once(home: str, asked: str, said: str, meant: str, page: Page) -> None:
    page.goto(f"{home}about/")
    page.keyboard.press("/")
    page.keyboard.type(asked)
    near = page.locator("[data-near]")
    expect(near).to_have_text(said)
    if meant:
        near.get_by_role("button", name=meant).press("Enter")
        expect(page.get_by_role("searchbox")).to_have_value(meant)
        expect(page.get_by_role("searchbox")).to_be_focused()
        expect(near).to_be_empty()
        expect(page.locator("[data-results] h3 a").first).to_be_visible()


@pytest.mark.parametrize("words", ["oběhové hospodářství", "obehove hospodarstvi"])
def test_czech_is_found_with_and_without_its_marks(words: str, page: Page) -> None:
    page.goto("cs/")
    page.keyboard.press("/")
    results = search_for(page, words)
    assert all("/cs/" in address for address in results.locator("a").evaluate_all("links => links.map((link) => link.href)"))
    assert any("oběhov" in text.lower() for text in results.all_inner_texts())


def test_a_record_is_read_in_czech_and_in_english_again(page: Page) -> None:
    page.goto("good-practices/")
    follow(page.locator(".cards h3 a").first)
    english = page.url
    title = page.locator("h1").inner_text()
    follow(page.locator(".tongues").get_by_role("link", name="Čeština"))
    assert page.url == english.replace("/good-practices/", "/cs/good-practices/")
    assert page.evaluate("document.documentElement.lang") == "cs"
    assert page.locator("h1").inner_text() != title
    expect(page.locator(".breadcrumb a").first).to_have_text("Úvod")
    follow(page.locator(".tongues").get_by_role("link", name="English"))
    expect(page).to_have_url(english)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_chosen_palette_stays_from_page_to_page(system: Any, browser: Browser, server: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with reader(browser, server, color_scheme=system) as context:
        page = context.new_page()
        page.goto("")
        before = page.evaluate(ground)
        page.get_by_role("button", name="Light or dark palette").click()
        after = page.evaluate(ground)
        assert after != before
        for path in ("policies/", "cs/"):
            page.goto(path)
            assert page.evaluate(ground) == after
        page.locator("[data-palette-switch]").click()
        assert page.evaluate(ground) == before


@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_the_bar_of_the_browser_takes_the_palette_that_the_reader_chose(system: Any, other: str, browser: Browser, server: str) -> None:
    bars = "[...document.querySelectorAll('meta[name=theme-color]')].map((bar) => bar.content)"
    colours = {"light": "#FBFAF5", "dark": "#101713"}
    with reader(browser, server, color_scheme=system) as context:
        page = context.new_page()
        page.goto("")
        assert page.evaluate(bars) == [*colours.values()]
        page.locator("[data-palette-switch]").click()
        assert page.evaluate(bars) == [colours[other]] * 2
        page.goto("events/")
        assert page.evaluate(bars) == [colours[other]] * 2
        page.locator("[data-palette-switch]").click()
        assert page.evaluate(bars) == [colours[system]] * 2


@pytest.mark.parametrize(("width", "path", "opener"), [(1440, "events/", ".calendar-menu > summary"), (390, "", ".menu > summary")])
def test_what_folds_out_over_a_page_closes_with_escape(width: int, path: str, opener: str, browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(path)
        page.locator(opener).click()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator(opener)).to_be_focused()
        expect(page.locator(opener).locator("..")).not_to_have_attribute("open", re.compile(""))


def test_the_facets_of_a_list_close_with_escape_on_a_phone(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto("events/")
        opener = page.get_by_role("button", name="Narrow the list")
        opener.click()
        page.locator("#facets [type=checkbox]").first.focus()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        expect(page.locator("#facets")).to_be_hidden()


def test_another_language_shows_the_same_list_and_the_same_search(page: Page) -> None:
    page.goto("events/?form=talk")
    follow(page.locator(".tongues").get_by_role("link", name="Čeština"))
    assert page.url.endswith("/cs/events/?form=talk")
    page.goto("cs/search/?q=water")
    follow(page.locator(".tongues").get_by_role("link", name="English"))
    assert page.url.endswith("/search/?q=water")


def test_in_colours_of_the_reader_s_own_today_and_the_chosen_day_stand_out(browser: Browser, server: str) -> None:
    with reader(browser, server, forced_colors="active") as context:
        page = context.new_page()
        page.goto("calendar/")
        chosen = page.locator(".month [aria-selected=true]")
        expect(chosen).to_have_css("outline-style", "solid")
        expect(page.locator(".month [aria-current] > b")).to_have_css("outline-style", "solid")
        expect(page.locator(".month [aria-selected=false]").first).to_have_css("outline-style", "none")


def test_the_menu_of_a_phone_leads_to_every_section(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("")
        expect(page.get_by_role("link", name="Policies").and_(page.locator(".masthead a"))).to_have_count(0)
        page.locator(".menu summary").tap()
        page.get_by_role("navigation", name="Menu of sections").get_by_role("link", name="Policies").tap()
        expect(page.locator("h1")).to_have_text("Policies")


@pytest.fixture(scope="module")
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    with reader(browser, server, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize(("page_type", "language"), PAGES)
def test_without_scripts_every_page_shows_what_it_holds(page_type: str, language: str, without_scripts: Page, site: Path) -> None:
    page = without_scripts
    page.goto(path_of(page_type, language, site))
    expect(page.locator("main h1")).to_be_visible()
    short = page_type in ("missing", "countries", "my-list", "translations") or page_type.startswith("form for")
    assert len(page.locator("main").inner_text().split()) >= (30 if short else 100)
    assert page.locator("dialog").is_hidden()


def test_without_scripts_the_search_is_a_link_and_nothing_waits_for_a_script(without_scripts: Page) -> None:
    without_scripts.goto("cs/events/")
    masthead = without_scripts.get_by_role("banner")
    assert masthead.get_by_role("button").all_inner_texts() == []
    follow(masthead.get_by_role("link", name="Hledat"))
    expect(without_scripts.locator("h1")).to_have_text("Hledat")


# A site of one practice that is translated and one that is not, with what they name.
PRACTICE = "organisation: pond\nplace: {country: CZ}\nformats: [study]\ntopics: [water]\napproach: It grows."
HALF_TRANSLATED = {
    "organisations/pond.yml": "title: Pond cluster\nsummary: It is wet.\nsort: cluster\ncountry: CZ",
    "topics/water.yml": "title: Water\nsummary: It is wet.",
    "good-practices/heron.yml": f"title: Herons count the fish\nsummary: They stand still.\n{PRACTICE}",
    "good-practices/reed.yml": f"title: Reed cleans the water of a mill\nsummary: It grows.\n{PRACTICE}",
    "good-practices/reed.cs.yml": "title: Rákos čistí vodu mlýna\nsummary: Roste.\napproach: Roste.",
}


@pytest.fixture(scope="module")
def half_translated(small_site: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("half-translated")
    shutil.copytree(ROOT / "docs", root / "docs")
    for file, text in HALF_TRANSLATED.items():
        path = root / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with served(small_site("half-translated", root)) as address:
        yield address


def test_a_record_without_translation_is_marked_in_the_czech_list_and_opens_in_english(browser: Browser, half_translated: str) -> None:
    with reader(browser, half_translated) as context:
        page = context.new_page()
        page.goto("cs/good-practices/")
        translated, original = (
            page.locator(".card").filter(has_text=title) for title in ("Rákos čistí vodu mlýna", "Herons count the fish")
        )
        expect(translated.locator(".badge, [lang=en]")).to_have_count(0)
        expect(original.locator("h3 [lang=en]")).to_have_text("Herons count the fish")
        expect(original.locator(".badge")).to_have_text("jazyk: angličtina")
        follow(original.locator("h3 a"))
        expect(page).to_have_url(f"{half_translated}good-practices/heron/")
        assert page.evaluate("document.documentElement.lang") == "en"
        follow(page.locator(".tongues").get_by_role("link", name="Čeština"))
        expect(page).to_have_url(f"{half_translated}cs/good-practices/")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["events/talk-2025-01-15/", "policies/cbam/"])
def test_a_record_s_text_stays_where_it_is_when_the_rest_of_its_page_comes(path: str, width: int, page: Page, site: Path) -> None:
    def top_of_text(html: str) -> float:
        page.unroute_all()
        page.route(f"**/{path}", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(path)
        top: float = page.locator("article.prose").evaluate("(text) => text.getBoundingClientRect().top + scrollY")
        return top

    whole = (site / path / "index.html").read_text(encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    begun = whole.index("</p>", whole.index('<article class="prose">'))
    assert top_of_text(whole[:begun]) == top_of_text(whole)
