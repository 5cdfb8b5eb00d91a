"""What was measured: every build as it was, and the medians that tables and plots show. Kept as JSON."""

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results.json"


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
    """The builds of one engine with so many records, and the files and bytes that one writes."""

    engine: str
    version: str
    records: int
    files: int
    bytes: int
    builds: tuple[Build, ...]
    day: date

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
class Results:
    """All that was measured on a machine; `corpora` holds the files and bytes of each number of records."""

    machine: dict[str, Any]
    corpora: dict[int, tuple[int, int]]
    measured: tuple[Measured, ...]

    def of(self, engine: str, records: int) -> Measured | None:
        return next((one for one in self.measured if (one.engine, one.records) == (engine, records)), None)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(sorted({one.records for one in self.measured}))

    @property
    def others(self) -> float:
        """How many processors everything else kept busy, in the median of all builds."""
        return statistics.median(build.others for one in self.measured for build in one.builds)

    @property
    def busy(self) -> bool:
        """Whether so much else ran that seconds on the clock say little, and those of processors have to be compared."""
        return self.others > 0.1 * self.machine["cores"]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which something was measured."""
        days = [one.day for one in self.measured]
        return min(days), max(days)

    def growth(self, engine: str, few: int, many: int) -> tuple[float, float] | None:
        """Seconds (of processors where the machine was busy) and bytes of memory that each further record adds."""
        less, more = self.of(engine, few), self.of(engine, many)
        if not (less and more):
            return None
        seconds = more.taken(processor=self.busy) - less.taken(processor=self.busy)
        return seconds / (many - few), (more.memory - less.memory) / (many - few)

    def updated(self, newer: "Results") -> "Results":
        """Both together where they are of one machine; what was measured again counts."""
        if self.machine != newer.machine:
            return newer
        again = {(one.engine, one.records) for one in newer.measured}
        kept = tuple(one for one in self.measured if (one.engine, one.records) not in again)
        return Results(newer.machine, self.corpora | newer.corpora, (*kept, *newer.measured))

    @classmethod
    def read(cls, file: Path) -> "Results":
        found = json.loads(file.read_text(encoding="utf-8"))
        measured = tuple(
            Measured(**one | {"builds": tuple(Build(**build) for build in one["builds"]), "day": date.fromisoformat(one["day"])})
            for one in found["measured"]
        )
        return cls(found["machine"], {int(size): (files, size_) for size, (files, size_) in found["corpora"].items()}, measured)

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(_rounded(asdict(self)), indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Seconds to the millisecond."""
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, 3) if isinstance(value, float) else value


def machine() -> dict[str, Any]:
    """What this machine is."""
    model = next((line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((int(line.split()[1]) * 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
