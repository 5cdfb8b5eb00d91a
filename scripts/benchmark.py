"""Time the cold build of generated records on a memory disk: `python scripts/benchmark.py [N ...]`.

Each record has about 2 KB and three links or more; its words are drawn from a seed, so every run has the same records. Prints a
table: records, pages, seconds to load and check, seconds of the whole build (the median of the runs), and memory.
Memory is the sum over the build's processes of their proportional share (PSS), sampled every 50 ms where the system tells it,
beside the largest single process.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = 20260115
SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo xa ze lin mar tor ven sil dor kat pel".split()
MEMORY_DISK = Path("/dev/shm")  # noqa: S108
MEASURE_LOADING = """
import time
from pathlib import Path
from knowledge_hub.catalogue import load
from knowledge_hub.project import project_in
began = time.perf_counter()
catalogue = load(project_in(Path.cwd()))
assert not catalogue.problems, catalogue.problems[:3]
print(time.perf_counter() - began)
"""


class Corpus:
    """Generated records: one topic, organisation and event for every few practices, linked to each other."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.random = random.Random(SEED)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _ in range(2000)]
        self.topics = [f"topic-{number}" for number in range(30)]
        self.organisations = [f"organisation-{number}" for number in range(max(1, size // 10))]

    def sentence(self, words: int) -> str:
        return " ".join(self.random.choices(self.words, k=words)).capitalize() + "."

    def text(self, sentences: int) -> str:
        return "\n".join(f"  {self.sentence(12)}" + ("\n" if number % 3 == 2 else "") for number in range(sentences))

    def shared(self, name: str) -> str:
        topics = ", ".join(self.random.sample(self.topics, 2))
        return (
            f"title: {self.sentence(5)[:-1]} {name}\nsummary: {self.sentence(18)}\ntopics: [{topics}]\nverified: 2026-11-21\n"
            f"sources:\n- title: {self.sentence(6)}\n  url: https://www.example.org/{name}\n"
            f"  publisher: {self.sentence(2)}\n  read: 2026-11-21\n"
        )

    def records(self) -> Iterator[tuple[str, str]]:
        """The path and text of each record, `size` of them in all."""
        made = 0
        for topic in self.topics[: max(1, min(30, self.size // 4))]:
            made += 1
            yield f"topics/{topic}.yml", f"title: {self.sentence(2)}\nsummary: {self.sentence(12)}\n"
        self.topics = self.topics[:made]
        for name in self.organisations:
            made += 1
            country = self.random.choice(["CZ", "DE", "ES", "FR", "IT", "PL", "SE"])
            text = f"{self.shared(name)}sort: cluster\ncountry: {country}\ntext: |\n{self.text(12)}\n"
            yield f"organisations/{name}.yml", text
        number = 0
        while made < self.size:
            made += 1
            number += 1
            yield self.practice(number) if number % 3 else self.event(number)

    def practice(self, number: int) -> tuple[str, str]:
        name = f"practice-{number}"
        country = self.random.choice(["CZ", "DE", "ES", "FR", "IT", "PL", "SE"])
        return f"good-practices/{name}.yml", (
            f"{self.shared(name)}organisation: {self.random.choice(self.organisations)}\n"
            f"place: {{country: {country}}}\nformats: [training]\n"
            f"period: {{start: {self.random.randint(2005, 2026)}}}\nchallenge: |\n{self.text(3)}\napproach: |\n{self.text(9)}\n"
            f"results:\n  figures:\n  - indicator: {self.sentence(4)}\n    value: {self.random.randint(1, 99999)}\n    year: 2024\n"
            f"lessons:\n- {self.sentence(10)}\n- {self.sentence(10)}\n"
        )

    def event(self, number: int) -> tuple[str, str]:
        name = f"event-{number}"
        day = f"{self.random.randint(2019, 2027)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        return f"events/{name}.yml", (
            f"{self.shared(name)}form: talk\nstart: {day}\nmode: online\norganiser: {self.random.choice(self.organisations)}\n"
            f"key_messages:\n- {self.sentence(12)}\n- {self.sentence(12)}\nreport: |\n{self.text(12)}\n"
        )


def project_of(size: int, folder: Path) -> int:
    """Write a project with that many records; gives the bytes of a record on average."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    written = 0
    for path, text in Corpus(size).records():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        written += len(text.encode())
    return written // size


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
    """Their proportional share of memory together, in bytes; 0 where the system does not tell."""
    total = 0
    for process in processes:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total


def build(folder: Path) -> tuple[float, int, str]:
    """Seconds and bytes of memory of one cold build, and what it said."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    environment = {**os.environ, "HUB_SEARCH": "off", "PYTHONPATH": str(folder / "hooks"), "SOURCE_DATE_EPOCH": "1795305600"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "knowledge_hub", "build"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    most = 0
    stop = threading.Event()

    def watch() -> None:
        nonlocal most
        while not stop.wait(0.05):
            most = max(most, share_of_memory(family(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - began
    stop.set()
    watcher.join()
    if process.returncode:
        sys.exit(said)
    return seconds, most, said.strip()


def loading(folder: Path) -> float:
    """Seconds to read and check all records, in a fresh process."""
    finished = subprocess.run(
        [sys.executable, "-c", MEASURE_LOADING],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(finished.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 11000], metavar="N", help="numbers of records (1000 11000)")
    parser.add_argument("--runs", type=int, default=3, help="builds of each size, in turn (3)")
    options = parser.parse_args()
    place = MEMORY_DISK if MEMORY_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(dir=place, prefix="hub-bench-") as name:
        folders = {}
        for size in options.sizes:
            folders[size] = Path(name) / str(size)
            folders[size].mkdir()
            print(f"{size} records of {project_of(size, folders[size])} bytes on average")
        builds: dict[int, list[tuple[float, int, str]]] = {size: [] for size in options.sizes}
        loads: dict[int, list[float]] = {size: [] for size in options.sizes}
        for _ in range(options.runs):
            for size, folder in folders.items():
                loads[size].append(loading(folder))
                builds[size].append(build(folder))
        conditions = f"medians of {options.runs}, {os.cpu_count()} cores, without search"
        print(f"\n{'records':>8} {'load and check':>15} {'build':>8} {'memory':>8}   ({conditions})")
        for size in options.sizes:
            seconds, memory = statistics.median(run[0] for run in builds[size]), statistics.median(run[1] for run in builds[size])
            print(
                f"{size:>8} {statistics.median(loads[size]):>13.2f} s {seconds:>6.2f} s {memory / 2**20:>5.0f} MB   {builds[size][-1][2]}"
            )
        if len(options.sizes) > 1:
            first, last = options.sizes[0], options.sizes[-1]
            ratio = statistics.median(run[0] for run in builds[last]) / statistics.median(run[0] for run in builds[first])
            print(f"\n{last} records take {ratio:.1f} times as long as {first}")


if __name__ == "__main__":
    main()
