"""The command line: verbs on the project in the current directory."""

from pathlib import Path

import typer

from knowledge_hub.catalogue import load
from knowledge_hub.project import project_in

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """The hub."""


@app.command()
def check(only: str = "") -> None:
    """Check all records."""
    catalogue = load(project_in(Path.cwd()))
    for problem in catalogue.problems:
        if only in problem.place.file:
            print(problem)
    print(len(catalogue.entries), "records")
