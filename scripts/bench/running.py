"""Builds every size with every engine, in turn; one site at a time stands on the disk."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.engines import Engine
from bench.machine import machine, on_disk, under
from bench.measure import BuildError, measured
from bench.results import Build, GivenUp, Measured, Results
from bench.writing import tally

RUNS, FEW_RUNS, MANY = 3, 1, 20_000  # builds of each size, those of more than so many records, and so many
AT_ONCE = 1_000_000_000  # bytes of a finished site that are copied before the copy is deleted


def parts(folder: Path, most: int) -> Iterator[list[Path]]:
    """What is in a folder, in groups of at most `most` bytes; only a file that is larger by itself makes a larger group."""
    group: list[Path] = []
    together = 0
    for one in sorted(folder.iterdir()):
        size = tally(one)[1] if one.is_dir() else one.stat().st_size
        if size > most and one.is_dir():
            yield from parts(one, most)
            continue
        if group and together + size > most:
            yield group
            group, together = [], 0
        group.append(one)
        together += size
    if group:
        yield group


def copying(site: Path, folder: Path, at_once: int = AT_ONCE) -> tuple[float, float]:
    """Seconds, and seconds of processors, in which a finished site is copied. Of a large one a copy of a part at a time finds room."""
    copy, names = folder / "copy", folder / "copied"
    seconds = processor = 0.0
    for group in parts(site, at_once):
        copy.mkdir()
        names.write_bytes(b"\0".join(bytes(one) for one in group))
        run = measured(["xargs", "-0", "-a", names, "cp", "-r", "-t", copy], folder, {}, 3600)
        seconds, processor = seconds + run.seconds, processor + run.processor
        shutil.rmtree(copy)
    names.unlink()
    return seconds, processor


def build(engine: Engine, folder: Path, limit: float) -> tuple[Build, int, int]:
    """One build, and the files and bytes of the site. That is copied once, to have a measure, and deleted.

    Raises BuildError, and leaves no site then either.
    """
    engine.clean(folder)
    try:
        engine.begin(folder)
        run = measured(engine.command(), folder, engine.environment, limit)
        files, size = tally(folder / "site")
        seconds, processor = copying(folder / "site", folder)
    finally:
        engine.clean(folder)
    return Build(run.seconds, run.processor, run.memory, seconds, processor, run.others), files, size


class Rounds:
    """What is found out about so many records, round by round."""

    def __init__(self, engines: Sequence[Engine], size: int, limit: float, place: Path) -> None:
        self.engines, self.size, self.limit, self.place = engines, size, limit, place
        self.found: dict[str, Measured] = {}
        self.given_up: dict[str, GivenUp] = {}
        self.corpus: tuple[int, int] | None = None

    def one(self, engine: Engine) -> None:
        """One build with this engine, from files that are written where no engine before left them."""
        folder = self.place / engine.works_in
        if not folder.exists():
            folder.mkdir(parents=True)
            written = engine.prepare(self.size, folder)
            if engine.works_in == "hub":
                self.corpus = written
        about = engine.name, engine.version, self.size
        try:
            one, files, written_bytes = build(engine, folder, self.limit)
        except BuildError as error:
            self.found.pop(engine.name, None)
            self.given_up[engine.name] = GivenUp(*about, error.why, error.after, error.said, date.today(), under())
            print(f"{engine.called}, {self.size} records: {error}", flush=True)
            return
        before = self.found[engine.name].builds if engine.name in self.found else ()
        self.found[engine.name] = Measured(*about, files, written_bytes, (*before, one), date.today(), under(), on_disk(self.place))
        print(f"{engine.called}, {self.size} records: {one.seconds:.2f} s", flush=True)

    def all(self, last: bool) -> None:
        """One build with each engine that was not given up. In the last round an engine's files go once no other needs them."""
        for place, engine in enumerate(self.engines, 1):
            if engine.name not in self.given_up:
                self.one(engine)
            if last and engine.works_in not in {later.works_in for later in self.engines[place:]}:
                shutil.rmtree(self.place / engine.works_in)

    def results(self) -> Results:
        corpora = {self.size: self.corpus} if self.corpus else {}
        return Results(machine(), corpora, tuple(self.found.values()), tuple(self.given_up.values()))


def measure(engines: Sequence[Engine], sizes: Sequence[int], runs: int | None, limit: float, place: Path) -> Iterator[Results]:
    """Build each size with every engine, in turn, `runs` times or as often as is usual; gives what is known of it after each round.

    What was given up is not tried with more records.
    """
    for size in sorted(sizes):
        rounds = Rounds(engines, size, limit, place / str(size))
        times = runs or (FEW_RUNS if size > MANY else RUNS)
        for number in range(1, times + 1):
            rounds.all(last=number == times)
            yield rounds.results()
        engines = [engine for engine in engines if engine.name not in rounds.given_up]
