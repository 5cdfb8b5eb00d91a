"""A series and its editions: the next ones, the archive by year, what is told of each, figures side by side."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.parts import MEASURES, Figure
from knowledge_hub.kinds.values import Text
from knowledge_hub.views.plots import BarPlot, MonthsPlot, Told, bars_of, months_of
from knowledge_hub.views.status import status_of_event

OPEN_EDITIONS = 12  # so many editions of the last years stand open; older years are folded
WORTH_A_PLOT = 6  # fewer editions are seen at a glance in their list


@dataclass(frozen=True, slots=True)
class Year:
    """The editions of one year, the last one first, and whether the year is folded."""

    year: int
    editions: tuple[Entry, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one edition by measure, as a reader of the language sees them."""

    entry: Entry
    figures: dict[str, tuple[Figure, ...]]


@dataclass(frozen=True, slots=True)
class Editions:
    """What the page of a series shows of its editions.

    `measures` are those of which any edition has a figure, and the columns of `rows`; those that two editions or more
    have are `plots`. `months` is empty for a handful of editions.
    """

    coming: tuple[Entry, ...]
    last: Entry | None
    years: tuple[Year, ...]
    measures: tuple[str, ...]
    rows: tuple[Row, ...]
    plots: tuple[BarPlot, ...]
    months: MonthsPlot | None

    @property
    def total(self) -> int:
        return len(self.coming) + sum(len(year.editions) for year in self.years)


def editions_of(catalogue: Catalogue, series: Entry, language: str, now: datetime) -> Editions:
    """What there is to show of the editions of a series."""
    editions = held(catalogue, series)
    coming = tuple(entry for entry in editions if _ahead(entry, now))
    past = [entry for entry in reversed(editions) if not _ahead(entry, now)]
    rows = tuple(row for entry in editions if (row := _row(entry, language)).figures)
    measures = tuple(measure for measure in MEASURES if any(measure in row.figures for row in rows))
    dots = [(entry.record.when, is_told(entry)) for entry in editions if entry.record.when]
    return Editions(
        coming=coming,
        last=past[0] if past else None,
        years=_by_year(past),
        measures=measures,
        rows=rows,
        plots=tuple(_plots(measures, rows)),
        months=months_of(dots) if len(dots) >= WORTH_A_PLOT else None,
    )


def held(catalogue: Catalogue, series: Entry) -> list[Entry]:
    """The editions of a series, past and to come, the earliest first."""
    editions = (link.entry for link in catalogue.naming(*series.key) if link.entry.kind == "event")
    return sorted(editions, key=lambda entry: (str(entry.record.when), entry.id))


def _ahead(entry: Entry, now: datetime) -> bool:
    return isinstance(entry.record, Event) and status_of_event(entry.record, now).ahead


def _by_year(past: list[Entry]) -> tuple[Year, ...]:
    """Years with their editions, the last year first. The last one always stands open."""
    years: list[Year] = []
    shown = 0
    for year, entries in groupby(past, key=lambda entry: entry.record.when.year if entry.record.when else 0):
        editions = tuple(entries)
        shown += len(editions)
        years.append(Year(year, editions, folded=bool(years) and shown > OPEN_EDITIONS))
    return tuple(years)


def _row(entry: Entry, language: str) -> Row:
    """The figures of an edition that tell of this edition: those of another year stand on its own page alone."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    record = entry.in_language(language)
    for figure in record.figures:
        if figure.measure and (not figure.year or not record.when or figure.year.year == record.when.year):
            figures[figure.measure].append(figure)
    return Row(entry, {measure: tuple(found) for measure, found in figures.items()})


def _plots(measures: tuple[str, ...], rows: tuple[Row, ...]) -> list[BarPlot]:
    """A plot for each measure that two editions or more tell. Where an edition tells two numbers, its first one is drawn."""
    told = {measure: [Told(row.figures[measure][0], row.entry) for row in rows if measure in row.figures] for measure in measures}
    return [bars_of(measure, found) for measure, found in told.items() if len(found) > 1]


def is_told(entry: Entry) -> bool:
    """Whether more is known of an edition than that it took place: a report, figures, a recording or a document."""
    event = entry.record
    return isinstance(event, Event) and (event.told or bool(event.recordings or event.documents))


def report_languages(entry: Entry) -> tuple[str, ...]:
    """The languages in which the report of an event can be read on this site, the original's as '' first; none where there is no report."""
    event = entry.record
    if not isinstance(event, Event) or not (event.report or any(item.report for item in event.agenda)):
        return ()
    told = [language for language, record in entry.translations.items() if isinstance(record, Event) and _told_in(record)]
    return ("", *told)


def _told_in(event: Event) -> bool:
    return any(type(text) is Text for text in (event.report, *(item.report for item in event.agenda)) if text)
