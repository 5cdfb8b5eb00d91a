"""Narrowing the list of a kind: what can be chosen, counts that follow, the order, the address, and the same without scripts."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import NOW, ROOT, reader
from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.loading import load
from knowledge_hub.project import project_in
from knowledge_hub.views import narrowing
from knowledge_hub.views.narrowing import Listing, listings, part_of, places_of_titles
from knowledge_hub.views.status import status_of
from small_project import SMALL, built

Choice = dict[str, list[str]]
MOMENTS = [NOW, datetime(2027, 1, 12, tzinfo=UTC), datetime(2027, 4, 8, 15, 30, tzinfo=UTC), NOW + timedelta(days=700)]

ASK = """async ({ parts, moment, choices }) => {
    const { joined, narrowed } = await import("/assets/js/narrowing.js");
    const list = joined(parts.map((part) => JSON.parse(part)), moment);
    return choices.map((choice) => {
        const { found, count } = narrowed(list, new Map(Object.entries(choice).map(([name, values]) => [name, new Set(values)])));
        const counted = ([name, { values }]) => [name, Object.fromEntries([...values.keys()].map((value) => [value, count(name, value)]))];
        return [found, Object.fromEntries([...list.facets].map(counted))];
    });
}"""

WATCH_SHIFTS = """window.moved = 0;
const add = (list) => { for (const { value } of list.getEntries()) moved += value; };
new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module")
def listed() -> dict[str, Listing]:
    """The lists of the real content, by kind."""
    return {listing.kind: listing for listing in listings(load(project_in(ROOT)), NOW)}


@pytest.fixture(scope="module")
def tab(browser: Browser, server: str) -> Iterator[Page]:
    """One page of the site, on which modules can be tried."""
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto("good-practices/")
        yield page


def values_of(entry: Entry, moment: datetime) -> dict[str, set[str]]:
    """What a record has in each facet at a moment."""
    status = status_of(entry.record, moment)
    return {
        facet.name: {word for word, states in facet.states.items() if status and status.state in states}
        if facet.states
        else set(facet.values(entry.record))
        for facet in type(entry.record).facets
    }


def place(entry: Entry, moment: datetime) -> tuple[int, int]:
    """Where a record belongs in its list at a moment; records of one place keep the order of the list."""
    status, day = status_of(entry.record, moment), entry.record.when
    if status and status.ahead:
        return 0, status.day.toordinal() if status.day else 9_999_999
    return (1, -day.last.toordinal()) if type(entry.record).newest_first and day else (2, 0)


def counted(records: list[dict[str, set[str]]], choice: Choice) -> tuple[list[int], dict[str, dict[str, int]]]:
    """The plain count: which records have one of the chosen values in every facet, and how many the other facets leave for each value."""

    def fits(record: dict[str, set[str]], without: str = "") -> bool:
        return all(record[name] & set(values) for name, values in choice.items() if name != without)

    left = {name: Counter(value for record in records if fits(record, name) for value in record[name]) for name in records[0]}
    return [number for number, record in enumerate(records) if fits(record)], {name: dict(counts) for name, counts in left.items()}


def choices_among(records: list[dict[str, set[str]]], chance: random.Random) -> Iterator[Choice]:
    known = {name: sorted({value for record in records for value in record[name]}) for name in records[0]}
    some = [name for name, values in known.items() if values]
    for _ in range(40):
        names = chance.sample(some, min(len(some), chance.randint(0, 4)))
        yield {name: chance.sample(known[name], min(len(known[name]), chance.randint(1, 3))) for name in names}


@pytest.mark.parametrize("kind", ["good-practice", "funding-call", "event", "project", "organisation", "policy"])
def test_the_browser_counts_as_a_plain_count_does(
    kind: str, listed: dict[str, Listing], tab: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "PART", 17)  # so that a list of some tens has several parts
    listing = listed[kind]
    titles = places_of_titles(listing, "en")
    parts = [json.dumps(part_of(listing, start, titles, NOW), default=str) for start in range(0, len(listing.entries), 17)]
    shown = {one.facet.name for one in listing.narrowings}
    for moment in MOMENTS:
        records = [{name: had for name, had in values_of(entry, moment).items() if name in shown} for entry in listing.entries]
        choices = list(choices_among(records, random.Random(f"{kind} {moment}")))
        answers = tab.evaluate(ASK, {"parts": parts, "moment": moment.timestamp() * 1000, "choices": choices})
        ranks = [place(entry, moment) for entry in listing.entries]
        for choice, (found, counts) in zip(choices, answers, strict=True):
            expected, expected_counts = counted(records, choice)
            assert sorted(found) == expected
            assert [ranks[record] for record in found] == sorted(ranks[record] for record in found)
            asked = {name: {value: number for value, number in values.items() if number} for name, values in counts.items()}
            assert asked == expected_counts, choice


def test_every_facet_can_stand_in_an_address_and_covers_every_state() -> None:
    assert [
        f"{kind}: {facet.name}" for kind, model in KINDS.items() for facet in model.facets if not re.fullmatch(r"[a-z-]+", facet.name)
    ] == []
    names = {kind: [facet.name for facet in model.facets] for kind, model in KINDS.items()}
    assert {kind: found for kind, found in names.items() if len(set(found)) < len(found) or {"sort", "page"} & set(found)} == {}
    states = {
        kind: sorted(state for facet in model.facets for found in facet.states.values() for state in found) for kind, model in KINDS.items()
    }
    assert {kind: found for kind, found in states.items() if found} == {
        "funding-call": ["cancelled", "continuous", "last", "open", "past", "planned", "soon", "unknown"],
        "event": ["cancelled", "past", "planned", "postponed", "running", "today", "undated"],
    }  # fmt: skip


def test_the_index_of_a_list_is_as_small_as_it_can_be() -> None:
    written = (built()[0] / "site" / "events" / "browse" / "index-0.json").read_text()
    assert written + "\n" == (SMALL / "expected" / "index-of-events.json").read_text()


def test_what_a_list_can_be_narrowed_by() -> None:
    page = LexborHTMLParser((built()[0] / "site" / "cs" / "events" / "index.html").read_text())
    drawn = page.css_first(".browse > div").html or ""
    assert re.sub(r"<svg.*?</svg>", "", drawn) + "\n" == (SMALL / "expected" / "facets-of-events.cs.html").read_text()


def test_the_cards_that_are_fetched_are_those_of_the_listing(site: Path) -> None:
    listing = LexborHTMLParser((site / "cs" / "organisations" / "page" / "2" / "index.html").read_text())
    on_page = [(node.html or "").replace("../../../../", "../../") for node in listing.css(".cards > .card")]
    files = [site / "cs" / "organisations" / "browse" / f"cards-{number}.json" for number in range(5, 10)]
    fetched = [LexborHTMLParser(card).css_first(".card").html for file in files for card in json.loads(file.read_text())]
    assert fetched == on_page


def test_records_that_gather_others_stand_side_by_side(page: Page) -> None:
    page.goto("topics/")
    tops = page.locator(".cards > .card").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tops[0] == tops[1] == tops[2] < tops[3]


# A reader narrows a list.


def box(page: Page, facet: str, value: str) -> Locator:
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=re.compile(rf"^{re.escape(value)}"))


def number_beside(box: Locator) -> int:
    return int(box.locator("xpath=..").locator(".n").inner_text())


def count(page: Page) -> Locator:
    return page.locator("#count")


def titles(page: Page) -> list[str]:
    expect(page.locator(".cards")).to_have_attribute("aria-busy", "false")
    return page.locator(".cards h3").all_inner_texts()


def narrowed_to(listed: dict[str, Listing], kind: str, choice: Choice) -> list[Entry]:
    listing = listed[kind]
    found, _ = counted([values_of(entry, NOW) for entry in listing.entries], choice)
    return [listing.entries[number] for number in found]


def test_several_values_in_several_facets_narrow_the_list(page: Page, listed: dict[str, Listing]) -> None:
    page.goto("good-practices/")
    for facet, value in (("Topic", "Circular economy"), ("Topic", "Energy efficiency"), ("Format", "Training")):
        box(page, facet, value).check()
    wanted = narrowed_to(listed, "good-practice", {"topic": ["circular-economy", "energy-efficiency"], "format": ["training"]})
    expect(count(page)).to_have_text(f"{len(wanted)} of {len(listed['good-practice'].entries)} records")
    assert titles(page) == [str(entry.record.title) for entry in wanted]
    assert page.url.endswith("good-practices/?topic=circular-economy&topic=energy-efficiency&format=training")
    in_spain = sum("ES" in entry.record.in_countries for entry in wanted)
    assert number_beside(box(page, "Country", "Spain")) == in_spain
    expect(count(page)).to_have_attribute("aria-live", "polite")


def test_the_way_back_leads_through_every_choice(page: Page) -> None:
    page.goto("good-practices/")
    heading, before = count(page).inner_text(), page.locator(".cards h3").all_inner_texts()
    box(page, "Topic", "Circular economy").check()
    expect(count(page)).to_have_text(re.compile(r"^\d+ of \d+ records"))
    one = count(page).inner_text()
    box(page, "Format", "Training").check()
    expect(count(page)).not_to_have_text(one)
    page.go_back()
    expect(count(page)).to_have_text(one)
    expect(box(page, "Format", "Training")).not_to_be_checked()
    page.go_back()
    expect(count(page)).to_have_text(heading)
    assert page.locator(".cards h3").all_inner_texts() == before
    expect(page.locator(".pager [rel=next]")).to_have_attribute("href", "../good-practices/page/2/")
    page.go_forward()
    expect(box(page, "Topic", "Circular economy")).to_be_checked()
    expect(count(page)).to_have_text(one)


def test_an_address_that_was_sent_shows_the_same_list(page: Page, listed: dict[str, Listing]) -> None:
    page.goto("organisations/?sort=title&country=CZ&country=ES&page=2&nonsense=1")
    wanted = sorted(str(entry.record.title) for entry in narrowed_to(listed, "organisation", {"country": ["CZ", "ES"]}))
    expect(count(page)).to_have_text(f"{len(wanted)} of {len(listed['organisation'].entries)} records, page 2 of 2")
    assert len(titles(page)) == len(wanted) - 20
    page.get_by_role("link", name="Previous page").click()
    expect(count(page)).to_have_text(f"{len(wanted)} of {len(listed['organisation'].entries)} records, page 1 of 2")
    expect(count(page)).to_be_focused()
    assert "page=" not in page.url
    assert len(titles(page)) == 20


def test_values_that_nothing_has_are_a_list_of_nothing(page: Page) -> None:
    page.goto("policies/?topic=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&page=-7")
    expect(count(page)).to_have_text("No record has all of this. Remove one of the choices.")
    expect(page.locator(".browse .chips button")).to_have_text(['Topic: "><img src=x onerror=alert(1)>, remove'])
    page.locator(".browse .chips button").click()
    expect(count(page)).to_have_text(re.compile(r"^\d+ records$"))


def test_what_would_leave_nothing_cannot_be_ticked_and_keeps_its_place(page: Page) -> None:
    page.goto("good-practices/")
    names = page.locator("[data-facet=country] label").evaluate_all("labels => labels.map((label) => label.children[1].textContent)")
    box(page, "Topic", "Bioeconomy").check()
    expect(page.locator(".cards")).to_have_attribute("aria-busy", "false")
    counts = page.locator("[data-facet=country] label").evaluate_all(
        "labels => labels.map(({ children: [box, name, n] }) => [name.textContent, n.textContent === '0', box.disabled])"
    )
    assert [name for name, _, _ in counts] == names
    assert [name for name, empty, disabled in counts if empty != disabled] == []
    assert any(empty for _, empty, _ in counts)


def test_with_the_keyboard_alone(page: Page) -> None:
    page.goto("good-practices/")
    box(page, "Topic", "Circular economy").focus()
    page.keyboard.press("Space")
    expect(count(page)).to_have_text(re.compile(r"^\d+ of \d+ records"))
    expect(box(page, "Topic", "Circular economy")).to_be_focused()
    page.get_by_role("group", name="Topic").get_by_role("button", name=re.compile("^All")).focus()
    page.keyboard.press("Enter")
    box(page, "Topic", "Wood").focus()
    page.keyboard.press("Space")
    wood = "Topic: Wood and forest products, remove"
    expect(page.locator(".browse .chips button")).to_have_text(["Topic: Circular economy, remove", wood, "Clear all"])
    page.locator(".browse .chips button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".browse .chips button")).to_have_text([wood])
    expect(page.locator(".browse .chips button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".browse .chips")).to_be_hidden()
    expect(count(page)).to_be_focused()
    page.get_by_label("Sort by").focus()
    page.keyboard.press("ArrowDown")
    assert page.url.endswith("?sort=title")
    assert titles(page)[0] < titles(page)[-1]


def test_a_value_is_found_among_many(page: Page) -> None:
    page.goto("cs/good-practices/")
    page.get_by_label("Najít v nabídce: Země").fill("spanel")
    expect(page.locator("[data-facet=country] label:visible")).to_have_text([re.compile(r"^Španělsko\d+$")])
    page.get_by_label("Najít v nabídce: Země").fill("")
    expect(page.locator("[data-facet=country] label:visible")).to_have_count(6)


def test_a_list_is_narrowed_in_czech(page: Page) -> None:
    page.goto("cs/events/?form=talk&status=past")
    expect(count(page)).to_have_text(re.compile(r"^\d+\sz\s\d+ záznamů, strana 1 z\s\d$"))
    expect(page.locator(".browse .chips button")).to_have_text(["Stav: Minulé, odebrat", "Forma: Debata, odebrat", "Zrušit vše"])
    assert page.locator(".card h3 a").first.get_attribute("href").startswith("../../")  # type: ignore[union-attr]


def test_nothing_is_fetched_before_a_reader_comes_near_a_facet(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("/browse/")[-1].split("?")[0]) if "/browse/" in request.url else None)
    page.goto("organisations/")
    expect(page.locator("[data-facet]").first).to_be_visible()
    assert asked == []
    box(page, "Country", "Czechia").focus()
    box(page, "Country", "Czechia").check()
    expect(count(page)).to_have_text(re.compile(r"^\d+ of \d+ records$"))
    titles(page)
    assert asked[0] == "index-0.json"
    assert {re.sub(r"\d+", "", name) for name in asked[1:]} <= {"cards-.json"}
    assert len(asked) <= 1 + 9


def test_on_a_phone_the_facets_fold(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto("good-practices/")
        fold = page.get_by_role("button", name="Narrow the list")
        expect(fold).to_have_attribute("aria-expanded", "false")
        expect(box(page, "Topic", "Circular economy")).to_have_count(0)
        fold.tap()
        box(page, "Topic", "Bioeconomy").tap()
        expect(page.get_by_role("button", name="Narrow the list (1)")).to_be_visible()
        page.get_by_role("button", name=re.compile(r"^Show the list \(\d+\)$")).tap()
        expect(count(page)).to_be_focused()
        expect(count(page)).to_have_text(re.compile(r"^\d+ of \d+ records$"))
        expect(box(page, "Topic", "Circular economy")).to_have_count(0)


def test_the_page_does_not_move_when_its_script_starts(page: Page) -> None:
    page.add_init_script(WATCH_SHIFTS)
    page.goto("good-practices/", wait_until="networkidle")
    assert page.evaluate("moved") < 0.01


def test_without_scripts_there_are_lists_for_each_topic_country_ecosystem_and_year(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("good-practices/")
        expect(page.locator(".narrow, .sort")).to_have_count(2)
        for hidden in (".narrow", ".sort"):
            expect(page.locator(hidden)).to_be_hidden()
        lists = page.get_by_role("navigation", name="Shorter lists")
        expect(lists.locator("summary")).to_have_text(["Topic", "Country", "Industrial ecosystem", "Year"])
        lists.get_by_text("Country").click()
        entry = lists.get_by_role("link", name="Czechia")
        number = entry.locator("xpath=..").get_attribute("data-n")
        entry.click()
        expect(page.locator("h1")).to_have_text("Good practices: Czechia")
        expect(page.locator("#count")).to_have_text(f"{number} records")
        expect(page.locator(".cards .card")).to_have_count(int(number or 0))
        expect(page.locator(".breadcrumb li")).to_have_text(["Home", "Good practices", "Czechia"])


def test_a_narrowed_list_leads_to_the_whole_one_narrowed_the_same_way(page: Page) -> None:
    page.goto("good-practices/topic/water/")
    shown = page.locator(".cards h3").all_inner_texts()
    page.get_by_role("link", name="Narrow the list").click()
    expect(page.locator(".browse .chips button")).to_have_text(["Topic: Water, remove"])
    assert titles(page) == shown
