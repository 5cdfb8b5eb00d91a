"""The foot of a page: its link, its citation, a change to it; how old its facts are; and what of a page goes on paper."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import reader
from knowledge_hub.project import project_in
from knowledge_hub.views.citation import bibtex
from small_project import ROOT, built

PRACTICE = "good-practices/kalundborg-symbiosis/"
STALE = "That is over a year ago: look at the sources before you rely on them."
FOOT = """\
<p class="printed">https://hub.example.org/good-practices/rain-in-tanks/</p>
<div class="foot-actions" data-foot>
<button class="button" type="button" data-copy-link hidden> Copy link</button>
<details name="foot"><summary class="button"> Cite this page</summary><div class="stack">
<h2 class="plate" id="cite-text">As text</h2>
<p class="small cited"><cite>Rain in tanks</cite>. Small Hub, 2026. \
<span class="address">https://hub.example.org/good-practices/rain-in-tanks/</span> \
(facts checked on 10\u00a0January\u00a02026)</p>
<button class="button" type="button" data-copy hidden aria-describedby="cite-text"> Copy</button>
<h2 class="plate" id="cite-bibtex">BibTeX</h2>
<pre class="cited" tabindex="0" role="region" aria-labelledby="cite-bibtex">@misc{good-practices-rain-in-tanks,
  author = {{Small Hub}},
  title = {{Rain in tanks}},
  year = {2026},
  url = {https://hub.example.org/good-practices/rain-in-tanks/},
  note = {Facts checked on 2026-01-10},
}</pre>
<button class="button" type="button" data-copy hidden aria-describedby="cite-bibtex"> Copy</button>
</div></details>
<details name="foot"><summary class="button"> Suggest a change</summary><div class="stack">
<p class="small">Something is wrong, out of date or missing? A link to a source is all an editor needs.</p>
<p class="small"><a href="mailto:editors@hub.example.org?subject=Change%3A%20Rain%20in%20tanks&amp;\
body=https%3A%2F%2Fhub.example.org%2Fgood-practices%2Frain-in-tanks%2F%0D%0A%0D%0AWhat%20is%20wrong%2C%20and%20what%20is%20right%3F%0D%0A\
%0D%0A%0D%0AWhere%20can%20it%20be%20looked%20up%3F%0D%0A">Write a mail</a></p>
<p class="small"><a href="https://git.example.org/hub/edit/main/content/good-practices/rain-in-tanks.yml" rel="external">\
Edit this page</a> <span class="quiet">The file behind it opens in the browser; an editor looks at your change before it is published.\
</span></p></div></details>
<p class="small said" role="status" data-said></p>
</div>"""


def test_the_foot_of_a_record_in_full() -> None:
    project, _ = built("off")
    page = (project / "site/good-practices/rain-in-tanks/index.html").read_text(encoding="utf-8")
    foot = page[page.index('<p class="printed">') : page.index("</article>")]
    assert re.sub(r"<svg.*?</svg>", "", foot).strip() == FOOT


def test_a_citation_in_bibtex_survives_any_title() -> None:
    assert bibtex("topics/a/", r"100 % {of} \it & #1_2^3~$ “é”", "Hub", "https://hub.example.org/topics/a/", None) == (
        "@misc{topics-a,\n"
        "  author = {{Hub}},\n"
        r"  title = {{100 \% \{of\} \textbackslash{}it \& \#1\_2\textasciicircum{}3\textasciitilde{}\$ “é”}},"
        "\n  url = {https://hub.example.org/topics/a/},\n}"
    )


def test_a_citation_gives_the_year_and_the_day_of_the_check() -> None:
    found = bibtex("topics/a/", "A", "Hub", "https://hub.example.org/topics/a/", date(2026, 1, 10))
    assert "  year = {2026},\n" in found
    assert "  note = {Facts checked on 2026-01-10},\n" in found


def test_the_citation_and_the_ways_to_change_a_page_can_be_read_without_scripts(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(PRACTICE)
        page.get_by_text("Cite this page").click()
        expect(page.locator("pre.cited")).to_contain_text("@misc{good-practices-kalundborg-symbiosis,")
        page.get_by_text("Suggest a change").click()
        expect(page.locator(".foot-actions").get_by_role("link", name="Fill in a form")).to_be_visible()
        expect(page.locator("pre.cited")).to_be_hidden()
        expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_the_link_and_the_citation_are_copied_and_it_is_said(browser: Browser, server: str) -> None:
    with reader(browser, server, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"cs/{PRACTICE}")
        status = page.locator("[data-said]")
        page.get_by_role("button", name="Kopírovat odkaz").click()
        expect(status).to_have_text("Odkaz je zkopírován.")
        assert page.evaluate("navigator.clipboard.readText()") == f"{project_in(ROOT).url}cs/{PRACTICE}"
        page.get_by_text("Citovat stránku").click()
        page.get_by_role("button", name="Kopírovat", exact=True).last.click()
        expect(status).to_have_text("Citace je zkopírována.")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("pre.cited").text_content()


def test_a_browser_that_forbids_copying_is_no_dead_end(browser: Browser, server: str) -> None:
    with reader(browser, server) as context:
        page = context.new_page()
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
        page.goto(PRACTICE)
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator("[data-said]")).to_have_text("The browser did not allow it. Select the text and copy it.")


@pytest.mark.parametrize(("day", "told"), [("2027-11-22", False), ("2027-11-23", True)])
def test_that_facts_have_grown_old_is_said_on_the_day_of_reading(page: Page, day: str, told: bool) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto(PRACTICE)
    note = page.get_by_text(STALE)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(note).to_be_visible() if told else expect(note).to_be_hidden()


@pytest.mark.parametrize("path", [PRACTICE, "cs/events/talk-2025-01-15/", "funding-calls/horizon-cl6-2027-circbio-02/", "events/"])
def test_on_paper_a_page_is_black_on_white_and_without_navigation(browser: Browser, server: str, path: str) -> None:
    with reader(browser, server, color_scheme="dark", viewport={"width": 700, "height": 1000}) as context:
        page = context.new_page()
        page.goto(path)
        page.emulate_media(media="print")
        for name in ("Sections", "Sekce", "On this page", "Na této stránce"):
            assert page.get_by_role("navigation", name=name).count() == 0
        for part in (".foot-actions", ".pager", ".breadcrumb", ".tools", ".colophon nav"):
            assert not any(found.is_visible() for found in page.locator(part).all())
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
        expect(page.locator("h1")).to_be_visible()


def test_on_paper_the_addresses_of_sources_and_of_the_page_are_printed(browser: Browser, server: str) -> None:
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto(PRACTICE)
        page.emulate_media(media="print")
        source = page.locator(".source-list a").first
        assert source.get_attribute("href") in source.evaluate("link => getComputedStyle(link, '::after').content")
        expect(page.locator(".printed")).to_have_text(f"{project_in(ROOT).url}{PRACTICE}")
        expect(page.locator(".printed")).to_be_visible()


def test_related_records_are_said_with_their_reason(site: Path) -> None:
    page = LexborHTMLParser((site / PRACTICE / "index.html").read_bytes())
    items = page.css("section[aria-labelledby=related] li")
    assert 1 <= len(items) <= 4
    assert all(item.css_first(".because").text().strip() for item in items)
    named = {link.attributes["href"] for link in page.css(".facts-panel a, section[aria-labelledby^=by-] a")}
    assert not named & {link.attributes["href"] for item in items for link in item.css("a")}


def test_who_asked_for_an_address_that_leads_nowhere_tells_the_editors_which(page: Page) -> None:
    page.goto("cs/nothing/here/?a=b")
    expect(page.locator("[data-missing][lang=cs]")).to_contain_text("Tato stránka tu není")
    mails = page.locator("a[href*='&body=']")
    told = [parse_qs(urlsplit(str(link.get_attribute("href"))).query)["body"][0].split()[0] for link in mails.all()]
    forms = page.locator("a[href*='/issues/new?']")
    filled = [parse_qs(urlsplit(str(link.get_attribute("href"))).query)["page"] for link in forms.all()]
    assert set(told) == {page.url}
    assert all(one == [page.url] for one in filled)


def test_the_menu_of_a_phone_closes_with_escape(browser: Browser, server: str) -> None:
    with reader(browser, server, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto("topics/")
        opener = page.locator(".menu summary")
        opener.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".menu a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".menu a").first).to_be_hidden()
        expect(opener).to_be_focused()
