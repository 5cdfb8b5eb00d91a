"""Axe finds nothing in what a reader opens or fills in: https://github.com/dequelabs/axe-core, with all of its rules.

Every sort of page as it is at first is looked at in test_pages_in_browser.py.
"""

import re
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import reader

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE = 1280, 390
Palette = Literal["light", "dark"]
PALETTES: tuple[Palette, ...] = ("light", "dark")


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """What axe finds on a page, in two lines for each element: the rule and where it is broken, then what to do. It need not fetch styles
    and media again: no page has what its rules ask there."""
    found = page.evaluate(
        "(options) => axe.run(document, {...options, resultTypes: ['violations'], preload: false})",
        options or {},
    )
    return [
        f"{rule['id']}: {node['target'][0]} {node['html'][:160]}\n    {' '.join(node['failureSummary'].split())}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("palette", PALETTES)
def test_axe_finds_nothing_wrong_in_the_search(palette: Palette, browser: Browser, server: str) -> None:
    with reader(browser, server, color_scheme=palette) as context:
        page = context.new_page()
        page.goto("")
        page.keyboard.press("/")
        page.keyboard.type("water")
        page.locator("[data-results] li").first.wait_for()
        page.evaluate(AXE)
        assert violations(page) == []


@pytest.mark.parametrize("asked", ["q=water&kind=guide", "q=qqqqq", "q=kalundborg+wter"])
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_axe_finds_nothing_wrong_on_the_page_of_the_search(width: int, asked: str, browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": width, "height": 900}, color_scheme="light" if width == PHONE else "dark") as context:
        page = context.new_page()
        page.goto(f"search/?{asked}")
        expect(page.locator("[data-facet='kind'] .n").first).to_have_text(re.compile(r"\d"))
        for summary in page.locator("[data-fold]:not([open]) > summary").all():
            summary.click()
        page.evaluate(AXE)
        assert violations(page) == []


def test_axe_finds_nothing_wrong_in_the_open_menu(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": PHONE, "height": 900}) as context:
        page = context.new_page()
        page.goto("")
        page.locator(".menu summary").click()
        page.evaluate(AXE)
        assert violations(page) == []


@pytest.mark.parametrize(("width", "palette"), [(WIDE, "dark"), (PHONE, "light")])
def test_axe_finds_nothing_wrong_in_a_narrowed_list(width: int, palette: Palette, browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": width, "height": 900}, color_scheme=palette) as context:
        page = context.new_page()
        page.goto("funding-calls/?topic=circular-economy&status=planned&status=past")
        page.locator(".cards[aria-busy=false]").wait_for()
        if width == PHONE:
            page.locator("[data-fold]").click()
        page.locator(".browse [data-all]").first.click()
        page.evaluate(AXE)
        assert violations(page) == []


@pytest.mark.parametrize(("width", "palette", "language"), [(WIDE, "dark", ""), (PHONE, "light", "cs/")])
def test_axe_finds_nothing_wrong_in_a_form_with_mistakes(
    width: int, palette: Palette, language: str, browser: Browser, server: str
) -> None:
    with reader(browser, server, viewport={"width": width, "height": 900}, color_scheme=palette) as context:
        page = context.new_page()
        page.goto(f"{language}contribute/good-practice/")
        page.locator("[data-hand=mail]").click()
        page.evaluate("() => { for (const fold of document.querySelectorAll('details.fold')) fold.open = true; }")
        for list_ in ("figures", "partners", "lessons"):
            page.locator(f"[data-field={list_}] > [data-add]").click()
        page.locator("#organisation").fill("Nowhere")
        page.locator("#organisation").press("Tab")
        page.locator("#topics").fill("en")
        page.locator("#topics-found [role=option]").first.wait_for()
        page.locator("#topics").press("ArrowDown")
        page.evaluate(AXE)
        assert violations(page) == []
