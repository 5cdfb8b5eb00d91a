"""The guide for contributors is true: what it shows passes the check, what it quotes is said, and what it tells to press is there."""

import csv
import re
import shlex
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from selectolax.lexbor import LexborHTMLParser, LexborNode
from typer.testing import CliRunner

from knowledge_hub.cli import app
from page_types import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GUIDE = {language: DOCS / ("" if language == "en" else language) / "contribute" for language in LANGUAGES}
PAGES = [pytest.param(file, id=file.relative_to(DOCS).as_posix()) for folder in GUIDE.values() for file in sorted(folder.glob("*.md"))]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
RECORD = "content/good-practices/visits-to-finland.yml"
VERBS: Any = typer.main.get_command(app)
OPTIONS = {
    name: {"--help", *(option for parameter in verb.params for option in parameter.opts)} for name, verb in VERBS.commands.items()
}  # of each verb
MOST = 50_000  # bytes of a picture


def blocks(page: str, sort: str, language: str) -> list[str]:
    """The blocks of a page of the guide in this notation."""
    text = (GUIDE[language] / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{sort}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[list[str]]:
    """The words of every command of ours that a page quotes, in a line of its own or in a sentence."""
    lines = [
        line
        for block in re.findall(r"^```(?:text|sh)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for line in block.replace("\\\n", "").splitlines()
    ]
    for line in (*lines, *re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))):
        for one in line.split(" && "):
            if re.match(r"(hub|make)(\s|$)", one):
                yield shlex.split(one, comments=True)


def unknown(words: list[str]) -> str:
    """What `hub` or `make` does not know of these words; empty where all is known."""
    program, *rest = words
    if program == "make":
        return next((f"make knows no {word}" for word in rest if word not in TARGETS), "")
    known = OPTIONS.get(rest[0] if rest else "", {"--help"})
    if rest and rest[0] not in OPTIONS and rest[0] != "--help":
        return f"hub knows no {rest[0]}"
    return next((f"hub {rest[0]} knows no {word}" for word in rest if word.startswith("--") and word not in known), "")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's records, as somebody has it who follows the guide."""
    folder = tmp_path_factory.mktemp("hub")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def hub(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    """What runs `hub` in it; the records of the guide are gone again afterwards."""
    monkeypatch.chdir(project)
    yield CliRunner()
    for file in (project / RECORD).parent.glob("visits-to-finland*"):
        file.unlink()


@pytest.mark.parametrize("file", PAGES)
def test_every_command_in_the_guide_exists(file: Path) -> None:
    quoted = list(commands(file.read_text(encoding="utf-8")))
    assert [(shlex.join(words), says) for words in quoted if (says := unknown(words))] == []


def test_a_command_that_does_not_exist_would_be_found() -> None:
    text = "Run `hub chekc` or\n\n```text\nmake sites\nhub check --mend\nhub translated\n```\n"
    assert {shlex.join(words): unknown(words) for words in commands(text)} == {
        "make sites": "make knows no sites",
        "hub check --mend": "hub check knows no --mend",
        "hub translated": "",
        "hub chekc": "hub knows no chekc",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_of_the_guide_and_its_translation_pass_the_check(language: str, hub: CliRunner) -> None:
    (original,) = blocks("in-the-browser", "yaml", language)
    (translation,) = blocks("translate", "yaml", language)
    translated = RECORD.replace(".yml", ".cs.yml")
    Path(RECORD).write_text(original, encoding="utf-8")
    Path(translated).write_text(translation, encoding="utf-8")
    assert hub.invoke(app, ["translated", translated]).output == "1 translation noted\n"
    assert hub.invoke(app, ["check", RECORD, translated]).output == "no problems\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["in-the-browser", "on-your-computer"])
def test_the_message_in_the_guide_is_what_the_check_says(page: str, language: str, hub: CliRunner) -> None:
    (shown,) = (block for block in blocks(page, "text", language) if "[dead-link]" in block)
    (original,) = blocks("in-the-browser", "yaml", language)
    Path(RECORD).write_text(original.replace("circular-economy", "circular-econmy"), encoding="utf-8")
    assert hub.invoke(app, ["check", RECORD]).output.startswith(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_shows_what_becomes_of_a_translation_when_the_original_changes(language: str, hub: CliRunner) -> None:
    (shown,) = (block for block in blocks("translate", "text", language) if "[original-changed]" in block)
    (original,) = blocks("in-the-browser", "yaml", language)
    (translation,) = blocks("translate", "yaml", language)
    translated = RECORD.replace(".yml", ".cs.yml")
    Path(RECORD).write_text(original, encoding="utf-8")
    Path(translated).write_text(translation, encoding="utf-8")
    hub.invoke(app, ["translated", translated])
    Path(RECORD).write_text(original.replace("three days", "four days"), encoding="utf-8")
    assert hub.invoke(app, ["check", translated]).output.startswith(shown)


def first_table(page: Path) -> list[list[LexborNode]]:
    rows = LexborHTMLParser(page.read_text(encoding="utf-8")).css("article table:first-of-type tr")
    return [row.css("td") for row in rows if row.css("td")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_guide_is_taken_and_its_mistakes_are_those_shown(language: str, hub: CliRunner, site: Path) -> None:
    rows = first_table(site / ("" if language == "en" else language) / "contribute" / "with-a-table" / "index.html")
    table = {cells[0].text(strip=True): cells[1].css("code")[-1].text(strip=True) for cells in rows}
    refused, taken = (block for block in blocks("with-a-table", "text", language) if "; nothing was written" in block)
    for values, expected in (
        ({**table, "topics": "circular-econmy", "sources.read": "21.11.2026"}, refused),
        (table, taken),
    ):
        with Path("practices.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([values.keys(), values.values()])
        assert hub.invoke(app, ["import", "practices.csv", "--kind", "good-practice", "--dry-run"]).output == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["with-the-form", "in-the-browser", "translate"])
def test_what_the_guide_tells_to_press_is_there(page: str, language: str, site: Path) -> None:
    home = site / ("" if language == "en" else language)
    seen = " ".join(
        (LexborHTMLParser((home / path / "index.html").read_text(encoding="utf-8")).body or pytest.fail(path)).text(separator=" ")
        for path in ("contribute/good-practice", "good-practices/bioshoes4all")
    )
    named = [
        one.text()
        for one in LexborHTMLParser((home / "contribute" / page / "index.html").read_text(encoding="utf-8")).css("article strong")
    ]
    assert named
    assert [name for name in named if " ".join(name.split()) not in " ".join(seen.split())] == []


@pytest.mark.parametrize("picture", sorted((DOCS / "assets" / "img" / "guide").glob("*.png")), ids=lambda file: file.stem)
def test_a_picture_of_the_guide_is_small_told_in_words_and_keeps_its_place(picture: Path) -> None:
    language = picture.stem[-2:]
    shown = re.compile(rf"!\[([^]]+)\]\([./]+/assets/img/guide/{picture.name}\)\{{ width=\"(\d+)\" height=\"(\d+)\" loading=\"lazy\" \}}")
    found = [match.groups() for file in GUIDE[language].glob("*.md") for match in shown.finditer(file.read_text(encoding="utf-8"))]
    ((said, across, down),) = found
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert len(said) > 40
    assert abs(width / int(across) - height / int(down)) < 0.02
    assert picture.stat().st_size < MOST
