"""Verbs for editors: links, due."""

import sys
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from knowledge_hub.cli.rim import SOON, WRONG, Form, app, due_in, now, project_here, report, today
from knowledge_hub.external import STATE
from knowledge_hub.loading import load
from knowledge_hub.problems import mistakes


class LongForm(StrEnum):
    """How the state of external links, and what is due, are printed."""

    text = "text"
    json = "json"
    issue = "issue"


@app.command()
def links(
    since: Annotated[str, typer.Option(metavar="REV", help="Only links that were added after this git revision.")] = "",
    form: Annotated[LongForm, typer.Option("--format", help="Report as text, as JSON or as the body of an issue.")] = LongForm.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 when links are dead.")] = False,
    state: Annotated[Path, typer.Option(dir_okay=False, help="The file that remembers failures from day to day.")] = STATE,
) -> None:
    """Try the links to other sites with lychee. It needs the network and never stops a contributor unless told to."""
    from knowledge_hub.external.command import Options, run

    options = Options(since=since, state=state, form=form.value, strict=strict)
    raise typer.Exit(run(project_here(), options, now=now(), out=sys.stdout, err=sys.stderr))


@app.command(name="due")
def due_until(
    within: Annotated[int, typer.Option(metavar="DAYS", min=0, max=3660, help="How many days to look ahead.")] = SOON,
    form: Annotated[LongForm, typer.Option("--format", help="List as text, as JSON or as the body of an issue.")] = LongForm.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 when there is something to look at.")] = False,
    state: Annotated[Path, typer.Option(dir_okay=False, help="The file in which hub links remembers failures.")] = STATE,
) -> None:
    """List what editors have to look at in the next days, with its place and where to edit it."""
    from knowledge_hub import due

    project = project_here()
    catalogue = load(project)
    if mistakes(catalogue.problems):
        report(catalogue.problems, project, Form.text)
        raise typer.Exit(WRONG)
    day = today()
    until = day + timedelta(days=within)
    found = due_in(project, catalogue, day, until, state)
    as_form = {LongForm.text: due.as_text, LongForm.json: due.as_json, LongForm.issue: due.as_issue}[form]
    typer.echo(as_form(found, project, day, until), nl=False)
    raise typer.Exit(WRONG if strict and found else 0)
