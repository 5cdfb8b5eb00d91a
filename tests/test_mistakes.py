"""The mistakes that people make: what the check, an editor and the form say of each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from conftest import reader
from knowledge_hub.checking import Checked, check
from knowledge_hub.project import Project
from language_server import LanguageServer
from small_project import ROOT

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "mistakes.yml").read_text(encoding="utf-8"))
RECORD, MISTAKES = TABLE["record"], TABLE["mistakes"]
FILE = "content/good-practices/rain-in-tanks.yml"
READ_BY_THE_FORM = {name: case for name, case in MISTAKES.items() if case["form"] not in ("written", "chosen", "said")}


def mistaken(name: str) -> str:
    return str(RECORD).replace(MISTAKES[name]["replace"], MISTAKES[name]["by"], 1)


def checked(root: Path, text: str, *, fix: bool = False) -> Checked:
    for file, content in {**TABLE["beside"], FILE: text}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content, encoding="utf-8")
    return check(Project(root, languages=("en", "cs")), date(2026, 1, 15), fix=fix)


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    with LanguageServer(ROOT) as editor:
        yield editor


def mistakes_in(checked: Checked) -> list[str]:
    found = [problem for problem in checked.problems if not problem.warning]
    return [f"{problem} [{problem.code}]".removeprefix(f"{FILE}:") for problem in found]


def test_there_are_thirty_and_more() -> None:
    assert len(MISTAKES) >= 30


def test_the_record_is_sound_before_a_mistake_is_made(tmp_path: Path, editor: LanguageServer) -> None:
    assert mistakes_in(checked(tmp_path, RECORD)) == []
    editor.open("content/good-practices/sound.yml", RECORD)
    assert editor.mistakes("content/good-practices/sound.yml") == []


@pytest.mark.parametrize("name", MISTAKES)
def test_the_check_says_what_is_wrong_and_what_to_write(name: str, tmp_path: Path) -> None:
    assert mistakes_in(checked(tmp_path, mistaken(name))) == MISTAKES[name]["check"]


@pytest.mark.parametrize("name", MISTAKES)
def test_what_has_one_answer_is_mended_with_nothing_left(name: str, tmp_path: Path) -> None:
    after = checked(tmp_path, mistaken(name), fix=True)
    told = [line.removeprefix(f"{FILE}:").partition(": ")[2] for line in after.mended.told]
    assert told == [MISTAKES[name]["fix"]] if "fix" in MISTAKES[name] else told == []
    assert bool(told) != bool(mistakes_in(after))


@pytest.mark.parametrize("name", MISTAKES)
def test_an_editor_shows_it(name: str, editor: LanguageServer) -> None:
    file = f"content/good-practices/{name.replace(' ', '-')}.yml"
    editor.open(file, mistaken(name))
    assert [said.partition(" Valid values: ")[0] for said in editor.mistakes(file)] == [
        said.partition(" Valid values: ")[0] for said in MISTAKES[name]["editor"]
    ]


def test_the_form_says_it_in_the_words_of_the_check(browser: Browser, server: str) -> None:
    asked = [[case["form"], case["by"].rpartition(": ")[2]] for case in READ_BY_THE_FORM.values()]
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto("contribute/good-practice/")
        said = page.evaluate(
            """async (asked) => {
            const { read } = await import("/assets/js/form/values.js");
            const { known, rowsOf } = await import("/assets/js/form/known.js");
            await rowsOf("country");
            const said = asked.map(([sort, written]) => read(sort, written, known));
            return said.map(({ says, advice }) => advice ? `${says}\\n    ${advice}` : says);
            }""",
            asked,
        )
    assert [case["check"][0].partition(": ")[2].partition(": ")[2].rpartition(" [")[0] for case in READ_BY_THE_FORM.values()] == said
