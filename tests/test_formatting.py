"""Records in one order and style: what is written differently reads the same, and comments stay with what they are about.

Each file in cases/formatted/ holds a record as a person may write it and as `hub fmt` leaves it.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_hub.checking import check
from knowledge_hub.document import Document
from knowledge_hub.formatting import records_in, reformatted
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.layout import formatted, untidy
from knowledge_hub.mending import write
from knowledge_hub.project import Project, project_in
from knowledge_hub.skeleton import skeleton
from knowledge_hub.source import parse
from small_project import ROOT, SMALL, contents
from test_command_line import Told, project, told
from test_mending import TODAY, texts
from test_refused import CASES as REFUSED
from test_refused import write as write_file

FILES = sorted((Path(__file__).parent / "cases" / "formatted").glob("*.yml"))
CASES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
RECORDS = {path: content.decode() for path, content in contents(SMALL / "content").items()}
SIGNS = "ab :#-'\"[]{},&*!|>%@`?~\\\n.0žß🌍"

__all__ = ["project"]


def values_of(text: str) -> Any:
    """What a record says: blanks around a text say nothing."""
    document = parse(text, Document("a record"))
    assert document.problems == []
    return stripped(document.values)


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: stripped(one) for name, one in value.items()}
    return [stripped(one) for one in value] if isinstance(value, list) else value.strip()


@pytest.mark.parametrize("name", CASES)
def test_a_record_is_put_in_order_and_style(name: str) -> None:
    case = CASES[name]
    kind = KINDS[case.get("kind", "topic")]
    after = formatted(case["given"], kind, translation=case.get("translation", False))
    assert after == case["expected"]
    if after:
        assert values_of(after) == values_of(case["given"])
        assert formatted(after, kind, translation=case.get("translation", False)) == after


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_reads_the_same_and_is_left_alone_the_second_time(name: str) -> None:
    kind = FOLDERS[name.partition("/")[0]]
    after = formatted(RECORDS[name], kind)
    assert after
    assert values_of(after) == values_of(RECORDS[name])
    assert formatted(after, kind) == after
    assert not untidy(parse(after, Document(name)), kind)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.text(SIGNS, min_size=1, max_size=150).map(str.strip).filter(bool), min_size=4, max_size=4),
    st.permutations(["summary", "links", "title", "text"]),
    st.lists(st.text("ab #'\":-", max_size=9), min_size=5, max_size=5),
)
def test_whatever_texts_and_comments_there_are_they_stay(said: list[str], order: list[str], comments: list[str]) -> None:
    names = {"title": [f"title: {quoted(said[0])}"], "summary": [f"summary: {quoted(said[1])}"], "text": [f"text: {quoted(said[2])}"]}
    names["links"] = ["links:", f"  # {comments[0]}", f"  - url: {quoted(said[3])} # {comments[1]}", f"    title: x # {comments[2]}"]
    text = "\n".join([f"# {comments[3]}", "", *(line for name in order for line in names[name]), f"# {comments[4]}"]) + "\n"
    if parse(text, Document("")).problems:
        return
    after = formatted(text, KINDS["topic"])
    assert after
    assert values_of(after) == values_of(text)
    assert list(values_of(after)) == ["title", "summary", "links", "text"]
    assert formatted(after, KINDS["topic"]) == after
    assert sorted(comments_of(after)[1:]) == sorted(comments_of(text))


def quoted(text: str) -> str:
    """The text in quotes, as one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def comments_of(text: str) -> list[str]:
    """All comments in the words of another reader of YAML."""
    at, found = 0, []
    for token in yaml.scan(text, yaml.SafeLoader):
        found += [line.partition("#")[2].strip() for line in text[at : token.start_mark.index].split("\n") if "#" in line]
        at = max(at, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            found += [line.partition("#")[2].strip() for line in text[token.start_mark.index : at].split("\n")[:1] if "#" in line]
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_left_alone(name: str) -> None:
    for file, text in REFUSED[name]["given"].items():
        if isinstance(text, str) and file.endswith(".yml") and file.count("/") == 2:
            kind = FOLDERS.get(file.split("/")[1], KINDS["topic"])
            after = formatted(text, kind)
            broken = parse(text, Document("")).problems
            assert (after is None) == bool(broken)
            assert after is None or values_of(after) == values_of(text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_skeleton_of_a_record_is_in_order_and_style(kind: str) -> None:
    filled = skeleton(KINDS[kind]).replace(":\n", ": x\n", 1)
    after = formatted(filled, KINDS[kind])
    assert after
    assert comments_of(after) == comments_of(filled)


def test_the_real_records_are_in_order_and_style() -> None:
    assert [file for file, _ in reformatted(project_in(ROOT))] == []


def test_a_check_that_mends_puts_fields_in_order_and_takes_blanks_away(tmp_path: Path) -> None:
    write_file(tmp_path / "content/topics/rain.yml", "summary: Rain that is kept.  \ntitle: Rain # it falls\n")
    write_file(tmp_path / "content/topics/snow.yml", "title: 'Snow'\nsummary: Snow that is kept.\n")
    mending = Project(tmp_path, languages=("en", "cs"))
    checked = check(mending, TODAY, fix=True)
    write(mending, checked.mended)
    assert checked.mended.told == ["content/topics/rain.yml: fields in their order, no blanks behind lines"]
    assert texts(tmp_path) == {
        "content/topics/rain.yml": "# yaml-language-server: $schema=../../schemas/topic.json\n"
        "title: Rain # it falls\nsummary: Rain that is kept.\n",
        "content/topics/snow.yml": "title: 'Snow'\nsummary: Snow that is kept.\n",
    }
    assert check(mending, TODAY, fix=True).mended.told == []


def test_hub_fmt_tells_each_file_it_changes(project: Path) -> None:
    for path, kind, translation in records_in(project_in(project)):
        path.write_text(formatted(path.read_text(), kind, translation=translation) or "")
    (project / "content/topics/rain.yml").write_text("summary: Rain.\ntitle: 'Rain'\n")
    (project / "content/topics/water.yml").write_text("title: Water: used\n")
    cannot = "content/topics/water.yml: cannot be read whole; see hub check\n"
    assert told("fmt", "--check") == Told(1, f"content/topics/rain.yml: is not in order and style\n{cannot}", "")
    assert told("fmt") == Told(1, f"content/topics/rain.yml: put in order and style\n{cannot}", "")
    assert told("fmt", "content/topics/rain.yml") == Told(0, "all in order and style\n", "")
    assert (project / "content/topics/rain.yml").read_text().splitlines()[1:] == ["title: Rain", "summary: Rain."]
    assert (project / "content/topics/water.yml").read_text() == "title: Water: used\n"
