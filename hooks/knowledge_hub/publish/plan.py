"""Which pages a site has: every page is planned before the first is drawn, so that none can go missing unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.project import Project
from knowledge_hub.views.dates import by_year, dates_of
from knowledge_hub.views.lists import in_reading_order, pages_of


@dataclass(frozen=True, slots=True)
class Planned:
    """A page to draw: its sort, language and path below the language's root, and what it shows.

    `page` counts the pages of a listing from 1, the chapters of a record from 0.
    `languages` are those that have this page too; `source` is the file to name when something on it is wrong;
    `changed` is the day its facts were last checked, for the sitemap.
    """

    sort: str
    language: str
    path: str
    section: str
    languages: tuple[str, ...]
    source: str
    entry: Entry | None = None
    kind: str = ""
    entries: tuple[Entry, ...] = ()
    page: int = 1
    pages: int = 1
    total: int = 0
    country: str = ""
    year: int = 0
    changed: date | None = None


def planned(project: Project, catalogue: Catalogue, now: datetime) -> Iterator[Planned]:
    """All pages that the hub draws, in a fixed order."""
    for language in project.languages:
        yield from _records(project, catalogue, language)
        yield from _listings(project, catalogue, language, now)
        yield from _countries(project, catalogue, language)
        yield from _years(project, catalogue, language)
        if language != project.original:
            yield Planned("waiting", language, "translations/", "", (language,), "content")


def _records(project: Project, catalogue: Catalogue, language: str) -> Iterator[Planned]:
    for entry in catalogue.entries.values():
        languages = tuple(code for code in project.languages if code == project.original or code in entry.translations)
        if language in languages:
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
                changed=entry.record.verified,
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
                    changed=entry.record.verified,
                )


def _listings(project: Project, catalogue: Catalogue, language: str, now: datetime) -> Iterator[Planned]:
    for kind in KINDS:
        entries = catalogue.of(kind)
        if not entries:
            continue
        pages = pages_of(in_reading_order(entries, now))
        changed = max((entry.record.verified for entry in entries if entry.record.verified), default=None)
        for number, part in enumerate(pages, 1):
            yield Planned(
                "listing",
                language,
                listing_path(kind, number),
                KINDS[kind].kept_in,
                project.languages,
                f"content/{KINDS[kind].kept_in}",
                kind=kind,
                entries=part,
                page=number,
                pages=len(pages),
                total=len(entries),
                changed=changed,
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


def calendar_path(year: int) -> str:
    """Where the dates of a year stand."""
    return f"calendar/{year}/"


def listing_path(kind: str, page: int) -> str:
    """Where a page of a kind's listing stands."""
    return f"{KINDS[kind].kept_in}/" + (f"page/{page}/" if page > 1 else "")
