"""The map of Europe: what is on it, how dark each country is, and that the table beside it says the same."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import follow
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.loading import load
from knowledge_hub.project import project_in
from knowledge_hub.views.map import map_of

ROOT = Path(__file__).resolve().parent.parent
NEIGHBOURS = {"MD", "UA", "TR", "RS", "NO"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(project_in(ROOT))


def test_every_european_country_with_records_is_on_the_map(catalogue: Catalogue) -> None:
    drawn = {country.code for country in map_of(catalogue.entries.values()).drawn}
    assert drawn >= NEIGHBOURS
    assert {country.code for country in map_of(catalogue.entries.values()).countries} - drawn == {"BR", "CA", "IN", "SG", "TW"}


def test_a_country_is_darker_the_more_records_it_has(catalogue: Catalogue) -> None:
    found = map_of(catalogue.of("good-practice"), ("good-practice",))
    steps = {country.numbers["good-practice"]: country.step("good-practice") for country in found.countries}
    assert steps == {16: 4, 8: 4, 6: 3, 5: 3, 3: 2, 2: 2, 1: 1}
    assert found.ranges == ((1, 1), (2, 3), (4, 7), (8, None))


def test_a_record_counts_in_each_of_its_countries_and_the_union_is_none(catalogue: Catalogue) -> None:
    practices = catalogue.of("good-practice")
    counted = Counter(code for entry in practices for code in set(entry.record.in_countries) - {"EU"})
    assert map_of(practices, ("good-practice",)).ranked("good-practice") == tuple(
        sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    )


def test_without_records_there_is_nothing_to_shade() -> None:
    found = map_of([])
    assert (found.countries, found.layers) == ((), ())
    assert found.land.startswith("M")


def test_all_shapes_lie_inside_the_picture(catalogue: Catalogue) -> None:
    found = map_of(catalogue.entries.values())
    starts = [(int(x), int(y)) for country in found.drawn for x, y in re.findall(r"M(\d+) (\d+)", country.path)]
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in [*starts, *(country.at for country in found.drawn)])


def shades(page: Page) -> dict[str, str]:
    """The colour of each country on the map, by the title that a pointer shows."""
    return page.evaluate("""Object.fromEntries([...document.querySelectorAll('.map a')].map((link) =>
        [link.querySelector('title').textContent.split(':')[0], getComputedStyle(link.querySelector('path')).fill]))""")


def table(page: Page) -> dict[str, list[str]]:
    """The numbers of each country in the table, by its name."""
    rows = page.locator(".atlas tbody tr")
    return {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in rows.all()}


def test_the_reader_chooses_what_the_map_shows_with_the_arrow_keys(page: Page) -> None:
    page.goto("countries/")
    practices = shades(page)
    page.get_by_role("radio", name="Good practices").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Events")).to_be_checked()
    events = shades(page)
    assert (practices["Spain"], practices["Ukraine"]) == ("rgb(11, 74, 56)", "rgb(236, 235, 228)")
    assert (events["Spain"], events["Ukraine"]) == ("rgb(52, 120, 94)", "rgb(185, 211, 192)")


def test_map_and_table_hold_the_same_numbers(page: Page) -> None:
    page.goto("countries/")
    titles = page.locator(".map a > title").all_text_contents()
    told = {title.partition(":")[0]: " ".join(re.findall(r"\d+", title)) for title in titles}
    rows = table(page)
    assert told["Czechia"] == "5 10 17 8"
    assert {name: " ".join(filter(None, rows[name])) for name in told} == told


def test_a_country_on_the_map_leads_to_its_page(page: Page) -> None:
    page.goto("cs/")
    follow(page.locator(".map a", has=page.locator("title", has_text="Česko")))
    expect(page.locator("h1")).to_have_text("Česko")
