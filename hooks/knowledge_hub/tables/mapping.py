"""A mapping: how the table of somebody else is to be read, as a small YAML file.

headings: 3                 the row with the headings, where it is not the first
sheet: Practices            the sheet of a workbook, where it is not the first
separator: ';'              what stands between the entries of a list in one cell
columns:
  Name of the practice: title
  Internal note: ''         left out
values:
  place.country:
    Czechia: CZ
always:
  verified: 2026-11-21      what no column says, the same for every record
"""

from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge_hub.document import Document
from knowledge_hub.problems import Problem, did_you_mean
from knowledge_hub.source import read
from knowledge_hub.tables.cells import SEPARATOR

WORDS = ("headings", "sheet", "separator")
FIELDS = ("columns", "values", "always")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping says: our column for each foreign heading, our word for each foreign one, and what holds for every row."""

    columns: Words[str, str] = field(default_factory=dict)
    values: Words[str, Words[str, str]] = field(default_factory=dict)
    always: Words[str, str] = field(default_factory=dict)
    file: str = ""
    separator: str = SEPARATOR
    headings: int = 0
    sheet: str = ""


def mapping_in(path: Path, file: str) -> tuple[Mapping, list[Problem]]:
    """The mapping in this file, and what is wrong with it."""
    document = read(path, file)
    if document.problems:
        return Mapping(), document.problems
    problems = list(_mistakes(document))
    if problems:
        return Mapping(), problems
    said: dict[str, Any] = dict(document.values)
    return (
        Mapping(
            file=file,
            columns=said.get("columns", {}),
            values=said.get("values", {}),
            always=said.get("always", {}),
            separator=said.get("separator", SEPARATOR),
            headings=int(said.get("headings", "0")),
            sheet=said.get("sheet", ""),
        ),
        [],
    )


def _mistakes(document: Document) -> list[Problem]:
    found = []

    def wrong(way: tuple[str, ...], says: str, advice: str, *, key: bool = False) -> None:
        found.append(Problem(document.place(way, key=key), says, ".".join(way), advice, code="not-a-mapping"))

    for name, value in document.values.items():
        if name not in (*WORDS, *FIELDS):
            known = (*WORDS, *FIELDS)
            wrong((name,), "is not a field of a mapping", did_you_mean(name, known, f"The fields here: {', '.join(known)}."), key=True)
        elif name in WORDS and (not isinstance(value, str) or not value):
            wrong((name,), "is not one text", "As in 'separator: ;'.")
        elif name == "headings" and not (str(value).isdecimal() and 0 < int(str(value)) < 1000):
            wrong((name,), f"'{value}' is not the number of a row", "Rows are counted from 1.")
        elif name in FIELDS and not isinstance(value, dict):
            wrong((name,), "holds no fields", "Each on a line of its own, as 'heading: column'.")
        elif isinstance(value, dict):
            for heading, mapped in value.items():
                inner = mapped if name == "values" and isinstance(mapped, dict) else {"": mapped}
                if (name == "values") != isinstance(mapped, dict) or not all(isinstance(text, str) for text in inner.values()):
                    wrong(
                        (name, heading), "is not what belongs here", "Words, each as 'theirs: ours'." if name == "values" else "One text."
                    )
    return found
