"""Verbs for what comes in and goes out: import, export, diff."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from knowledge_hub.cli.rim import WRONG, app, kind_called, misuse, project_here, to_summary
from knowledge_hub.problems import Problem, mistakes


class DiffForm(StrEnum):
    """How a change is told."""

    text = "text"
    markdown = "markdown"
    json = "json"
    github = "github"


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A table that ends in .csv or .xlsx, its headings in the first row.")],
    kind: Annotated[str, typer.Option(help="The kind of its records, as in good-practice.")],
    mapping: Annotated[Path | None, typer.Option(metavar="FILE.yml", help="What the headings and words of the table mean here.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Change records that exist.")] = False,
) -> None:
    """Make records of the rows of a table: all of them, or none when something is wrong."""
    from knowledge_hub import tables

    project = project_here()
    options = tables.Options(mapping=mapping, dry_run=dry_run, overwrite=overwrite)
    raise typer.Exit(tables.import_table(project, kind_called(kind), file, options, sys.stdout))


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="A kind of record, as in good-practice.")],
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="A file that ends in .csv or .xlsx; CSV is printed otherwise.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that exists.")] = False,
    semicolons: Annotated[bool, typer.Option("--semicolons", help="CSV as Excel expects it in Czech and German.")] = False,
) -> None:
    """Write all records of a kind as a table, which hub import reads again."""
    from knowledge_hub import tables

    project = project_here()
    if to and to.suffix.lower() not in (".csv", ".xlsx"):
        misuse(f"{to.name}: a table ends in .csv or .xlsx")
    if to and to.exists() and not overwrite:
        misuse(f"{to.name}: is there already; --overwrite writes over it")
    raise typer.Exit(tables.export_table(project, kind_called(kind), to, ";" if semicolons else ",", sys.stdout))


@app.command(name="diff")
def diff_since(
    base: Annotated[str, typer.Argument(metavar="BASE", help="A git revision, as in origin/main.")],
    form: Annotated[DiffForm, typer.Option("--format", help="Tell it as text, Markdown, JSON or to a run on GitHub.")] = DiffForm.text,
    merges_of: Annotated[str, typer.Option(metavar="REV", help="The work whose merges are looked at.")] = "HEAD",
) -> None:
    """Tell what a change does to records: which are new, changed, moved and gone. It ends with status 1 where readers lose something."""
    from knowledge_hub import changes

    project = project_here()
    found = changes.changes_since(project, base, merges_of)
    if isinstance(found, Problem):
        misuse(str(found))
    if form is DiffForm.github:
        to_summary(changes.REPORTS["markdown"](found, project.root))
    typer.echo(changes.REPORTS[form](found, project.root), nl=False)
    raise typer.Exit(WRONG if mistakes(found.problems) else 0)
