"""Time cold builds of generated records on a memory disk: `python scripts/benchmark.py [N ...]`, `make bench` for other engines too.

Each record has about 2 KB in each of two languages and links to others; its words are drawn from a seed, so every run has the same
records. Every build begins with nothing left of the one before; the engines build in turn, so that what else the machine does meets all of
them. Printed are medians: seconds, seconds of processors, and memory: the sum over the processes of a build of their proportional share
(PSS), looked at every 50 ms, and less often where a look takes long. An engine that is not ready in time, fails or needs more memory than
there is is given up for that number of records. With --keep the results are kept in scripts/bench/results.json, and the pages "How fast"
are written from them.
"""

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.asking import folder, number, seconds
from bench.engines import ENGINES, INSTALLED, Hub, Peer
from bench.keeping import before, keep
from bench.machine import room
from bench.measure import measured
from bench.page import write_pages
from bench.results import RESULTS, Results
from bench.running import measure

MB = 1_000_000
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


def loading(size: int, place: Path) -> float:
    """Seconds in which this hub reads and checks all records, in a fresh process."""
    place.mkdir(parents=True)
    Hub().prepare(size, place)
    return float(measured([sys.executable, "-c", MEASURE_LOADING], place, {"PYTHONPATH": str(place / "hooks")}, 3600).said)


def table(results: Results, sizes: Sequence[int]) -> str:
    """The medians, and how they grow from one size to the next."""
    lines = [f"{'':28}{'records':>8}{'build':>10}{'processor':>11}{'memory':>9}{'files':>9}{'written':>9}"]
    lines += [
        f"{called(one.engine):28}{one.records:>8}{one.seconds:>8.2f} s{one.processor:>9.2f} s{one.memory / MB:>6.0f} MB"
        f"{one.files:>9}{one.bytes / MB:>6.0f} MB"
        for one in results.measured
    ]
    lines += [f"{called(one.engine):28}{one.records:>8}  given up after {one.after:.0f} s ({one.why})" for one in results.given_up]
    for few, many in itertools.pairwise(sizes):
        for engine in ENGINES:
            growth = results.growth(engine.name, few, many)
            if growth:
                seconds, memory = growth
                lines.append(f"{engine.called}: from {few} to {many} each record adds {seconds * 1000:.2f} ms and {memory / 1000:.1f} kB")
    return "\n".join(lines)


def called(name: str) -> str:
    return next(engine.called for engine in ENGINES if engine.name == name)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=number, metavar="N", help="numbers of records (1000 11000)")
    parser.add_argument("--sizes", nargs="+", type=number, dest="more", default=[], metavar="N", help="the same")
    parser.add_argument("--runs", type=number, help="builds of each size, in turn (3; of more than 20 000 records 1)")
    parser.add_argument("--engines", nargs="+", choices=[engine.name for engine in ENGINES], default=["hub"], help="what builds (hub)")
    parser.add_argument("--peers", action="store_true", help="every engine; --keep goes without saying")
    parser.add_argument("--limit", type=seconds, default=1800, help="seconds after which a build is given up (1800)")
    parser.add_argument("--place", type=folder, metavar="FOLDER", help="where to build (the memory disk, which has to hold a site)")
    parser.add_argument("--keep", action="store_true", help="keep the results, and write the pages from them")
    parser.add_argument(
        "--add", action="store_true", help="keep them beside those of other sizes and engines, where these are of this machine"
    )
    parser.add_argument("--pages", action="store_true", help="write the pages from the results that are kept, and measure nothing")
    return parser.parse_args()


def main() -> None:
    options = asked()
    if options.pages:
        write_pages(Results.read(RESULTS))
        return
    sizes = sorted({*options.sizes, *options.more}) or [1000, 11000]
    engines = [engine for engine in ENGINES if options.peers or engine.name in options.engines]
    if not INSTALLED.is_dir() and any(isinstance(engine, Peer) for engine in engines):
        sys.exit("other engines are not installed yet: make bench does it")
    kept = options.keep or options.add or options.peers
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each build would compile all modules anew, which nobody's does
    together = before(add=options.add)
    with room(options.place) as name:
        for results in measure(engines, sizes, options.runs, options.limit, Path(name)):
            together = together.updated(results)
            if kept:
                keep(together)
        print(f"\nMedians, {os.cpu_count()} cores\n{table(together, sizes)}")
        if not kept:
            for size in sizes:
                print(f"{size} records are read and checked in {loading(size, Path(name) / 'loading' / str(size)):.2f} s")


if __name__ == "__main__":
    main()
