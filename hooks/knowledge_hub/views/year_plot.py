"""The year ahead as rows of bars: a call from its opening to each cut-off, a diamond for a date set by a law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge_hub.views.home import CallMark, DutyMark
from knowledge_hub.views.plots import in_lines

WIDTH, LABELS, RIGHT, TOP = 1200.0, 372.0, 1196.0, 58.0
LINE, PADDING, BAR = 20.0, 13.0, 24.0
SIGNS = 42  # letters of a label that fit on a line
SIGN = 8.6  # the width of a letter of a mark's text, rather too wide than too narrow
MOST = 24

Place = tuple[float, float, float]  # the top, middle and bottom of a row


@dataclass(frozen=True, slots=True)
class Column:
    """A month: where it begins, its name, and its year where the year begins."""

    x: float
    name: str
    year: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text beside the end of a bar, a cut-off or a diamond; `anchor` is start or end."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """A call or a duty: its label in lines, where it stands, its bar (none for a duty), its ends, and all of it in words."""

    hue: str
    lines: tuple[str, ...]
    top: float
    middle: float
    bottom: float
    bar: tuple[float, float] | None
    opening: float | None
    ends: tuple[float, ...]
    marks: tuple[Mark, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """What the plot draws, in units of a view box 1200 wide."""

    height: float
    bottom: float
    today: float
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """How the language of the plot says a title, a short day, a sum and a month."""

    title: Callable[[CallMark | DutyMark], str]
    day: Callable[[date], str]
    money: Callable[[CallMark], str]
    month: Callable[[date], str]


class _Sheet:
    """What the rows are drawn on: days run from the first of this month to the end of the month a year on."""

    def __init__(self, today: date, words: Words) -> None:
        self.today, self.words = today, words
        self.start = today.replace(day=1)
        self.end = date(today.year + 1 + today.month // 12, today.month % 12 + 1, 1)

    def x(self, day: date) -> float:
        held = min(max(day, self.start), self.end)
        return round(LABELS + (RIGHT - LABELS) * (held - self.start).days / (self.end - self.start).days, 1)

    def columns(self) -> tuple[Column, ...]:
        columns = []
        first = self.start
        while first < self.end:
            year = str(first.year) if first == self.start or first.month == 1 else ""
            columns.append(Column(self.x(first), self.words.month(first), year))
            first = (first + timedelta(days=32)).replace(day=1)
        return tuple(columns)

    def row(self, mark: CallMark | DutyMark, top: float) -> Row:
        lines = in_lines(self.words.title(mark), SIGNS)
        height = max(BAR, LINE * len(lines)) + 2 * PADDING
        where = (top, top + height / 2, top + height)
        return self.call(mark, lines, where) if isinstance(mark, CallMark) else self.duty(mark, lines, where)

    def duty(self, mark: DutyMark, lines: tuple[str, ...], where: Place) -> Row:
        x = self.x(mark.day)
        return Row("policy", lines, *where, None, None, (x,), (_beside(self.words.day(mark.day), x + 16, x - 16),), (mark.day,))

    def call(self, mark: CallMark, lines: tuple[str, ...], where: Place) -> Row:
        days = tuple(one.day for one in getattr(mark.entry.record, "cut_offs", ()) if one.day >= self.today)
        starts = self.x(mark.opens) if mark.opens else LABELS
        ends = tuple(self.x(day) for day in days if day < self.end)
        last = ends[-1] if ends and days[-1] < self.end else RIGHT
        opening = starts if mark.opens and mark.opens >= self.start else None
        opened = (mark.opens,) if mark.opens and mark.opens > self.today else ()
        marks = self.marks(days, ends, (starts, last), self.words.money(mark))
        return Row("call", lines, *where, (starts, last), opening, ends, marks, (*opened, *days))

    def marks(self, days: tuple[date, ...], ends: tuple[float, ...], bar: tuple[float, float], money: str) -> tuple[Mark, ...]:
        """The days beside the cut-offs that have room, and the money: in the bar, else behind the last day."""
        marks = []
        for number, x in enumerate(ends):
            said = self.words.day(days[number])
            if number + 1 == len(ends) or ends[number + 1] - x > SIGN * len(said) + 12:
                marks.append(_beside(said, x + 7, x - 10))
        taken = SIGN * len(marks[0].text) + 10 if marks and marks[0].anchor == "end" else 0
        room = (ends[0] if ends else bar[1]) - bar[0] - 20 - taken
        if money and room > SIGN * len(money):
            marks.append(Mark(money, bar[0] + 9, "start"))
        elif money and marks and marks[-1].x + SIGN * len(both := f"{marks[-1].text}, {money}") < WIDTH:
            marks[-1] = Mark(both, marks[-1].x, marks[-1].anchor)
        return tuple(marks)


def year_plot(calls: tuple[CallMark, ...], duties: tuple[DutyMark, ...], today: date, words: Words) -> Plot:
    """The plot of these calls and duties, at most 24 of each."""
    sheet = _Sheet(today, words)
    rows: list[Row] = []
    top = TOP
    shown: tuple[CallMark | DutyMark, ...] = (*calls[:MOST], *duties[:MOST])
    for mark in shown:
        rows.append(sheet.row(mark, top))
        top = rows[-1].bottom
    return Plot(top + 30, top + 4, sheet.x(today), sheet.columns(), tuple(rows))


def _beside(text: str, right: float, left: float) -> Mark:
    """A text to the right of where it belongs, or to the left where the plot ends."""
    return Mark(text, right, "start") if right + SIGN * len(text) < WIDTH else Mark(text, left, "end")
