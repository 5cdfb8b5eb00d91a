"""One measured run of a command: seconds, processor time, and memory of the process with all below it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.machine import memory_of_machine

EVERY = 0.05  # seconds between two looks at memory
RARELY = 20  # times as long as a look takes, which at 10 GB of memory is a third of a second, is waited for the next
SPARE = 0.03  # of the machine's memory that a build has to leave


class BuildError(Exception):
    """A command that was given up.

    `why` is "time" where it was not ready, "memory" where the machine had too little, "error" where it ended with something else than 0;
    `after` so many seconds. Says what it printed last.
    """

    def __init__(self, why: str, after: float, said: str = "") -> None:
        super().__init__(f"given up after {after:.0f} s ({why})" + (f": {said}" if said else ""))
        self.why, self.after, self.said = why, after, said


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


class Watch(threading.Thread):
    """Looks how much memory a process has with all below it, until it is stopped; ends them all where the machine has too little left."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.short = process, 0, False
        self.ended = threading.Event()

    def run(self) -> None:
        least, pause = SPARE * memory_of_machine("MemTotal"), EVERY
        looked = 0.0
        while not self.ended.wait(EVERY):
            if memory_of_machine("MemAvailable") < least:
                self.short = True
                end(self.process)
                return
            began = time.perf_counter()
            if began - looked < pause:
                continue
            self.most = max(self.most, share_of_memory(family(self.process)))
            looked = time.perf_counter()
            pause = max(EVERY, RARELY * (looked - began))

    def stop(self) -> None:
        self.ended.set()
        self.join()


def end(process: int) -> None:
    """End a process and all below it, at once."""
    for one in reversed(family(process)):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def measured(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], limit: float) -> Run:
    """Run a command in a folder. Raises BuildError where it fails, takes longer than `limit` seconds or all memory of the machine."""
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
    watch = Watch(process.pid)
    watch.start()
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        end(process.pid)
        process.communicate()
        raise BuildError("time", limit) from None
    finally:
        watch.stop()
    seconds = time.perf_counter() - began
    after, busy_after = os.times(), busy()
    if watch.short or process.returncode == -signal.SIGKILL:  # the system ends whom it finds too large
        raise BuildError("memory", seconds)
    if process.returncode:
        raise BuildError("error", seconds, said.strip()[-2000:])
    processor = round(after.children_user + after.children_system - before.children_user - before.children_system, 2)  # as the clock counts
    others = max(0.0, (busy_after - busy_before - processor) / seconds)
    return Run(seconds, processor, watch.most, others, said.strip())
