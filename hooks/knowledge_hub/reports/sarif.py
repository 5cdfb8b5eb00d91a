"""Problems as SARIF 2.1.0, which editors, GitHub and GitLab read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from knowledge_hub.problems import Fix, Place, Problem
from knowledge_hub.reports.plain import written

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run with a result for each problem. Columns count characters; paths are from the project's root."""
    codes = sorted({problem.code for problem in problems})
    run = {
        "tool": {"driver": {"name": "hub check", "rules": [{"id": code} for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": "warning" if problem.warning else "error",
        "message": {"text": f"{problem.said}\n{problem.advice}" if problem.advice else problem.said},
        "locations": [{"physicalLocation": _location(problem.place)}],
    }
    if problem.fix and problem.fix.place.line:
        result["fixes"] = [_fix(problem.fix)]
    return result


def _location(place: Place) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        where["region"] = {"startLine": place.line, "startColumn": place.column}
    return where


def _fix(fix: Fix) -> dict[str, Any]:
    """The characters that go, to the one behind the last, and those that come."""
    lines = fix.written.split("\n")
    column = fix.place.column + len(lines[0]) if len(lines) == 1 else len(lines[-1]) + 1
    region = {
        "startLine": fix.place.line,
        "startColumn": fix.place.column,
        "endLine": fix.place.line + len(lines) - 1,
        "endColumn": column,
    }
    change = {"deletedRegion": region, "insertedContent": {"text": fix.instead}}
    return {"artifactChanges": [{"artifactLocation": {"uri": quote(fix.place.file)}, "replacements": [change]}]}
