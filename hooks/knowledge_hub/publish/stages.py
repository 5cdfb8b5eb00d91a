"""Where the time of a build goes: its stages one after the other, and what took how long in those that several processes share."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

MEGABYTE = 1_000_000


@dataclass(slots=True)
class Spent:
    """Seconds, for so many of something, and the most memory in bytes that a process had had until then."""

    seconds: float = 0.0
    done: int = 0
    memory: int = 0

    def add(self, other: "Spent") -> None:
        """Take in what was spent elsewhere."""
        self.seconds += other.seconds
        self.done += other.done
        self.memory = max(self.memory, other.memory)


Shares = dict[str, Spent]  # by what was made


@dataclass(slots=True)
class Stage:
    """A part of the build. `shares` say what was made in it, in seconds of each process added up."""

    name: str
    spent: Spent = field(default_factory=Spent)
    shares: Shares = field(default_factory=dict)

    def share(self, shares: Mapping[str, Spent]) -> None:
        """Take in what a process made."""
        for name, spent in shares.items():
            self.shares.setdefault(name, Spent()).add(spent)
            self.spent.memory = max(self.spent.memory, spent.memory)


class Stages:
    """The stages of a build in their order. They follow each other, so that their seconds add up to the whole."""

    def __init__(self) -> None:
        self.began = perf_counter()
        self.all: list[Stage] = []

    @property
    def seconds(self) -> float:
        """How long the build has taken until now."""
        return perf_counter() - self.began

    @contextmanager
    def stage(self, name: str, done: int = 0) -> Iterator[Stage]:
        """What happens inside is a stage of this name, in which so much is done."""
        stage = Stage(name, Spent(done=done))
        self.all.append(stage)
        began = perf_counter()
        yield stage
        stage.spent.add(Spent(perf_counter() - began, memory=peak()))

    def table(self) -> str:
        """The stages, a line each: seconds, how much was done and in a second, and the most memory of one process until then."""
        whole = Spent(self.seconds, memory=peak())
        rows = [("", "seconds", "done", "a second", "MB")]
        for stage in self.all:
            rows.append(_row(stage.name, stage.spent))
            shares = sorted(stage.shares.items(), key=lambda share: -share[1].seconds)
            rows += [_row(f"  {name}", spent) for name, spent in shares]
        between = whole.seconds - sum(stage.spent.seconds for stage in self.all)
        rows += [_row("between them", Spent(between)), _row("the whole", whole)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            f"{row[0]:{widths[0]}}" + "".join(f"  {cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)) for row in rows
        )
        return "\n".join(line.rstrip() for line in lines)


def _row(name: str, spent: Spent) -> tuple[str, str, str, str, str]:
    rate = f"{spent.done / spent.seconds:.0f}" if spent.done and spent.seconds else ""
    return name, f"{spent.seconds:.2f}", str(spent.done or ""), rate, str(round(spent.memory / MEGABYTE) or "")


def peak() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not every system has it

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
