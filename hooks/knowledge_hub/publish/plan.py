"""Which pages a site has: every page is planned before the first is drawn, so that none can go missing unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.project import Project
from knowledge_hub.views.dates import by_year, dates_of
from knowledge_hub.views.form import kinds_with_form
from knowledge_hub.views.narrowing import List, Listing, listings

FIELDS = "contribute/fields/"


@dataclass(frozen=True, slots=True)
class Planned:
    """A page to draw: its sort, language and path below the language's root, and what it shows.

    `page` counts the pages of a listing from 1, the chapters of a record from 0. A listing can be narrowed to a `value` of a `facet`.
    `languages` are those that have this page too; `source` is the file to name when something on it is wrong;
    `among` is the list of which some stand on this page.
    """

    sort: str
    language: str
    path: str
    section: str
    languages: tuple[str, ...]
    source: str
    entry: Entry | None = None
    kind: str = ""
    listing: Listing | None = None
    facet: str = ""
    value: str = ""
    page: int = 1
    pages: int = 1
    total: int = 0
    country: str = ""
    year: int = 0
    among: List | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The records on this page of a list."""
        return self.among.page(self.page) if self.among else ()

    @property
    def changed(self) -> date | None:
        """The last day on which facts that it shows were checked, for the sitemap."""
        if self.entry:
            return self.entry.record.verified
        return self.among.changed if self.among else None


def planned(project: Project, catalogue: Catalogue, now: datetime) -> Iterator[Planned]:
    """All pages that the hub draws, in a fixed order."""
    listed = tuple(listings(catalogue, now))
    for language in project.languages:
        for entry in catalogue.entries.values():
            yield from _of_record(entry, project.languages).get(language, ())
        for listing in listed:
            yield from _pages_of(project, language, listing)
        yield from _countries(project, catalogue, language)
        yield from _years(project, catalogue, language)
        for kind in kinds_with_form():
            yield Planned(
                "form", language, f"contribute/{kind}/", "contribute", project.languages, f"content/{KINDS[kind].kept_in}", kind=kind
            )
        yield from _fields(project, language)
        if language != project.original:
            yield Planned("waiting", language, "translations/", "", (language,), "content")


@once_each
def _of_record(entry: Entry, all_languages: tuple[str, ...]) -> Mapping[str, tuple[Planned, ...]]:
    """The pages of a record by language. The first of all languages is the original's."""
    original, *others = all_languages
    languages = (original, *(code for code in others if code in entry.translations))
    return {language: tuple(_in_language(entry, language, languages)) for language in languages}


def _in_language(entry: Entry, language: str, languages: tuple[str, ...]) -> Iterator[Planned]:
    source, folder = entry.file if language == languages[0] else entry.file_in(language), entry.record.kept_in
    yield Planned("record", language, entry.path, folder, languages, source, entry=entry, kind=entry.kind)
    for number, chapter in enumerate(entry.record.chapters):
        path = f"{entry.path}{chapter.id}/"
        yield Planned("chapter", language, path, folder, languages, source, entry=entry, kind=entry.kind, page=number)


def _pages_of(project: Project, language: str, listing: Listing) -> Iterator[Planned]:
    """The pages of a kind's list, whole and narrowed to each value that has a list of its own."""
    folder = KINDS[listing.kind].kept_in
    for found in listing.lists:
        for number in range(1, found.pages + 1):
            yield Planned(
                "listing",
                language,
                listing_path(listing.kind, number, found.facet, found.value),
                folder,
                project.languages,
                f"content/{folder}",
                kind=listing.kind,
                listing=listing,
                facet=found.facet,
                value=found.value,
                page=number,
                pages=found.pages,
                total=found.size,
                among=found,
            )


def _countries(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    if not catalogue.countries:
        return
    yield Planned("countries", language, "countries/", "countries", project.languages, "content")
    for code in sorted(catalogue.countries):
        yield Planned("country", language, f"countries/{code.lower()}/", "countries", project.languages, "content", country=code)


def _years(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    for year in by_year(dates_of(catalogue)):
        yield Planned("year", language, calendar_path(year), "calendar", project.languages, "content", year=year)


def _fields(project: Project, language: str) -> Iterator[Planned]:
    """The guide to the fields of records: a page for each kind, and one that leads to them."""
    kinds = "hooks/knowledge_hub/kinds"
    yield Planned("fields", language, FIELDS, "contribute", project.languages, kinds)
    for kind, model in KINDS.items():
        source = f"{kinds}/{model.__module__.rpartition('.')[2]}.py"
        yield Planned("fields", language, f"{FIELDS}{kind}/", "contribute", project.languages, source, kind=kind)


def calendar_path(year: int) -> str:
    """Where the dates of a year stand."""
    return f"calendar/{year}/"


def listing_path(kind: str, page: int = 1, facet: str = "", value: str = "") -> str:
    """Where a page of a kind's list stands, whole or narrowed."""
    narrowed = f"{facet}/{value.lower()}/" if facet else ""
    return f"{KINDS[kind].kept_in}/{narrowed}" + (f"page/{page}/" if page > 1 else "")
