"""An editor with a YAML extension finds the same mistakes, offers the fields and their words, and says what to write."""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.good_practice import FORMATS
from knowledge_hub.kinds.record import Record
from knowledge_hub.schemas import schema_line
from knowledge_hub.shape import shapes
from knowledge_hub.skeleton import skeleton
from language_server import LanguageServer
from small_project import ROOT
from test_refused import CASES
from test_schemas import ABOUT_YAML, SEEN, problems_by_code, schema_for

FILES = [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / "content").glob("*/*.yml"))]
PRACTICE = """\
title: Rain in tanks
summary: Ten firms keep the rain of their roofs and wash with it.
organisation: green-net-finland
place: {country: CZ}
formats: [helpdesk]
approach: Each firm put up a tank.
"""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(ROOT) as server:
        yield server


_number = count()


def new(folder: str = "good-practices", language: str = "") -> str:
    """The path of a record that nobody opened before: what the server finds is told by path alone."""
    return f"content/{folder}/new-{next(_number)}{language and '.'}{language}.yml"


def line_of(file: str) -> str:
    folder, _, name = file.removeprefix("content/").partition("/")
    return schema_line(FOLDERS[folder], translation="." in name.removesuffix(".yml"))


def test_every_record_and_translation_begins_with_the_line_that_names_its_schema() -> None:
    first = {file: (ROOT / file).read_text(encoding="utf-8").partition("\n")[0] for file in FILES}
    assert {file: line for file, line in first.items() if line != line_of(file)} == {}


def test_the_line_leads_to_a_schema() -> None:
    ways = {line_of(file).partition("=")[2] for file in FILES}
    assert len(ways) == 2 * len(KINDS)
    assert [way for way in ways if not (ROOT / "content" / "topics" / way).is_file()] == []


def test_the_editor_finds_no_mistake_in_a_real_record(server: LanguageServer) -> None:
    for file in FILES:
        server.open(file, (ROOT / file).read_text(encoding="utf-8"))
    assert {file: mistakes for file in FILES if (mistakes := server.mistakes(file))} == {}


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("organisation:", "organization:", ['2:1: Missing property "organisation".', "4:1: Property organization is not allowed."]),
        ("approach: Each firm put up a tank.\n", "", ['2:1: Missing property "approach".']),
        ("approach: Each firm put up a tank.\n", "approach:\n", ["7:10: A text is needed here."]),
        ("title: Rain in tanks", "title:", ["2:7: One text, of at most 300 characters."]),
        ("title: Rain in tanks", "title: [Rain]", ["2:8: One text, of at most 300 characters."]),
        ("formats: [helpdesk]", "formats: helpdesk", ["6:10: A list: put each on a line of its own, after '- '."]),
        ("formats: [helpdesk]", "formats: []", ["6:10: Array has too few items. Expected 1 or more."]),
        ("place: {country: CZ}", "place: CZ", ['5:8: Incorrect type. Expected "Place".']),
        ("CZ", "Czechia", ["5:18: Two capital letters, as in CZ; EU stands for the whole Union."]),
        ("green-net-finland", "Green Net Finland", ["4:15: The name of a file in content/organisations/, without .yml."]),
        ("title: Rain", "verified: 4.2.2025\ntitle: Rain", ["2:11: A day is written year-month-day, as in 2027-02-04."]),
        ("title: Rain", "verified: 2027-13-01\ntitle: Rain", ["2:11: A day is written year-month-day, as in 2027-02-04."]),
        ("title: Rain", "draft: maybe\ntitle: Rain", ["2:8: Write yes or no."]),
        (
            "title: Rain",
            "sources:\n- title: Report\n  url: www.example.org\ntitle: Rain",
            ['3:3: Missing property "read".', "4:8: An address begins with https://."],
        ),
        ("[helpdesk]", "[helpdesc]", ["6:11: Value is not accepted. Valid values: " + ", ".join(f'"{word}"' for word in FORMATS) + "."]),
    ],
)
def test_a_mistake_is_shown_where_it_stands_with_what_to_write(server: LanguageServer, written: str, instead: str, said: list[str]) -> None:
    file = new()
    server.open(file, f"{line_of(file)}\n{PRACTICE.replace(written, instead)}")
    assert server.mistakes(file) == said


def test_the_record_is_sound_before_the_mistake_is_made(server: LanguageServer) -> None:
    file = new()
    server.open(file, f"{line_of(file)}\n{PRACTICE}")
    assert server.mistakes(file) == []


def test_the_editor_sees_every_mistake_of_shape_that_the_check_sees(server: LanguageServer, tmp_path: Path) -> None:
    shown: dict[str, str] = {}
    for name, case in CASES.items():
        found = problems_by_code(case, tmp_path / name)
        if set(found) & ABOUT_YAML:
            continue
        for wrong in {file for code in found if code in SEEN for file in found[code] if schema_for(file)}:
            _, folder, id = wrong.removesuffix(".yml").split("/")
            file = new(folder, id.partition(".")[2])
            server.open(file, f"{line_of(file)}\n{(tmp_path / name / wrong).read_text(encoding='utf-8-sig')}")
            shown[file] = name
    assert [name for file, name in shown.items() if not server.mistakes(file)] == []
    assert len(shown) > 60


def offered(server: LanguageServer, text: str, file: str) -> list[dict[str, Any]]:
    """What is offered at the end of a text."""
    whole = f"{line_of(file)}\n{text}"
    server.open(file, whole)
    found: list[dict[str, Any]] = server.ask_at("completion", file, whole.count("\n") + 1, len(whole) - whole.rfind("\n"))["items"]
    return found


def offers(server: LanguageServer, text: str, file: str) -> dict[str, str]:
    """The same by what it is called, each with what is told of it."""
    found = offered(server, text, file)
    return {item["label"]: said.get("value", said) if isinstance(said := item.get("documentation", ""), dict) else said for item in found}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_empty_record_is_offered_every_field_with_its_description(server: LanguageServer, kind: type[Record]) -> None:
    found = offers(server, "", new(kind.kept_in))
    wanted = {shape.name: shape.description for shape in shapes(kind)}
    assert {name: told for name, told in found.items() if name in wanted} == wanted
    assert set(found) - set(wanted) == {kind.called[0]}  # all that is needed, at once


def test_the_words_of_a_vocabulary_are_offered_with_their_labels(server: LanguageServer) -> None:
    assert offers(server, "formats:\n- ", new()) == FORMATS


def test_the_fields_of_a_part_are_offered_in_it(server: LanguageServer) -> None:
    assert list(offers(server, "place:\n  ", new())) == ["country", "countries", "region", "nuts", "city"]


def test_countries_are_offered_with_their_names(server: LanguageServer) -> None:
    found = offers(server, "place:\n  country: ", new())
    assert (found["CZ"], found["EU"], found['"NO"']) == ("Czechia", "European Union", "Norway")


def test_a_translation_is_offered_what_is_translated_and_no_more(server: LanguageServer) -> None:
    found = set(offers(server, "", new(language="cs"))) & {shape.name for shape in shapes(KINDS["good-practice"])}
    assert found == {
        *("title", "summary", "partners", "challenge", "approach", "results", "resources", "lessons", "transferability", "links", "text")
    }


def test_what_is_taken_from_the_offer_brings_no_example_into_the_record(server: LanguageServer) -> None:
    written = {item["label"]: item["insertText"] for item in offered(server, "", new())}
    assert written["title"] == "title: "
    assert written["verified"] == "verified: "
    assert written["place"] == "place:\n  "
    assert written["Good practice"] == "title: $1\nsummary: $2\norganisation: $3\nplace:\n  $4\nformats:\n  - \napproach: $5"


def test_a_field_under_the_pointer_is_explained(server: LanguageServer) -> None:
    file = new()
    server.open(file, f"{line_of(file)}\nverified: 2026-11-21\nformats:\n- training\n")
    told = server.ask_at("hover", file, 2, 3)["contents"]["value"]
    assert told.split("\n\nSource:")[0] == (
        "#### Day the facts were checked\n\nThe day the facts were last checked against the sources.\n\n"
        "Example:\n\n```yaml\n2027-02-04\n```\n\nExample:\n\n```yaml\n2026-11-21\n```"
    )
    assert "* `training`: Training\n" in server.ask_at("hover", file, 4, 4)["contents"]["value"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_skeleton_leads_to_its_schema(server: LanguageServer, kind: type[Record]) -> None:
    file = new(kind.kept_in)
    server.open(file, skeleton(kind))
    assert server.mistakes(file) != []
    assert server.ask_at("hover", file, 6, 1)["contents"]["value"].startswith("#### Title\n\nThe name of it")


def settings_of_the_editor() -> dict[str, Any]:
    """What .vscode/settings.json says below `yaml.`, as the server asks for it."""
    written = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    told: dict[str, Any] = {}
    for name, value in json.loads(re.sub(r"^//.*\n", "", written)).items():
        if name.startswith("yaml."):
            *ways, last = name.removeprefix("yaml.").split(".")
            inner = told
            for way in ways:
                inner = inner.setdefault(way, {})
            inner[last] = value
    return told


def test_the_settings_of_the_editor_tell_records_from_translations_without_the_line() -> None:
    with LanguageServer(ROOT, settings_of_the_editor()) as server:
        found = {}
        for file in ("content/events/new-2027.yml", "content/events/new-2027.cs.yml", "content/README.yml", "content/events/below/new.yml"):
            server.open(file, "title: New\nsummary: New and good.\n")
            found[file] = server.mistakes(file)
    missing = ['1:1: Missing property "form".', '1:1: Missing property "start".', '1:1: Missing property "mode".']
    assert list(found.values()) == [missing, [], [], []]
