"""The command line: verbs on the project in the current directory.

What builds and draws is imported where it is used: a check of one file does not wait for it.
"""

import sys

import typer

from knowledge_hub.cli import care, exchange, records, site
from knowledge_hub.cli.rim import WRONG, app
from knowledge_hub.problems import why_not_written

__all__ = ["app", "care", "exchange", "main", "records", "site"]

_IN_HELP = (
    *(site.build, records.check, site.serve, records.new, records.fmt, records.explain, records.translated),
    *(exchange.import_, exchange.export, exchange.diff_since, site.stamp, care.links, care.due_until),
)
app.registered_commands.sort(key=lambda verb: _IN_HELP.index(verb.callback))


def main() -> None:
    """The console command `hub`. Where nothing can be written, it says so and ends."""
    try:
        app()
    except OSError as error:
        says = why_not_written(error)
        if not says:
            raise
        typer.echo(says, err=True)
        sys.exit(WRONG)
