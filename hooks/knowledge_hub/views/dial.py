"""The year ahead as a circle: it begins today at the top and runs clockwise, once round in 365 days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from knowledge_hub.views.home import CallMark, DutyMark

SIZE = 560
MIDDLE = SIZE / 2
DAYS = 365
RINGS = (206.0, 172.0, 138.0)
LAWS = 104.0


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
    """A call while it is open: its arc, the ring where it opens (none when it is open already), the disc of its deadline."""

    number: int
    path: str
    opening: tuple[float, float] | None
    closing: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Square:
    """A day on which a law begins to bind."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dial:
    """What the dial draws, in units of its 560 by 560 view box, and the days to the next opening (None: nothing opens)."""

    weeks: tuple[str, ...]
    months: tuple[Month, ...]
    arcs: tuple[Arc, ...]
    squares: tuple[Square, ...]
    days_to_opening: int | None
    opening_together: int


def dial_of(calls: tuple[CallMark, ...], duties: tuple[DutyMark, ...], today: date, month_name: Callable[[date], str]) -> Dial:
    """The dial of these calls and duties as of today."""
    coming = [mark.status.days for mark in calls if mark.status.state == "planned"]
    return Dial(
        weeks=tuple(_tick(7 * week, 240, 231) for week in range(52)),
        months=tuple(_months(today, month_name)),
        arcs=_arcs(calls, today),
        squares=tuple(Square(mark.number, *_round(_point((mark.day - today).days, LAWS))) for mark in duties),
        days_to_opening=min(coming) if coming else None,
        opening_together=coming.count(min(coming)) if coming else 0,
    )


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


def _arcs(calls: tuple[CallMark, ...], today: date) -> tuple[Arc, ...]:
    """Arcs on three rings: each call takes the outermost ring that is free while it is open."""
    free = [-1.0] * len(RINGS)
    arcs = []
    for mark in sorted(calls, key=lambda mark: (mark.opens or today, mark.number)):
        if mark.closes is None:
            continue
        start = max(0, (mark.opens - today).days) if mark.opens else 0
        end = min(DAYS - 1, (mark.closes - today).days)
        ring = next((index for index, taken in enumerate(free) if taken < start), min(range(len(free)), key=lambda index: free[index]))
        free[ring] = end + 9
        radius = RINGS[ring]
        opening = _round(_point(start, radius)) if mark.opens and mark.opens > today else None
        arcs.append(Arc(mark.number, _arc(start, end, radius), opening, _round(_point(end, radius))))
    return tuple(sorted(arcs, key=lambda arc: arc.number))
