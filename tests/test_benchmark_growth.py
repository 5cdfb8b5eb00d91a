"""The benchmark at any size: what does not end is given up, a large site is copied in parts, and lines show how figures grow."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from bench import machine
from bench import measure as measuring
from bench.curve import Series, apart, curves, scale
from bench.engines import Engine
from bench.measure import BuildError, measured
from bench.results import TASKS
from bench.running import copying, measure, parts
from bench.visiting import LATE, Sent, hosted, one_visit
from bench.visiting import TASKS as STEPS

BUILT = """
import os, sys
from pathlib import Path
size = int(Path("size").read_text())
with Path("../../tried").open("a") as tried: print(sys.argv[1], size, file=tried)
if sys.argv[1] == "failing" and size > 20: sys.exit("no room\\n")
if sys.argv[1] == "slow": import time; time.sleep(60)
Path("site").mkdir()
for number in range(size): Path("site", str(number)).write_text("text")
"""


class Example(Engine):
    """An engine that writes as many files as there are records, or does not."""

    version = "1"

    def __init__(self, name: str) -> None:
        self.name = self.called = self.works_in = name

    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        (folder / "size").write_text(str(size))
        return 1, 2

    def command(self) -> list[str | Path]:
        return [sys.executable, "-c", BUILT, self.name]


@pytest.mark.parametrize(
    ("script", "available", "reason"),
    [
        ("import time; time.sleep(60)", 50, ("time", "")),
        ("import time; time.sleep(60)", 1, ("memory", "")),
        ("import os; os.kill(os.getpid(), 9)", 50, ("memory", "")),
        ("import sys; sys.exit('no room')", 50, ("error", "no room")),
    ],
)
def test_what_is_not_ready_or_fails_is_given_up_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, available: int, reason: tuple[str, str]
) -> None:
    monkeypatch.setattr(measuring, "memory_of_machine", {"MemTotal": 100, "MemAvailable": available}.__getitem__)

    with pytest.raises(BuildError) as given_up:
        measured([sys.executable, "-c", script], tmp_path, {}, 1 if reason[0] == "time" else 30)

    assert (given_up.value.why, given_up.value.said) == reason
    assert given_up.value.after < 10


def test_an_engine_that_is_given_up_is_noted_and_the_others_go_on(tmp_path: Path) -> None:
    engines = [Example("good"), Example("failing"), Example("slow")]

    rounds = [*measure(engines, [40, 20], 2, 1.5, tmp_path / "place")]

    assert [[(one.engine, one.records, one.files, len(one.builds)) for one in found.measured] for found in rounds] == [
        [("good", 20, 20, 1), ("failing", 20, 20, 1)],
        [("good", 20, 20, 2), ("failing", 20, 20, 2)],
        [("good", 40, 40, 1)],
        [("good", 40, 40, 2)],
    ]
    assert [(one.engine, one.records, one.why, one.said) for one in rounds[1].given_up] == [("slow", 20, "time", "")]
    assert [(one.engine, one.records, one.why, one.said) for one in rounds[3].given_up] == [("failing", 40, "error", "no room")]
    assert (tmp_path / "place" / "tried").read_text().split("\n") == [
        *("good 20", "failing 20", "slow 20", "good 20", "failing 20"),
        *("good 40", "failing 40", "good 40", ""),
    ]
    assert [one for one in (tmp_path / "place").rglob("*") if one.name != "tried" and not one.name.isdigit()] == []


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A site of 60 bytes: a file, a folder that is small, and one that is not."""
    site = tmp_path / "site"
    for path, size in {"index.html": 10, "a/index.html": 10, "b/one/index.html": 20, "b/two/index.html": 15, "b/two/more.html": 5}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(b"x" * size)
    return site


@pytest.mark.parametrize(
    ("most", "groups"),
    [
        (100, [["a", "b", "index.html"]]),
        (30, [["b/one"], ["b/two"], ["a", "index.html"]]),
        (1, [["a/index.html"], ["b/one/index.html"], ["b/two/index.html"], ["b/two/more.html"], ["index.html"]]),
    ],
)
def test_a_large_site_is_copied_in_parts_that_leave_room(large: Path, most: int, groups: list[list[str]]) -> None:
    assert [[one.relative_to(large).as_posix() for one in group] for group in parts(large, most)] == groups


def test_after_its_copying_is_timed_no_copy_is_left(large: Path) -> None:
    seconds, processor = copying(large, large.parent, 30)

    assert seconds > 0 <= processor
    assert [*large.parent.iterdir()] == [large]


def test_lines_show_how_figures_grow_with_the_number_of_records() -> None:
    few, many, alone = ((100, 8.0), (1000, 6.0)), ((100, 2.0), (1000, 6.5), (10_000, 20.0)), ((100, 1.0),)
    drawn = curves([Series("One engine of a long name", 0, few), Series("Other", 1, many, dashed=True), Series("Alone", 2, alone)], str)

    assert drawn
    assert [(one.place, one.dashed, one.line, one.label.lines, one.label.worth) for one in drawn.lines] == [
        (0, False, "50,162 139,187", ("One engine of a", "long name"), "6.0"),
        (1, True, "50,237 139,180.8 228,12", ("Other",), "20.0"),
    ]
    assert [(tick.at, tick.said) for tick in drawn.across] == [(50.0, "100"), (139.0, "1000"), (228.0, "10000")]
    assert [(tick.at, tick.said) for tick in drawn.up] == [(262.0, "0.0"), (199.5, "5.0"), (137.0, "10.0"), (74.5, "15.0"), (12.0, "20.0")]
    assert drawn.lines[0].lead == "145,187 232,187 246,187"


def test_numbers_of_records_that_are_near_each_other_stand_in_two_rows_as_far_as_there_is_room() -> None:
    points = tuple((size, 1.0) for size in (1000, 11_000, 50_000, 100_000))
    drawn = curves([Series("One", 0, points)], str)

    assert drawn
    assert [(tick.said, tick.second) for tick in drawn.across] == [("1000", False), ("11000", False), ("", False), ("100000", True)]


def test_there_is_nothing_to_draw_of_one_size() -> None:
    assert curves([Series("One", 0, ((100, 1.0),))], str) is None


@pytest.mark.parametrize(
    ("most", "step", "top"), [(0.9, 0.2, 1.0), (1, 0.2, 1), (26.8, 10, 30), (33, 10, 40), (408, 100, 500), (0.03, 0.01, 0.03)]
)
def test_the_scale_counts_in_round_steps(most: float, step: float, top: float) -> None:
    assert scale(most) == pytest.approx((step, top))


@pytest.mark.parametrize(
    ("wanted", "begins"),
    [
        ([(100, 17), (200, 17)], [91.5, 191.5]),
        ([(200, 17), (100, 17)], [191.5, 91.5]),
        ([(100, 17), (100, 34)], [71.5, 94.5]),
        ([(10, 17), (10, 17), (40, 17)], [6.5, 29.5, 52.5]),
    ],
)
def test_names_stand_near_their_lines_and_none_on_another(wanted: list[tuple[float, int]], begins: list[float]) -> None:
    assert apart(wanted) == begins


def test_every_step_of_a_reader_is_in_the_tables() -> None:
    assert tuple(STEPS) == TASKS


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[tuple[Any, Sent]]:
    sent = Sent()
    with hosted(site, sent) as started:
        yield started, sent


@pytest.mark.parametrize("step", TASKS)
def test_a_step_of_a_reader_is_timed_and_what_it_loads_counted(browser: Browser, host: tuple[Any, Sent], step: str) -> None:
    took, files, size = one_visit(STEPS[step], browser, *host, word="energy")

    assert 0 < took < LATE
    assert (files > 0, size > 0) == ((False, False) if step in ("months", "menu") else (True, True))


@pytest.mark.parametrize(("folder", "disk"), [("/memory/bench", False), ("/disk/bench", True), ("/elsewhere", True)])
def test_a_memory_disk_is_told_from_a_disk(monkeypatch: pytest.MonkeyPatch, folder: str, disk: bool) -> None:
    mounts = ["/dev/vda / ext4 rw 0 0", "tmpfs /dev tmpfs rw 0 0", "tmpfs /memory tmpfs rw 0 0", "/dev/vdb /disk xfs rw 0 0"]
    monkeypatch.setattr(machine, "_lines", {"/proc/mounts": mounts}.__getitem__)

    assert machine.on_disk(Path(folder)) == disk
