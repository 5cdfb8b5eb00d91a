"""Every sort of page, in both languages, as a browser shows it."""

import runpy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize

from conftest import ROOT, reader
from page_types import PAGES, path_of
from test_accessibility import AXE, Palette, violations

WIDE, PHONE, NARROW = 1440, 390, 320
ZOOMED = 640  # what a window of 1280 has left at 200 %
WIDTHS = (WIDE, 820, ZOOMED, PHONE, NARROW)
SMALLEST_TEXT, SMALLEST_TARGET = 13, 24  # CSS pixels; the target is WCAG 2.2, 2.5.8

WATCH_POLICY = """window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));"""

# What the scripts below share: the elements that are seen, the texts that are seen with what holds them, and where a text stands.
SEEN = """
const brief = (node) => node.outerHTML.slice(0, 120);
const elements = (selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility());
const clipped = (node) => node && getComputedStyle(node).clipPath !== "none";
const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !node.checkVisibility() || clipped(node.closest(".hide, .skip, thead"))) continue;
        found.push([walker.currentNode, node]);
    }
    return found;
};
const place = (text, from = 0, to = text.length) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return [...range.getClientRects()];
};
"""

# What is looked for in a page as it stands, and at which widths; each of these is a test below.
REACHING = f"""() => {{ {SEEN}
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const reaching = elements("body *").filter((node) => node.getBoundingClientRect().right > innerWidth + 1);
    return [`${{document.documentElement.scrollWidth}} px`, ...reaching.map(brief)];
}}"""
TOO_SMALL = f"""() => {{ {SEEN}
    return elements(".masthead a, button, summary, .button, .chip, .more, .pager a, .colophon a")
    .map((target) => [target, target.getBoundingClientRect()])
    .filter(([, {{width, height}}]) => Math.round(width) < {SMALLEST_TARGET} || Math.round(height) < {SMALLEST_TARGET})
    .map(([target, {{width, height}}]) => `${{Math.round(width)}} x ${{Math.round(height)}} ${{brief(target)}}`);
}}"""
UNREADABLE = f"""() => {{ {SEEN}
    const found = new Set(), lines = [];
    for (const [text, node] of texts()) {{
        const said = text.data.trim().slice(0, 60);
        const picture = node.ownerSVGElement;
        const size = parseFloat(getComputedStyle(node).fontSize) * (picture ? node.getScreenCTM().a : 1);
        const key = node.matches(".dial .over"); // a number in a disc as large as a fingertip; it stands in the list below too
        if (size < {SMALLEST_TEXT} - 0.1 && !key) found.add(`${{size.toFixed(1)}} px: ${{said}}`);
        if (picture || node.matches(".mark-no")) continue; // a mark sits on the corner of its date
        const box = (node.closest("p, li, dd, dt, td, th, h1, h2, h3, .button") ?? document.body).getBoundingClientRect();
        const laid = place(text);
        for (const line of laid) {{
            if (line.right > box.right + 1.5 || line.left < box.left - 1.5) found.add(`leaves its box: ${{said}}`);
            const middle = (line.top + line.bottom) / 2;
            const half = line.height / 6;
            lines.push({{said, left: line.left + 1, right: line.right - 1, top: middle - half, bottom: middle + half}});
        }}
        if (new Set(laid.map((line) => Math.round(line.top))).size < 2) continue; // on one line no word is broken
        for (const word of text.data.matchAll(/[\\p{{L}}\\p{{M}}]{{2,24}}/gu)) {{
            const spots = place(text, word.index, word.index + word[0].length).filter((spot) => spot.width);
            if (new Set(spots.map((spot) => Math.round(spot.top))).size > 1) found.add(`broken: ${{word[0]}}`);
        }}
    }}
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, index) => {{
        for (let next = index + 1; next < lines.length && lines[next].top < one.bottom; next++) {{
            const other = lines[next];
            if (one.left < other.right && other.left < one.right) found.add(`'${{one.said}}' covers '${{other.said}}'`);
        }}
    }});
    return [...found];
}}"""
AT = {REACHING: (WIDE, 820, PHONE, NARROW), TOO_SMALL: (WIDE, PHONE), UNREADABLE: (WIDE, ZOOMED, PHONE)}


@dataclass
class Visit:
    """A page that was opened, and what it did meanwhile."""

    page: Page
    address: str
    path: str
    language: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def at(self, width: int) -> Page:
        """The page on a screen of this width."""
        size = ViewportSize(width=width, height=900)
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)
        return self.page

    @cached_property
    def found(self) -> dict[tuple[str, int], list[str]]:
        """What is found at each width. The window changes its width once for all: that takes as long as a test."""
        found = {}
        for width in WIDTHS:
            page = self.at(width)
            found |= {(look, width): page.evaluate(look) for look, widths in AT.items() if width in widths}
        return found

    def see(self, request: Request) -> None:
        """Keep what the page asks for."""
        self.asked.append(request.url)

    def note(self, error: Error) -> None:
        """Keep a mistake in a script."""
        self.complaints.append(str(error))

    def hear(self, message: ConsoleMessage) -> None:
        """Keep an error on the console. That a page for a missing address is missing is none."""
        if message.type == "error" and message.location["url"] != self.address:
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def tab(browser: Browser, server: str) -> Iterator[Page]:
    """One tab for all pages: a new one for each would take as long as the tests."""
    with reader(browser, server) as context:
        context.add_init_script(WATCH_POLICY)
        context.add_init_script(AXE)  # it does nothing until it is asked
        yield context.new_page()


@pytest.fixture(scope="module", params=PAGES, ids="-".join)
def visit(request: pytest.FixtureRequest, tab: Page, server: str, site: Path) -> Iterator[Visit]:
    page_type, language = request.param
    path = path_of(page_type, language, site)
    # The page for missing addresses is written once, in the language of the records.
    visit = Visit(tab, server + path, path, "en" if page_type == "missing" else language)
    watched = {"request": visit.see, "pageerror": visit.note, "console": visit.hear}
    for event, watcher in watched.items():
        tab.on(event, watcher)  # type: ignore[call-overload]
    tab.emulate_media(color_scheme="light")
    visit.at(WIDE).goto(path)
    yield visit
    for event, watcher in watched.items():
        tab.remove_listener(event, watcher)


@pytest.mark.parametrize("width", AT[REACHING])
def test_nothing_reaches_over_the_edge_of_the_screen(visit: Visit, width: int) -> None:
    assert visit.found[REACHING, width] == []


@pytest.fixture(scope="module")
def far_sighted(browser: Browser, server: str) -> Iterator[Page]:
    """A phone of a reader who has set text twice as large."""
    chromium = runpy.run_path(str(ROOT / "scripts" / "browser.py"))
    switches = [*chromium["switches"](), "--blink-settings=defaultFontSize=32"]
    started = browser.browser_type.launch(executable_path=chromium["shell"](), args=switches)
    with reader(started, server, viewport={"width": PHONE, "height": 900}) as context:
        yield context.new_page()
    started.close()


@pytest.mark.parametrize(("page_type", "language"), PAGES)
def test_text_twice_as_large_fits_on_a_phone(page_type: str, language: str, far_sighted: Page, site: Path) -> None:
    far_sighted.goto(path_of(page_type, language, site))
    assert far_sighted.evaluate(REACHING) == []


@pytest.mark.parametrize("width", AT[TOO_SMALL])
def test_what_is_to_be_pressed_is_large_enough(visit: Visit, width: int) -> None:
    assert visit.found[TOO_SMALL, width] == []


@pytest.mark.parametrize("width", AT[UNREADABLE])
def test_every_text_can_be_read(visit: Visit, width: int) -> None:
    """No text is cut off, leaves its box, covers another, is broken inside a word or is smaller than the design allows."""
    assert visit.found[UNREADABLE, width] == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Visit) -> None:
    page = visit.at(WIDE)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip') && document.activeElement.offsetHeight >= 24")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_is_always_seen(visit: Visit) -> None:
    page = visit.at(WIDE)
    page.keyboard.press("Tab")  # from now on the browser shows focus as it does for the keyboard
    unseen = page.evaluate(
        f"""() => {{ {SEEN}
        return elements("a[href], button, summary, input, [tabindex='0']").filter((stop) => {{
            stop.focus();
            const {{outlineStyle, outlineWidth}} = getComputedStyle(stop);
            return !stop.disabled && (document.activeElement !== stop || outlineStyle === "none" || parseFloat(outlineWidth) < 2);
        }}).map(brief);
        }}"""
    )
    assert unseen == []


def test_paper_gets_the_text_and_not_the_tools(visit: Visit, on_paper: Page) -> None:
    tools = ".masthead .tools, .masthead nav, .masthead details, .skip, .contents, .pager, .foot-actions, dialog"
    assert on_paper.evaluate(f"() => {{ {SEEN} return elements({tools!r}).map(brief); }}") == []
    assert on_paper.locator("main h1").is_visible()
    assert on_paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = on_paper.evaluate("getComputedStyle(document.querySelector('main p')).color.match(/\\d+/g).map(Number)")
    assert max(ink) < 128, f"the ink on white paper is rgb{tuple(ink)}"


@pytest.fixture
def on_paper(visit: Visit) -> Iterator[Page]:
    """The page as a reader prints it whose screen is dark."""
    visit.at(WIDE).emulate_media(media="print", color_scheme="dark")
    yield visit.page
    visit.page.emulate_media(media="screen", color_scheme="light")


def test_no_other_host_is_asked_for_anything(visit: Visit) -> None:
    assert [url for url in visit.asked if not url.startswith(visit.address.removesuffix(visit.path))] == []


def test_the_console_stays_empty(visit: Visit) -> None:
    assert visit.complaints == []


def test_the_security_policy_has_nothing_to_refuse(visit: Visit) -> None:
    assert visit.page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert visit.page.evaluate("refused") == []


def test_one_first_heading_and_no_level_skipped(visit: Visit) -> None:
    levels = visit.page.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all(
        "(headings) => headings.map(({tagName}) => Number(tagName[1]))"
    )
    assert levels.count(1) == 1
    assert [(before, level) for before, level in zip([0, *levels], levels, strict=False) if level > before + 1] == []


def test_the_page_says_its_language(visit: Visit) -> None:
    assert visit.page.evaluate("document.documentElement.lang") == visit.language


@pytest.mark.parametrize("visit", [page for page in PAGES if page[1] == "cs"], indirect=True, ids="-".join, scope="module")
def test_sentences_in_another_language_are_marked(visit: Visit) -> None:
    """A sentence that stands as English on the English page was not translated, so it must not pass for Czech. Names are no sentences."""
    unmarked = visit.page.evaluate(
        """async (english) => {
        const sentences = (root) => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
            while (walker.nextNode()) {
                const text = walker.currentNode.data.trim(), node = walker.currentNode.parentElement;
                if (!node.closest("pre") && /\\S+(\\s+\\S+){5,}[.?]$/.test(text)) found.push([text, node.closest("[lang]")?.lang]);
            }
            return found;
        };
        const original = new DOMParser().parseFromString(await (await fetch(english)).text(), "text/html");
        const known = new Set(sentences(original.querySelector("main")).filter(([, lang]) => lang === "en").map(([text]) => text));
        return sentences(document.querySelector("main")).filter(([text, lang]) => lang === "cs" && known.has(text)).map(([text]) => text);
        }""",
        "/" + visit.path.removeprefix("cs/"),
    )
    assert unmarked == []


def test_links_to_pages_in_another_language_say_so(visit: Visit) -> None:
    unsaid = visit.page.evaluate(
        """(language) => [...document.querySelectorAll("main a:not(svg a)")].map((link) => [link, new URL(link.href)])
        .filter(([link, {origin, pathname}]) => origin === location.origin && !/\\.[a-z]+$/.test(pathname)
            && (pathname.startsWith("/cs/") ? "cs" : "en") !== language && !link.hreflang)
        .map(([link]) => link.outerHTML)""",
        visit.language,
    )
    assert unsaid == []


def test_every_picture_is_named_or_silent(visit: Visit) -> None:
    mute = visit.page.evaluate(
        f"""() => {{ {SEEN}
        const named = (picture) => picture.matches("img") ? picture.hasAttribute("alt")
            : picture.getAttribute("role") === "img" && picture.querySelector(":scope > title")?.textContent.trim();
        const heard = [...document.querySelectorAll("svg, img")].filter((picture) => !picture.closest("[aria-hidden=true]"));
        return heard.filter((picture) => !named(picture)).map(brief);
        }}"""
    )
    assert mute == []


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that another palette can break, and half of axe's time
NO_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}

# Axe looks at colours in Czech, where pages have all that English ones have, and marks for what is not translated; at all else in both
# languages, at one width each.
LOOKS: dict[str, tuple[tuple[int, Palette, dict[str, Any]], ...]] = {
    "en": ((PHONE, "light", NO_COLOURS),),
    "cs": ((WIDE, "light", {}), (PHONE, "dark", COLOURS)),
}

# Two of a kind stand for all of them: the fiftieth card of a list tells axe nothing new and costs it seconds. What stands above and below
# every page, and is most of a short one, is left whole on the home page alone.
SHORTEN = """(within) => {
    document.activeElement.blur();
    scrollTo(0, 0);
    for (const parent of document.querySelectorAll(`${within} *:not(svg, svg *)`)) {
        const seen = {};
        for (const child of [...parent.children]) {
            const kind = `${child.tagName} ${child.className}`;
            seen[kind] = (seen[kind] ?? 0) + 1;
            if (seen[kind] > 2) child.remove();
        }
    }
}"""


# The last test of a page: it leaves little of it.
def test_axe_finds_nothing_wrong(visit: Visit) -> None:
    home = visit.path.removeprefix("cs/") == ""
    visit.page.evaluate(SHORTEN, "main" if home else "body")
    found = {}
    for width, palette, options in LOOKS["cs" if visit.path.startswith("cs/") else "en"]:
        visit.page.emulate_media(color_scheme=palette)
        found[width, palette] = violations(visit.at(width), options)
    assert found == {looked: [] for looked in found}
