"""Writes the pages "How fast" from the results: tables and plots, in every language of the site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.curve import Curves, Series, curves
from bench.engines import ENGINES, SHARED_WORK
from bench.results import TASKS, GivenUp, Measured, Results, Visits
from knowledge_hub.speech import Speech

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {"en": ROOT / "docs" / "how-fast.md", "cs": ROOT / "docs" / "cs" / "how-fast.md"}
WIDTH = 300  # of the longest bar of a plot; its worth stands behind it
MB = 1_000_000
SAME = ("hub-search", "hub-again", "hugo-plain")  # other ways to run an engine
SHADES = {1: ("whole",), 2: ("part", "whole"), 3: ("part", "half", "whole"), 4: ("part", "half", "most", "whole")}
AIM = 1.15  # times the time and memory for each record at the first of these sizes may be those at the second
AIMED = (11_000, 100_000)
# The colours of lines; what stands beside the first of its colour is dashed.
COLOURS = {"hub": 0, "hub-search": 0, "hub-again": 0, "hugo": 1, "hugo-plain": 1, "eleventy": 2, "mkdocs": 3, "zensical": 4}
COLOURS |= {"search": 0, "search-facet": 0, "list": 1, "list-facet": 1, "month": 2, "months": 2, "menu": 4, "year": 3}
DASHED = (*SAME, "search-facet", "list-facet", "months")


@dataclass(frozen=True, slots=True)
class Row:
    """An engine with so many records: figures ready to print, empty where it was not measured; or why it was given up after how long."""

    engine: str
    seconds: str = ""
    spread: str = ""
    processor: str = ""
    to_hugo: str = ""
    to_copying: str = ""
    memory: str = ""
    files: str = ""
    written: str = ""
    why: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its top, width, shade, and what is written behind it; or why its engine was given up after how long."""

    top: int
    shade: str
    width: float = 0
    worth: str = ""
    why: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """An engine in a plot: its name, the line it stands on, its bars."""

    engine: str
    y: int
    bars: tuple[Bar, ...]


def figure(value: float, digits: int = 3) -> Decimal:
    """Rounded to so many digits that say something; whole numbers stay whole."""
    if not value:
        return Decimal(0)
    exact = Decimal(value)
    rounded = round(exact, max(0, digits - exact.adjusted() - 1))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


class Page:
    """The page in one language."""

    def __init__(self, results: Results, language: str) -> None:
        self.results, self.speech = results, Speech(language)

    def number(self, value: float, digits: int = 3) -> str:
        return self.speech.number(figure(value, digits))

    def row(self, name: str, records: int) -> Row:
        busy = self.results.busy
        one, hugo = self.results.of(name, records), self.results.of("hugo", records)
        if one is None:
            left = self.results.left(name, records)
            return Row(name, why=left.why, after=self.number(left.after)) if left else Row(name)
        every = sorted(build.seconds for build in one.builds)
        return Row(
            name,
            self.number(one.seconds),
            f"{self.number(every[0])}–{self.number(every[-1])}" if len(every) > 1 else "",
            self.number(one.processor),
            self.number(one.taken(processor=busy) / hugo.taken(processor=busy), 2) if hugo else "",
            self.number(one.taken(processor=busy) / one.copying(processor=busy), 2),
            self.number(one.memory / MB),
            self.number(one.files, 9),
            self.number(one.bytes / MB),
        )

    def rows(self, records: int) -> list[Row]:
        return [self.row(engine.name, records) for engine in ENGINES]

    def growth(self) -> list[tuple[str, str, str, str, str]]:
        """What each further record adds: engine, the fewest and the most records it built, milliseconds, kilobytes of memory."""
        found = []
        for engine in ENGINES:
            span = self.results.span(engine.name)
            one = self.results.growth(engine.name, *span) if span else None
            if span and one:
                few, many = (self.number(size, 9) for size in span)
                found.append((engine.name, few, many, self.number(one[0] * 1000), self.number(one[1] / 1000)))
        return found

    def ratio(self) -> tuple[str, str, bool, bool] | None:
        """How many times the time and the memory for each record are those of fewer, and whether that is within the aim."""
        times = self.results.times("hub", *AIMED)
        if not times:
            return None
        time, memory = times
        return self.number(time), self.number(memory), round(time, 2) <= AIM, round(memory, 2) <= AIM

    def curve(self, what: str, names: Mapping[str, str]) -> Curves | None:
        """Milliseconds (`time`) or kilobytes of memory (`memory`) for each record, over the number of records."""
        place, factor = (0, 1000) if what == "time" else (1, 1 / 1000)
        found = {
            engine.name: tuple(
                (size, each[place] * factor) for size in self.results.sizes if (each := self.results.each(engine.name, size))
            )
            for engine in ENGINES
        }
        return self.lines(found, names)

    def browsing(self, what: str, names: Mapping[str, str]) -> Curves | None:
        """Milliseconds (`time`) or kilobytes (`bytes`) of each step of a reader that loads any, over the number of records."""
        found = {
            task: [(one.records, one.took if what == "time" else one.bytes / 1000) for one in self.visited(task) if one] for task in TASKS
        }
        return self.lines({task: points for task, points in found.items() if any(worth for _, worth in points)}, names)

    def lines(self, found: Mapping[str, Sequence[tuple[int, float]]], names: Mapping[str, str]) -> Curves | None:
        series = [Series(names[name], COLOURS[name], tuple(points), name in DASHED) for name, points in found.items()]
        return curves(series, lambda value: self.number(value, 9 if value >= 1000 else 3))

    def visited(self, task: str) -> list[Visits | None]:
        return [self.results.visit(task, size) for size in self.results.visited]

    def steps(self) -> list[tuple[str, list[tuple[str, str] | None]]]:
        """Each step of a reader: kilobytes and milliseconds for each number of records, none where it was not measured."""
        figures = {
            one.key: (self.number(one.bytes / 1000), self.number(one.took, 2 if one.took < 100 else 3)) for one in self.results.visits
        }
        return [(task, [figures.get((task, size)) for size in self.results.visited]) for task in TASKS]

    def seen_in(self) -> tuple[str, int, int]:
        """The browser of the last visits, and how many visits of each step there were at least and at most."""
        counted = [len(one.milliseconds) for one in self.results.visits]
        return max(self.results.visits, key=lambda one: one.day).browser, min(counted), max(counted)

    @property
    def unsearched(self) -> list[int]:
        """Numbers of records whose site was visited without an index."""
        return [size for size in self.results.visited if not self.results.visit("search", size)]

    @property
    def barred(self) -> tuple[int, ...]:
        """The sizes that bars show: four at most, the smallest and the largest."""
        sizes = self.results.tried
        return sizes if len(sizes) <= 4 else (sizes[0], *sizes[-3:])

    def plot(self, what: str) -> list[Bars]:
        """Bars on one scale: milliseconds for each record (`time`) or megabytes (`memory`)."""
        worth = {
            one.key: one.memory / MB if what == "memory" else one.taken(processor=self.results.busy) / one.records * 1000
            for one in self.results.measured
        }
        longest = max(worth.values())
        plotted, y = [], 0
        for engine in ENGINES:
            bars: list[Bar] = []
            for size, shade in zip(self.barred, SHADES[len(self.barred)], strict=True):
                top, value, left = y + 24 + 18 * len(bars), worth.get((engine.name, size)), self.results.left(engine.name, size)
                if value is not None:
                    bars.append(Bar(top, shade, round(max(1.0, value / longest * WIDTH), 1), self.number(value)))
                elif left:
                    bars.append(Bar(top, shade, why=left.why, after=self.number(left.after)))
            if bars:
                plotted.append(Bars(engine.name, y, tuple(bars)))
                y += 36 + 18 * len(bars)
        return plotted

    def runs(self, records: int) -> str:
        """How many builds of that size there were, of one engine; two numbers where engines differ."""
        counted = sorted({len(one.builds) for one in self.results.measured if one.records == records})
        return "–".join(str(count) for count in dict.fromkeys((counted[0], counted[-1])))

    def versions(self) -> list[tuple[str, str]]:
        """Each engine that was measured, and its version; ways to run one engine are named once."""
        tried: list[Measured | GivenUp] = [*self.results.measured, *self.results.given_up]
        found = {engine.name: dict.fromkeys(one.version for one in tried if one.engine == engine.name) for engine in ENGINES}
        return [(name, ", ".join(versions)) for name, versions in found.items() if versions and name not in SAME]

    def text(self) -> str:
        """The whole page, in Markdown."""
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).resolve().parent / "pages"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=True,
        )
        environment.globals |= {
            "page": self,
            "results": self.results,
            "engines": {engine.name: engine for engine in ENGINES},
            "shared_work": SHARED_WORK,
            "shades": SHADES,
            "aim": self.number(AIM),
            "aimed": AIMED,
        }
        environment.filters["day"] = self.speech.day
        environment.filters["number"] = lambda value: self.number(value, 9)
        return environment.get_template(f"how-fast.{self.speech.language}.md.j2").render()


def write_pages(results: Results) -> None:
    for language, file in PAGES.items():
        file.write_text(Page(results, language).text(), encoding="utf-8")
