"""Keeps what was measured beside what was measured before, and writes the pages from it."""

from bench.machine import machine, same_machine
from bench.page import write_pages
from bench.results import RESULTS, Results


def before(*, add: bool) -> Results:
    """What was kept and stays: nothing where all is measured anew, or where it is of another machine."""
    here = Results(machine(), {})
    if not add or not RESULTS.exists():
        return here
    kept = Results.read(RESULTS)
    if same_machine(kept.machine, here.machine):
        return kept
    print(f"What was measured before goes, as it is of another machine: {kept.machine}", flush=True)
    return here


def keep(results: Results) -> None:
    """The pages are written from the results as they are read again, rounded; not before something has been built."""
    results.write(RESULTS)
    if results.measured:
        write_pages(Results.read(RESULTS))
