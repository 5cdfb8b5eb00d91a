"""A translation says which version of its original it follows; when the original changes, all who should know are told."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.loading import load
from knowledge_hub.pages import Pages
from knowledge_hub.project import project_in
from knowledge_hub.views.waiting import waiting
from small_project import run, small_project

HUB = (sys.executable, "-m", "knowledge_hub")
WATER = "content/topics/water.yml"
VODA = "content/topics/water.cs.yml"


def catalogue_in(root: Path) -> Catalogue:
    return load(project_in(root))


def noted(folder: Path) -> Path:
    """The small project with its translations noted as up to date."""
    root = small_project(folder)
    run(root, *HUB, "translated", *sorted(str(file.relative_to(root)) for file in root.glob("content/*/*.cs.yml")))
    return root


def change(root: Path, before: str, after: str) -> None:
    file = root / WATER
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def warnings(catalogue: Catalogue) -> list[str]:
    return [re.sub("[0-9a-f]{10}", "VERSION", str(problem)) for problem in catalogue.problems]


def test_noting_a_translation_adds_one_line_and_keeps_the_rest(tmp_path: Path) -> None:
    root = small_project(tmp_path, {VODA: "title: Voda # nadpis\n\nsummary: Jak s ní šetřit.\n"})
    finished = run(root, *HUB, "translated", VODA)
    assert (finished.returncode, finished.stdout) == (0, "1 translation noted\n")
    written = (root / VODA).read_text(encoding="utf-8")
    assert re.fullmatch(r"title: Voda # nadpis\n\nsummary: Jak s ní šetřit\.\nfollows: [0-9a-f]{10}\n", written)
    run(root, *HUB, "translated", VODA)
    assert (root / VODA).read_text(encoding="utf-8") == written


def test_a_file_that_translates_nothing_cannot_be_noted(tmp_path: Path) -> None:
    finished = run(small_project(tmp_path), *HUB, "translated", WATER)
    assert (finished.returncode, finished.stderr) == (
        2,
        f"{WATER}: is no translation of a record of this project\n    One ends in its language, as water.cs.yml does.\n",
    )
    finished = run(small_project(tmp_path / "other"), *HUB, "translated", "content/topics/snow.cs.yml")
    assert (finished.returncode, finished.stderr) == (2, "content/topics/snow.cs.yml: is not there\n")


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        (VODA, b"title: \xe8ty\xf8i\n", "content/topics/water.cs.yml:1:8: is not text in UTF-8 [not-utf-8]\n    Save it as UTF-8.\n"),
        (WATER, b"", "content/topics/water.yml:1:1: is empty [empty-record]\n    A record begins with 'title:'.\n"),
    ],
    ids=["the translation", "its original"],
)
def test_what_cannot_be_read_is_not_noted(tmp_path: Path, file: str, content: bytes, says: str) -> None:
    root = small_project(tmp_path, {VODA: "title: Voda\nsummary: Jak s ní šetřit.\n"})
    (root / file).write_bytes(content)
    before = (root / VODA).read_bytes()
    finished = run(root, *HUB, "translated", "content/good-practices/rain-in-tanks.cs.yml", VODA)
    assert (finished.returncode, finished.stdout, finished.stderr) == (1, says, "")
    assert (root / VODA).read_bytes() == before


def test_noting_a_translation_leaves_its_line_ends_and_what_a_link_leads_to(tmp_path: Path) -> None:
    root = small_project(tmp_path, {"elsewhere/topics/water.cs.yml": "title: Voda\n"})
    (root / VODA).write_bytes(b"title: Voda\r\nsummary: Voda.\r\n")
    assert run(root, *HUB, "translated", VODA).returncode == 0
    assert re.fullmatch(rb"title: Voda\r\nsummary: Voda\.\r\nfollows: [0-9a-f]{10}\r\n", (root / VODA).read_bytes())
    (root / VODA).unlink()
    (root / VODA).symlink_to("../../elsewhere/topics/water.cs.yml")
    linked, elsewhere = (run(root, *HUB, "translated", file) for file in (VODA, "elsewhere/topics/water.cs.yml"))
    assert linked.stdout == f"{VODA}: is a link to another file [stray-file]\n    Put the record itself here.\n"
    assert (linked.returncode, elsewhere.returncode) == (1, 2)
    assert (root / "elsewhere/topics/water.cs.yml").read_text() == "title: Voda\n"


def test_a_noted_translation_is_no_cause_for_doubt(tmp_path: Path) -> None:
    assert warnings(catalogue_in(noted(tmp_path))) == []


def test_a_changed_text_of_the_original_makes_its_translation_out_of_date(tmp_path: Path) -> None:
    root = noted(tmp_path)
    change(root, "title: Water", "title: Fresh water")
    catalogue = catalogue_in(root)
    place = [str(problem.place) for problem in catalogue.problems]
    assert warnings(catalogue) == [
        f"{place[0]}: warning: follows: the original has changed since this translation was made\n"
        f"    Compare it with {WATER}, then write VERSION here, or run hub translated with the file."
    ]
    assert place[0].startswith(VODA)
    assert [entry.id for entry in waiting(catalogue, "cs").outdated.first] == ["water"]


def test_what_is_not_translated_may_change_without_a_word(tmp_path: Path) -> None:
    root = noted(tmp_path)
    (root / WATER).write_text((root / WATER).read_text(encoding="utf-8") + "redirect_from: [topics/old-water]\n", encoding="utf-8")
    assert warnings(catalogue_in(root)) == []


def test_the_page_says_so_and_the_list_for_translators_names_it(tmp_path: Path) -> None:
    root = noted(tmp_path)
    change(root, "title: Water", "title: Fresh water")
    finished = run(root, *HUB, "build")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    page = (root / "site/cs/topics/water/index.html").read_text(encoding="utf-8")
    assert "Originál se od překladu této stránky změnil." in page
    listed = (root / "site/cs/translations/index.html").read_text(encoding="utf-8")
    outdated = listed[listed.index('id="outdated"') : listed.index('id="partly"')]
    assert re.findall(r'href="([^"]*topics/water/)"', outdated) == ["../../cs/topics/water/"]


def test_of_a_long_list_for_translators_the_first_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    project = project_in(small_project(tmp_path))
    catalogue = load(project)
    work = waiting(catalogue, "cs", most=2)
    pages = Pages(project, catalogue, "cs", datetime(2026, 11, 22, tzinfo=UTC))
    pages.stencil.know(exists=lambda _path: False)
    drawn = pages.draw("layouts/waiting.html.j2", waiting=work)
    missing = drawn[drawn.index('id="missing"') :]
    assert work.missing.size > 2
    assert missing.count("<li>") == 2
    assert f"Ještě {work.missing.size - 2}" in missing
