"""Pictures of what many records or one of them tell in figures: budgets, events over time, results that can stand beside each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.event_series import EventSeries
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.project import Project
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.values import Label, When
from knowledge_hub.views.plots import BarPlot, Told, bars_of, in_lines

MOST = 10  # budgets that are drawn; the table has all
WIDTH, TOP, ROW = 1200.0, 76, 60
SHARES = ("of ", "less ", "fewer ")  # how the indicator of a percentage begins that is a part of a whole, in the original's English


@dataclass(frozen=True, slots=True)
class Budgets:
    """The largest budgets as bars, all that are known, the largest first, and how many projects tell none."""

    plot: BarPlot
    known: tuple[Entry, ...]
    unknown: int


def budgets(catalogue: Catalogue, language: str) -> Budgets | None:
    """The budgets of all projects; None where none is known."""
    projects = catalogue.of("project")
    found = [(record.budget, entry) for entry in projects if isinstance(record := entry.record, Project) and record.budget]
    found.sort(key=lambda one: (-one[0], one[1].id))
    known = tuple(entry for _, entry in found)
    told = [_budget(entry.in_language(language), entry) for entry in known[:MOST]]
    return Budgets(bars_of("budget", told), known, len(projects) - len(known)) if known else None


def budget_of(record: Record) -> BarPlot | None:
    """The budget of a project with the part that the EU pays; None where either is not known."""
    told = _budget(record)
    return bars_of("budget", [told]) if told.part is not None else None


def _budget(record: Record, entry: Entry | None = None) -> Told:
    if not isinstance(record, Project):
        raise TypeError(f"budgets are of projects, not of {record.kind}")
    budget = record.budget or Decimal(0)
    part = record.eu_part if record.eu_part and record.eu_part <= budget else None
    figure = Figure(indicator=Label("budget of the project"), value=budget, unit="EUR")
    return Told(figure, entry, in_lines(str(record.short or record.title), 26), part, hollow=True)


@dataclass(frozen=True, slots=True)
class Strip:
    """The events of a series (of none where it is None): its name, where its dots stand, and how many there were each year."""

    series: Entry | None
    name: str
    y: int
    dots: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Series as lines below each other; each year with the middle of its place."""

    years: tuple[tuple[int, float], ...]
    strips: tuple[Strip, ...]
    height: int


def events_by_series(catalogue: Catalogue, language: str) -> Strips | None:
    """Every event with a date, by series: those with most events first, at the end what belongs to none. None without events."""
    held: dict[str, list[When]] = defaultdict(list)
    for entry in catalogue.of("event"):
        if isinstance(event := entry.record, Event):
            series = event.series or ""
            held[series if catalogue.has("event-series", series) else ""].append(event.start)  # one that is not there is a draft
    if not held:
        return None
    first, last = (edge(when.year for found in held.values() for when in found) for edge in (min, max))
    width = WIDTH / (last - first + 1)
    strips: list[Strip] = []
    for id in sorted(held, key=lambda named: (not named, -len(held[named]), named)):
        gathering = catalogue.get("event-series", id) if id else None
        each = Counter(when.year for when in held[id])
        dots = tuple(sorted(round(width * (when.year - first + _passed(when)), 1) for when in held[id]))
        counts = tuple(each[year] for year in range(first, last + 1))
        strips.append(Strip(gathering, _name(gathering, language) if gathering else "", TOP + ROW * len(strips), dots, counts))
    years = tuple((year, round(width * (year - first + 0.5), 1)) for year in range(first, last + 1))
    return Strips(years, tuple(strips), TOP + ROW * len(strips) - 15)


def _passed(when: When) -> float:
    """The share of its year that has passed; a month stands at its middle, and so does a year alone."""
    if not when.month:
        return 0.5
    return (when.month - 1 + ((when.day - 0.5) / 31 if when.day else 0.5)) / 12


def _name(series: Entry, language: str) -> str:
    record = series.in_language(language)
    return str(record.short or record.title) if isinstance(record, EventSeries) else str(record.title)


def compared(original: Sequence[Figure], figures: Sequence[Figure]) -> tuple[BarPlot, ...]:
    """Figures that can stand on one scale: of one unit and one stated year. Parts of a whole stand on a scale of 100, alone if need be.

    The original says which percentages are parts; `figures` are the same as the page's language says them.
    """
    groups: dict[tuple[str, str, bool], list[Figure]] = defaultdict(list)
    for number, (ours, theirs) in enumerate(zip(original, figures, strict=True)):
        share = is_share(ours)
        if ours.unit and ours.value > 0 and (ours.year or share):
            groups[str(theirs.unit), str(ours.year or number), share].append(theirs)
    return tuple(
        bars_of(unit, [Told(one, None, in_lines(str(one.indicator))) for one in found], Decimal(100) if share else None)
        for (unit, _, share), found in groups.items()
        if share or len(found) > 1
    )


def is_share(figure: Figure) -> bool:
    """Whether a percentage is a part of a whole: 54 % of the members, 98 % less waste; growth is none."""
    return figure.unit == "%" and 0 <= figure.value <= 100 and str(figure.indicator).startswith(SHARES)


PICTURES: dict[str, Callable[[Catalogue, str], Budgets | Strips | None]] = {"project": budgets, "event-series": events_by_series}


def picture_of(catalogue: Catalogue, kind: str, language: str) -> Budgets | Strips | None:
    """The picture on the listing of a kind; its template is templates/kinds/<kind>/picture.html.j2."""
    draw = PICTURES.get(kind)
    return draw(catalogue, language) if draw else None
