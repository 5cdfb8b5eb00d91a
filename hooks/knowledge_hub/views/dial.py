"""The year ahead as a circle: it begins today at the top and runs clockwise, once round in 365 days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from knowledge_hub.views.home import CallMark, DutyMark
from knowledge_hub.views.status import Status

SIZE = 560
MIDDLE = SIZE / 2
DAYS = 365
OUTERMOST, INNERMOST, APART = 206.0, 134.0, 34.0
LAWS, LAWS_STACKED, CLOSE = 104.0, 26.0, 9


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the rim: its name and where it stands, the tick at its first day, and whether its band is washed."""

    name: str
    x: float
    y: float
    tick: str
    band: str


@dataclass(frozen=True, slots=True)
class Arc:
    """Calls open on the same days: their numbers, the arc, the ring where they open (none when open already), the disc of the deadline.

    `opens` and `closes` are days from today, `radius` that of the ring; a page that is read later is drawn anew from them.
    """

    numbers: tuple[int, ...]
    opens: int
    closes: int
    radius: float
    label: str
    width: float
    path: str
    opening: tuple[float, float] | None
    closing: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Square:
    """A day that laws set, in days from today, at this radius."""

    numbers: tuple[int, ...]
    days: int
    radius: float
    label: str
    width: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dial:
    """What the dial draws, in units of its 560 by 560 view box; the calls that are the next to open or to close, and the days to that day
    (None: no call is ahead).
    """

    weeks: tuple[str, ...]
    months: tuple[Month, ...]
    arcs: tuple[Arc, ...]
    squares: tuple[Square, ...]
    rings: tuple[float, ...]
    days_to_next: int | None
    next_together: int
    next_opens: bool


def dial_of(calls: tuple[CallMark, ...], duties: tuple[DutyMark, ...], today: date, month_name: Callable[[date], str]) -> Dial:
    """The dial of these calls and duties as of today."""
    rings, arcs = _arcs(calls, today)
    coming = _next(calls)
    return Dial(
        weeks=tuple(_tick(7 * week, 240, 231) for week in range(52)),
        months=tuple(_months(today, month_name)),
        arcs=arcs,
        squares=_squares(duties, today),
        rings=(*rings, LAWS),
        days_to_next=coming[0].days if coming else None,
        next_together=len(coming),
        next_opens=bool(coming) and coming[0].state == "planned",
    )


def _next(calls: tuple[CallMark, ...]) -> list[Status]:
    """How the calls stand that are the next to open or to close. Deadlines come first on a day that has both."""
    soonest = [mark.status for mark in calls if mark.status.day == calls[0].status.day]
    return [status for status in soonest if status.state != "planned"] or soonest


def _point(days: float, radius: float) -> tuple[float, float]:
    angle = 2 * pi * days / DAYS
    return MIDDLE + radius * sin(angle), MIDDLE - radius * cos(angle)


def _round(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], 1), round(point[1], 1)


def _tick(days: float, outer: float, inner: float) -> str:
    (x, y), (u, v) = _round(_point(days, outer)), _round(_point(days, inner))
    return f"M{x} {y}L{u} {v}"


def _arc(start: float, end: float, radius: float) -> str:
    (x, y), (u, v) = _round(_point(start, radius)), _round(_point(end, radius))
    return f"M{x} {y}A{radius:g} {radius:g} 0 {int(end - start > DAYS / 2)} 1 {u} {v}"


def _band(start: float, end: float) -> str:
    (x, y), (u, v) = _round(_point(end, 228)), _round(_point(start, 228))
    return f"{_arc(start, end, 240.0)}L{x} {y}A228 228 0 0 0 {u} {v}Z"


def _months(today: date, month_name: Callable[[date], str]) -> list[Month]:
    months = []
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    for number in range(12):
        following = (first + timedelta(days=32)).replace(day=1)
        start, end = (first - today).days, min((following - today).days, DAYS)
        if start >= DAYS:
            break
        x, y = _round(_point(start + (end - start) / 2, 263))
        months.append(Month(month_name(first), x, round(y + 5, 1), _tick(start, 240, 228), _band(start, end) if number % 2 == 0 else ""))
        first = following
    return months


def _arcs(calls: tuple[CallMark, ...], today: date) -> tuple[tuple[float, ...], tuple[Arc, ...]]:
    """The rings, and the arcs on them: calls of the same days share one; each takes the outermost ring that is free then."""
    together: dict[tuple[int, int, bool], list[int]] = {}
    for mark in calls:
        if mark.closes:
            opens = max(0, (mark.opens - today).days) if mark.opens else 0
            closes = (mark.closes - today).days
            together.setdefault((opens, closes, opens > 0), []).append(mark.number)
    free: list[int] = []
    laid = []
    for (start, closes, coming), numbers in sorted(together.items()):
        end = min(DAYS - 1, closes)
        ring = next((index for index, taken in enumerate(free) if taken < start), len(free))
        free[ring : ring + 1] = [end + CLOSE]
        laid.append((numbers, start, closes, coming, ring))
    step = min(APART, (OUTERMOST - INNERMOST) / max(1, len(free) - 1))
    rings = tuple(round(OUTERMOST - step * index, 1) for index in range(len(free)))
    arcs = []
    for numbers, start, closes, coming, ring in laid:
        end = min(DAYS - 1, closes)
        label = _span(numbers)
        opening = _round(_point(start, rings[ring])) if coming else None
        closing = _round(_point(end, rings[ring]))
        arcs.append(
            Arc(
                tuple(numbers),
                start,
                closes,
                rings[ring],
                label,
                25 + 8.5 * (len(label) - 1),
                _arc(start, end, rings[ring]),
                opening,
                closing,
            )
        )
    return rings, tuple(arcs)


def _span(numbers: list[int]) -> str:
    """1; 1–2 for numbers that follow each other; 1, 3 for others."""
    follow = numbers == list(range(numbers[0], numbers[-1] + 1))
    return f"{numbers[0]}–{numbers[-1]}" if follow and len(numbers) > 1 else ", ".join(map(str, numbers))


def _squares(duties: tuple[DutyMark, ...], today: date) -> tuple[Square, ...]:
    """Squares inside the rings: laws of the same day share one; one that falls close to the one before stands further in."""
    together: dict[int, list[int]] = {}
    for mark in duties:
        together.setdefault((mark.day - today).days, []).append(mark.number)
    squares = []
    last, radius = -DAYS, LAWS
    for days, numbers in sorted(together.items()):
        radius = radius - LAWS_STACKED if days - last < CLOSE and radius > LAWS - LAWS_STACKED else LAWS
        label = _span(numbers)
        squares.append(Square(tuple(numbers), days, radius, label, 22 + 8.5 * (len(label) - 1), *_round(_point(days, radius))))
        last = days
    return tuple(squares)
