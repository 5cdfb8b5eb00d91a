"""The form reads and refuses what `hub check` does, in the same words, and writes YAML that is read back as it was typed."""

import random
import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from pydantic_core import PydanticCustomError

from conftest import reader
from knowledge_hub.document import Document, named
from knowledge_hub.kinds import KINDS, fields
from knowledge_hub.kinds.marks import Sort
from knowledge_hub.kinds.readers import zones
from knowledge_hub.kinds.values import clock_text
from knowledge_hub.problems import did_you_mean
from knowledge_hub.reading import record_of
from knowledge_hub.retelling import retold
from knowledge_hub.source import parse
from knowledge_hub.speech import Speech, id_from

CASES = Path(__file__).parent / "cases"


class AsWritten(yaml.SafeLoader):
    """Reads every scalar as the text that is written."""


AsWritten.yaml_implicit_resolvers = {}


def cases(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((CASES / name).read_text(encoding="utf-8"), AsWritten)  # noqa: S506 - a safe loader
    return found


def whole(text: str) -> str:
    """A text of the table with what it stands for: '{x*3}' is 'xxx'."""
    return re.sub(r"\{(.)\*(\d+)\}", lambda sign: sign[1] * int(sign[2]), text)


SORTS = {mark.name: mark for sort in vars(fields).values() for mark in getattr(sort, "__metadata__", ()) if isinstance(mark, Sort)}
VALUES = [
    (sort, whole(written), {name: whole(said) for name, said in expected.items()})
    for sort, rows in cases("values.yml").items()
    for written, expected in rows.items()
]
RULES = cases("rules.yml")
HARDEST = [whole(text) for rows in ("kept", "long") for text in cases("hardest.yml")[rows]]

# What every record of a kind needs.
NEEDED: dict[str, dict[str, Any]] = {
    "good-practice": {"organisation": "eccp", "place": {"country": "CZ"}, "formats": ["study"], "approach": "It was done."},
    "event": {"form": "talk", "start": "2026-05-02", "mode": "online"},
    "funding-call": {"deadline_model": "continuous"},
    "organisation": {"sort": "network", "country": "CZ"},
    "project": {},
    "policy": {"sort": "plan"},
    "guide": {"audience": "All", "time_needed": "A day", "steps": [{"id": "go", "title": "Go", "goal": "Gone", "actions": ["Go"]}]},
}


@pytest.fixture(scope="module")
def scripts(browser: Browser, server: str) -> Iterator[Page]:
    """A page whose scripts can be asked."""
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto("contribute/good-practice/")
        yield page


def test_the_table_has_every_sort_of_value() -> None:
    assert {sort for sort, _, _ in VALUES} == set(SORTS)


@pytest.mark.parametrize(("sort", "written", "expected"), VALUES, ids=[f"{sort} {written[:20]!a}" for sort, written, _ in VALUES])
def test_hub_check_reads_the_table(sort: str, written: str, expected: dict[str, str]) -> None:
    try:
        value = SORTS[sort].value_of(written)
    except PydanticCustomError as refusal:
        said = refusal.context or {}
        assert {name: said[name] for name in ("says", "advice") if said[name]} == expected
    else:
        shown = (
            {True: "yes", False: "no"}[value] if isinstance(value, bool) else clock_text(value) if isinstance(value, time) else str(value)
        )
        assert {"value": shown} == expected


def test_every_refusal_of_the_table_has_its_czech() -> None:
    told = {"\n    ".join(said[name] for name in ("says", "advice") if name in said) for _, _, said in VALUES if "says" in said}
    czech = Speech("cs")
    assert [message for message in told if any(line in retold(message, czech) for line in message.split("\n"))] == []


def test_the_form_reads_the_table_alike(scripts: Page) -> None:
    said = scripts.evaluate(
        """async (asked) => {
        const { read } = await import("/assets/js/form/values.js");
        const { known, rowsOf } = await import("/assets/js/form/known.js");
        await rowsOf("country");
        return asked.map(([sort, written]) => {
            const { value, says, advice } = read(sort, written, known);
            return value === undefined ? (advice ? { says, advice } : { says }) : { value };
        });
        }""",
        [[sort, written] for sort, written, _ in VALUES],
    )
    assert [(sort, written, one) for (sort, written, _), one in zip(VALUES, said, strict=True)] == VALUES


def values_of(case: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Title", "summary": "Summary", **NEEDED[case["kind"]], **case["written"]}


@pytest.mark.parametrize("says", RULES)
def test_hub_check_says_what_fields_get_wrong_together(says: str) -> None:
    case = RULES[says]
    kind = KINDS[case["kind"]]
    document = Document("x.yml", values=values_of(case))
    _, problems = record_of(document, kind)
    assert [[problem.field, problem.says, problem.advice] for problem in problems] == case["says"]


def test_the_form_says_it_alike(scripts: Page) -> None:
    said = scripts.evaluate(
        """async (asked) => {
        const { broken } = await import("/assets/js/form/rules.js");
        return asked.map(([kind, values]) => [...broken(kind, values)].map(([way, says, advice]) => [way, says, advice ?? ""]));
        }""",
        [[case["kind"], values_of(case)] for case in RULES.values()],
    )
    told = {says: [[named(tuple(way)), *words] for way, *words in found] for says, found in zip(RULES, said, strict=True)}
    assert told == {says: case["says"] for says, case in RULES.items()}


def test_the_form_finds_the_word_that_hub_check_finds(scripts: Page) -> None:
    chance = random.Random(20260115)
    known = sorted({*zones(), "circular-economy", "water", "waste", "eccp", "event", "events"})
    asked = [misspelt(chance, chance.choice(known)) for _ in range(400)]
    said = scripts.evaluate(
        """async ([asked, known]) => {
        const { meant } = await import("/assets/js/form/near.js");
        return asked.map((word) => meant(word, known)[0]);
        }""",
        [asked, known],
    )
    assert dict(zip(asked, said, strict=True)) == {word: did_you_mean(word, known) for word in asked}
    assert sum(map(bool, said)) > 200


def misspelt(chance: random.Random, word: str) -> str:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(word) + 1)
        word = word[:at] + chance.choice(["", chance.choice("aeinrst-/")]) + word[at + chance.randint(0, 1) :]
    return word


def written_by(page: Page, records: list[dict[str, Any]]) -> list[str]:
    """The records as the form writes them."""
    found: list[str] = page.evaluate(
        """async (records) => {
        const { yaml } = await import("/assets/js/form/yaml.js");
        return records.map((record) => yaml(record, "# A record"));
        }""",
        records,
    )
    return found


def test_what_the_form_writes_is_read_back_as_it_was(scripts: Page) -> None:
    chance = random.Random(20260115)
    records: list[dict[str, Any]] = [{"text": text, "list": [text, {"inner": text, "more": [text]}]} for text in HARDEST]
    records += [any_record(chance) for _ in range(1500)]
    slow = len(HARDEST) + 200  # so many are read by PyYAML's own parser, which is not that of the hub
    for number, (record, text) in enumerate(zip(records, written_by(scripts, records), strict=True)):
        document = parse(text, Document("x.yml"))
        assert [str(problem) for problem in document.problems] == []
        assert document.values == record
        assert yaml.load(text, yaml.SafeLoader if number < slow else yaml.CSafeLoader) == record, text  # noqa: S506 - both are safe


# What texts are made of, each part as likely as the others.
SIGNS = [
    "a",
    "Ž",
    "é",
    "7",
    "0",
    " ",
    "  ",
    ":",
    ": ",
    " #",
    "#",
    "-",
    "- ",
    "\n",
    "\n\n",
    "\t",
    "'",
    '"',
    "|",
    ">",
    "%",
    "@",
    "`",
    "&",
    "*",
    "!",
]
SIGNS += ["~", "?", "{", "}", "[", "]", ",", "=", "<", "\\", "\\n", "no", "null", "1e3", "😀", "\u00a0", "…", ".", "...", "---"]
SIGNS += ["\n---\n", "\n  ", "\n- ", "<<"]


def any_text(chance: random.Random) -> str:
    """A text of some parts; sometimes one that is longer than a line."""
    while True:
        text = "".join(chance.choice(SIGNS) for _ in range(chance.choice([1, 2, 4, 8, 60]))).strip()
        if text:
            return text


def any_record(chance: random.Random) -> dict[str, Any]:
    return {
        "title": any_text(chance),
        "lessons": [any_text(chance) for _ in range(chance.randint(1, 3))],
        "place": {"city": any_text(chance), "region": any_text(chance)},
        "sources": [{"title": any_text(chance), "inner": {"deep": any_text(chance), "all": [any_text(chance)]}}],
    }


TITLES = [
    "Waste heat warms a town",
    "Příliš žluťoučký kůň: úpěl ďábelské ódy",
    "Łódź, Århus & Straße – Œuvre, Þing",
    "Příliš dlouhý název o vodě, dešti a sněhu v zemích střední Evropy",
    "a" * 70,
    "word " * 12 + "x",
    "-- ! --",
    "",
]


def test_the_form_makes_the_id_of_a_title_that_the_command_line_makes(scripts: Page) -> None:
    made = scripts.evaluate(
        """async (titles) => {
        const { idFrom } = await import("/assets/js/form/file-name.js");
        return titles.map(idFrom);
        }""",
        TITLES,
    )
    assert dict(zip(TITLES, made, strict=True)) == {title: id_from(title) for title in TITLES}
