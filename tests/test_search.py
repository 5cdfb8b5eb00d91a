"""The search: what it ranks first, what its page does with the keyboard alone, what it keeps in the address, and what it costs to begin."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import ROOT, follow, reader
from knowledge_hub.inflection import Families, used_in
from knowledge_hub.publish import search
from knowledge_hub.publish.canonical import put_in_order
from knowledge_hub.source import read
from small_project import built, contents

BUDGET = 260_000  # bytes for the first results of a search on some hundred records; at 11 000 the table of pages adds 80 000
COMPRESSED = (".html", ".css", ".js", ".json", ".svg")  # what a host compresses; Pagefind's own files are compressed already
ASK = """async (queries) => {
  const { index } = await import(new URL("/assets/js/found.js", location.origin));
  const engine = await index();
  const first = async (query) => Promise.all((await engine.search(query)).results.slice(0, 3).map(async (one) => (await one.data()).url));
  const asked = [];
  for (const query of queries) asked.push([query, await first(query)]);
  return asked;
}"""


def wanted(language: str) -> dict[str, str]:
    """The ranking test set of a language: a record's path by the query that has to find it."""
    document = read(ROOT / "tests" / "cases" / f"search-{language}.yml", f"search-{language}.yml")
    return {str(query): str(path) for query, path in document.values.items()}


@pytest.mark.parametrize(("language", "home"), [("en", ""), ("cs", "cs/")])
def test_the_expected_record_is_among_the_first_three(language: str, home: str, page: Page) -> None:
    expected = wanted(language)
    assert len(expected) >= 30
    page.goto(f"{home}about/")
    asked = dict(page.evaluate(ASK, list(expected)))
    missed = [f"{query}: {path} is not among {asked[query]}" for query, path in expected.items() if f"/{home}{path}/" not in asked[query]]
    assert not missed, "\n" + "\n".join(missed)


def results(page: Page) -> Locator:
    """The titles of the results, when they and what counts them have come to rest."""
    expect(page.locator("main [data-results][aria-busy=false]")).to_have_count(1)
    return page.locator("main [data-results] h3 a")


def test_the_page_is_used_with_the_keyboard_alone(page: Page) -> None:
    page.goto("search/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("symbiosis")
    found = results(page)
    expect(page.locator("#count")).to_have_text(re.compile(r"^\d+ results for “symbiosis”$"))
    expect(page.locator("[role=status][data-said]")).to_have_text(page.locator("#count").inner_text())
    expect(found.first.locator("xpath=ancestor::li").locator("mark").first).to_have_text(re.compile("symbiosis", re.IGNORECASE))
    page.keyboard.press("Enter")
    expect(found.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Show more").press("Enter")
    expect(found.nth(10)).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=symbiosis&shown=20$"))
    title = found.nth(10).inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(results(page)).to_have_count(20)


def test_values_of_one_facet_widen_and_facets_narrow(page: Page) -> None:
    page.goto("search/?q=textile")
    practices = page.get_by_label(re.compile("^Good practice,"))
    number = {name: number_at(page, name) for name in ("Good practice", "Organisation")}
    practices.check()
    expect(page.locator("#count")).to_have_text(re.compile(f"^{number['Good practice']} result"))
    page.get_by_label(re.compile("^Organisation,")).check()
    expect(page.locator("#count")).to_have_text(re.compile(f"^{sum(number.values())} result"))
    assert set(page.locator("main [data-results] .kind").all_inner_texts()) <= set(number)
    spain = number_at(page, "Spain")
    page.get_by_label(re.compile("^Spain,")).check()
    expect(page.locator("#count")).to_have_text(re.compile(f"^{spain} result"))
    expect(page).to_have_url(re.compile(r"\?q=textile&kind=good-practice&kind=organisation&country=ES$"))
    page.get_by_role("button", name=re.compile("^Good practice.*remove")).press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Organisation.*remove"))).to_be_focused()
    page.go_back()
    expect(page.locator("#count")).to_have_text(re.compile(f"^{spain} result"))
    expect(practices).to_be_checked()
    page.get_by_role("button", name="Remove all").press("Enter")
    expect(page.locator("#count")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=textile$"))


def number_at(page: Page, label: str) -> int:
    """How many results a value of a facet promises."""
    row = page.locator("[data-facet] label", has=page.get_by_label(re.compile(f"^{label},")))
    expect(row.locator(".n")).to_have_text(re.compile(r"\d"))
    return int(re.sub(r"\D", "", row.locator(".n").inner_text()))


def test_an_address_brings_back_query_filters_and_order_in_either_language(page: Page) -> None:
    page.goto("search/?q=cluster&kind=event&sort=newest")
    results(page)
    expect(page.get_by_role("searchbox")).to_have_value("cluster")
    expect(page.get_by_label("Sort by")).to_have_value("newest")
    facts = page.locator("main [data-results] .facts").all_inner_texts()
    years = [re.findall(r"\b20\d\d\b", text)[0] for text in facts]
    assert years == sorted(years, reverse=True)
    follow(page.get_by_role("link", name="Čeština"))
    expect(page).to_have_url(re.compile(r"/cs/search/\?q=cluster&kind=event&sort=newest$"))
    assert set(page.locator("main [data-results] .kind").all_inner_texts()) <= {"Akce"}
    results(page)
    expect(page.get_by_label(re.compile("^Akce,"))).to_be_checked()


def test_the_soonest_are_those_still_ahead(page: Page) -> None:
    page.goto("search/?status=coming&kind=funding-call&sort=soonest")
    titles = results(page).all_inner_texts()
    assert titles
    page.get_by_label("Sort by").select_option("newest")
    expect(page).to_have_url(re.compile(r"sort=newest$"))
    expect(results(page)).to_have_count(len(titles))
    assert sorted(results(page).all_inner_texts()) == sorted(titles)


def test_where_nothing_is_found_other_questions_are_offered(page: Page) -> None:
    page.goto("search/?q=qqqqq&kind=event")
    expect(page.locator("#count")).to_have_text("Nothing found for “qqqqq”")
    expect(page.get_by_role("heading", name="Or browse")).to_be_visible()
    expect(page.get_by_text("Tell us.")).to_be_visible()
    page.goto("search/?q=kalundborg+wter")
    page.get_by_role("link", name="kalundborg water").press("Enter")
    expect(page.locator("#count")).to_have_text(re.compile(r"results for “kalundborg water”$"))
    expect(page.locator("#count")).to_be_focused()


def test_of_a_question_in_many_words_the_one_that_says_most_is_offered(page: Page) -> None:
    page.goto("search/?q=what+does+csrd+ask,+from+when")
    offers = page.locator("[data-instead] li")
    expect(offers.filter(has_text=re.compile(r"^Try csrd \(\d+ results\)$"))).to_be_visible()
    found = [int(re.findall(r"\d+", offer)[-1]) for offer in offers.all_inner_texts()]
    assert (found, len(found) <= 4) == (sorted(found), True)


@pytest.mark.parametrize(
    ("path", "found", "offered"),
    [
        ("search/?q=asdfgh", "Nothing found for “asdfgh”", None),
        ("search/?q=energgy", "Nothing found for “energgy”", "energy"),
        ("search/?q=recylcing", "Nothing found for “recylcing”", "recycling"),
        ("search/?q=hydrogn", "Nothing found for “hydrogn”", "hydrogen"),
        ("search/?q=%3Cimg%3E", "Nothing found for “<img>”", None),
        ("cs/search/?q=recyklcae", "Nic nenalezeno pro „recyklcae“", "recyklace"),
        ("cs/search/?q=šrůtka", "Nic nenalezeno pro „šrůtka“", None),
    ],
)
def test_what_no_record_has_finds_nothing_and_what_may_be_meant_is_offered(page: Page, path: str, found: str, offered: str | None) -> None:
    """Pagefind would give records with words that begin alike."""
    page.goto(path)
    expect(page.locator("#count")).to_have_text(found)
    expect(page.locator("[data-missing]")).to_be_visible()
    expect(page.locator("[data-instead] a")).to_have_text([offered] if offered else [])


def test_a_word_that_no_record_has_is_left_out_and_named(page: Page) -> None:
    page.goto("search/?q=circluar+economy")
    results(page)
    expect(page.get_by_text("No record has the word “circluar”: it was left out.")).to_be_visible()
    page.get_by_role("link", name="circular economy", exact=True).click()
    expect(page.locator("#count")).to_have_text(re.compile(r"results for “circular economy”$"))


def test_an_order_leaves_nothing_out(page: Page) -> None:
    numbers = set()
    for order in ("", "&sort=newest", "&sort=soonest"):
        page.goto(f"search/?q=energy{order}")
        results(page)
        numbers.add(page.locator("#count").inner_text())
        assert number_at(page, "Good practice") > 0
    assert len(numbers) == 1


def test_who_comes_back_from_a_result_comes_back_to_its_place(page: Page) -> None:
    page.goto("search/?q=cluster&shown=60")
    link = results(page).nth(40)
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    follow(link)
    page.wait_for_url(re.compile(r"^(?!.*search)"))
    page.go_back()
    results(page)
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 50", arg=place)


def test_a_question_of_one_long_word_stays_on_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("search/")
    page.get_by_role("searchbox").fill("w" * 600)
    expect(page.locator("#count")).to_have_text(f"Nothing found for “{'w' * 200}”")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"events/?topic={'w' * 300}")
    expect(page.locator(".browse .chips button")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_filters_are_folded(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("search/?q=water")
        results(page)
        kind = page.get_by_label(re.compile("^Guide,"))
        expect(kind).to_be_hidden()
        page.get_by_text("Narrow the results").tap()
        kind.tap()
        expect(page).to_have_url(re.compile(r"\?q=water&kind=guide$"))


def test_what_is_found_by_its_form_alone_does_not_stand_in_the_excerpt(page: Page) -> None:
    page.goto("cs/search/?q=vodíkem")
    results(page)
    forms = page.locator("main [data-results] p:not(.kind, .facts, .figure)").all_inner_texts()
    assert forms
    assert not [text for text in forms if "obnovitelnou obnovitelná" in text]


def test_the_first_results_cost_little(page: Page, site: Path, server: str) -> None:
    page.goto("search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    page.get_by_role("searchbox").fill("industrial symbiosis")
    results(page)
    until = [address.removeprefix(server) for address in asked]
    content = {path: (site / path).read_bytes() for path in until if (site / path).is_file()}
    size = {path: len(gzip.compress(data)) if path.endswith(COMPRESSED) else len(data) for path, data in content.items()}
    first = {path: size[path] for path in size if "/filter/" not in path}
    assert sum(first.values()) < BUDGET, first
    assert not [path for path in until[: until.index("pagefind/wasm.en.pagefind")] if "/filter/" in path]


def test_a_word_is_found_by_the_other_forms_that_the_texts_use() -> None:
    families = Families("cs", used_in(["Rozpočet klastru", "O rozpočtu a rozpočtech", "Voda", "Bez vody"]), 4)
    assert families.others("Změny rozpočtů, rozpočtu") == ("rozpočet", "rozpočtech")
    assert families.others("voda") == ("vody",)
    assert Families("en", used_in(["The budget", "All budgets"]), 2).others("budget") == ()


def test_an_index_put_in_order_twice_is_the_same(site: Path, tmp_path: Path) -> None:
    index = shutil.copytree(site / "pagefind", tmp_path / "pagefind")
    put_in_order(index)
    assert contents(index) == contents(site / "pagefind")


def test_the_index_is_as_if_pagefind_had_read_the_whole_pages(tmp_path: Path) -> None:
    whole = built()[0] / "site"
    for page in whole.rglob("index.html"):
        path = page.relative_to(whole)
        offered = tmp_path / search.OFFERED / ("cs" if path.parts[0] == "cs" else "en") / path
        offered.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, offered)
    search.index(tmp_path)
    assert contents(tmp_path) == {path: content for path, content in contents(whole).items() if path.startswith("pagefind/")}
