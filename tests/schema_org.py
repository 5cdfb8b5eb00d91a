"""Checks JSON-LD against schema.org's own vocabulary, which stands in schema_org.json (made by scripts/schema_org.py)."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

VOCABULARY = json.loads(Path(__file__).with_name("schema_org.json").read_text(encoding="utf-8"))
TYPES, PROPERTIES, WORDS = VOCABULARY["types"], VOCABULARY["properties"], VOCABULARY["words"]
WORD = "https://schema.org/"


def faults(document: Any) -> list[str]:
    """What is wrong with a JSON-LD document, each with the way to it."""
    if document.get("@context") != "https://schema.org":
        return [f"@context: {document.get('@context')!r}"]
    if "@graph" not in document:
        return list(_thing(document, ""))
    return [fault for index, node in enumerate(document["@graph"]) for fault in _thing(node, f"{index}")]


def identities(document: Any) -> Iterator[tuple[str, str]]:
    """Every identity in a document with its type."""
    if isinstance(document, list):
        for one in document:
            yield from identities(one)
    elif isinstance(document, dict):
        if "@id" in document and "@type" in document:
            yield document["@id"], document["@type"]
        for value in document.values():
            yield from identities(value)


@cache
def sorts(type_: str) -> frozenset[str]:
    """A type and all that it is a sort of."""
    return frozenset({type_}).union(*(sorts(wider) for wider in TYPES.get(type_, ())))


def _thing(node: dict[str, Any], way: str) -> Iterator[str]:
    type_ = node.get("@type")
    if type_ not in TYPES:
        yield f"{way}: {type_!r} is no type"
        return
    for name, value in node.items():
        here = f"{way}.{name}".lstrip(".")
        if name.endswith("-input") and PROPERTIES.get(name.removesuffix("-input"), {"of": ()})["of"] and "Action" in sorts(type_):
            continue  # what a reader puts into an action, see https://schema.org/docs/actions.html
        if name.startswith("@"):
            if name not in ("@context", "@type", "@id"):
                yield f"{here}: not used here"
        elif name not in PROPERTIES:
            yield f"{here}: no property"
        elif not sorts(type_) & set(PROPERTIES[name]["of"]):
            yield f"{here}: no property of {type_}"
        else:
            for one in value if isinstance(value, list) and value else [value]:
                yield from _value(one, PROPERTIES[name]["holds"], here)


def _value(value: Any, holds: list[str], way: str) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"@id"} and "Thing" in holds:  # what it is, its own page says
            return
        if value.get("@type") in TYPES and not sorts(value["@type"]) & set(holds):
            yield f"{way}: a {value['@type']} where {' or '.join(holds)} belongs"
        yield from _thing(value, way)
    elif not any(_is(value, kind) for kind in holds):
        yield f"{way}: {value!r} is not {' or '.join(holds)}"


def _is(value: Any, kind: str) -> bool:
    """Whether a plain value is of a data type, or a word of an enumeration."""
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind == "Number" or (kind == "Integer" and isinstance(value, int)) or (kind == "Float")
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "Text":
        return True
    if kind == "URL":
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", value))
    if kind in ("Date", "DateTime"):
        return _is_day(value) if kind == "Date" else _is_moment(value)
    word = value.removeprefix(WORD)
    return value.startswith(WORD) and any(kind in sorts(type_) for type_ in WORDS.get(word, ()))


def _is_day(value: str) -> bool:
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: str) -> bool:
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
