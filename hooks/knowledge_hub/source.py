"""YAML text becomes plain values that know their place. The only module that imports yaml.

A record uses a small part of YAML: mappings, lists and text. Every scalar stays the text that was
written (`no`, `3.10` and `007` are not guessed at); YAML's words for nothing (`~` and `null`) are
refused, because they look like a text. The values are built from the event stream of the C parser by
a loop of our own, because its `compose` and `load` recurse and crash on deep nesting, and because
anchors, aliases, tags, merge keys and duplicate keys are refused here with their place.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from knowledge_hub.codes import Code
from knowledge_hub.document import Document, Way, named
from knowledge_hub.problems import Fix, Place, Problem
from knowledge_hub.syntax import HARD_SPACE, NO_PLAIN_SPACE, stumbled, unspaced

MAX_BYTES = 256 * 1024
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_NAME = 80
CUT = re.compile(r"[ \t]+#[^\s#]")  # as in 'title: Street #4': what looks like a part of the text is a comment
NOTHING = frozenset(("~", "null", "Null", "NULL"))

_LOADER = yaml.CSafeLoader
_PLAIN_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_NOTHING = "\u200b\u2060\ufeff"  # signs that stand for nothing at all, so that leaving them out changes nothing


def read(path: Path, file: str) -> Document:
    """The document in `path`, called `file` in messages. Problems stand in the document; nothing is raised."""
    document = Document(file)

    def refuse(code: Code, says: str, advice: str = "", line: int = 0, column: int = 0) -> Document:
        document.problems.append(Problem(Place(file, line, column), says, advice=advice, code=code))
        return document

    try:
        raw = _bytes_of(path)
    except OSError as error:
        if path.is_symlink():
            return refuse("stray-file", "is a link to another file", "Put the record itself here.")
        if not path.is_file():
            return refuse("stray-file", "is not a file", "A record is one file that ends in .yml.")
        return refuse("unreadable-file", f"cannot be read: {error.strerror}")
    if len(raw) > MAX_BYTES:
        return refuse("too-large", "is larger than 256 KB", "A record is a page of text; link to longer documents.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return refuse("not-utf-8", "is written in UTF-16", "Save it as UTF-8.")
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        return refuse("not-utf-8", "is not text in UTF-8", "Save it as UTF-8.", line, error.start - (before.rfind(b"\n") + 1) + 1)
    if "\0" in text[:2]:
        return refuse("not-utf-8", "is written in UTF-16", "Save it as UTF-8.")
    return parse(text, document)


def raw(path: Path) -> bytes:
    """What stands in a file, for a quick look; nothing where it cannot be read."""
    try:
        return _bytes_of(path)
    except OSError:
        return b""


def _bytes_of(path: Path) -> bytes:
    """What stands in a file, up to one byte more than is allowed. Raises OSError for links and for what is no file."""
    handle = os.open(path, os.O_RDONLY | _PLAIN_FILE)
    with open(handle, "rb", buffering=0) as stream:  # noqa: PTH123 - opens a handle
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no file")
        return stream.read(MAX_BYTES + 1)


def parse(text: str, document: Document) -> Document:
    """Fill the document with the values of this YAML text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    document.text = text
    found = FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        place, sign = Place(document.file, line, column), found.group()
        says, advice = f"the character U+{ord(sign):04X} cannot be seen and is not allowed", "Delete it and type the text around it again."
        fix = Fix(place, sign, "") if sign in _NOTHING else None
        document.problems.append(Problem(place, says, advice=advice, code="invisible-character", fix=fix))
        return document
    if not text.strip():
        document.problems.append(_empty(document.file))
        return document
    try:
        _Builder(document).build(text)
    except _Unreadable:
        document.whole = False
    except yaml.MarkedYAMLError as error:
        document.whole = False
        began, stuck = _spot(error.context_mark), _spot(error.problem_mark)
        document.problems.append(stumbled(document, error.context or "", error.problem or "", began, stuck))
    return document


def _spot(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def _empty(file: str) -> Problem:
    return Problem(Place(file), "is empty", advice="A record begins with 'title:'.", code="empty-record")


class Sign(NamedTuple):
    """A part of a text as written: a scalar, or where a mapping or a list opens or closes, from which character to which."""

    sort: str  # one of 'scalar', 'map', 'list', 'end'
    start: int
    end: int
    value: str = ""
    block: bool = False  # whether a scalar stands behind '|' or '>'


def signs(text: str) -> Iterator[Sign]:
    """The parts of a text that was read without a problem, in their order."""
    event: Any
    for event in yaml.parse(text, _LOADER):
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            yield Sign("scalar", start, end, event.value, event.style in ("|", ">"))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            yield Sign("map" if isinstance(event, yaml.MappingStartEvent) else "list", start, end)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            yield Sign("end", start, end)


class _Unreadable(Exception):  # noqa: N818 - it is no error of ours: what follows in the file cannot be read, and its problem is said
    """Ends the reading of a document."""


class _Builder:
    """Builds the values of one document from the parser's events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.containers: list[Any] = []  # the open mappings and lists, outermost first
        self.ways: list[Way] = []  # and the way to each
        self.key: Any = None  # the key event waiting for its value, if the innermost is a mapping
        self.nodes = self.documents = 0
        self.cut: set[int] = set()  # where a comment without a blank in it begins behind something
        self.skipping = 0  # depth inside a value whose key is refused

    def build(self, text: str) -> None:
        """Run through the events once. Raises _Unreadable at the first thing that makes the rest unreadable."""
        take = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.opening,
            yaml.SequenceStartEvent: self.opening,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.begin,
        }
        self.cut = {found.start() for found in CUT.finditer(text)}
        event: Any
        for event in yaml.parse(text, _LOADER):
            step = take.get(type(event))
            if step:
                step(event)
        if not self.documents or (not self.document.values and not self.document.problems):
            self.document.problems.append(_empty(self.document.file))

    def problem(self, event: Any, code: Code, says: str, advice: str = "", name: str = "") -> None:
        mark = event.start_mark
        place = Place(self.document.file, mark.line + 1, mark.column + 1)
        self.document.problems.append(Problem(place, says, name, advice, code=code))

    def stop(self, event: Any, code: Code, says: str, advice: str = "") -> NoReturn:
        self.problem(event, code, says, advice)
        raise _Unreadable

    def begin(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(event, "second-record", "a second record begins here", "One file holds one record.")

    def alias(self, event: Any) -> None:
        self.stop(
            event, "not-used", f"the alias '*{event.anchor[:MAX_NAME]}' is not used in records", "Write it out, or put the text in quotes."
        )

    def close(self, _event: Any) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        self.containers.pop()
        self.ways.pop()
        self.key = None

    def scalar(self, event: Any) -> None:
        """A text: as a field's name, as its value, or as an entry."""
        self.count(event)
        if self.skipping:
            return
        inner = self.containers[-1] if self.containers else None
        if type(inner) is dict and self.key is None:
            self.name(event)
        elif (way := self.way_to(event, inner, opens=False)) is not None:
            written = event.value
            if written in NOTHING and event.implicit[0]:
                says, advice = f"'{written}' without quotes stands for nothing", "Fill it in, or delete the line; a text goes in quotes."
                self.problem(event, "empty-field", says, advice, named(way))
                written = ""
            if self.cut and event.end_mark.index in self.cut and event.implicit[0]:
                advice = "A text with ' #' in it goes in quotes; behind the # of a comment stands a blank."
                self.problem(event, "quotes-needed", "what stands behind ' #' is a comment", advice, named(way))
            if event.style == '"':
                self.refuse_escapes(event, written)
            if type(inner) is dict:
                inner[self.key.value] = written
                self.key = None
            elif inner is not None:
                inner.append(written)

    def opening(self, event: Any) -> None:
        """The start of a list or a mapping, as the value of a field or as an entry."""
        self.count(event)
        if self.skipping:
            self.skipping += 1
            if self.skipping > MAX_DEPTH:
                self.stop(event, "too-large", f"is nested more than {MAX_DEPTH} levels deep")
            return
        inner = self.containers[-1] if self.containers else None
        if type(inner) is dict and self.key is None:
            self.stop(
                event, "not-a-field", "a field name is one word, not a list or a mapping", "Put text with brackets or braces in quotes."
            )
        way = self.way_to(event, inner, opens=True)
        if way is None:
            return
        if len(self.containers) >= MAX_DEPTH:
            self.stop(event, "too-large", f"is nested more than {MAX_DEPTH} levels deep")
        value: Any = {} if type(event) is yaml.MappingStartEvent else []
        if type(inner) is dict:
            inner[self.key.value] = value
            self.key = None
        elif inner is not None:
            inner.append(value)
        else:
            self.document.values = value
        self.containers.append(value)
        self.ways.append(way)

    def count(self, event: Any) -> None:
        """Refuse what no record has: too many values, anchors and tags."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop(event, "too-large", f"has more than {MAX_NODES} values", "Split the record.")
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.stop(event, "not-used", f"the anchor '&{event.anchor[:MAX_NAME]}' is not used in records", "Write the value out.")
        if event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!")[:MAX_NAME]
            self.stop(event, "not-used", f"the tag '{written}' is not used in records", "Leave it out, or put the text in quotes.")

    def name(self, event: Any) -> None:
        """The name of a field."""
        name = event.value
        if name == "<<":
            self.stop(event, "not-used", "the merge key '<<' is not used in records", "Write the fields out.")
        if HARD_SPACE in name:
            self.stop(event, "not-a-field", *NO_PLAIN_SPACE)
        if not name or len(name) > MAX_NAME or not name.isprintable():
            self.stop(event, "not-a-field", "a field name is one word", "A text with ': ' in it goes in quotes.")
        self.key = event

    def way_to(self, event: Any, inner: Any, *, opens: bool) -> Way | None:
        """The way to this value, whose place is kept; None for the value of a field that was written before."""
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        spots = self.document.spots
        if type(inner) is dict:
            key = self.key
            way: Way = self.ways[-1] + (key.value,)
            if key.value in inner:
                says = f"stands here a second time; the first is in line {spots[way][0]}"
                self.problem(key, "duplicate-field", says, name=named(way))
                self.key = None
                self.skipping = int(opens)
                return None
            mark = key.start_mark
            spots[way] = (mark.line + 1, mark.column + 1, line, column)
            return way
        if inner is not None:
            way = self.ways[-1] + (len(inner),)
            spots[way] = (line, column, line, column)
            return way
        if type(event) is not yaml.MappingStartEvent:
            problem = unspaced(self.document, mark.line)
            if problem:
                self.document.problems.append(problem)
                raise _Unreadable
            self.stop(event, "not-a-record", "is not a record", "A record is a list of fields, each 'name: value' on a line of its own.")
        return ()

    def refuse_escapes(self, event: Any, written: str) -> None:
        escaped = FORBIDDEN.search(written)
        if escaped:
            code = f"U+{ord(escaped.group()):04X}"
            self.problem(event, "invisible-character", f"an escape stands for the character {code}, which cannot be seen", "Delete it.")
