"""The day a written page was last reviewed, written once for readers and for `hub due`."""

from collections.abc import Mapping
from datetime import date

from knowledge_hub.pages import Pages


def _reviewed(pages: Pages, written: Mapping[str, str]) -> str:
    return pages.speech.day(date.fromisoformat(written["on"]))


def is_day(text: str) -> bool:
    """Whether this is a day, as in 2026-11-22."""
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False


SLOTS = {"reviewed": _reviewed}
