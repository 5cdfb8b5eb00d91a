"""Pagefind reads what is to be found on the finished pages and writes one index for each language."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.publish.canonical import ENTRY, put_in_order
from knowledge_hub.publish.writing import write
from knowledge_hub.workers import cores

# What the hub says around a record's own text: headings of sections, labels, badges, cards of other records.
NOT_ITS_OWN = ("h2", "caption", "thead", "th", ".badge", ".answer", ".cards", ".kind", ".result > b")
OFFERED = "_search"  # where in the site it stands until it is indexed
INDEX = "pagefind"  # where in the site the index stands
_BODY = "[data-pagefind-body]"
_READ = f":is({_BODY},[data-pagefind-meta],[data-pagefind-sort],[data-pagefind-filter])"
_OUTERMOST = f"{_READ}:not({_READ} *)"


class SearchError(Exception):
    """Pagefind could not index the site; what it printed is the message."""


def offer(site: Path, path: str, language: str, page: LexborHTMLParser) -> None:
    """Lay out what Pagefind would look at on this page: a tenth of it, so that reading takes it a third of the time."""
    if page.css_matches(_BODY):
        found = "".join(node.html or "" for node in page.css(_OUTERMOST)).replace("&nbsp;", "\u00a0")
        write(site, f"{OFFERED}/{language}/{path}", f'<!doctype html><html lang="{language}"><body>{found}</body></html>')


def index(site: Path) -> None:
    """Write site/pagefind/ from what was offered, the languages side by side: Pagefind reads with one core. Raises SearchError."""
    offered, finished = site / OFFERED, site / INDEX
    if not offered.is_dir():
        raise SearchError("Pagefind found no page to index.")
    with ThreadPoolExecutor(cores()) as pool:
        parts = list(pool.map(_indexed, sorted(offered.iterdir())))
    said = [json.loads((part / ENTRY).read_text(encoding="utf-8")) for part in parts]
    for part in parts:
        shutil.copytree(part, finished, dirs_exist_ok=True, copy_function=os.replace)
    languages = {code: told for one in said for code, told in one["languages"].items()}
    (finished / ENTRY).write_text(json.dumps(said[0] | {"languages": languages}), encoding="utf-8")
    shutil.rmtree(offered)
    put_in_order(finished)


def _indexed(pages: Path) -> Path:
    """The folder with the index of the pages in this folder, all of one language. Raises SearchError."""
    part = pages.with_suffix(".index")
    finished = subprocess.run(  # noqa: S603 - our own arguments
        [
            *(sys.executable, "-m", "pagefind", "--quiet", "--site", str(pages), "--output-path", str(part)),
            *("--exclude-selectors", ", ".join(NOT_ITS_OWN)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SearchError((finished.stderr or finished.stdout).strip())
    for file in part.glob("pagefind-*ui.*"):  # the widgets of Pagefind's own
        file.unlink()
    return part
