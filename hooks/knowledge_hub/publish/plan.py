"""Which pages a site has: every page is planned before the first is drawn, so that none can go missing unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from knowledge_hub.catalogue import Catalogue, Entry
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
    `among` are all records of the list of which `entries` stand on this page.
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
    entries: tuple[Entry, ...] = ()
    page: int = 1
    pages: int = 1
    total: int = 0
    country: str = ""
    year: int = 0
    among: List | None = None

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
        yield from _records(project, catalogue, language)
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


def _records(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    for entry in catalogue.entries.values():
        if language == project.original or language in entry.translations:
            languages = _languages(project, entry)
            source = entry.file if language == project.original else entry.file_in(language)
            yield Planned(
                "record",
                language,
                entry.path,
                entry.record.kept_in,
                languages,
                source,
                entry=entry,
                kind=entry.kind,
            )
            for number, chapter in enumerate(entry.record.chapters):
                yield Planned(
                    "chapter",
                    language,
                    f"{entry.path}{chapter.id}/",
                    entry.record.kept_in,
                    languages,
                    source,
                    entry=entry,
                    kind=entry.kind,
                    page=number,
                )


def _languages(project: Project, entry: Entry) -> tuple[str, ...]:
    """The languages in which a record has a page."""
    if not entry.translations:
        return project.languages[:1]
    return tuple(code for code in project.languages if code == project.original or code in entry.translations)


def _pages_of(project: Project, language: str, listing: Listing) -> Iterator[Planned]:
    """The pages of a kind's list, whole and narrowed to each value that has a list of its own."""
    folder = KINDS[listing.kind].kept_in
    for found in listing.lists:
        for number, part in enumerate(found.pages, 1):
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
                entries=part,
                page=number,
                pages=len(found.pages),
                total=len(found.entries),
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
