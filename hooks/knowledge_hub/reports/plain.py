"""Problems as text with the line itself and a caret, or as JSON."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge_hub.problems import Problem

WIDEST = 100


def as_text(problems: Iterable[Problem], root: Path) -> str:
    """Each problem, what to write instead, and the line it stands in with a caret below its place."""
    return "\n".join(visible(f"{_said(problem)}{_excerpt(problem, root)}") for problem in problems)


def _said(problem: Problem) -> str:
    """The problem in words, its code at the end of the first line: `hub explain` tells more of it."""
    first, *advice = str(problem).split("\n", 1)
    return "\n".join((f"{first} [{problem.code}]", *advice))


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects: file, line, column, field, code, message, advice, severity, fix. A line of 0 means the file as a whole."""
    return written(as_objects(problems))


def as_objects(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Each problem as an object of JSON."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "code": problem.code,
            "message": problem.says,
            "advice": problem.advice,
            "severity": "warning" if problem.warning else "error",
            "fix": problem.fix
            and {
                "line": problem.fix.place.line,
                "column": problem.fix.place.column,
                "written": problem.fix.written,
                "instead": problem.fix.instead,
            },
        }
        for problem in problems
    ]


def written(value: Any) -> str:
    """A value as JSON that no terminal can be steered by."""
    return "".join(sign if _shown(sign) else json.dumps(sign)[1:-1] for sign in json.dumps(value, ensure_ascii=False, indent=2))


def _excerpt(problem: Problem, root: Path) -> str:
    line = _line(root / problem.place.file, problem.place.line)
    if not line.strip():
        return ""
    column = problem.place.column
    start = max(0, column - WIDEST // 2)
    shown = line[start : start + WIDEST].replace("\t", " ")
    number = str(problem.place.line)
    return f"\n    {number} | {shown}\n    {' ' * len(number)} | {' ' * (column - 1 - start)}^"


@lru_cache(maxsize=16)
def lines_of(file: Path) -> tuple[str, ...]:
    """The lines of a file of the project; none where it is no file that could be shown."""
    try:
        return (
            tuple(file.read_text(encoding="utf-8-sig").split("\n"))
            if file.is_file() and not file.is_symlink() and file.stat().st_size < 1_000_000
            else ()
        )
    except (OSError, UnicodeDecodeError):
        return ()


def _line(file: Path, number: int) -> str:
    lines = lines_of(file)
    return lines[number - 1] if 0 < number <= len(lines) else ""


def visible(text: str) -> str:
    """Text that no terminal can be steered by: signs that cannot be seen are written as their code."""
    return "".join(sign if _shown(sign) else f"\\u{ord(sign):04x}" for sign in text)


def _shown(sign: str) -> bool:
    return sign.isprintable() or sign in "\n\u00a0\u202f"
