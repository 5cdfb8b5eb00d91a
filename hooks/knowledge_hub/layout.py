"""One order and one style for records: the fields as their kind declares them, texts as `composing` writes them, comments kept.

A comment on lines of its own belongs to what follows it, one behind something to that; both move with it. What stands before the
first field, up to an empty line, is the head of the file. Of empty lines at most one is kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from knowledge_hub.composing import scalar
from knowledge_hub.document import Document
from knowledge_hub.kinds.record import Record
from knowledge_hub.schemas import schema_line
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.source import Sign, parse, signs
from knowledge_hub.translation import FOLLOWS

_SCHEMA = re.compile(r"#\s*yaml-language-server:")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_OPENING = re.compile(r"[\s\-\[{,]*")


@dataclass(slots=True)
class _Item:
    """A field or an entry of a list: the lines before it, what stands behind it, and its value."""

    name: str = ""
    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    value: "str | list[_Item]" = ""
    fields: bool = False  # whether the items of its value are fields


def formatted(text: str, kind: type[Record], *, translation: bool = False) -> str | None:
    """The text of this record in order and style; None where it cannot be read whole, or says a thing twice."""
    document = parse(text, Document(""))
    if document.problems or not document.values:
        return None
    root = _Reader(document.text).root()
    first = root.value[0].before if isinstance(root.value, list) else []
    head, first[:] = _divided(first)
    fields = list(_lines(root, shapes(kind), ""))
    while not fields[0]:
        fields.pop(0)
    lines = [schema_line(kind, translation=translation), *head, *[""][: len(head)], *fields, *root.behind]
    while not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def untidy(document: Document, kind: type[Record]) -> bool:
    """Whether fields of this record stand in another order than their kind has, or lines end in blanks."""
    return bool(re.search(r"[ \t]$", document.text, re.MULTILINE)) or not _in_order(document.values, shapes(kind))


def _in_order(value: Any, among: tuple[Shape, ...]) -> bool:
    if isinstance(value, list):
        return all(_in_order(one, among) for one in value)
    if not isinstance(value, dict):
        return True
    ranks = list(_ranks(value, among))
    below = {shape.name: shape.below for shape in among}
    return ranks == sorted(ranks) and all(_in_order(one, below.get(name, ())) for name, one in value.items())


def _ranks(names: Iterable[str], among: tuple[Shape, ...]) -> Iterator[int]:
    """The place of each field in the order of its kind. One that the kind has not stays below the one above it, to which it may belong."""
    known = {name: number for number, name in enumerate([*(shape.name for shape in among), FOLLOWS])}
    rank = 0
    for name in names:
        rank = known.get(name, rank)
        yield rank


def _divided(comments: list[str]) -> tuple[list[str], list[str]]:
    """The head of the file, without its schema, and what belongs to the first field."""
    own = [line for line in comments if not _SCHEMA.match(line)]
    while own and not own[0]:
        own.pop(0)
    last = max((number for number, line in enumerate(own) if not line), default=-1)
    head = own[: max(last, 0)]
    while head and not head[-1]:
        head.pop()
    return head, own[last + 1 :]


class _Reader:
    """Reads a text into items with their comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs = list(signs(text))
        self.next = 0
        self.at = 0  # where the last sign ended
        self.waiting: list[str] = []  # comments and empty lines for the item that comes next
        self.last = _Item()  # the item that began last, or whose value ended last

    def root(self) -> _Item:
        root = _Item()
        root.value, root.fields = self.items(self.sign())
        self.gap(len(self.text))
        root.behind = self.waiting
        return root

    def sign(self) -> Sign:
        """The next sign; the comments before it are taken."""
        sign = self.signs[self.next]
        self.next += 1
        self.gap(sign.start)
        end = sign.end
        if sign.block:
            written = self.text[sign.start : sign.end]
            end = sign.start + len(written.rstrip())
            header = _HEADER.match(written)
            if header:
                self.last.behind.append(header[1].rstrip())
        self.at = max(self.at, end)
        return sign

    def gap(self, until: int) -> None:
        """Take what stands between two signs: comments behind the item before, and lines for the one that comes."""
        begins = self.text.rfind("\n", 0, self.at) + 1
        for number, line in enumerate(self.text[begins:until].split("\n")):
            said = line[self.at - begins :] if number == 0 else line
            mark = said.find("#")
            before = line[: len(line) - len(said) + mark] if mark >= 0 else line
            if mark >= 0 and _OPENING.fullmatch(before):
                self.waiting.append(said[mark:].rstrip())
            elif mark >= 0:
                self.last.behind.append(said[mark:].rstrip())
            elif number and not line.strip() and self.text[begins:until].count("\n") > number:
                self.waiting += [""] * (self.waiting[-1:] != [""])

    def items(self, opening: Sign) -> tuple[list[_Item], bool]:
        """The fields of a mapping or the entries of a list, to its end."""
        found: list[_Item] = []
        while (sign := self.sign()).sort != "end":
            item = _Item(before=self.waiting)
            self.waiting = []
            self.last = item
            found.append(item)
            if opening.sort == "map":
                item.name = sign.value
                sign = self.sign()
            if sign.sort == "scalar":
                item.value = sign.value.strip()
            else:
                item.value, item.fields = self.items(sign)
            self.last = item
        return found, opening.sort == "map"


def _lines(item: _Item, among: tuple[Shape, ...], indent: str) -> Iterator[str]:
    """The lines of all items of a value."""
    items = item.value if isinstance(item.value, list) else []
    below = {shape.name: shape.below for shape in among}
    if item.fields:
        ranks = _ranks((one.name for one in items), among)
        items = [one for _, one in sorted(zip(ranks, items, strict=True), key=itemgetter(0))]
    for one in items:
        behind = "".join(f" {comment}" for comment in one.behind)
        opened = isinstance(one.value, list) and bool(one.value)
        yield from (f"{indent}{comment}" if comment else "" for comment in one.before)
        if item.fields:
            yield from _field(one, behind, below.get(one.name, ()), indent)
        elif opened:
            yield from (f"{indent}{comment}" for comment in one.behind)
            yield from _entry(one, among, indent)
        else:
            yield from _scalar(f"{indent}- ", _simple(one), behind, f"{indent}  ")


def _field(one: _Item, behind: str, below: tuple[Shape, ...], indent: str) -> Iterator[str]:
    if one.value == "":
        yield f"{indent}{_name(one.name)}:{behind}"
        return
    if isinstance(one.value, str) or not one.value:
        yield from _scalar(f"{indent}{_name(one.name)}: ", _simple(one), behind, f"{indent}  ")
        return
    yield f"{indent}{_name(one.name)}:{behind}"
    yield from _lines(one, below, f"{indent}  " if one.fields else indent)


def _entry(one: _Item, among: tuple[Shape, ...], indent: str) -> Iterator[str]:
    """An entry that holds fields, or a list: its first line of its own behind a hyphen, comments of that before it."""
    pending = list(_lines(one, among, f"{indent}  "))
    while not pending[0] or pending[0].lstrip().startswith("#"):
        comment = pending.pop(0).strip()
        yield f"{indent}{comment}" if comment else ""
    first, *rest = pending
    yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
    yield from rest


def _simple(one: _Item) -> object:
    """The value of an item that holds a text, no fields or no entries."""
    return one.value if isinstance(one.value, str) else {} if one.fields else []


def _scalar(start: str, value: object, behind: str, indent: str) -> Iterator[str]:
    """A text with its comment behind the first line."""
    first, *rest = scalar(start, value, indent)
    yield f"{first}{behind}"
    yield from rest


def _name(name: str) -> str:
    """The name of a field as it is written: in quotes where it is no plain word."""
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name) else next(iter(scalar("", name, ""))) if "\n" not in name else repr(name)
