"""Every sort of page, in both languages, as a browser shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from conftest import reader
from page_types import LANGUAGES, PAGE_TYPES, path_of

WIDTHS = (320, 390, 820, 1440)
WIDE, PHONE, ZOOMED = 1440, 390, 640  # 640 is what a window of 1280 has left at 200 %
SMALLEST_TEXT, SMALLEST_TARGET = 13, 24  # CSS pixels; the target is WCAG 2.2, 2.5.8

WATCH_POLICY = "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`))"


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
        """The page on a screen of this width, with nothing left of the test before."""
        self.page.emulate_media(media="screen", color_scheme="light")
        self.page.set_viewport_size({"width": width, "height": 900})
        return self.page


@pytest.fixture(scope="module")
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    with reader(browser, server) as context:
        context.add_init_script(WATCH_POLICY)
        yield context


@pytest.fixture(scope="module", params=[(page_type, language) for page_type in PAGE_TYPES for language in LANGUAGES], ids="-".join)
def visit(request: pytest.FixtureRequest, context: BrowserContext, server: str, site: Path) -> Iterator[Visit]:
    page_type, language = request.param
    path = path_of(page_type, language, site)
    page = context.new_page()
    # The page for missing addresses is written once, in the language of the records.
    visit = Visit(page, server + path, path, "en" if page_type == "missing" else language)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda message: visit.complaints.append(message.text) if message.type == "error" and message.location["url"] != visit.address else None)
    page.goto(path)
    yield visit
    page.close()


def test_nothing_reaches_over_the_edge_of_the_screen(visit: Visit) -> None:
    reaching = {}
    for width in WIDTHS:
        page = visit.at(width)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            reaching[width] = page.evaluate(
                """() => [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest(".scroll"))
                .slice(0, 5).map((node) => node.outerHTML.slice(0, 120))"""
            )
    assert reaching == {}


def test_no_other_host_is_asked_for_anything(visit: Visit) -> None:
    assert [url for url in visit.asked if not url.startswith(visit.address.removesuffix(visit.path))] == []


def test_the_console_stays_empty(visit: Visit) -> None:
    assert visit.complaints == []


def test_the_security_policy_has_nothing_to_refuse(visit: Visit) -> None:
    assert visit.page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert visit.page.evaluate("refused") == []


def test_one_first_heading_and_no_level_skipped(visit: Visit) -> None:
    levels = visit.page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map((heading) => Number(heading.tagName[1]))")
    assert levels.count(1) == 1
    assert [(before, level) for before, level in zip([0, *levels], levels, strict=False) if level > before + 1] == []


def test_the_page_says_its_language(visit: Visit) -> None:
    assert visit.page.evaluate("document.documentElement.lang") == visit.language


@pytest.mark.parametrize("visit", [(page_type, "cs") for page_type in PAGE_TYPES], indirect=True, ids="-".join, scope="module")
def test_sentences_in_another_language_are_marked(visit: Visit) -> None:
    """A sentence that stands as English on the English page was not translated, so it must not pass for Czech. Names are no sentences."""
    unmarked = visit.page.evaluate(
        """async (english) => {
            const sentences = (root) => {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
                while (walker.nextNode()) {
                    const text = walker.currentNode.data.trim();
                    if (!walker.currentNode.parentElement.closest("pre") && /\\S+(\\s+\\S+){5,}[.?]$/.test(text)) found.push([text, walker.currentNode.parentElement.closest("[lang]")?.lang]);
                }
                return found;
            };
            const answer = await fetch(english);
            const original = new DOMParser().parseFromString(await answer.text(), "text/html");
            const known = new Set(sentences(original.querySelector("main")).filter(([, lang]) => lang === "en").map(([text]) => text));
            return sentences(document.querySelector("main")).filter(([text, lang]) => lang === "cs" && known.has(text)).map(([text]) => text);
        }""",
        "/" + visit.path.removeprefix("cs/"),
    )
    assert unmarked == []


def test_links_to_pages_in_another_language_say_so(visit: Visit) -> None:
    unsaid = visit.page.evaluate(
        """(language) => [...document.querySelectorAll("main a")].map((link) => [link, new URL(link.href)])
        .filter(([link, {origin, pathname}]) => origin === location.origin && !/\\.[a-z]+$/.test(pathname)
            && (pathname.startsWith("/cs/") ? "cs" : "en") !== language && !link.hreflang)
        .map(([link]) => link.outerHTML)""",
        visit.language,
    )
    assert unsaid == []


def test_every_picture_is_named_or_silent(visit: Visit) -> None:
    mute = visit.page.evaluate(
        """() => [...document.querySelectorAll("svg, img")].filter((picture) => !picture.closest("[aria-hidden=true]"))
        .filter((picture) => picture.matches("img") ? picture.alt === null || !picture.hasAttribute("alt")
            : picture.getAttribute("role") !== "img" || !(picture.querySelector(":scope > title")?.textContent.trim() || picture.getAttribute("aria-label")))
        .map((picture) => picture.outerHTML.slice(0, 200))"""
    )
    assert mute == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_what_is_to_be_pressed_is_large_enough(visit: Visit, width: int) -> None:
    small = visit.at(width).evaluate(
        """(least) => [...document.querySelectorAll(".masthead a, .masthead summary, button, .button, .chip, .more, .pager a, .colophon a")]
        .filter((target) => target.checkVisibility() && target.getClientRects().length)
        .map((target) => [target, target.getBoundingClientRect()])
        .filter(([target, box]) => Math.round(box.width) < least || Math.round(box.height) < least)
        .map(([target, box]) => `${Math.round(box.width)} x ${Math.round(box.height)} ${target.outerHTML.slice(0, 120)}`)""",
        SMALLEST_TARGET,
    )
    assert small == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Visit) -> None:
    page = visit.at(WIDE)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip') && document.activeElement.checkVisibility() && document.activeElement.offsetHeight >= 24")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_is_always_seen(visit: Visit) -> None:
    page = visit.at(WIDE)
    page.keyboard.press("Tab")  # from now on the browser shows focus as it does for the keyboard
    unseen = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")].filter((stop) => stop.checkVisibility()).filter((stop) => {
            stop.focus();
            const {outlineStyle, outlineWidth} = getComputedStyle(stop);
            return document.activeElement !== stop || outlineStyle === "none" || parseFloat(outlineWidth) < 2;
        }).map((stop) => stop.outerHTML.slice(0, 120))"""
    )
    assert unseen == []


def test_paper_gets_the_text_and_not_the_tools(visit: Visit) -> None:
    page = visit.at(WIDE)
    text = page.locator("main h1").inner_text()
    page.emulate_media(media="print", color_scheme="dark")
    shown = "(selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 120))"
    assert page.evaluate(shown, ".masthead .tools, .masthead nav, .masthead details, .skip, .contents, .pager, .foot-actions, dialog") == []
    assert page.evaluate(shown, "main h1") != []
    assert page.locator("main h1").inner_text() == text
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).color.match(/\\d+/g).every((part) => Number(part) < 128)"), "the ink is not dark"


@pytest.mark.parametrize("width", [ZOOMED, PHONE])
def test_text_stays_readable_on_little_room(visit: Visit, width: int) -> None:
    """Nothing is cut off, and no letter is smaller than the design allows; in pictures letters shrink with the picture."""
    page = visit.at(width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    troubles = page.evaluate(
        """(least) => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
            while (walker.nextNode()) {
                const node = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest(".hide, .skip, dialog, script")) continue;
                const scale = node.ownerSVGElement ? node.getScreenCTM().a : 1;
                const size = parseFloat(getComputedStyle(node).fontSize) * scale;
                if (size < least - 0.1) found.add(`${size.toFixed(1)} px: ${walker.currentNode.data.trim().slice(0, 60)}`);
                const range = document.createRange();
                range.selectNodeContents(walker.currentNode);
                const text = range.getBoundingClientRect();
                for (let box = node; box && box !== document.body; box = box.parentElement) {
                    if (box.closest("svg") || getComputedStyle(box).overflowX === "visible" || box.matches(".scroll")) continue;
                    const edge = box.getBoundingClientRect();
                    if (text.right > edge.right + 1 || text.left < edge.left - 1) found.add(`cut off: ${walker.currentNode.data.trim().slice(0, 60)}`);
                }
            }
            return [...found];
        }""",
        SMALLEST_TEXT,
    )
    assert troubles == []
