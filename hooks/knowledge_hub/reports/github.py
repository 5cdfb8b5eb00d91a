"""Problems on GitHub: annotations beside the lines of a pull request, and the summary of a run.

Annotations are workflow commands: a line '::error file=…::message' that the runner reads. See
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. Text of records is escaped in them and never
begins a line: there it could be a command of its own.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge_hub.issues import code
from knowledge_hub.problems import Fix, Problem, counted, mistakes
from knowledge_hub.reports.plain import lines_of, visible

SHOWN = 10  # as many errors, and as many warnings, does GitHub show of one step
LISTED = 500  # a summary holds a megabyte
LONGEST = 700_000


def as_commands(problems: Sequence[Problem]) -> str:
    """The first ten mistakes and the first ten warnings as annotations; nothing where there are none."""
    warnings = [problem for problem in problems if problem.warning]
    return "".join(f"{_command(problem)}\n" for problem in (*mistakes(problems)[:SHOWN], *warnings[:SHOWN]))


def _command(problem: Problem) -> str:
    place = problem.place
    spot = f",line={place.line},col={place.column}" if place.line else ""
    message = _data(f"{problem.said}\n{problem.advice}" if problem.advice else problem.said)
    return f"::{'warning' if problem.warning else 'error'} file={_property(place.file)}{spot},title={_property(problem.code)}::{message}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_summary(problems: Sequence[Problem], records: int, root: Path) -> str:
    """All problems as Markdown for the summary of a run, with the lines to write where a mistake has one answer."""
    wrong = len(mistakes(problems))
    counts = f"{counted(records, 'record')}, {counted(wrong, 'problem')}, {counted(len(problems) - wrong, 'warning')}"
    said = [f"### hub check: {counts}", ""]
    said += (_item(problem) for problem in problems[:LISTED])
    if len(problems) > LISTED:
        said.append(f"- and {len(problems) - LISTED} more")
    fixes = list(_suggestions(problems, root))
    if fixes:
        about = "Each of these has one answer. `hub check --fix` writes it; or put the block into a comment on the line."
        said += ["", "### What mends itself", "", about, "", *fixes]
    text = visible("\n".join(said))
    return f"{text[:LONGEST]}\n"


def _item(problem: Problem) -> str:
    place = problem.place
    where = code(f"{place.file}:{place.line}" if place.line else place.file)
    field = f" {code(problem.field)}" if problem.field else ""
    said = f"- {'warning' if problem.warning else '**problem**'} {where}{field} {code(problem.says)}"
    return f"{said} ({code(problem.code)})" + (f"\n  {code(problem.advice)}" if problem.advice else "")


def _suggestions(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """What mends each problem that has one answer, as suggested changes: the whole lines as they should be."""
    for problem in problems[:LISTED]:
        fix = problem.fix
        if fix and not fix.place.line:
            yield f"{code(fix.written)} belongs in {code(fix.instead)}\n"
        elif fix and (lines := mended_lines(fix, lines_of(root / fix.place.file))) and visible(lines) == lines:
            yield f"{code(f'{fix.place.file}:{fix.place.line}')}\n\n{_block(lines)}\n"


def mended_lines(fix: Fix, lines: Sequence[str]) -> str:
    """The whole lines of a file that a fix touches, as they are once it is made; '' where the file is not what it was."""
    first, last = fix.place.line - 1, fix.place.line - 1 + fix.written.count("\n")
    touched = "\n".join(lines[first : last + 1])
    spot = fix.place.column - 1
    if last >= len(lines) or not touched.startswith(fix.written, spot):
        return ""
    return touched[:spot] + fix.instead + touched[spot + len(fix.written) :]


def _block(lines: str) -> str:
    """Lines as a suggested change, between more backticks than they hold in a row."""
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", lines)), default=0) + 1)
    return f"{fence}suggestion\n{lines}\n{fence}"
