"""Records whose every text tries to become markup: a browser shows them as text, wherever they turn up."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, in_frames, reader, served
from knowledge_hub.kinds import KINDS

HOSTILE = """<img src=x onerror=alert(1)>"'&</script><!--"""
OLD_ADDRESS = "good-practices/worse/"
FIGURE = {"indicator": HOSTILE, "value": "7", "unit": HOSTILE}
PERSON = {"name": HOSTILE, "role": HOSTILE}

# One record of each kind, all called `bad`, that name each other; every field that takes text takes this one.
SOURCE = {"title": HOSTILE, "publisher": HOSTILE, "read": "2026-11-21"}
SHARED = {
    "title": HOSTILE,
    "summary": HOSTILE,
    "text": f"{HOSTILE}\n\n[{HOSTILE}](javascript:alert(1)) <script>alert(1)</script> <svg onload=alert(1)>",
    "topics": ["bad"],
    "ecosystems": ["bad"],
    "sources": [SOURCE | {"url": "https://example.org/"}, SOURCE | {"document": HOSTILE, "language": "cs"}],
    "links": [{"title": HOSTILE, "url": "https://example.org/"}],
}
RECORDS: dict[str, dict[str, Any]] = {
    "topic": {"topics": []},
    "news": {"day": "2026-11-20"},
    "ecosystem": {"ecosystems": [], "trends": [HOSTILE], "key_figures": [FIGURE]},
    "organisation": {
        "sort": "cluster",
        "short": HOSTILE,
        "other_names": [HOSTILE],
        "city": HOSTILE,
        "region": HOSTILE,
        "country": "CZ",
        "sector": HOSTILE,
        "key_figures": [FIGURE],
    },
    "good-practice": {
        "organisation": "bad",
        "partners": [PERSON, {"organisation": "bad", "role": HOSTILE}],
        "place": {"country": "CZ", "city": HOSTILE, "region": HOSTILE},
        "formats": ["study"],
        "challenge": HOSTILE,
        "approach": HOSTILE,
        "results": {"figures": [FIGURE], "words": HOSTILE},
        "lessons": [HOSTILE],
        "contact": {"name": HOSTILE},
        "guide_steps": ["bad/bad"],
        "redirect_from": [OLD_ADDRESS],
    },
    "guide": {
        "audience": HOSTILE,
        "time_needed": HOSTILE,
        "steps": [
            {
                "id": "bad",
                **dict.fromkeys(("title", "phase", "goal", "time", "roles", "text"), HOSTILE),
                **{name: [HOSTILE] for name in ("actions", "checklist", "pitfalls")},
            }
        ],
    },
    "policy": {
        "sort": "strategy",
        "reference": HOSTILE,
        "expected": HOSTILE,
        "applies_from": [{"day": "2027-02-01", "what": HOSTILE, "who": HOSTILE}],
        "amended_by": [{"title": HOSTILE}],
        "for_clusters": HOSTILE,
    },
    "funding-call": {
        "call_id": HOSTILE,
        "programme": HOSTILE,
        "agency_name": HOSTILE,
        "opens": "2027-01-12",
        "deadline_model": "single-stage",
        "cut_offs": [{"day": "2027-04-08", "label": HOSTILE}],
        "grant": {"note": HOSTILE},
        "rate_note": HOSTILE,
        "applicants": {"consortium": HOSTILE},
        "what_for": HOSTILE,
    },
    "event-series": {
        "short": HOSTILE,
        "cadence": HOSTILE,
        "organiser": "bad",
        "what_for": HOSTILE,
        "host_calls": [{"title": HOSTILE, "who": HOSTILE, "text": HOSTILE}],
    },
    "event": {
        "series": "bad",
        "form": "talk",
        "start": "2027-03-01",
        "mode": "on-site",
        "country": "CZ",
        "city": HOSTILE,
        "venue": HOSTILE,
        "moderator": PERSON,
        "agenda": [{"title": HOSTILE, "speakers": [PERSON], "note": HOSTILE, "report": HOSTILE}],
        "key_messages": [HOSTILE],
        "report": HOSTILE,
        "participation": [FIGURE],
        "site_visits": [{"title": HOSTILE, "city": HOSTILE}],
        "stands": HOSTILE,
        "awards": [{"title": HOSTILE, "winner": HOSTILE}],
        "edition": HOSTILE,
    },
    "project": {
        "short": HOSTILE,
        "programme": HOSTILE,
        "lead": PERSON,
        "partners": [PERSON],
        "goal": HOSTILE,
        "activities": [HOSTILE],
        "results": HOSTILE,
        "rate": HOSTILE,
    },
}


# What would act, if a text could become an element. Data for scripts of ours stands in elements of its own.
ACTING = "img, main script:not([type='application/json']), main style, [onerror], [onload], [href^='javascript:']"


@pytest.fixture(scope="module")
def hostile(small_site: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "docs", root / "docs")
    for kind, fields in RECORDS.items():
        folder = root / "content" / KINDS[kind].kept_in
        folder.mkdir(parents=True)
        (folder / "bad.yml").write_text(json.dumps(SHARED | fields), encoding="utf-8")
    return small_site("hostile", root)


@pytest.fixture(scope="module")
def opened(hostile: Path, browser: Browser) -> Iterator[Page]:
    """A page without the security policy, which would hide a mistake of ours by stopping what it lets in."""
    with served(hostile) as address, reader(browser, address, bypass_csp=True) as context:
        context.add_init_script("window.alert = () => { window.broken = true; }")
        yield context.new_page()


def pages_of(site: Path) -> set[str]:
    """The paths of all pages that stay open; the one below the old address leads on."""
    return {f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./") for file in site.rglob("index.html")} - {OLD_ADDRESS}


def test_there_is_a_hostile_record_of_every_kind() -> None:
    assert set(RECORDS) == set(KINDS)


SEEN = f"""(page) => ({{
    broken: page.defaultView.broken ?? false,
    acting: [...page.querySelectorAll({json.dumps(ACTING)})].map((element) => element.outerHTML),
    comment: page.createTreeWalker(page, NodeFilter.SHOW_COMMENT).nextNode()?.data ?? null,
    feet: page.querySelectorAll("main ~ footer").length,
}})"""


def test_no_page_lets_a_text_become_an_element(opened: Page, hostile: Path) -> None:
    """No text acts, none begins a comment, and none ends the page before its foot."""
    paths = sorted(pages_of(hostile) | {"404.html"})
    for path, seen in zip(paths, in_frames(opened, paths, SEEN), strict=True):
        assert seen == {"broken": False, "acting": [], "comment": None, "feet": 1}, path


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_and_the_heading_hold_the_text_as_it_was_written(kind: str, opened: Page) -> None:
    opened.goto(f"{KINDS[kind].kept_in}/bad/")
    assert opened.title() == f"{HOSTILE} · Green Transition Support & Events"
    assert opened.locator("h1").inner_text() == HOSTILE
    for attribute in ("name=description", "property='og:title'", "property='og:description'"):
        assert opened.locator(f"meta[{attribute}]").get_attribute("content") == HOSTILE


@pytest.mark.parametrize("kind", KINDS)
def test_structured_data_holds_the_text_as_it_was_written(kind: str, opened: Page) -> None:
    opened.goto(f"{KINDS[kind].kept_in}/bad/")
    described = json.loads(opened.locator("script[type='application/ld+json']").inner_text())
    record = described["@graph"][0]
    assert (record["name"], record["description"]) == (HOSTILE, HOSTILE)


def test_an_old_address_leads_on_though_its_title_is_hostile(opened: Page, hostile: Path) -> None:
    assert "<img" not in (hostile / OLD_ADDRESS / "index.html").read_text(encoding="utf-8")
    opened.goto(OLD_ADDRESS)
    opened.wait_for_url("**/good-practices/bad/")


def test_the_sitemap_stays_xml_and_names_every_page(hostile: Path) -> None:
    tree = ElementTree.parse(hostile / "sitemap.xml")  # noqa: S314 - our own file
    named = {node.text.split("/", 3)[3] for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc") if node.text}
    assert named == pages_of(hostile)


def test_the_search_shows_the_text_as_text(opened: Page) -> None:
    opened.goto("")
    opened.keyboard.press("/")
    opened.keyboard.type("onerror")
    titles = opened.locator("[data-results] h3")
    expect(titles.first).to_be_visible()
    assert set(titles.all_inner_texts()) == {HOSTILE}
    assert opened.locator("dialog :is(img, script)").count() == 0
    assert opened.evaluate("window.broken") is None
