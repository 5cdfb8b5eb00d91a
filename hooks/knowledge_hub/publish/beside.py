"""The files that stand beside the pages, for machines rather than readers: each sort is one function in the table at the end."""

import json
import re
from collections.abc import Callable, Iterable, Sequence

from knowledge_hub import schemas
from knowledge_hub.embedded import as_script
from knowledge_hub.icons import icon, icon_of
from knowledge_hub.kinds import KINDS
from knowledge_hub.publish import forms
from knowledge_hub.publish.calendars import calendars
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.feeds import feeds
from knowledge_hub.publish.frame import way_to_root
from knowledge_hub.publish.hosting import hosting
from knowledge_hub.publish.open_data import open_data
from knowledge_hub.publish.plan import Planned, RecordPage
from knowledge_hub.publish.sitemap import sitemaps
from knowledge_hub.publish.words import words
from knowledge_hub.publish.writing import File
from knowledge_hub.publish.years import year_files
from knowledge_hub.views.search import COUNTRY

# The files of one sort, each with its path below the root. It is given the site and every page of it.
Files = Callable[[Drawing, Sequence[Planned]], Iterable[File]]


def _sitemaps(drawing: Drawing, pages: Sequence[Planned]) -> Iterable[File]:
    return sitemaps(drawing.project, pages)


def _words(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    for language in drawing.project.languages:
        yield f"assets/js/words/{language}.js", words(language)


def _spelling(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    """How the hub spells words, a file for each letter they begin with: see near.js."""
    for language, search in drawing.searches.items():
        for letter, spelt in search.spelling().items():
            yield f"{drawing.project.prefix(language)}search/spelling/{letter}.json", json.dumps(spelt, ensure_ascii=False)


def _hosting(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    return hosting(drawing.project)


def _kinds(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    """What scripts that show records have to know of each kind: its name, its colour and its icon. A country is none, and is not kept."""
    for language in drawing.project.languages:
        pages = drawing.pages[language]
        kinds: dict[str, dict[str, str | bool]] = {}
        for kind, model in KINDS.items():
            kinds[kind] = {"called": pages.label(kind), "hue": model.hue, "icon": str(icon(icon_of(kind)))}
        kinds[COUNTRY] = {"called": pages.speech.say("Country"), "hue": "topic", "icon": str(icon("pin")), "unkept": True}
        yield f"assets/js/kinds/{language}.js", f"export const kinds = {as_script(kinds)};\n"


def _redirects(drawing: Drawing, pages: Sequence[Planned]) -> Iterable[File]:
    """Old addresses, each leading to the page that stands elsewhere now."""
    for page in pages:
        if type(page) is RecordPage:  # none of a chapter: its address follows that of its record
            for old in page.entry.record.redirect_from:
                yield f"{drawing.project.prefix(page.language)}{old}/", _redirect(drawing, page, f"{old}/")


def _redirect(drawing: Drawing, page: RecordPage, old: str) -> str:
    """A page that sends a reader from an old path to the page."""
    pages = drawing.pages[page.language]
    title, address = str(pages.in_language(page.entry).title), drawing.address(page.language, page.path)
    way = way_to_root(pages.prefix + old) + pages.prefix + page.path
    return pages.draw("layouts/redirect.html.j2", title=title, canonical=address, address=way)


def _feeds(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    for pages in drawing.pages.values():
        yield from feeds(pages)


def _schemas(_drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    """What a record of each kind is, for editors and other programs."""
    return schemas.files()


def _forms(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    for pages in drawing.pages.values():
        yield from forms.files(pages)


# Each sort with the paths that its files can have: who wants one file need not make all.
BESIDE: dict[Files, re.Pattern[str]] = {
    calendars: re.compile(r".+\.ics"),
    open_data: re.compile(r"data/.+"),
    _feeds: re.compile(r"(.+/)?feeds/.+"),
    year_files: re.compile(r"(.+/)?calendar/\d+\.json"),
    _sitemaps: re.compile(r"sitemap.*\.xml"),
    _redirects: re.compile(r".+/"),
    _kinds: re.compile(r"assets/js/kinds/.+"),
    _words: re.compile(r"assets/js/words/.+"),
    _spelling: re.compile(r"(.+/)?search/spelling/.+"),
    _hosting: re.compile(r"_headers|robots\.txt|(.+/)?manifest\.webmanifest"),
    _schemas: re.compile(r"schemas/.+"),
    _forms: re.compile(r"(.+/)?contribute/look/.+"),
}
