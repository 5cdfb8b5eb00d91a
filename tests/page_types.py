"""The sorts of pages that the site has, and one good example of each."""

from collections.abc import Iterable
from pathlib import Path

from knowledge_hub.folders import SITE_NAMES
from knowledge_hub.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "cs")
LISTINGS = {
    "listing of practices": "good-practices",
    "listing of calls": "funding-calls",
    "listing of events": "events",
    "listing of series": "event-series",
    "listing of projects": "projects",
}
EXAMPLES = {
    "series with figures": "event-series/eu-matchmaking-events/",
    "practice with figures side by side": "good-practices/eco-world-styria-roundtables/",
    "project with its budget": "projects/cb2east/",
    "conference": "events/ecc-2022/",
    "fields of records": "contribute/fields/",
    "fields of a kind": "contribute/fields/event/",
    "event with a recording": "events/talk-2022-09-07/",
    "form for a practice": "contribute/good-practice/",
    "form for an event": "contribute/event/",
    "form for a call": "contribute/funding-call/",
    "form for a guide": "contribute/guide/",
}
LONGEST = {
    "second page of a listing": "*/page/2",
    "narrowed listing": "events/country/*",
    "country": "countries/*",
    "year": "calendar/*",
}
DOCS = ROOT / "docs"
WRITTEN = sorted(
    file.relative_to(DOCS).with_suffix("").as_posix().removesuffix("/index")
    for file in DOCS.rglob("*.md")
    if file.relative_to(DOCS).parts[0] not in ("index.md", "_frame.md", *LANGUAGES)
)
LISTS = (*LISTINGS, *LONGEST, "countries", "translations")
PAGE_TYPES = ("home", *LISTS, *KINDS, *EXAMPLES, "step of a guide", *WRITTEN, "missing")


def languages_of(page_type: str) -> tuple[str, ...]:
    """The languages that have such a page. What waits for a translator waits in the other language only."""
    return LANGUAGES[1:] if page_type == "translations" else LANGUAGES


PAGES = [(page_type, language) for page_type in PAGE_TYPES for language in languages_of(page_type)]


def path_of(page_type: str, language: str, site: Path) -> str:
    """The path of the example below the root of the site. Of records and countries it is the longest page: it has most parts."""
    home = "" if language == "en" else f"{language}/"
    if page_type == "home":
        return home
    if page_type in EXAMPLES:
        return home + EXAMPLES[page_type]
    if page_type in LONGEST:
        return _longest(site, (site / home).glob(f"{LONGEST[page_type]}/index.html"))
    if page_type in LISTINGS:
        return f"{home}{LISTINGS[page_type]}/"
    if page_type == "step of a guide":
        steps = (page for page in (site / home / "guides").glob("*/*/index.html") if page.parts[-3] not in SITE_NAMES)
        return _longest(site, steps)
    if page_type in KINDS:
        return _longest(site, (site / home / KINDS[page_type].kept_in).glob("*/index.html"))
    if page_type == "missing":
        return f"{home}good-practices/never-written/"
    return f"{home}{page_type}/"


def _longest(site: Path, pages: Iterable[Path]) -> str:
    longest = max(pages, key=lambda page: (page.stat().st_size, str(page)))
    return f"{longest.parent.relative_to(site).as_posix()}/"
