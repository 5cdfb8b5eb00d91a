"""One measured run of a command: seconds, processor time, and memory of the process with all below it."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at memory


class BuildError(Exception):
    """A command that ended with something else than 0, or not in time; says what it printed last."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds on the clock, seconds of processors, the most bytes of memory at once; and what it printed.

    `others` is how many processors everything else on the machine kept busy meanwhile, 0 where the system does not tell.
    """

    seconds: float
    processor: float
    memory: int
    others: float
    said: str


def family(process: int) -> list[int]:
    """A process and all below it."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def share_of_memory(processes: list[int]) -> int:
    """Their proportional share of memory (PSS) together, in bytes; 0 where the system does not tell."""
    total = 0
    for process in processes:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total


def busy() -> float:
    """Seconds that the machine's processors have worked since it began, for whomever."""
    try:
        user, nice, system, _idle, _waiting, *interrupts = Path("/proc/stat").read_text().splitlines()[0].split()[1:8]
    except OSError:
        return 0.0
    return sum(int(ticks) for ticks in (user, nice, system, *interrupts)) / os.sysconf("SC_CLK_TCK")


def measured(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], limit: float) -> Run:
    """Run a command in a folder. Raises BuildError where it fails or takes longer than `limit` seconds."""
    before, busy_before = os.times(), busy()
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    most = 0
    stop = threading.Event()

    def watch() -> None:
        nonlocal most
        while not stop.wait(EVERY):
            most = max(most, share_of_memory(family(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        for one in reversed(family(process.pid)):
            os.kill(one, 9)
        process.communicate()
        raise BuildError(f"not ready after {limit:.0f} s") from None
    finally:
        stop.set()
        watcher.join()
    seconds = time.perf_counter() - began
    after, busy_after = os.times(), busy()
    if process.returncode:
        raise BuildError(said[-2000:])
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    others = max(0.0, (busy_after - busy_before - processor) / seconds)
    return Run(seconds, processor, most, others, said.strip())
