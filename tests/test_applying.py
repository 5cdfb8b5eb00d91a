"""The page "Can we apply?": each call says why it fits, why it does not, or what is not known."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from conftest import reader

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "applying.yml").read_text(encoding="utf-8"))
NOON = "Date.parse('2026-11-22T12:00:00+01:00')"
JUDGE = f"""async (cases) => {{
    const {{ judged, together }} = await import("/assets/js/judging.js");
    const known = JSON.parse(document.querySelector("[data-asked]").textContent);
    const named = (field) => (value) => [...document.getElementById(field).options].find((option) => option.value === value)?.text ?? value;
    const countries = new Intl.DisplayNames("en", {{ type: "region" }});
    const names = {{ name: (code) => countries.of(code), called: named("body"), sized: named("size"), about: named("topic") }};
    return Object.fromEntries(Object.entries(cases).map(([says, {{ call, facts = {{}}, who }}]) => {{
        const asked = {{ countries: [], bodies: [], sizes: [], topics: [], ...call }};
        const verdicts = judged(asked, facts, {{ ...who, country: who.country && {{ code: who.country }}, ...names }}, known, {NOON});
        return [says, [verdicts.map(({{ is, reason }}) => `${{is}}: ${{reason}}`), together(verdicts)]];
    }}));
}}"""


def test_each_case_gets_its_verdicts_and_reasons(page: Page) -> None:
    page.goto("can-we-apply/")
    cases = {says: {part: told for part, told in case.items() if part in ("call", "facts", "who")} for says, case in TABLE.items()}
    for case in cases.values():
        for cut in case.get("facts", {}).get("cuts", []):
            cut[1] = str(cut[1])
    assert page.evaluate(JUDGE, cases) == {says: [case["told"], case["whole"]] for says, case in TABLE.items()}


def groups(page: Page) -> dict[str, int]:
    """How many calls stand under each heading that is shown."""
    shown = page.locator("[data-group]:visible")
    return {group.locator("h2").inner_text(): group.locator(".card").count() for group in shown.all()}


@pytest.fixture
def today(page: Page) -> Page:
    """The page on the day of the build."""
    page.clock.set_fixed_time("2026-11-22T11:00:00Z")
    return page


def test_answers_sort_the_calls_and_stand_in_the_address(today: Page) -> None:
    today.goto("can-we-apply/")
    every = today.locator("[data-calls] .card").count()
    today.get_by_label("What it is about").select_option(label="Circular economy")
    assert today.url.endswith("?topic=circular-economy")
    assert sum(groups(today).values()) == every
    assert set(groups(today)) == {"It fits", "It does not fit"}
    expect(today.locator("[data-group=fits] .card").first.locator(".reasons")).to_have_text("Yes: About Circular economy.")
    said = f"{groups(today)['It fits']} calls fit, 0 may fit, {groups(today)['It does not fit']} do not."
    expect(today.locator("[data-verdict]")).to_have_text(said)


def test_an_address_that_was_shared_gives_the_same_answers(today: Page) -> None:
    today.goto("can-we-apply/?country=CZ&topic=circular-economy&days=30")
    shared = groups(today)
    assert [today.get_by_label(label).input_value() for label in ("Your country", "What it is about", "Time you need")] == [
        "CZ",
        "circular-economy",
        "30",
    ]
    today.get_by_label("Your country").select_option("")
    today.go_back()
    expect(today.get_by_label("Your country")).to_have_value("CZ")
    assert groups(today) == shared


def test_an_address_that_makes_no_sense_asks_nothing(today: Page) -> None:
    today.goto("can-we-apply/?country=<b>&size=huge&days=-1")
    assert groups(today) == {}
    assert today.locator("select").evaluate_all("all => all.map((one) => one.value)") == [""] * 5


def test_start_again_shows_every_call(today: Page) -> None:
    today.goto("can-we-apply/?topic=circular-economy")
    today.get_by_role("button", name="Start again").press("Enter")
    expect(today.locator("[data-calls]")).to_be_visible()
    assert groups(today) == {}
    assert today.url.endswith("/can-we-apply/")


def test_the_size_is_asked_of_companies_alone(today: Page) -> None:
    today.goto("can-we-apply/?body=company&size=small")
    expect(today.get_by_label("How many people work there")).to_have_value("small")
    today.get_by_label("What you are").select_option("cluster-organisation")
    expect(today.get_by_label("How many people work there")).to_be_hidden()
    assert today.url.endswith("?body=cluster-organisation")


def test_the_page_can_be_used_by_keyboard_alone(today: Page) -> None:
    today.goto("can-we-apply/")
    today.get_by_label("Your country").focus()
    today.keyboard.type("Czech")
    expect(today.get_by_label("Your country")).to_have_value("CZ")
    today.keyboard.press("Tab")
    expect(today.get_by_label("What you are")).to_be_focused()
    assert groups(today)


def test_a_call_that_has_closed_since_the_build_is_gone(page: Page) -> None:
    page.clock.set_fixed_time("2030-01-01T11:00:00Z")
    page.goto("can-we-apply/?topic=circular-economy")
    closing = page.locator(".card:visible [data-says=state]")
    expect(closing.filter(has_text="Opens in")).to_have_count(0)
    assert set(closing.all_inner_texts()) <= {"Open all the time", "No deadline known"}
    page.get_by_role("button", name="Start again").click()
    verdict = page.locator("[data-verdict]")
    expect(verdict).to_contain_text("open or will open.")
    assert verdict.inner_text().split()[0] == str(page.locator("[data-calls] > .card").count())


def test_in_czech_the_reasons_are_czech(today: Page) -> None:
    today.goto("cs/can-we-apply/?country=NO&topic=circular-economy")
    reasons = set(today.locator(".reasons li").all_inner_texts())
    assert "Ano: Téma: Oběhové hospodářství." in reasons
    assert "Ne: Týká se něčeho jiného." in reasons


def test_without_scripts_every_call_is_listed_and_the_questions_are_not(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("can-we-apply/")
        assert page.locator(".card").count() > 0
        expect(page.locator("form[data-applying]")).to_be_hidden()
        expect(page.locator("main noscript")).to_be_visible()
