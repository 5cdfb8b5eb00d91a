"""Figures as pictures: where bars and dots stand, in units of each picture's view box. Templates draw and name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds.fields import When
from knowledge_hub.kinds.record import Figure

BAR_WIDTH, BAR_ROW, BAR_TOP, LEAST = 400.0, 50, 4, 2.0
MONTHS_WIDTH, MONTHS_LEFT, MONTHS_TOP, MONTHS_ROW, RADIUS = 1200, 64.0, 59, 46, 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: whose it is, the line its name stands on, the bar below it. Whole where the number is told as exact."""

    entry: Entry
    figure: Figure
    y: int
    width: float
    whole: bool


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Figures of one measure, each a bar from the left; all on one scale that begins at nothing."""

    measure: str
    bars: tuple[Bar, ...]
    height: int


def bars_of(measure: str, figures: Sequence[tuple[Entry, Figure]]) -> BarPlot:
    """The bars of these figures, the longest as wide as the picture. A negative number has none."""
    most = max((figure.value for _, figure in figures), default=0) or 1
    bars = tuple(
        Bar(
            entry,
            figure,
            BAR_TOP + BAR_ROW * index,
            round(max(LEAST if figure.value > 0 else 0.0, float(figure.value / most) * BAR_WIDTH), 1),
            figure.qualifier is None and figure.basis != "estimated",
        )
        for index, (entry, figure) in enumerate(figures)
    )
    return BarPlot(measure, bars, BAR_TOP + BAR_ROW * len(bars))


@dataclass(frozen=True, slots=True)
class Dot:
    """A day on the line of its year; filled where more is known of it than that it took place."""

    x: float
    y: int
    filled: bool


@dataclass(frozen=True, slots=True)
class MonthsPlot:
    """Years as lines below each other, the months from left to right, a dot for each day."""

    months: tuple[tuple[float, date], ...]
    years: tuple[tuple[int, int], ...]
    dots: tuple[Dot, ...]
    height: int


def months_of(days: Iterable[tuple[When, bool]]) -> MonthsPlot:
    """The dots of these days, each with whether it is filled. A month stands at its middle; a year alone has no place."""
    placed = [(when, filled) for when, filled in days if when.month]
    years = range(min((when.year for when, _ in placed), default=0), max((when.year for when, _ in placed), default=-1) + 1)
    line = {year: MONTHS_TOP + MONTHS_ROW * index for index, year in enumerate(years)}
    dots = tuple(Dot(_across(when), line[when.year], filled) for when, filled in placed)
    months = tuple((round(MONTHS_LEFT + (month - 0.5) * _MONTH, 1), date(2026, month, 1)) for month in range(1, 13))
    return MonthsPlot(months, tuple(line.items()), dots, MONTHS_TOP + MONTHS_ROW * len(line) - 15)


_MONTH = (MONTHS_WIDTH - MONTHS_LEFT) / 12


def _across(when: When) -> float:
    """How far to the right a day stands: its month, and within it the share of days that have passed."""
    share = (when.first.day - 0.5) / 31 if when.day else 0.5
    return round(MONTHS_LEFT + (when.month - 1 + share) * _MONTH, 1)
