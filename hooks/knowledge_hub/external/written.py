"""Every external address of the project, with all the places where it is written."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge_hub.addresses import why_refused
from knowledge_hub.document import Document, Value, Way
from knowledge_hub.external.prose import Written, addresses_in_prose
from knowledge_hub.problems import Place
from knowledge_hub.project import Project
from knowledge_hub.source import parse

FOLDERS = {"content": ".yml", "docs": ".md"}

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An external address and the places where it is written, in the order of files and lines; never none."""

    address: str
    places: tuple[Place, ...]


def links_in(project: Project) -> tuple[Link, ...]:
    """The links of all records and written pages, by address.

    What the policy for addresses refuses is left out: saying so is the business of `hub check`, and only public
    sites are asked. So are addresses of the project's own site.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    for path in _files(project):
        file = path.relative_to(project.root).as_posix()
        for address, place in addresses_in(file, text_of(path.read_bytes())):
            if not (project.url and address.startswith(project.url)):
                found[address].append(place)
    return tuple(Link(address, tuple(sorted(places))) for address, places in sorted(found.items()))


def text_of(raw: bytes) -> str:
    """The bytes of a file as text with plain line ends; what is not UTF-8 is replaced."""
    return raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def is_read(file: str) -> bool:
    """Whether links are gathered from the file with this path."""
    path = PurePosixPath(file)
    return len(path.parts) > 1 and FOLDERS.get(path.parts[0]) == path.suffix


def addresses_in(file: str, text: str) -> Iterator[tuple[str, Place]]:
    """The public addresses in the text of this file, a record or a page, each with its place."""
    if "://" not in text:
        return iter(())
    found = _in_record(text, Document(file)) if file.endswith(".yml") else _in_page(text, file)
    return ((address, place) for address, place in found if why_refused(address) is None)


def _files(project: Project) -> Iterator[Path]:
    for folder, ending in FOLDERS.items():
        for path in sorted((project.root / folder).rglob(f"*{ending}")):
            if path.is_file() and not path.is_symlink():
                yield path


def _in_page(text: str, file: str) -> Iterator[tuple[str, Place]]:
    begins = _lines_begin(text)
    for written in addresses_in_prose(text):
        yield written.address, _place(file, begins, written.offset)


def _in_record(text: str, document: Document) -> Iterator[tuple[str, Place]]:
    """Addresses in the values of a record. Their letters are looked for in the text from where the value begins."""
    parse(text, document)
    begins = _lines_begin(text)
    for way, value in _texts(document.values):
        place = document.place(way)
        offset = begins[place.line - 1] + place.column - 1
        for written in _in_value(value):
            offset = text.find(written.letters, offset)
            if offset < 0:  # an escape of YAML stands in the address: the value's own place is near enough
                offset = begins[place.line - 1] + place.column - 1
                yield written.address, place
                continue
            yield written.address, _place(document.file, begins, offset)
            offset += len(written.letters)


def _lines_begin(text: str) -> list[int]:
    """How many letters stand before each line."""
    return [0, *(end.end() for end in re.finditer("\n", text))]


def _place(file: str, begins: Sequence[int], offset: int) -> Place:
    line = bisect_right(begins, offset)
    return Place(file, line, offset - begins[line - 1] + 1)


def _in_value(value: str) -> Iterator[Written]:
    whole = value.strip()
    if _ADDRESS.fullmatch(whole):
        return iter((Written(whole, whole, 0),))
    return addresses_in_prose(value)


def _texts(value: Value, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """Every text among the values, with the way to it."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*way, index))
    else:
        for name, item in value.items():
            yield from _texts(item, (*way, name))
