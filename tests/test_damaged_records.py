"""Real records, damaged in many ways: nothing is raised, and every problem stands where one can look."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_hub.kinds import FOLDERS
from knowledge_hub.loading import load
from knowledge_hub.problems import Problem
from knowledge_hub.project import Project

CONTENT = Path(__file__).parent.parent / "content"
ENOUGH = 8_000  # characters of a long record


def longest_of(folder: str) -> list[Path]:
    """The record of a kind that uses most of it, and its translation where there is one."""
    originals = [path for path in sorted((CONTENT / folder).glob("*.yml")) if "." not in path.stem]
    record = max(originals, key=lambda path: path.stat().st_size, default=CONTENT / "none.yml")
    return [path for path in (record, record.with_suffix(".cs.yml")) if path.is_file()]


RECORDS = [path for folder in FOLDERS for path in longest_of(folder)]


# Each damage changes lines: at one of them, at another one or at a column that has the number `other`, with a piece of text.


def delete_lines(lines: list[str], at: int, other: int, piece: str) -> None:
    del lines[at : at + 1 + other % 3]


def repeat_a_line(lines: list[str], at: int, other: int, piece: str) -> None:
    lines.insert(other % len(lines), lines[at])


def swap_two_lines(lines: list[str], at: int, other: int, piece: str) -> None:
    second = other % len(lines)
    lines[at], lines[second] = lines[second], lines[at]


def indent_a_line(lines: list[str], at: int, other: int, piece: str) -> None:
    lines[at] = ["", " ", "  ", "    ", "\t", "- ", "- - ", "? "][other % 8] + lines[at].lstrip(" ")


def replace_a_value(lines: list[str], at: int, other: int, piece: str) -> None:
    lines[at] = re.sub(r"((?:: |- |:$)).*", lambda found: f"{found[1]} {piece}", lines[at], count=1, flags=re.DOTALL)


def insert_signs(lines: list[str], at: int, other: int, piece: str) -> None:
    column = other % (len(lines[at]) + 1)
    lines[at] = lines[at][:column] + piece + lines[at][column:]


def cut_off_the_end(lines: list[str], at: int, other: int, piece: str) -> None:
    lines[at] = lines[at][: other % (len(lines[at]) + 1)]
    del lines[at + 1 :]


PIECES = [
    *"\t\r\n\0\x1b\x85\xa0\u200b\u2028\u202e\ufeff\uffff😀:-?!&*|>%@`'\"#[]{},~\\",
    *(": ", "- ", " #", "---\n", "...\n", "<<: *a\n", "!!int ", "&a ", "*a", "|2\n", ">-\n", "{}", "[]", "[[[[", "\r\n"),
    *('"\\ud800"', '"\\u202e"', '"\\0"', "'a'\n 'b'"),
    *("no", "0", "-1", "1e999", "9" * 400, "2026-02-30", "9999-12-31", "0000-00-00", "4.2.2025", "2026-01-15 99:99", "25:61", "٢٠٢٦-٠١-١٥"),
    *("javascript:alert(1)", "https://", "https://[", "//a", "../..", "a/b/c", "[a, {b: c}]", "{a: [b]}", "|\n  a", "a" * 400),
]
DAMAGES = [delete_lines, repeat_a_line, swap_two_lines, indent_a_line, replace_a_value, insert_signs, cut_off_the_end]
Damage = tuple[Callable[[list[str], int, int, str], None], int, int, str]
somewhere = st.integers(0, 2000)
damage = st.tuples(st.sampled_from(DAMAGES), somewhere, somewhere, st.sampled_from(PIECES) | st.text(max_size=3))


def damaged(text: str, damages: list[Damage]) -> str:
    for do, at, other, piece in damages:
        lines = text.split("\n")
        do(lines, at % len(lines), other, piece)
        text = "\n".join(lines)
    return text


def is_inside(problem: Problem, text: str) -> bool:
    """Whether an editor could jump there. Line 0 is the file as a whole."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    line, column = problem.place.line, problem.place.column
    return line == 0 or (1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.relative_to(CONTENT).as_posix())
@settings(derandomize=True, max_examples=30, deadline=None, database=None)
@given(damages=st.lists(damage, min_size=1, max_size=4))
def test_a_damaged_record_gives_problems_with_places_and_no_traceback(root: Path, record: Path, damages: list[Damage]) -> None:
    texts = {path.name: path.read_bytes().decode()[:ENOUGH] for path in longest_of(record.parent.name)}
    texts[record.name] = damaged(texts[record.name], damages)
    folder = root / record.name / "content" / record.parent.name
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    for problem in load(Project(root / record.name, languages=("en", "cs"))).problems:
        assert is_inside(problem, texts[Path(problem.place.file).name]), problem
        assert str(problem).count("\n") == bool(problem.advice), problem
