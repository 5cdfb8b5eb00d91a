"""Where lines, marks and names of a plot stand that shows how a figure grows with the number of records, in units of its view box."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEFT, RIGHT = 42, 228  # where lines begin and end in a picture 400 wide; names stand beyond
TOP, BOTTOM = 12, 262
NAMES = RIGHT + 22
LETTERS = 18  # of a line of a name
LINE, GAP = 17, 6  # the height of a line of a name, and what is between two names
APART = 80  # numbers below the picture that are nearer stand in two rows, where there is room
HANGS = 20  # so far before its mark is the middle of the last number, which ends there


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing, each with its number of records; `place` tells its colour, and it is dashed where it is a way of another."""

    name: str
    place: int
    points: tuple[tuple[int, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a line, in lines of text with the figure at its end, that begin at `y`; `middle` is where its lead arrives."""

    lines: tuple[str, ...]
    worth: str
    y: float
    middle: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line through its marks, and its name at the end."""

    place: int
    dashed: bool
    marks: tuple[tuple[float, float], ...]
    label: Label

    @property
    def line(self) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in self.marks)

    @property
    def lead(self) -> str:
        """From the last mark to the name."""
        x, y = self.marks[-1]
        return f"{x + 6:g},{y:g} {max(x + 6, RIGHT + 4):g},{y:g} {NAMES - 4:g},{self.label.middle:g}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A number beside the picture; `second` below it, in the second row. One for which there is no room is not said."""

    at: float
    said: str
    second: bool = False


@dataclass(frozen=True, slots=True)
class Curves:
    """The whole plot."""

    lines: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    height: int


def curves(series: Sequence[Series], say: Callable[[float], str]) -> Curves | None:
    """Lines over a logarithmic number of records, from nothing up; none where nothing has two figures. `say` writes a number."""
    shown = [one for one in series if len(one.points) > 1]
    if not shown:
        return None
    sizes = sorted({size for one in shown for size, _ in one.points})
    step, top = scale(max(value for one in shown for _, value in one.points))

    def x(size: int) -> float:
        part = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
        return round(LEFT + 8 + part * (RIGHT - LEFT - 8), 1)

    def y(value: float) -> float:
        return round(BOTTOM - value / top * (BOTTOM - TOP), 1)

    marks = [tuple((x(size), y(value)) for size, value in one.points) for one in shown]
    names = [(*in_lines(one.name, worth := say(one.points[-1][1])), worth) for one in shown]
    tops = apart([(own[-1][1], LINE * (len(name) - 1)) for own, name in zip(marks, names, strict=True)])
    drawn = tuple(
        Drawn(one.place, one.dashed, own, Label(name[:-1], name[-1], round(begins, 1), round(begins + LINE * (len(name) - 1) / 2, 1)))
        for one, own, name, begins in zip(shown, marks, names, tops, strict=True)
    )
    across: list[Tick] = []
    for size in dict.fromkeys((*sizes[:2], sizes[-1], *sizes)):  # those in the middle last: they may find room in neither row
        middle = x(size) - HANGS * (size == sizes[-1])
        free = [row for row in (False, True) if all(abs(middle - one.at) >= APART for one in across if one.said and one.second is row)]
        across.append(Tick(x(size), say(size) if free else "", free[:1] == [True]))
    across.sort(key=lambda tick: tick.at)
    up = tuple(Tick(y(step * count), say(step * count)) for count in range(round(top / step) + 1))
    lowest = max(one.label.y + LINE * len(one.label.lines) for one in drawn)
    return Curves(drawn, tuple(across), up, max(BOTTOM + 50, math.ceil(lowest) + 6))


def scale(most: float) -> tuple[float, float]:
    """The step between numbers at the side, 1, 2 or 5 of some power of ten, and the highest, with at most five steps."""
    power = 10.0 ** math.floor(math.log10(most / 5))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor * 5 >= most)
    return step, step * math.ceil(most / step)


def in_lines(name: str, worth: str) -> tuple[str, ...]:
    """A name in lines of so many letters as fit, of which the last leaves room for the figure behind it."""
    lines: list[list[str]] = [[]]
    for word in [*name.split(" "), worth]:
        if lines[-1] and len(" ".join([*lines[-1], word])) > LETTERS:
            lines.append([])
        lines[-1].append(word)
    if lines[-1] == [worth] and len(lines[-2]) > 1:
        lines[-1].insert(0, lines[-2].pop())
    lines[-1].pop()
    return tuple(" ".join(line) for line in lines)


def apart(wanted: Sequence[tuple[float, int]]) -> list[float]:
    """Where names begin that would like their middle at so much and are so high: near it, none on another, in the same order."""
    groups: list[tuple[list[int], float, int]] = []  # which of them, the middle they want together, their height
    for number in sorted(range(len(wanted)), key=lambda number: (wanted[number][0], number)):
        middle, height = wanted[number]
        group = [number], middle, height + GAP
        while groups and groups[-1][1] + groups[-1][2] / 2 > group[1] - group[2] / 2:
            before = groups.pop()
            members = before[0] + group[0]
            group = members, sum(wanted[one][0] for one in members) / len(members), before[2] + group[2]
        groups.append((group[0], max(group[1], TOP - LINE / 2 + group[2] / 2), group[2]))
    begins = [0.0] * len(wanted)
    for members, middle, height in groups:
        at = middle - height / 2 + GAP / 2
        for one in members:
            begins[one] = at
            at += wanted[one][1] + GAP
    return begins
