"""Writes generated records down: as records of the hub, and as Markdown with front matter for engines that read that."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import Generated, Values
from knowledge_hub.document import Document
from knowledge_hub.kinds import KINDS
from knowledge_hub.source import parse
from knowledge_hub.translation import FOLLOWS, version_of

LANGUAGES = ("en", "cs")
MODELS = {kind.kept_in: kind for kind in KINDS.values()}
# Fields that name other records, and the folder of those.
LINKS = {
    "ecosystems": "ecosystems",
    "policies": "policies",
    "organisation": "organisations",
    "organisations": "organisations",
    "organiser": "organisations",
    "agency": "organisations",
    "member_of": "organisations",
    "call": "funding-calls",
    "projects": "projects",
    "series": "event-series",
    "practices": "good-practices",
    "events": "events",
}
NOT_IN_BODY = {*LINKS, "title", "summary", "topics", "sources", "verified"}


class _Dumper(yaml.CSafeDumper):
    """Texts of several lines as blocks, and nothing twice by reference."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(values: Values) -> str:
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def records_of_hub(records: Iterable[Generated]) -> Iterator[tuple[str, str]]:
    """The files below content/: each record and its translation."""
    for one in records:
        original = as_yaml(one.values)
        yield f"{one.folder}/{one.id}.yml", original
        version = version_of(parse(original, Document("")), MODELS[one.folder])
        yield f"{one.folder}/{one.id}.cs.yml", as_yaml({**one.czech, FOLLOWS: version})


def written(files: Iterable[tuple[str, str]], folder: Path) -> tuple[int, int]:
    """Write them below a folder; gives how many they are and their bytes."""
    count = size = 0
    made = set()
    for path, text in files:
        file = folder / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        content = text.encode()
        file.write_bytes(content)
        count, size = count + 1, size + len(content)
    return count, size


@dataclass(frozen=True, slots=True)
class Page:
    """A record in one language, as an engine without kinds can show it.

    `links` are the folders and ids of other records, `facts` short values under their names, `body` is Markdown.
    """

    language: str
    folder: str
    id: str
    title: str
    summary: str
    day: date
    topics: tuple[str, ...]
    links: tuple[str, ...]
    facts: dict[str, str]
    sources: tuple[Values, ...]
    body: str

    @property
    def front_matter(self) -> Values:
        return {
            "title": self.title,
            "summary": self.summary,
            "date": self.day,
            "kind": self.folder,
            "topics": list(self.topics),
            "links": list(self.links),
            "facts": [{"name": name, "value": value} for name, value in self.facts.items()],
            "sources": list(self.sources),
        }


def pages(records: Iterable[Generated], *languages: str) -> Iterator[Page]:
    """The records in these languages."""
    for one in records:
        for language in languages:
            yield _page(one, language)


def _page(one: Generated, language: str) -> Page:
    values = one.values if language == LANGUAGES[0] else _merged(one.values, one.czech)
    facts, sections = {}, []
    for name, value in values.items():
        if name in NOT_IN_BODY:
            continue
        heading = name.replace("_", " ").capitalize()
        if isinstance(value, list) or (isinstance(value, str) and "\n" in value):
            sections.append(f"## {heading}\n\n{_section(value)}\n")
        else:
            facts[heading] = _words(value)
    return Page(
        language,
        one.folder,
        one.id,
        values["title"],
        values["summary"],
        values["verified"],
        tuple(values["topics"]),
        tuple(f"{folder}/{name}" for field, folder in LINKS.items() for name in _names(values.get(field))),
        facts,
        tuple(values["sources"]),
        "\n".join(sections),
    )


def _merged(ours: Values, theirs: Values) -> Values:
    """The texts of a translation in place of the original's."""
    return ours | {
        name: [{**mine, **yours} for mine, yours in zip(ours[name], value, strict=True)]
        if isinstance(value, list) and isinstance(value[0], dict)
        else value
        for name, value in theirs.items()
    }


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _section(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(f"- {_words(item)}" for item in value)


def _words(value: Any) -> str:
    """A value in words on one line."""
    if isinstance(value, dict):
        return "; ".join(_words(part) for part in value.values())
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    return " ".join(str(value).split())


def tally(folder: Path) -> tuple[int, int]:
    """The files below a folder and their bytes."""
    count = size = 0
    for place, _, names in os.walk(folder):
        count += len(names)
        size += sum((Path(place) / name).stat().st_size for name in names)
    return count, size
