"""Time cold builds of generated records on a memory disk: `python scripts/benchmark.py [N ...]`, `make bench` for other engines too.

Each record has about 2 KB in each of two languages and links to others; its words are drawn from a seed, so every run has the same
records. Every build begins with nothing left of the one before; the engines build in turn, so that what else the machine does meets all of
them. Printed are medians: seconds, seconds of processors, and memory: the sum over the processes of a build of their proportional share
(PSS), sampled every 50 ms. With --peers the results are kept in scripts/bench/results.json, and the pages "How fast" are written from them.
"""

import argparse
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.corpus import Corpus, Generated
from bench.engines import ENGINES, Engine
from bench.measure import BuildError, measured
from bench.page import write_pages
from bench.results import RESULTS, Build, Measured, Results, machine
from bench.writing import records_of_hub, tally

MB = 1_000_000
MEMORY_DISK = Path("/dev/shm")  # noqa: S108
MEASURE_LOADING = """
import time
from pathlib import Path
from knowledge_hub.loading import load
from knowledge_hub.project import project_in
began = time.perf_counter()
catalogue = load(project_in(Path.cwd()))
assert not catalogue.problems, catalogue.problems[:3]
print(time.perf_counter() - began)
"""


def loading(folder: Path) -> float:
    """Seconds in which this hub reads and checks all records, in a fresh process."""
    environment = {"PYTHONPATH": str(folder / "hooks")}
    return float(measured([sys.executable, "-c", MEASURE_LOADING], folder, environment, 3600).said)


def build(engine: Engine, folder: Path, limit: float) -> tuple[Build, int, int]:
    """One cold build, and the files and bytes it wrote. Its site is copied once, to have a measure, and deleted."""
    engine.clean(folder)
    run = measured(engine.command(), folder, engine.environment, limit)
    site, copy = folder / "site", folder / "copy"
    files, size = tally(site)
    copied = measured(["/bin/cp", "-r", site, copy], folder, {}, limit)
    shutil.rmtree(copy)
    engine.clean(folder)
    return Build(run.seconds, run.processor, run.memory, copied.seconds, copied.processor, run.others), files, size


def prepared(engines: Sequence[Engine], records: list[Generated], place: Path) -> dict[str, Path]:
    """A folder for each engine with what it builds from; some share one."""
    folders: dict[str, Path] = {}
    for engine in engines:
        folder = place / engine.works_in
        if engine.works_in not in folders:
            folder.mkdir(parents=True)
            engine.prepare(records, folder)
        folders[engine.works_in] = folder
    return folders


def measure(engines: Sequence[Engine], sizes: Sequence[int], runs: int, limit: float, place: Path) -> Iterator[Results]:
    """Build every size with every engine, in turn, `runs` times; gives what is known after each round."""
    folders = {}
    corpora: dict[int, tuple[int, int]] = {}
    for size in sizes:
        records = list(Corpus(size).records())
        texts = [len(text.encode()) for _, text in records_of_hub(records)]
        corpora[size] = len(texts), sum(texts)
        print(f"{size} records in {len(texts)} files of {sum(texts) // len(texts)} bytes on average", flush=True)
        folders[size] = prepared(engines, records, place / str(size))
    found: dict[tuple[str, int], Measured] = {}
    failed: dict[tuple[str, int], str] = {}
    for _ in range(runs):
        for size in sizes:
            for engine in engines:
                key = engine.name, size
                if key in failed:
                    continue
                try:
                    one, files, written = build(engine, folders[size][engine.works_in], limit)
                except BuildError as error:
                    failed[key] = str(error)
                    found.pop(key, None)
                    print(f"{engine.called}, {size} records: {error}", flush=True)
                    continue
                before = found[key].builds if key in found else ()
                found[key] = Measured(engine.name, engine.version, size, files, written, (*before, one), date.today())
                print(f"{engine.called}, {size} records: {one.seconds:.2f} s", flush=True)
        yield Results(machine(), corpora, tuple(found.values()))


def table(results: Results, sizes: Sequence[int]) -> str:
    """The medians, and how they grow from one size to the next."""
    lines = [f"{'':28}{'records':>8}{'build':>10}{'processor':>11}{'memory':>9}{'files':>9}{'written':>9}"]
    lines += [
        f"{called(one.engine):28}{one.records:>8}{one.seconds:>8.2f} s{one.processor:>9.2f} s{one.memory / MB:>6.0f} MB"
        f"{one.files:>9}{one.bytes / MB:>6.0f} MB"
        for one in results.measured
    ]
    for few, many in itertools.pairwise(sizes):
        for engine in ENGINES:
            growth = results.growth(engine.name, few, many)
            if growth:
                seconds, memory = growth
                lines.append(f"{engine.called}: from {few} to {many} each record adds {seconds * 1000:.2f} ms and {memory / 1000:.1f} kB")
    return "\n".join(lines)


def called(name: str) -> str:
    return next(engine.called for engine in ENGINES if engine.name == name)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, metavar="N", help="numbers of records (1000 11000)")
    parser.add_argument("--sizes", nargs="+", type=int, dest="more", default=[], metavar="N", help="the same")
    parser.add_argument("--runs", type=int, default=3, help="builds of each size, in turn (3)")
    parser.add_argument("--peers", action="store_true", help="other engines too; keep the results and write the pages")
    parser.add_argument("--engines", nargs="+", choices=[engine.name for engine in ENGINES], help="these alone")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a build is given up (1800)")
    parser.add_argument("--add", action="store_true", help="keep the results of other sizes and engines, where they are of this machine")
    parser.add_argument("--pages", action="store_true", help="write the pages from the results that are kept, and measure nothing")
    options = parser.parse_args()
    if options.pages:
        write_pages(Results.read(RESULTS))
        return
    sizes = sorted({*options.sizes, *options.more}) or [1000, 11000]
    names = options.engines or ([engine.name for engine in ENGINES] if options.peers else ["hub"])
    engines = [engine for engine in ENGINES if engine.name in names]
    before = Results.read(RESULTS) if options.add and RESULTS.exists() else None
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None, prefix="hub-bench-") as name:
        for results in measure(engines, sizes, options.runs, options.limit, Path(name)):
            if options.peers:
                kept = before.updated(results) if before else results
                kept.write(RESULTS)
                write_pages(Results.read(RESULTS))  # as they are kept: rounded
        print(f"\nMedians of {options.runs}, {os.cpu_count()} cores\n{table(results, sizes)}")
        if not options.peers:
            for size in sizes:
                print(f"{size} records are read and checked in {loading(Path(name) / str(size) / 'hub'):.2f} s")


if __name__ == "__main__":
    main()
