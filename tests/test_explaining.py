"""Every code of a message is explained, and the examples are true: what is called wrong gives the code, what is called right does not."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge_hub.checking import check
from knowledge_hub.codes import CODES
from knowledge_hub.document import Document
from knowledge_hub.explaining import Explanation, explanations, in_groups
from knowledge_hub.kinds import KINDS
from knowledge_hub.project import Project
from knowledge_hub.source import read
from knowledge_hub.translation import version_of
from small_project import ROOT
from test_command_line import Told, project, told
from test_refused import write

__all__ = ["project"]

TODAY = date(2026, 1, 15)
EXPLAINED = explanations()
WITHOUT = {  # what no text of a record shows, or what takes several records; tests of their own give these
    "too-long",
    "twin",
    "unreadable",
    "unreadable-file",
    "too-large",
    "not-utf-8",
}
ELSEWHERE = {"Tables", "What a change does", "Pages elsewhere", "The site and its tools"}
TITLED = "title: An example\nsummary: An example of it.\n"
RECORDS = {  # what stands beside an example, each without a mistake
    "topic": TITLED,
    "organisation": f"{TITLED}sort: cluster\ncountry: CZ\n",
    "event": f"{TITLED}form: talk\nstart: 2026-03-01\nmode: online\norganiser: ksd\n",
    "funding-call": f"{TITLED}programme: LIFE\nopens: 2026-01-01\ndeadline_model: single-stage\ncut_offs:\n- day: 2026-02-01\n",
    "good-practice": f"{TITLED}organisation: ksd\nplace:\n  country: CZ\nformats: [training]\napproach: It was done.\n",
    "guide": f"{TITLED}audience: All\ntime_needed: A day\nsteps:\n- id: ask\n  title: Ask\n  goal: You know.\n  actions: [Ask.]\n",
    "policy": f"{TITLED}sort: strategy\n",
}
BESIDE = {
    "content/topics/water.yml": f"{TITLED}links:\n- title: The report\n  url: https://example.org/report\n",
    "content/topics/rain.yml": TITLED,
    "content/organisations/ksd.yml": RECORDS["organisation"],
}


def project_with(root: Path) -> Project:
    for path, text in BESIDE.items():
        write(root / path, text)
    return Project(root, languages=("en", "cs"))


def put(root: Path, told: Explanation, example: str) -> Path:
    """The file in which an example stands, with all else that its record needs."""
    example = example.replace("VERSION", version_of(read(root / "content/topics/water.yml", "water"), KINDS["topic"]))
    if told.sort == "files":
        (root / example.strip()).unlink(missing_ok=True)
        write(root / example.strip(), "title: Voda\nsummary: Voda.\n" if ".cs." in example else TITLED)
        return root / example.strip()
    if told.sort == "record":
        path, text = root / "content/topics/example.yml", example
    elif told.sort == "topic.cs":
        path, text = root / "content/topics/water.cs.yml", without("title: Voda\nsummary: Voda.\n", told) + example
    else:
        kind = KINDS[told.sort]
        path, text = root / "content" / kind.kept_in / "example.yml", without(RECORDS[told.sort], told) + example
    write(path, text)
    return path


def without(record: str, told: Explanation) -> str:
    """A record without the fields that the example shows."""
    shown = {*re.findall(r"^\w+(?=:)", told.right, re.MULTILINE), *re.findall(r"^\w+(?=:)", told.wrong, re.MULTILINE)}
    return "".join(field for field in re.findall(r"^\S.*\n(?:[ -].*\n)*", record, re.MULTILINE) if field.partition(":")[0] not in shown)


def codes_in(root: Path, path: Path) -> set[str]:
    return {problem.code for problem in check(Project(root, languages=("en", "cs")), TODAY, [path]).problems}


def test_every_code_is_explained_in_every_language_in_the_same_order() -> None:
    for language in ("en", "cs"):
        assert list(explanations(language)) == list(CODES)
        assert [told.code for _, group in in_groups(language) for told in group] == list(CODES)
        assert [code for code, told in explanations(language).items() if not re.match(r"[^\n]+\.$", told.says)] == []


@pytest.mark.parametrize(("language", "file"), [("en", "docs/contribute/messages.md"), ("cs", "docs/cs/contribute/messages.md")])
def test_the_page_of_messages_shows_every_group_under_its_name(language: str, file: str) -> None:
    shown = re.findall(r'^## (.+)\n\n<!-- hub: messages group="(\d+)" -->$', (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == [(group, str(number)) for number, (group, _) in enumerate(in_groups(language), 1)]


def test_every_code_is_used() -> None:
    sources = [path.read_text() for path in (ROOT / "hooks" / "knowledge_hub").rglob("*.py") if path.name != "codes.py"]
    assert [code for code in CODES if not any(f'"{code}"' in source for source in sources)] == []


def test_every_code_that_a_record_can_give_has_an_example() -> None:
    assert {code for code, told in EXPLAINED.items() if not told.sort and told.group not in ELSEWHERE} == WITHOUT


@pytest.mark.parametrize("code", [code for code, told in EXPLAINED.items() if told.sort])
def test_an_example_gives_its_code_when_wrong_and_not_when_right(code: str, tmp_path: Path) -> None:
    project_with(tmp_path)
    path = put(tmp_path, EXPLAINED[code], EXPLAINED[code].wrong)
    assert code in codes_in(tmp_path, path)
    path.unlink()
    project_with(tmp_path)
    path = put(tmp_path, EXPLAINED[code], EXPLAINED[code].right)
    found = codes_in(tmp_path, path)
    warnings = {told.code for group, all_told in in_groups() if group == "What deserves a look" for told in all_told}
    assert code not in found
    assert found <= {*warnings, "follows-missing", "original-changed"}


def test_what_stands_beside_the_examples_is_without_mistakes(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    for kind, text in RECORDS.items():
        write(tmp_path / "content" / KINDS[kind].kept_in / "example.yml", text)
    assert [str(problem) for problem in check(project, TODAY).problems if not problem.warning] == []
    assert Document("").problems == []


TOLD = """\
unknown-field

Records of this kind have no field of this name here; mostly a letter is wrong, or it stands too
far in or out. The message lists the fields there are, or says which one is meant or where it
belongs.

Wrong:
    titel: Water

Right:
    title: Water

https://hub.example.org/contribute/messages/#unknown-field
"""


def test_a_code_is_explained_with_an_example_and_its_address(project: Path) -> None:
    assert told("explain", "unknown-field") == Told(0, TOLD, "")
    assert told("explain", "[unknown-field]") == Told(0, TOLD, "")


def test_a_code_is_explained_in_czech(project: Path) -> None:
    said = told("explain", "empty-record", "--lang", "cs")
    assert said == Told(
        0,
        "empty-record\n\nSoubor je prázdný. Záznam začíná názvem.\n\nSprávně:\n    title: Water\n"
        "    summary: Using less water and using it again.\n\nhttps://hub.example.org/cs/contribute/messages/#empty-record\n",
        "",
    )


def test_all_codes_are_listed_in_groups() -> None:
    said = told("explain")
    assert (said.status, said.err) == (0, "")
    assert re.findall(r"^  (\S+)  ", said.out, re.MULTILINE) == list(CODES)
    assert re.findall(r"^[^ \n].*", said.out, re.MULTILINE) == [group for group, _ in in_groups()]


def test_a_code_that_there_is_not_is_told_from_those_there_are() -> None:
    unknown = "'unkown-field' is not the code of a message\n    did you mean 'unknown-field'?\n"
    assert told("explain", "unkown-field") == Told(2, "", unknown)
    assert told("explain", "x") == Told(2, "", "'x' is not the code of a message\n    hub explain lists all of them.\n")
