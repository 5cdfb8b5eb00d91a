"""Visit the hub's sites of generated records in a browser: `python scripts/visit.py [N ...]`; `make bench` does it too.

For each number of records the site is built, with a search index where the machine has the memory for one, served compressed as a host
does, and visited as a reader would. Each step is taken several times, with nothing kept from the time before. Printed are medians:
milliseconds, and the bytes that the step loads. With --keep they are kept beside what was built, for the pages "How fast".
"""

import argparse
from pathlib import Path

from bench.asking import folder, number, seconds
from bench.keeping import before, keep
from bench.machine import room
from bench.visiting import visited


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=number, metavar="N", help="numbers of records (1000 11000)")
    parser.add_argument("--runs", type=number, default=7, help="visits for each step (7)")
    parser.add_argument("--limit", type=seconds, default=3600, help="seconds after which a build is given up (3600)")
    parser.add_argument("--place", type=folder, metavar="FOLDER", help="where to build (the memory disk, which has to hold a site)")
    parser.add_argument("--keep", action="store_true", help="keep the results, and write the pages from them")
    options = parser.parse_args()
    together = before(add=True) if options.keep else None
    with room(options.place) as name:
        for found in visited(sorted(set(options.sizes)) or [1000, 11000], options.runs, options.limit, Path(name)):
            if together:
                together = together.updated(found)
                keep(together)


if __name__ == "__main__":
    main()
