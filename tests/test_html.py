"""The HTML of the real site by the rules of html-validate: an example of each page type, and one in sixteen of all other pages.

`make validate` checks every page.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from page_types import PAGES, path_of

NODE = Path(__file__).resolve().parent / "node"
BIN = Path(sys.executable).parent


def problems_in(pages: list[Path], report: Path) -> list[str]:
    """What is wrong, in lines of page, place, rule and message."""
    finished = subprocess.run(
        [
            str(NODE / "node_modules" / ".bin" / "html-validate"),
            f"--config={NODE / '.htmlvalidate.json'}",
            f"--formatter=json={report}",  # a file: a pipe would lose what is longer than 64 KB
            *map(str, pages),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"},
    )
    assert finished.stderr == ""
    return [
        f"{result['filePath']}:{message['line']}:{message['column']}: {message['ruleId']}: {message['message']}"
        for result in json.loads(report.read_text(encoding="utf-8"))
        for message in result["messages"]
    ]


def test_pages_of_every_type_are_valid_html(site: Path, tmp_path: Path) -> None:
    examples = {site / path_of(page_type, language, site) / "index.html" for page_type, language in PAGES}
    rest = sorted(set(site.rglob("*.html")) - examples)
    assert problems_in(sorted(page for page in examples if page.is_file()) + rest[::16], tmp_path / "report.json") == []


def test_the_rules_see_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    head = '<!doctype html>\n<html lang="en"><head><title>x</title></head>\n'
    page.write_text(head + '<body><p id="a" id="b"></body></html>\n', encoding="utf-8")
    assert problems_in([page], tmp_path / "report.json") == [f'{page}:3:17: no-dup-attr: Attribute "id" duplicated']
