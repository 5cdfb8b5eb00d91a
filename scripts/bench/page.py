"""Writes the pages "How fast" from the results: tables and plots, in every language of the site."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bench.engines import ENGINES, SHARED_WORK
from bench.results import Results
from knowledge_hub.speech import Speech

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {"en": ROOT / "docs" / "how-fast.md", "cs": ROOT / "docs" / "cs" / "how-fast.md"}
WIDTH = 300  # of the longest bar of a plot; its worth stands behind it
MB = 1_000_000
SAME = ("hub-search", "hugo-plain")  # other ways to run an engine


@dataclass(frozen=True, slots=True)
class Row:
    """An engine with so many records: figures ready to print, empty where it was not measured."""

    engine: str
    seconds: str = ""
    spread: str = ""
    processor: str = ""
    to_hugo: str = ""
    to_copying: str = ""
    memory: str = ""
    files: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its top, width, what is written behind it, and which of the sizes it is of, from 0."""

    top: int
    width: float
    worth: str
    size: int


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
            return Row(name)
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

    def growth(self) -> list[tuple[str, str, str]]:
        """What each further record adds between the smallest and the largest size: engine, milliseconds, kilobytes of memory."""
        few, many = self.results.sizes[0], self.results.sizes[-1]
        found = [(engine.name, self.results.growth(engine.name, few, many)) for engine in ENGINES if few < many]
        return [(name, self.number(one[0] * 1000), self.number(one[1] / 1000)) for name, one in found if one]

    def plot(self, what: str) -> list[Bars]:
        """Bars on one scale: milliseconds for each record (`time`) or megabytes (`memory`)."""
        worth = {
            (one.engine, one.records): one.memory / MB if what == "memory" else one.taken(processor=self.results.busy) / one.records * 1000
            for one in self.results.measured
        }
        longest = max(worth.values())
        plotted, y = [], 0
        for engine in ENGINES:
            there = [(place, worth[engine.name, size]) for place, size in enumerate(self.results.sizes) if (engine.name, size) in worth]
            bars = tuple(
                Bar(y + 24 + 18 * line, round(max(1.0, value / longest * WIDTH), 1), self.number(value), place)
                for line, (place, value) in enumerate(there)
            )
            if bars:
                plotted.append(Bars(engine.name, y, bars))
                y += 36 + 18 * len(bars)
        return plotted

    def runs(self, records: int) -> str:
        """How many builds of that size there were, of one engine; two numbers where engines differ."""
        counted = sorted({len(one.builds) for one in self.results.measured if one.records == records})
        return "–".join(str(count) for count in dict.fromkeys((counted[0], counted[-1])))

    def versions(self) -> list[tuple[str, str]]:
        """Each engine that was measured, and its version; ways to run one engine are named once."""
        found = {one.engine: one.version for one in self.results.measured}
        return [(engine.name, found[engine.name]) for engine in ENGINES if engine.name in found and engine.name not in SAME]

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
        }
        environment.filters["day"] = self.speech.day
        environment.filters["number"] = lambda value: self.number(value, 9)
        return environment.get_template(f"how-fast.{self.speech.language}.md.j2").render()


def write_pages(results: Results) -> None:
    for language, file in PAGES.items():
        file.write_text(Page(results, language).text(), encoding="utf-8")
