"""What was measured: every build as it was, and the medians that tables and plots show. Kept as JSON."""

import json
import statistics
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results.json"
# What a reader does in the browser, in the order of tables.
TASKS = ("search", "search-facet", "list", "list-facet", "month", "months", "menu", "year")
Key = tuple[str, int]  # an engine, or what a reader does; and the number of records


@dataclass(frozen=True, slots=True)
class Build:
    """One build: seconds, seconds of processors, bytes of memory at most; both sorts of seconds to copy its site.

    `others` is how many processors everything else on the machine kept busy meanwhile.
    """

    seconds: float
    processor: float
    memory: int
    copying: float
    copying_processor: float
    others: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The builds of one engine with so many records, and the files and bytes that one writes.

    `under` which system and Python; `on_disk` where these files were not on a memory disk.
    """

    engine: str
    version: str
    records: int
    files: int
    bytes: int
    builds: tuple[Build, ...]
    day: date
    under: str
    on_disk: bool = False

    @property
    def key(self) -> Key:
        return self.engine, self.records

    @property
    def seconds(self) -> float:
        return statistics.median(build.seconds for build in self.builds)

    @property
    def processor(self) -> float:
        return statistics.median(build.processor for build in self.builds)

    @property
    def memory(self) -> float:
        return statistics.median(build.memory for build in self.builds)

    def taken(self, *, processor: bool) -> float:
        """Seconds on the clock, or of processors."""
        return self.processor if processor else self.seconds

    def copying(self, *, processor: bool) -> float:
        """The same for copying the finished site."""
        return statistics.median(build.copying_processor if processor else build.copying for build in self.builds)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An engine that did not build so many records: `why` and `after` how many seconds, see BuildError, and what it said last."""

    engine: str
    version: str
    records: int
    why: str
    after: float
    said: str
    day: date
    under: str

    @property
    def key(self) -> Key:
        return self.engine, self.records


@dataclass(frozen=True, slots=True)
class Visits:
    """What a reader does on the site of so many records: the files and bytes it loads, and milliseconds until it shows, of each visit.

    `browser` is the version of the browser.
    """

    task: str
    records: int
    files: int
    bytes: int
    milliseconds: tuple[float, ...]
    day: date
    browser: str

    @property
    def key(self) -> Key:
        return self.task, self.records

    @property
    def took(self) -> float:
        return statistics.median(self.milliseconds)


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured on a machine; `corpora` holds the files and bytes of each number of records."""

    machine: dict[str, Any]
    corpora: dict[int, tuple[int, int]]
    measured: tuple[Measured, ...] = ()
    given_up: tuple[GivenUp, ...] = ()
    visits: tuple[Visits, ...] = ()

    def of(self, engine: str, records: int) -> Measured | None:
        return next((one for one in self.measured if one.key == (engine, records)), None)

    def left(self, engine: str, records: int) -> GivenUp | None:
        return next((one for one in self.given_up if one.key == (engine, records)), None)

    def visit(self, task: str, records: int) -> Visits | None:
        return next((one for one in self.visits if one.key == (task, records)), None)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(sorted({one.records for one in self.measured}))

    @property
    def tried(self) -> tuple[int, ...]:
        """The sizes that were built, or given up."""
        return tuple(sorted({*self.sizes, *(one.records for one in self.given_up)}))

    @property
    def visited(self) -> tuple[int, ...]:
        """Of how many records the sites are that were looked at in a browser."""
        return tuple(sorted({one.records for one in self.visits}))

    @property
    def on_disk(self) -> tuple[int, ...]:
        """The sizes of which something was not built on a memory disk."""
        return tuple(sorted({one.records for one in self.measured if one.on_disk}))

    @property
    def others(self) -> float:
        """How many processors everything else kept busy, in the median of all builds."""
        return statistics.median(build.others for one in self.measured for build in one.builds)

    @property
    def busy(self) -> bool:
        """Whether so much else ran that seconds on the clock say little, and those of processors have to be compared."""
        return bool(self.others > 0.1 * self.machine["cores"])

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which something was built."""
        days = [one.day for one in self.measured]
        return min(days), max(days)

    @property
    def under(self) -> tuple[str, ...]:
        """The systems and Pythons under which it was built, the latest last."""
        return tuple(dict.fromkeys(one.under for one in sorted(self.measured, key=lambda one: one.day)))

    def each(self, engine: str, records: int) -> tuple[float, float] | None:
        """Seconds (of processors where the machine was busy) and bytes of memory for each record of so many."""
        one = self.of(engine, records)
        return (one.taken(processor=self.busy) / records, one.memory / records) if one else None

    def span(self, engine: str) -> tuple[int, int] | None:
        """The fewest and the most records that this engine built, where these are not the same."""
        sizes = [one.records for one in self.measured if one.engine == engine]
        return (min(sizes), max(sizes)) if len(sizes) > 1 else None

    def growth(self, engine: str, few: int, many: int) -> tuple[float, float] | None:
        """Seconds (of processors where the machine was busy) and bytes of memory that each further record adds."""
        less, more = self.of(engine, few), self.of(engine, many)
        if not (less and more):
            return None
        seconds = more.taken(processor=self.busy) - less.taken(processor=self.busy)
        return seconds / (many - few), (more.memory - less.memory) / (many - few)

    def times(self, engine: str, few: int, many: int) -> tuple[float, float] | None:
        """How many times the seconds and the memory for each record of few those of many are."""
        less, more = self.each(engine, few), self.each(engine, many)
        return (more[0] / less[0], more[1] / less[1]) if less and more else None

    def updated(self, newer: "Results") -> "Results":
        """Both together; what was measured again counts."""
        built = {one.key for one in newer.measured} | {one.key for one in newer.given_up}
        visited = {one.key for one in newer.visits}
        return Results(
            newer.machine,
            self.corpora | newer.corpora,
            (*(one for one in self.measured if one.key not in built), *newer.measured),
            (*(one for one in self.given_up if one.key not in built), *newer.given_up),
            (*(one for one in self.visits if one.key not in visited), *newer.visits),
        )

    @classmethod
    def read(cls, file: Path) -> "Results":
        found = json.loads(file.read_text(encoding="utf-8"))
        for one in (*found["measured"], *found.get("given_up", ()), *found.get("visits", ())):
            one["day"] = date.fromisoformat(one["day"])
        return cls(
            found["machine"],
            {int(size): (files, written) for size, (files, written) in found["corpora"].items()},
            tuple(Measured(**one | {"builds": tuple(Build(**build) for build in one["builds"])}) for one in found["measured"]),
            tuple(GivenUp(**one) for one in found.get("given_up", ())),
            tuple(Visits(**one | {"milliseconds": tuple(one["milliseconds"])}) for one in found.get("visits", ())),
        )

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(_rounded(asdict(self)), indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Seconds to the millisecond."""
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, 3) if isinstance(value, float) else value
