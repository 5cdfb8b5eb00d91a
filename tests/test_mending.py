"""What has one answer is mended, and nothing else: each file in cases/mended/ holds content, what is told of it, and the content then.

`given` are files by path, as in cases/refused/; `told` is a line for each mend; `expected` are the files that are other than before,
an empty text for one that is gone; `left` is what is still wrong.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_hub.checking import Checked, check
from knowledge_hub.kinds import FOLDERS
from knowledge_hub.layout import formatted
from knowledge_hub.mending import difference, edited, write
from knowledge_hub.problems import Fix, Place
from knowledge_hub.project import Project
from small_project import SMALL, contents
from test_refused import write as write_file

FILES = sorted((Path(__file__).parent / "cases" / "mended").glob("*.yml"))
CASES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
TODAY = date(2026, 1, 15)


def project_in(root: Path) -> Project:
    return Project(root, languages=("en", "cs"))


def texts(root: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in contents(root).items()}


def mended(root: Path) -> Checked:
    """What was mended in the files of this folder, and is written now."""
    checked = check(project_in(root), TODAY, fix=True)
    write(project_in(root), checked.mended)
    return checked


def mistakes(checked: Checked) -> list[str]:
    return [str(problem) for problem in checked.problems if not problem.warning]


@pytest.mark.parametrize("name", CASES)
def test_what_has_one_answer_is_mended_and_nothing_else(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    for file, content in case["given"].items():
        write_file(tmp_path / file, content)
    before = texts(tmp_path)
    checked = mended(tmp_path)
    after = texts(tmp_path)
    changed = {path: after.get(path, "") for path in {*before, *after} if before.get(path) != after.get(path)}
    assert (checked.mended.told, changed, mistakes(checked)) == (case.get("told", []), case.get("expected", {}), case.get("left", []))


@pytest.mark.parametrize("name", CASES)
def test_what_is_mended_stays_so(name: str, tmp_path: Path) -> None:
    for file, content in CASES[name]["given"].items():
        write_file(tmp_path / file, content)
    mended(tmp_path)
    before = texts(tmp_path)
    assert mended(tmp_path).mended.told == []
    assert texts(tmp_path) == before


@pytest.mark.parametrize("name", CASES)
def test_what_is_left_is_what_a_new_check_finds(name: str, tmp_path: Path) -> None:
    for file, content in CASES[name]["given"].items():
        write_file(tmp_path / file, content)
    checked = mended(tmp_path)
    assert checked.problems == check(project_in(tmp_path), TODAY).problems


RECORDS = {
    path: formatted(text.decode(), FOLDERS[path.partition("/")[0]], translation=".cs." in path) or ""
    for path, text in contents(SMALL / "content").items()
}
SPOILT = {  # what a person may do to a word of a record
    "a letter is lost": lambda word: word[:2] + word[3:],
    "a letter is doubled": lambda word: word[:2] + word[1:],
    "two letters change places": lambda word: word[:1] + word[2:3] + word[1:2] + word[3:],
    "all is written large": lambda word: word.upper(),
    "a blank comes behind it": lambda word: word + " ",
    "a colon comes in": lambda word: word + ": ",
    "quotes come around it": lambda word: f"'{word}'",
}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(RECORDS)), st.integers(0, 400), st.sampled_from(sorted(SPOILT)))
def test_nothing_becomes_worse(tmp_path_factory: pytest.TempPathFactory, file: str, number: int, how: str) -> None:
    root = tmp_path_factory.mktemp("spoilt")
    for path, text in RECORDS.items():
        write_file(root / "content" / path, text)
    words = RECORDS[file].split(" ")
    words[number % len(words)] = SPOILT[how](words[number % len(words)])
    write_file(root / "content" / file, " ".join(words))
    before, found = texts(root), check(project_in(root), TODAY)
    checked = mended(root)
    after = texts(root)
    assert {path for path in before if before[path] != after.get(path)} <= {f"content/{file}"}
    assert len(mistakes(checked)) <= len(mistakes(found))
    if not checked.mended.told:
        assert after == before


def test_a_fix_whose_spot_holds_something_else_is_not_made() -> None:
    text = "title: Rain\nbroader: water\n"
    elsewhere = [Fix(Place("f", 1, 8), "Snow", "Rain"), Fix(Place("f", 9, 1), "Rain", "Snow"), Fix(Place("f", 2, 16), "water", "x")]
    assert edited(text, elsewhere) == (text, [])


def test_of_two_fixes_that_touch_one_is_made() -> None:
    last = Fix(Place("f", 1, 3), "cd", "CD")
    assert edited("abcd", [Fix(Place("f", 1, 1), "abc", "ABC"), last]) == ("abCD", [last])


def test_a_dry_run_shows_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    case = CASES["a-folder-that-is-misspelt"]
    for file, content in case["given"].items():
        write_file(tmp_path / file, content)
    before = texts(tmp_path)
    checked = check(project_in(tmp_path), TODAY, fix=True)
    assert difference(project_in(tmp_path), checked.mended) == (
        "diff --git a/content/topic/rain.yml b/content/topics/rain.yml\n"
        "rename from content/topic/rain.yml\n"
        "rename to content/topics/rain.yml\n"
        "--- a/content/topic/rain.yml\n"
        "+++ b/content/topics/rain.yml\n"
        "@@ -1,3 +1,3 @@\n"
        " title: Rain\n"
        " summary: Rain that is kept.\n"
        "-verified: 4.2.2025\n"
        "+verified: 2025-02-04\n"
    )
    assert texts(tmp_path) == before


def test_nothing_outside_of_content_is_touched(tmp_path: Path) -> None:
    write_file(tmp_path / "elsewhere" / "rain.yml", "titel: Rain\nsummary: Rain.\n")
    write_file(tmp_path / "content" / "topics" / "water.yml", "title: Water\nsummary: Water that is kept.\n")
    (tmp_path / "content" / "topics" / "rain.yml").symlink_to(tmp_path / "elsewhere" / "rain.yml")
    (tmp_path / "content" / "event").symlink_to(tmp_path / "elsewhere")
    assert mended(tmp_path).mended.told == []
    assert (tmp_path / "elsewhere" / "rain.yml").read_text() == "titel: Rain\nsummary: Rain.\n"


def test_line_ends_and_the_mark_at_the_beginning_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "content" / "topics").mkdir(parents=True)
    (tmp_path / "content" / "topics" / "rain.yml").write_bytes(b"\xef\xbb\xbftitel: Rain\r\nsummary: Rain that is kept.\r\n")
    assert mended(tmp_path).mended.told == ["content/topics/rain.yml:1:1: 'titel' becomes 'title'"]
    assert (tmp_path / "content/topics/rain.yml").read_bytes() == b"\xef\xbb\xbftitle: Rain\r\nsummary: Rain that is kept.\r\n"
