"""Measure the built site with Lighthouse, mobile preset: `make lighthouse`, or `python scripts/lighthouse.py [PATH ...]`.

Serves site/ compressed, as a host would, opens each page several times in Chromium and prints the median score of
each category. Fails where one is under what the project asks: performance 95, the others 100.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.asking import number
from browser import browser, switches
from hosting import serve

ROOT = Path(__file__).resolve().parent.parent
TOOL = Path(__file__).resolve().parent / "lighthouse"
ASKED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = ("", "good-practices/", "{good-practices}", "{events}", "{funding-calls}", "search/?q=water", "cs/")


def measured(address: str, report: Path) -> tuple[dict[str, float], list[str]]:
    """The scores of one visit, 0 to 100, and the audits that lost points outside performance."""
    subprocess.run(
        [
            str(TOOL / "node_modules" / ".bin" / "lighthouse"),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(ASKED)}",
            f"--chrome-flags={' '.join(['--headless=new', *switches()])}",
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": browser(), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    lost = [
        f"{name}: {found['audits'][audit['id']]['title']}"
        for name, category in found["categories"].items()
        for audit in category["auditRefs"]
        if name != "performance"
        and audit["weight"]
        and (found["audits"][audit["id"]]["score"] or 0) < 1
        and found["audits"][audit["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    return {name: (found["categories"][name]["score"] or 0) * 100 for name in ASKED}, lost


def example(site: Path, page: str) -> str:
    """A page to measure: of a kind in braces its longest."""
    if not page.startswith("{"):
        return page
    longest = max((site / page.strip("{}")).glob("*/index.html"), key=lambda file: (file.stat().st_size, str(file)))
    return f"{longest.parent.relative_to(site).as_posix()}/"


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    asked.add_argument("pages", nargs="*", metavar="PATH", help="pages below the root of the site")
    asked.add_argument("--site", type=Path, default=ROOT / "site")
    asked.add_argument("--runs", type=number, default=3, help="visits to each page")
    wanted = asked.parse_args()
    if not (wanted.site / "index.html").is_file():
        sys.exit(f"{wanted.site} holds no site: run make site first")
    if not (TOOL / "node_modules").is_dir() or not shutil.which("node", path=str(Path(sys.executable).parent)):
        sys.exit("Lighthouse is not installed: run make lighthouse")
    server = serve(wanted.site)
    low = 0
    print(f"{'':44}{'  '.join(ASKED)}")
    with tempfile.TemporaryDirectory() as folder:
        for page in [example(wanted.site, page) for page in wanted.pages or PAGES]:
            address = f"{server.address}{page}"
            visits = [measured(address, Path(folder) / "report.json") for _ in range(wanted.runs)]
            scores = {name: statistics.median(visit[0][name] for visit in visits) for name in ASKED}
            short = [name for name in ASKED if scores[name] < ASKED[name]]
            low += len(short)
            print(f"/{page:43}{'  '.join(f'{scores[name]:{len(name)}.0f}' for name in ASKED)}{'  too low' if short else ''}", flush=True)
            for line in sorted({line for visit in visits for line in visit[1]}):
                print(f"    {line}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
