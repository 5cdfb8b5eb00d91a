"""Values become the text of a record, in the style in which records are written.

What `source` reads back from the text are the same values: every scalar is text there, so only what YAML's own signs would
change is put in quotes. A text longer than a line is folded, one of several lines stands as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 112

_ITS_OWN = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`]|[-?:](\s|$)|---|\.\.\.|(~|null|Null|NULL)$")
_CUT = re.compile(r": |:$| #|\s$|[\t\n]")
_GAP = re.compile(r"(?<=\S) (?=\S)")


def composed(values: Mapping[str, Any]) -> str:
    """The text of a record with these fields in this order. Its texts neither begin nor end with white space."""
    return "\n".join(_fields(values, "")) + "\n"


def _fields(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _fields(value, f"{indent}  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{name}:"
            yield from _entries(value, indent)
        else:
            yield from scalar(f"{indent}{name}: ", value, f"{indent}  ")


def _entries(entries: Sequence[Any], indent: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Mapping) and entry:
            first, *rest = _fields(entry, f"{indent}  ")
            yield f"{indent}- {first.removeprefix(f'{indent}  ')}"
            yield from rest
        else:
            yield from scalar(f"{indent}- ", entry, f"{indent}  ")


def scalar(start: str, value: Any, indent: str) -> Iterator[str]:
    """A text behind what stands before it in its line; the lines of a long one are indented."""
    if not isinstance(value, str):
        yield f"{start}{'[]' if isinstance(value, list) else '{}'}"
    elif "\n" in value:
        yield f"{start}|-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    elif len(start) + len(value) > WIDTH and len(pieces := list(_folded(value, WIDTH - len(indent)))) > 1:
        yield f"{start}>-"
        yield from (f"{indent}{piece}" for piece in pieces)
    elif not value or _ITS_OWN.match(value) or _CUT.search(value):
        yield f"{start}{_quoted(value)}"
    else:
        yield f"{start}{value}"


def _folded(text: str, width: int) -> Iterator[str]:
    """The text in lines that a reader joins with one space each."""
    line = ""
    for word in _GAP.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
