"""What all commands share: the project they work on, the moment, and how they end."""

import os
import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from typer.core import TyperGroup

from knowledge_hub import reports
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Problem, did_you_mean
from knowledge_hub.project import SETTINGS, Project, project_in
from knowledge_hub.retelling import retold
from knowledge_hub.speech import Speech

if TYPE_CHECKING:
    from knowledge_hub.due import Due

WRONG, MISUSED = 1, 2  # how a command ends
SOON = 30  # days

# What pydantic finds in the value of an option, in the words of the hub.
_UNFIT = {
    "int_parsing": "'{input}' is not a whole number",
    "greater_than_equal": "{input} is less than {ge}",
    "less_than_equal": "{input} is more than {le}",
}


class Verbs(TyperGroup):
    """The verbs of the hub. A value that an option cannot have is told as other misuse is."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            if not isinstance(error.__cause__, ValidationError) or error.param is None:
                raise
            misuse(f"{error.param.opts[0]}: {_unfit(error.__cause__.errors()[0])}")


def _unfit(details: ErrorDetails) -> str:
    """What is wrong with one value, and which there are where it is one of a few words."""
    written = str(details["input"])
    if details["type"] in _UNFIT:
        return _UNFIT[details["type"]].format(input=written, **details.get("ctx", {}))
    words = re.findall(r"'(\w+)'", details["msg"].partition(" is not one of ")[2])
    advice = did_you_mean(written, words, f"One of: {', '.join(words)}.")
    return f"there is no '{written}' here\n    {advice}"


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Work on the knowledge hub in the current directory.",
)


class Form(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


def project_here() -> Project:
    """The project in the current directory; where there is none, the command ends."""
    root = Path.cwd()
    if not (root / SETTINGS).is_file():
        misuse(f"no {SETTINGS} here: run hub in the folder of the project")
    return project_in(root)


def kind_called(name: str, speech: Speech | None = None) -> type[Record]:
    """The kind with this name, or of this folder; where there is none, the command ends."""
    kind = KINDS.get(name) or FOLDERS.get(name)
    if kind is None:
        known = ", ".join(KINDS)
        misuse(f"'{name}' is not a kind of record\n    {did_you_mean(name, KINDS, f'One of: {known}.')}", speech)
    return kind


def one_of(languages: Collection[str], language: str) -> str:
    """This language, where it is one of those there are; else the command ends."""
    if language not in languages:
        misuse(f"--lang: there is no '{language}' here\n    One of: {', '.join(languages)}.")
    return language


def misuse(says: str, speech: Speech | None = None) -> NoReturn:
    """End the command: it was asked for something that cannot be. It says so in the language that was asked for."""
    typer.echo(retold(says, speech) if speech else says, err=True)
    raise typer.Exit(MISUSED)


def report(problems: tuple[Problem, ...], project: Project, form: Form) -> None:
    """Print problems in this form."""
    if form is Form.json:
        typer.echo(reports.as_json(problems))
    elif form is Form.sarif:
        typer.echo(reports.as_sarif(problems))
    elif form is Form.github:
        typer.echo(reports.as_commands(problems), nl=False)
    elif problems:
        typer.echo(reports.as_text(problems, project.root))


def to_summary(text: str) -> None:
    """Write to the page that tells of a run on GitHub, where this is one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as page:
            page.write(f"{text}\n")


def now() -> datetime:
    """The moment of the build; SOURCE_DATE_EPOCH sets it (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch(r"\d{1,10}", epoch, re.ASCII):
        misuse(f"SOURCE_DATE_EPOCH is '{epoch}': seconds since 1970 belong there")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def today() -> date:
    """The day of that moment."""
    return now().date()


def due_in(project: Project, catalogue: Catalogue, today: date, until: date, state: Path) -> tuple["Due", ...]:
    """What editors have to look at until then, links that fail included."""
    from knowledge_hub import due
    from knowledge_hub.external.memory import remembered

    memory = remembered(project.root / state, state.as_posix())
    if isinstance(memory, Problem):
        misuse(str(memory))
    return due.due(project, catalogue, memory, today, until)
