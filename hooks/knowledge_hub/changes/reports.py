"""A comparison in words: for a terminal, as Markdown for a pull request, as JSON."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge_hub import reports
from knowledge_hub.changes.comparison import Change, Comparison, Sort
from knowledge_hub.issues import code
from knowledge_hub.problems import counted

VERBS: dict[Sort, str] = {"new": "adds", "changed": "changes", "moved": "moves", "gone": "removes"}
MOST_LINES = 20  # of one record
MOST_CHANGES = 100  # in Markdown: a comment on a pull request holds 65 536 characters


def summary(comparison: Comparison) -> str:
    """What the change does, in a sentence: 'adds 1 good practice and 2 events, changes 1 funding call'."""
    said = [f"{verb} {_all(list(_counted(comparison, sort)))}" for sort, verb in VERBS.items() if any(_counted(comparison, sort))]
    return ", ".join(said) or "changes no record"


def _counted(comparison: Comparison, sort: Sort) -> Iterator[str]:
    """How many records of each kind, and how many translations, change in this way."""
    versions = [change.version for change in comparison.changes if change.sort == sort]
    for kind, number in Counter(version.kind for version in versions if not version.language).items():
        yield f"{number} {kind.called[number != 1].lower()}"
    translations = sum(bool(version.language) for version in versions)
    if translations:
        yield counted(translations, "translation")


def _all(said: list[str]) -> str:
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def as_text(comparison: Comparison, root: Path) -> str:
    """The summary, each change with what it says, and the problems."""
    lines = [summary(comparison)]
    for change in comparison.changes:
        lines.append(f"{change.sort:8}{change.version.file}{_from(change)}")
        lines += (f"        {line}" for line in _lines(change))
    if comparison.problems:
        lines += ["", reports.as_text(comparison.problems, root)]
    return reports.visible("\n".join(lines)) + "\n"


def as_markdown(comparison: Comparison, _root: Path) -> str:
    """The same for a pull request. What contributors wrote stands in code spans: it can neither link nor call anybody."""
    lines = [f"**This change {summary(comparison)}.**", ""]
    for change in comparison.changes[:MOST_CHANGES]:
        moved = f" (was {code(change.was.file)})" if change.sort == "moved" and change.was else ""
        lines.append(f"- {change.sort}: {code(change.version.title)} in {code(change.version.file)}{moved}")
        lines += (f"  - {code(line)}" for line in _lines(change))
    if len(comparison.changes) > MOST_CHANGES:
        lines.append(f"- and {len(comparison.changes) - MOST_CHANGES} more")
    if comparison.problems:
        lines += ["", "**Look at:**", ""]
        lines += (f"- {code(str(problem.place))}: {code(problem.says)}" for problem in comparison.problems[:MOST_CHANGES])
    return reports.visible("\n".join(lines)) + "\n"


def as_github(comparison: Comparison, _root: Path) -> str:
    """The problems as annotations, and the summary in a line."""
    return f"{reports.as_commands(comparison.problems)}This change {summary(comparison)}.\n"


def as_json(comparison: Comparison, _root: Path) -> str:
    """An object: summary, changes and problems."""
    return (
        reports.written(
            {
                "summary": summary(comparison),
                "changes": [_object(change) for change in comparison.changes],
                "problems": reports.as_objects(comparison.problems),
            }
        )
        + "\n"
    )


def _object(change: Change) -> dict[str, Any]:
    version = change.version
    return {
        "change": change.sort,
        "kind": version.kind.kind,
        "id": version.id,
        "language": version.language,
        "title": version.title,
        "file": version.file,
        "was": change.was.file if change.was else None,
        "lines": list(change.lines),
    }


def _from(change: Change) -> str:
    return f" from {change.was.file}" if change.sort == "moved" and change.was else ""


def _lines(change: Change) -> Iterator[str]:
    yield from change.lines[:MOST_LINES]
    if len(change.lines) > MOST_LINES:
        yield f"and {len(change.lines) - MOST_LINES} more"
