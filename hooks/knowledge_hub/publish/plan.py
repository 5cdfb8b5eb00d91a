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
    """A page: its sort, its language and path below that language's root, the section of the site it stands in, and the kind of
    record that it is about, if it is about one.

    `languages` are those that have this page too; `source` is the file to name when something on it is wrong.
    """

    sort: str
    language: str
    path: str
    section: str
    languages: tuple[str, ...]
    source: str
    kind: str = ""

    @property
    def changed(self) -> date | None:
        """The last day on which facts that it shows were checked, for the sitemap; None for what is no page of a record or a list."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Planned):
    """The page of a record."""

    entry: Entry

    @property
    def changed(self) -> date | None:
        return self.entry.record.verified


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPage(RecordPage):
    """The page of one of a record's chapters, which are counted from 0."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Planned):
    """A page of the list of a kind, counted from 1; `among` is that list, whole or narrowed to a value of a facet."""

    among: List
    number: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The records on this page."""
        return self.among.page(self.number)

    @property
    def changed(self) -> date | None:
        return self.among.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage(Planned):
    """The page of a country, by its code."""

    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(Planned):
    """A year of the calendar."""

    year: int


def planned(project: Project, catalogue: Catalogue, now: datetime) -> Iterator[Planned]:
    """All pages that the hub draws, in a fixed order."""
    listed = tuple(listings(catalogue, now))
    for language in project.languages:
        for entry in catalogue.entries.values():
            yield from _of_record(entry, project.languages).get(language, ())
        for listing in listed:
            yield from _pages_of(project, language, listing.read_in(language))
        yield from _countries(project, catalogue, language)
        yield from _years(project, catalogue, language)
        for kind in kinds_with_form():
            folder = f"content/{KINDS[kind].kept_in}"
            yield Planned("form", language, f"contribute/{kind}/", "contribute", project.languages, folder, kind)
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
    yield RecordPage("record", language, entry.path, folder, languages, source, entry.kind, entry=entry)
    for number, chapter in enumerate(entry.record.chapters):
        path = f"{entry.path}{chapter.id}/"
        yield ChapterPage("chapter", language, path, folder, languages, source, entry.kind, entry=entry, number=number)


def _pages_of(project: Project, language: str, listing: Listing) -> Iterator[Planned]:
    """The pages of a kind's list, whole and narrowed to each value that has a list of its own."""
    folder = KINDS[listing.kind].kept_in
    for found in listing.lists:
        for number in range(1, found.pages + 1):
            path = listing_path(listing.kind, number, found.facet, found.value)
            about = (folder, project.languages, f"content/{folder}", listing.kind)
            yield ListPage("listing", language, path, *about, among=found, number=number)


def _countries(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    if not catalogue.countries:
        return
    yield Planned("countries", language, "countries/", "countries", project.languages, "content")
    for code in sorted(catalogue.countries):
        yield CountryPage("country", language, f"countries/{code.lower()}/", "countries", project.languages, "content", country=code)


def _years(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    for year in by_year(dates_of(catalogue)):
        yield YearPage("year", language, calendar_path(year), "calendar", project.languages, "content", year=year)


def _fields(project: Project, language: str) -> Iterator[Planned]:
    """The guide to the fields of records: a page for each kind, and one that leads to them."""
    kinds = "hooks/knowledge_hub/kinds"
    yield Planned("fields", language, FIELDS, "contribute", project.languages, kinds)
    for kind, model in KINDS.items():
        source = f"{kinds}/{model.__module__.rpartition('.')[2]}.py"
        yield Planned("fields", language, f"{FIELDS}{kind}/", "contribute", project.languages, source, kind)


def missing(project: Project) -> Planned:
    """The page for addresses that lead nowhere."""
    return Planned("missing", project.original, "404.html", "", (), "docs")


def calendar_path(year: int) -> str:
    """Where the dates of a year stand."""
    return f"calendar/{year}/"


def listing_path(kind: str, page: int = 1, facet: str = "", value: str = "") -> str:
    """Where a page of a kind's list stands, whole or narrowed."""
    narrowed = f"{facet}/{value.lower()}/" if facet else ""
    return f"{KINDS[kind].kept_in}/{narrowed}" + (f"page/{page}/" if page > 1 else "")
