"""The command line: verbs on the project in the current directory.

What builds and draws is imported where it is used: a check of one file does not wait for it.
"""

from knowledge_hub.cli import care, exchange, records, site
from knowledge_hub.cli.rim import app

__all__ = ["app", "care", "exchange", "main", "records", "site"]


def main() -> None:
    """The console command `hub`."""
    app()
