"""Axe finds nothing on any sort of page: https://github.com/dequelabs/axe-core, with all of its rules."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from conftest import reader
from page_types import LANGUAGES, PAGE_TYPES, path_of
from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE = 1280, 390
# Five of a kind stand for all of them: the fiftieth card of a list tells axe nothing new and costs it seconds.
SHORTEN = """for (const parent of document.querySelectorAll("main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
        const kind = `${child.tagName} ${child.className}`;
        seen[kind] = (seen[kind] ?? 0) + 1;
        if (seen[kind] > 5 && !child.closest("svg")) child.remove();
    }
}"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that another palette can break


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_axe_finds_nothing_wrong(page_type: str, language: str, browser: Browser, server: str, site: Path) -> None:
    path = path_of(page_type, language, site)
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto(path)
        page.evaluate(SHORTEN)
        page.evaluate(AXE)
        found = []
        for width in (WIDE, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            for palette in ("light", "dark"):
                page.emulate_media(color_scheme=palette)
                found += [f"{width} px, {palette}: {said}" for said in violations(page, {} if palette == "light" else COLOURS)]
    assert not found, f"/{path}\n" + "\n".join(found)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_the_search(palette: str, browser: Browser, server: str) -> None:
    with reader(browser, server, color_scheme=palette) as context:
        page = context.new_page()
        page.goto("")
        page.keyboard.press("/")
        page.keyboard.type("water")
        page.locator("[data-results] li").first.wait_for()
        page.evaluate(AXE)
        assert violations(page, {}) == []


def test_axe_finds_nothing_wrong_in_the_open_menu(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": PHONE, "height": 900}) as context:
        page = context.new_page()
        page.goto("")
        page.locator(".menu summary").click()
        page.evaluate(AXE)
        assert violations(page, {}) == []


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds, a line for each element: the rule, where it is broken, what to do."""
    found = page.evaluate("(options) => axe.run(document, {...options, resultTypes: ['violations']})", options)
    return [
        f"{rule['id']}: {node['target'][0]} {node['html'][:160]}\n    {' '.join(node['failureSummary'].split())}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
