"""YAML text becomes plain values that know their place. The only module that imports yaml.

A record uses a small part of YAML: mappings, lists and text. Every scalar stays the text that was
written (`no`, `3.10` and `007` are not guessed at). The values are built from the event stream of
the C parser by a loop of our own, because its `compose` and `load` recurse and crash on deep
nesting, and because anchors, aliases, tags, merge keys and duplicate keys are refused here with
their place.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, Union

import yaml

from knowledge_hub.problems import Place, Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_NAME = 80

Value: TypeAlias = Union[str, list[Any], dict[str, Any]]
Way: TypeAlias = tuple[str | int, ...]

_LOADER = yaml.CSafeLoader
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_EVENT = yaml.events


@dataclass(slots=True)
class Document:
    """One file as written: its values, and for the way to each value the line and column of key and value."""

    file: str
    values: dict[str, Value] = field(default_factory=dict)
    spots: dict[Way, tuple[int, int, int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True  # False where a mistake makes the rest unreadable; `values` then holds what stands before it

    def place(self, way: Way, *, key: bool = False) -> Place:
        """Where the value at this way stands, or its key; the nearest written ancestor if it is not there."""
        while way and way not in self.spots:
            way = way[:-1]
        spot = self.spots.get(way, (1, 1, 1, 1))
        return Place(self.file, *(spot[:2] if key else spot[2:]))


def read(path: Path, file: str) -> Document:
    """The document in `path`, called `file` in messages. Problems stand in the document; nothing is raised."""
    document = Document(file)

    def refuse(says: str, advice: str = "", line: int = 0, column: int = 0) -> Document:
        document.problems.append(Problem(Place(file, line, column), says, advice=advice))
        return document

    if path.is_symlink():
        return refuse("is a link to another file", "Put the record itself here.")
    if not path.is_file():
        return refuse("is not a file", "A record is one file that ends in .yml.")
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return refuse(f"cannot be read: {error.strerror}")
    if len(raw) > MAX_BYTES:
        return refuse("is larger than 256 KB", "A record is a page of text; link to longer documents.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return refuse("is written in UTF-16", "Save it as UTF-8.")
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        return refuse("is not text in UTF-8", "Save it as UTF-8.", line, error.start - (before.rfind(b"\n") + 1) + 1)
    return parse(text, document)


def parse(text: str, document: Document) -> Document:
    """Fill the document with the values of this YAML text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        document.problems.append(
            Problem(
                Place(document.file, line, column),
                f"the character U+{ord(found.group()):04X} cannot be seen and is not allowed",
                advice="Delete it and type the text around it again.",
            )
        )
        return document
    if not text.strip():
        document.problems.append(Problem(Place(document.file), "is empty", advice="A record begins with 'title:'."))
        return document
    try:
        _build(text, document)
    except yaml.MarkedYAMLError as error:
        document.whole = False
        document.problems.append(_syntax_problem(error, text, document.file))
    return document


def _build(text: str, document: Document) -> None:
    """Run through the events once. Stops at the first thing that makes the rest unreadable."""
    file, spots, problems = document.file, document.spots, document.problems

    def problem(event: Any, says: str, advice: str = "", name: str = "") -> None:
        mark = event.start_mark
        problems.append(Problem(Place(file, mark.line + 1, mark.column + 1), says, name, advice))

    def stop(event: Any, says: str, advice: str = "") -> None:
        document.whole = False
        problem(event, says, advice)

    containers: list[Any] = []  # the open mappings and lists, outermost first
    ways: list[Way] = []  # and the way to each
    key: Any = None  # the key event waiting for its value, if the innermost is a mapping
    nodes = documents = 0
    skipping = 0  # depth inside a value whose key is refused

    event: Any
    for event in yaml.parse(text, _LOADER):
        kind = type(event)
        if kind is _EVENT.ScalarEvent or kind is _EVENT.MappingStartEvent or kind is _EVENT.SequenceStartEvent:
            nodes += 1
            if nodes > MAX_NODES:
                return stop(event, f"has more than {MAX_NODES} values", "Split the record.")
            if event.anchor is not None:
                return stop(event, f"the anchor '&{event.anchor[:MAX_NAME]}' is not used in records", "Write the value out.")
            if event.tag is not None and event.tag != "!":
                written = event.tag.replace("tag:yaml.org,2002:", "!!")[:MAX_NAME]
                return stop(event, f"the tag '{written}' is not used in records", "Leave it out, or put the text in quotes.")
        elif kind is _EVENT.AliasEvent:
            return stop(event, f"the alias '*{event.anchor[:MAX_NAME]}' is not used in records", "Write it out, or put the text in quotes.")
        elif kind is _EVENT.DocumentStartEvent:
            documents += 1
            if documents > 1:
                return stop(event, "a second record begins here", "One file holds one record.")
            continue
        elif kind is not _EVENT.MappingEndEvent and kind is not _EVENT.SequenceEndEvent:
            continue

        if kind is _EVENT.MappingEndEvent or kind is _EVENT.SequenceEndEvent:
            if skipping:
                skipping -= 1
                continue
            containers.pop()
            ways.pop()
            key = None
            continue
        if skipping:
            if kind is not _EVENT.ScalarEvent:
                skipping += 1
                if skipping > MAX_DEPTH:
                    return stop(event, f"is nested more than {MAX_DEPTH} levels deep")
            continue

        inner = containers[-1] if containers else None
        if type(inner) is dict and key is None:
            if kind is not _EVENT.ScalarEvent:
                return stop(event, "a field name is one word, not a list or a mapping", "Put text with brackets or braces in quotes.")
            if event.value == "<<":
                return stop(event, "the merge key '<<' is not used in records", "Write the fields out.")
            if not event.value or len(event.value) > MAX_NAME or not event.value.isprintable():
                return stop(event, "a field name is one word", "A text with ': ' in it goes in quotes.")
            key = event
            continue

        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if type(inner) is dict:
            name = key.value
            way = ways[-1] + (name,)
            if name in inner:
                first = spots[way]
                named = ".".join(part for part in way if isinstance(part, str))
                problem(key, f"stands here a second time; the first is in line {first[0]}", name=named)
                key = None
                if kind is not _EVENT.ScalarEvent:
                    skipping = 1
                continue
            spots[way] = (key.start_mark.line + 1, key.start_mark.column + 1, line, column)
        elif inner is not None:
            way = ways[-1] + (len(inner),)
            spots[way] = (line, column, line, column)
        else:
            way = ()
            if kind is not _EVENT.MappingStartEvent:
                return stop(event, "is not a record", "A record is a list of fields, each 'name: value' on a line of its own.")

        value: Any
        if kind is _EVENT.ScalarEvent:
            value = event.value
            escaped = _FORBIDDEN.search(value) if event.style == '"' else None
            if escaped:
                problem(event, f"an escape stands for the character U+{ord(escaped.group()):04X}, which cannot be seen", "Delete it.")
        else:
            if len(containers) >= MAX_DEPTH:
                return stop(event, f"is nested more than {MAX_DEPTH} levels deep")
            value = {} if kind is _EVENT.MappingStartEvent else []
        if type(inner) is dict:
            inner[key.value] = value
            key = None
        elif inner is not None:
            inner.append(value)
        else:
            document.values = value
        if kind is not _EVENT.ScalarEvent:
            containers.append(value)
            ways.append(way)
    if documents == 0 or (not document.values and not problems):
        problems.append(Problem(Place(file), "is empty", advice="A record begins with 'title:'."))


# What libyaml says; whether to look where the thing it was reading begins; what a contributor is told, and what to write.
# '{}' stands for the sign at that place.
_Told: TypeAlias = tuple[bool, str, str]
_QUOTE: _Told = (
    True,
    "a quote opens here and is not closed",
    "Close it with the same sign; a text with an apostrophe in it goes in double quotes.",
)
_BEGINS: _Told = (False, "a text cannot begin with '{}'", "Put the text in quotes.")
_ESCAPE: _Told = (False, "a backslash in double quotes that means nothing", "Put the text in single quotes.")
_BEHIND_BAR: _Told = (False, "the line goes on behind '|' or '>'", "The text begins in the next line.")
_TOLD: tuple[tuple[str, _Told], ...] = (
    ("found unexpected end of stream", _QUOTE),
    ("found unexpected document indicator", _QUOTE),
    ("ing a tag:", (True, *_BEGINS[1:])),
    ("undefined tag handle", (True, *_BEGINS[1:])),
    ("directive", (True, "a line cannot begin with '{}'", "Put the text in quotes.")),
    ("incompatible YAML", (True, "a line cannot begin with '{}'", "Put the text in quotes.")),
    ("cannot start any token", _BEGINS),
    ("did not find expected node content", _BEGINS),
    ("mapping keys are not allowed", _BEGINS),
    ("alphabetic or numeric character", (True, *_BEGINS[1:])),
    ("unknown escape character", _ESCAPE),
    ("hexdecimal number", _ESCAPE),
    ("Unicode character escape code", _ESCAPE),
    (
        "mapping values are not allowed",
        (False, "': ' stands inside a text", "A text with ': ' in it goes in quotes; a field begins in the column of the one above."),
    ),
    (
        "could not find expected ':'",
        (True, "is neither a field nor part of a text", "A field is written 'name: value'; a text goes on further in."),
    ),
    (
        "block sequence entries are not allowed",
        (False, "'- ' stands where a text belongs", "Each entry of a list has its own line; a text that begins so goes in quotes."),
    ),
    (
        "did not find expected ',' or",
        (True, "a bracket opens here and is not closed", "Close it; a text with brackets in it goes in quotes."),
    ),
    ("did not find expected comment or line break", _BEHIND_BAR),
    ("indentation indicator", _BEHIND_BAR),
    (
        "did not find expected '-' indicator",
        (False, "stands in a list and does not begin with '- '", "Each entry of a list begins with '- ', all in the same column."),
    ),
    (
        "did not find expected <document start>",
        (False, "stands outside the record", "All fields of a record begin in the same column."),
    ),
)
_BEHIND = {"'": "quote", '"': "quote", "]": "bracket", "}": "bracket"}


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What the parser stumbled over, in a contributor's words."""
    words = f"{error.context}: {error.problem}"
    at_start, says, advice = next((told for part, told in _TOLD if part in words), (False, f"cannot be read as YAML: {error.problem}", ""))
    mark = error.context_mark if at_start and error.context_mark else error.problem_mark or error.context_mark
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[row])) if mark else 0
    before, rest = lines[row][:column].rstrip(), lines[row][column:]
    if rest.startswith("\t"):
        says, advice = "a tab stands where spaces belong", "Indent with spaces."
    elif not rest and "node content" in words:
        says, advice = "the record ends inside a bracket", "Close the bracket; a text with brackets in it goes in quotes."
    elif "did not find expected key" in words and before[-1:] in _BEHIND:
        thing = _BEHIND[before[-1]]
        says = f"the text goes on behind its closing {thing}"
        advice = "Put the whole text in quotes; a quote inside it is of the other sort, or written twice."
    elif "did not find expected key" in words and rest.startswith(":"):
        says, advice = "a field has no name", "A field is written 'name: value'."
    elif "did not find expected key" in words:
        says = "stands in a column where no field begins"
        advice = "Fields that belong together, and the entries of a list, begin in one column; a text goes on further in."
    return Problem(Place(file, row + 1, column + 1), says.replace("{}", rest[:1]), advice=advice)
