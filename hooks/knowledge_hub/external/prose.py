"""The web addresses in a text of Markdown, each with the spot where it is written."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_BEGINNING = re.compile(r"https?://", re.IGNORECASE)
_BODY = re.compile(r"[^\s<>\"`\[\]|]+")
_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?(`{3,}+|~{3,}+)(.*)")
_DEFINITION = re.compile(r"^[ \t>]*+\[[^\]\n]++\]:[ \t]*+", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Written:
    """An address, the letters it is written with, and how many letters of the text stand before it."""

    address: str
    letters: str
    offset: int


def addresses_in_prose(text: str) -> Iterator[Written]:
    """Every address on the web in the text, linked or bare, in its order; none out of code or comments."""
    if "://" not in text:
        return
    readable = _without_code(text)
    definitions = {definition.end() for definition in _DEFINITION.finditer(readable)}
    after = 0
    for beginning in _BEGINNING.finditer(readable):
        start = beginning.start()
        if start < after:
            continue
        letters = _letters(readable, start, in_definition=start in definitions)
        after = start + len(letters)
        if len(letters) > len(beginning.group()):
            yield Written(_meant(letters), letters, start)


def _letters(text: str, start: int, *, in_definition: bool) -> str:
    """What of the text from here on belongs to the address; that depends on what stands before it."""
    before = text[start - 1 : start]
    body = _BODY.match(text, start)
    letters = body.group() if body else ""
    if in_definition or (before == "<" and text.startswith(">", start + len(letters))):
        return letters
    if before in ('"', "'"):
        return letters.partition(before)[0]
    if text[max(0, start - 2) : start] == "](":
        return _until_bracket_closes(letters)
    return _until_bracket_closes(letters).rstrip("*_~.,:;!?'")


def _until_bracket_closes(letters: str) -> str:
    """The letters before the first closing bracket that none of them opens."""
    open_brackets = 0
    for index, letter in enumerate(letters):
        open_brackets += (letter == "(") - (letter == ")")
        if open_brackets < 0:
            return letters[:index]
    return letters


def _meant(letters: str) -> str:
    """The address without Markdown's backslashes and HTML's entities."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", letters)
    return re.sub(r"&#?\w+;", lambda entity: html.unescape(entity.group()), plain)


def _without_code(text: str) -> str:
    """The text with blanks where code and comments stand, so that every other letter keeps its spot."""
    kept = []
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        inside = bool(fence)
        if not fence and mark and "`" not in mark[2]:
            fence = mark[1]
        elif fence and mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        kept.append(_blank(line) if inside or fence else line)
    return _without_code_spans(_COMMENT.sub(lambda comment: _blank(comment.group()), "".join(kept)))


def _without_code_spans(text: str) -> str:
    """A span of code runs from some backticks to the next run of as many, in the same paragraph."""
    runs = [run.span() for run in _BACKTICKS.finditer(text)]
    closing: dict[int, list[int]] = defaultdict(list)
    for start, end in reversed(runs):
        closing[end - start].append(start)
    kept, after = [], 0
    for start, end in runs:
        spots = closing[end - start]
        while spots and spots[-1] <= start:
            spots.pop()
        if start < after or not spots or "\n\n" in text[end : spots[-1]]:
            continue
        close = spots[-1] + end - start
        kept += [text[after:start], _blank(text[start:close])]
        after = close
    return "".join([*kept, text[after:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
