"""A frame is a page that the engine drew, cut at its hub comments; stamping joins the pieces around what fills them."""

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge_hub.pages import ROOT

_SLOT = re.compile(r"<!-- hub: ([a-z][a-z-]*)((?:\s+[a-z]+=\"[^\"]*\")*) -->")
_UNREAD = re.compile(r"<!--\s*hub\s*:.*?-->", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_ADDRESS = re.compile(r'(?<=[\s"])(href|src)="([^"#:]*)(#[^"]*)?"')


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill: its name and what was written in it."""

    name: str
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The pieces between the slots, and the slots; there is one piece more than there are slots."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """Hub comments that are not written as one, in one line each."""
        return tuple(" ".join(found.split()) for piece in self.pieces for found in _UNREAD.findall(piece))

    def written_in(self, name: str) -> Mapping[str, str]:
        """What is written in the first slot of this name; nothing where there is none."""
        return next((slot.written for slot in self.slots if slot.name == name), {})

    def stamp(self, fill: Callable[[Slot], str]) -> str:
        """The whole page, with each slot filled. ROOT stands for the way to the root of the site."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (fill(slot), piece)
        return "".join(parts)


def cut(page: str, path: str) -> Frame:
    """The page at this path (below the root of the site, '' for the home page) as a frame that fits at any depth."""

    def from_root(found: re.Match[str]) -> str:
        target = found[2]
        if not target or target.startswith("/"):
            return found[0]
        resolved = posixpath.normpath(posixpath.join(path, target))
        ends = "/" if target.endswith(("/", "..", ".")) else ""
        resolved = "" if resolved == "." else resolved + ends
        return f'{found[1]}="{ROOT}{resolved}{found[3] or ""}"'

    pieces: list[str] = []
    slots: list[Slot] = []
    start = 0
    for found in _SLOT.finditer(page):
        pieces.append(_ADDRESS.sub(from_root, page[start : found.start()]))
        slots.append(Slot(found[1], {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found[2])}))
        start = found.end()
    pieces.append(_ADDRESS.sub(from_root, page[start:]))
    return Frame(tuple(pieces), tuple(slots))


def way_to_root(path: str) -> str:
    """The way from a page (its path below the root, as in 'topics/water/') to the root; './' at the root itself."""
    depth = path.count("/")
    return "../" * depth or "./"
