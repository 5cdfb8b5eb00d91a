"""Figures as pictures: where bars and dots stand, in units of each picture's view box. Templates draw and name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.values import When

BAR_WIDTH, BAR_ROW, BAR_TOP, LEAST = 400.0, 50, 4, 2.0
LINE, SIGNS = 20, 33  # the height of a line of a label; letters of it that fit beside its number
MONTHS_WIDTH, MONTHS_LEFT, MONTHS_TOP, MONTHS_ROW, RADIUS = 1200, 64.0, 59, 46, 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: whose it is, the line its name begins on, the bar below at `top`. Whole where the number is told as exact.

    `lines` are its name where that is not the edition's; `part` is the width of what is told of the whole.
    """

    entry: Entry | None
    figure: Figure
    y: int
    top: int
    width: float
    whole: bool
    lines: tuple[str, ...] = ()
    part: float | None = None


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Figures of one measure, each a bar from the left; all on one scale that begins at nothing, and is `scaled` where its end is told."""

    measure: str
    bars: tuple[Bar, ...]
    height: int
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A figure to draw: whose it is, its name in lines, and how much of it a part is; hollow where its part alone is filled."""

    figure: Figure
    entry: Entry | None = None
    lines: tuple[str, ...] = ()
    part: Decimal | None = None
    hollow: bool = False


def bars_of(measure: str, told: Sequence[Told], scale: Decimal | None = None) -> BarPlot:
    """The bars of these figures, one as long as the scale (without one, the longest) as wide as the picture. A negative number has none."""
    most = scale or max((one.figure.value for one in told), default=Decimal(0)) or Decimal(1)
    bars, y = [], BAR_TOP
    for one in told:
        top = y + 24 + LINE * max(len(one.lines) - 1, 0)
        exact = one.figure.qualifier is None and one.figure.basis != "estimated" and not one.hollow
        part = _width(one.part, most) if one.part is not None else None
        bars.append(Bar(one.entry, one.figure, y, top, _width(one.figure.value, most), exact, one.lines, part))
        y = top + BAR_ROW - 24
    return BarPlot(measure, tuple(bars), y, scale is not None)


def _width(value: Decimal, most: Decimal) -> float:
    return round(max(LEAST if value > 0 else 0.0, float(value / most) * BAR_WIDTH), 1)


def in_lines(text: str, signs: int = SIGNS) -> tuple[str, ...]:
    """A label in lines of at most so many letters; a longer word has a line of its own."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > signs:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


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
