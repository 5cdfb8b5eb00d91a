"""Pagefind reads the finished pages and writes one index for each language."""

import shutil
import subprocess
import sys
from pathlib import Path

from knowledge_hub.publish.canonical import put_in_order

# What the hub says around a record's own text: headings of sections, labels, badges, cards of other records.
NOT_ITS_OWN = ("h2", "caption", "thead", "th", ".badge", ".answer", ".cards", ".kind", ".result > b")


class SearchError(Exception):
    """Pagefind could not index the site; what it printed is the message."""


def index(site: Path) -> None:
    """Write site/pagefind/. Raises SearchError."""
    finished = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet", "--exclude-selectors", ", ".join(NOT_ITS_OWN)],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SearchError((finished.stderr or finished.stdout).strip())
    for unused in (
        "pagefind-ui.js",
        "pagefind-ui.css",
        "pagefind-modular-ui.js",
        "pagefind-modular-ui.css",
        "pagefind-component-ui.js",
        "pagefind-component-ui.css",
    ):
        (site / "pagefind" / unused).unlink(missing_ok=True)
    if not (site / "pagefind" / "pagefind.js").is_file():
        shutil.rmtree(site / "pagefind", ignore_errors=True)
        raise SearchError("Pagefind found no page to index.")
    put_in_order(site / "pagefind")
