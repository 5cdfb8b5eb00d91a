"""What a YAML parser stumbles over, in a contributor's words."""

import re
from typing import TypeAlias

from knowledge_hub.codes import Code
from knowledge_hub.document import Document
from knowledge_hub.problems import Fix, Place, Problem

Mark: TypeAlias = tuple[int, int]

# What libyaml says; whether to look where the thing it was reading begins; the sort of mistake, what a contributor is told, and what to
# write.
# '{}' stands for the sign at that place.
_Told: TypeAlias = tuple[bool, Code, str, str]
_QUOTE: _Told = (
    True,
    "quote-not-closed",
    "a quote opens here and is not closed",
    "Close it with the same sign; a text with an apostrophe in it goes in double quotes.",
)
_BEGINS: _Told = (False, "quotes-needed", "a text cannot begin with '{}'", "Put the text in quotes.")
_ESCAPE: _Told = (False, "wrong-backslash", "a backslash in double quotes that means nothing", "Put the text in single quotes.")
_BEHIND_BAR: _Told = (False, "text-behind-bar", "the line goes on behind '|' or '>'", "The text begins in the next line.")
_TOLD: tuple[tuple[str, _Told], ...] = (
    ("found unexpected end of stream", _QUOTE),
    ("found unexpected document indicator", _QUOTE),
    ("ing a tag:", (True, *_BEGINS[1:])),
    ("undefined tag handle", (True, *_BEGINS[1:])),
    ("directive", (True, "quotes-needed", "a line cannot begin with '{}'", "Put the text in quotes.")),
    ("incompatible YAML", (True, "quotes-needed", "a line cannot begin with '{}'", "Put the text in quotes.")),
    ("cannot start any token", _BEGINS),
    ("did not find expected node content", _BEGINS),
    ("mapping keys are not allowed", _BEGINS),
    ("alphabetic or numeric character", (True, *_BEGINS[1:])),
    ("unknown escape character", _ESCAPE),
    ("hexdecimal number", _ESCAPE),
    ("Unicode character escape code", _ESCAPE),
    (
        "mapping values are not allowed",
        (
            False,
            "quotes-needed",
            "': ' stands inside a text",
            "A text with ': ' in it goes in quotes; a field begins in the column of the one above.",
        ),
    ),
    (
        "could not find expected ':'",
        (True, "not-a-field", "is neither a field nor part of a text", "A field is written 'name: value'; a text goes on further in."),
    ),
    (
        "block sequence entries are not allowed",
        (
            False,
            "wrong-entry",
            "'- ' stands where a text belongs",
            "Each entry of a list has its own line; a text that begins so goes in quotes.",
        ),
    ),
    (
        "did not find expected ',' or",
        (True, "bracket-not-closed", "a bracket opens here and is not closed", "Close it; a text with brackets in it goes in quotes."),
    ),
    ("did not find expected comment or line break", _BEHIND_BAR),
    ("indentation indicator", _BEHIND_BAR),
    (
        "did not find expected '-' indicator",
        (
            False,
            "wrong-entry",
            "stands in a list and does not begin with '- '",
            "Each entry of a list begins with '- ', all in the same column.",
        ),
    ),
    (
        "did not find expected <document start>",
        (False, "wrong-indent", "stands outside the record", "All fields of a record begin in the same column."),
    ),
)
_BEHIND = {"'": "quote", '"': "quote", "]": "bracket", "}": "bracket"}


def stumbled(document: Document, context: str, problem: str, began: Mark | None, stuck: Mark | None) -> Problem:
    """What is wrong with a document that cannot be read on, from what libyaml says.

    `began` and `stuck` are the marks where the thing it was reading begins and where it got stuck, counted from zero.
    """
    lines = document.text.split("\n")
    row, column, code, says, advice = _told(context, problem, lines, began, stuck)
    quoted = _in_quotes(lines, row, column) if code == "quotes-needed" else None
    above = int("mapping values" in problem)  # the text that began there has swallowed the field of this line
    closer = unspaced(document, row - above) if not quoted and row >= above and (above or code == "not-a-field") else None
    if closer:
        return closer
    fix = Fix(Place(document.file, row + 1, quoted[0] + 1), *quoted[1:]) if quoted else None
    return Problem(Place(document.file, row + 1, column + 1), says, advice=advice, code=code, fix=fix)


_FURTHER_IN = re.compile(r" +([A-Za-z_][\w-]*)")
_ENTRY = re.compile(r"[-\u2022\u2013\u2014][^\W_]|[\u2022\u2013\u2014] ")
HARD_SPACE = "\u00a0"
NO_PLAIN_SPACE = "a space that keeps words together (U+00A0) stands where a plain one belongs", "Delete it and type a space."


def _told(context: str, problem: str, lines: list[str], began: Mark | None, stuck: Mark | None) -> tuple[int, int, Code, str, str]:
    """Where to point (counted from zero), the sort of mistake, what is wrong and what to write."""
    words = f"{context}: {problem}"
    otherwise: _Told = (False, "unreadable", f"cannot be read as YAML: {problem}", "")
    at_start, code, says, advice = next((told for part, told in _TOLD if part in words), otherwise)
    mark = (began if at_start and began else stuck or began) or (0, 0)
    row, column = mark if mark[0] < len(lines) else (len(lines) - 1, len(lines[-1]))  # the end may lie in a line that is none
    column = min(column, len(lines[row]))
    before, rest = lines[row][:column].rstrip(), lines[row][column:]
    if rest.startswith("\t"):
        code, says, advice = "tab", "a tab stands where spaces belong", "Indent with spaces."
    elif not rest and "node content" in words:
        code, says, advice = (
            "bracket-not-closed",
            "the record ends inside a bracket",
            "Close the bracket; a text with brackets in it goes in quotes.",
        )
    elif "did not find expected key" in words and before[-1:] in _BEHIND:
        thing = _BEHIND[before[-1]]
        code, says = "quotes-needed", f"the text goes on behind its closing {thing}"
        advice = "Put the whole text in quotes; a quote inside it is of the other sort, or written twice."
    elif "mapping values" in words and (inner := _FURTHER_IN.fullmatch(before)):
        column, code, says = inner.start(1), "wrong-indent", f"'{inner[1]}' stands further in than the field above"
        advice = "Fields that belong together begin in one column; a text with ': ' in it goes in quotes."
    elif code == "not-a-field" and _ENTRY.match(rest):
        code, says, advice = "wrong-entry", "an entry of a list begins with '- '", "A hyphen and a space stand before each."
    elif code == "not-a-field" and HARD_SPACE in lines[row]:
        column, (says, advice) = lines[row].index(HARD_SPACE), NO_PLAIN_SPACE
    elif "did not find expected key" in words and rest.startswith(":"):
        code, says, advice = "not-a-field", "a field has no name", "A field is written 'name: value'."
    elif "did not find expected key" in words:
        code, says = "wrong-indent", "stands in a column where no field begins"
        advice = "Fields that belong together, and the entries of a list, begin in one column; a text goes on further in."
    return row, column, code, says.replace("{}", rest[:1]), advice


_CLOSE = re.compile(r" *(?:- +)*([A-Za-z_][\w-]*:)(?!//)\S")


def unspaced(document: Document, row: int) -> Problem | None:
    """What is wrong with a line (counted from zero) where a value follows the colon of its field without a space; None where none does."""
    lines = document.text.split("\n")
    found = _CLOSE.match(lines[row]) if row < len(lines) else None
    if not found:
        return None
    place, name = Place(document.file, row + 1, found.start(1) + 1), found[1]
    says, advice = f"no space stands behind the colon of '{name[:-1]}'", "A field is written 'name: value'."
    return Problem(place, says, advice=advice, code="not-a-field", fix=Fix(place, name, f"{name} "))


_NAME = r"[A-Za-z_][\w-]* *:"
_FIELD = re.compile(rf"{_NAME}(?: |$)")
_AROUND = re.compile(rf"( *(?:- +)*(?:{_NAME} +)?)([^\s\"|>\[{{}}\]&*!#?,-].*?) *")


def _in_quotes(lines: list[str], row: int, column: int) -> tuple[int, str, str] | None:
    """The text that stands in this line around this column, when quotes around it are all it needs: its column, the text, and both.

    None where it runs on into the next line, where a comment follows, or where it begins as something else does.
    """
    found = _AROUND.fullmatch(lines[row])
    if not found or " #" in found[2] or column < found.end(1) or (":" not in found[1] and _FIELD.match(found[2])):
        return None
    inner = len(found[1]) - len(found[1].lstrip(" -"))
    following = lines[row + 1] if row + 1 < len(lines) else ""
    if following.strip() and len(following) - len(following.lstrip(" ")) > inner:
        return None
    if found[2][0] == "'":
        return _in_double_quotes(found[2], found.end(1))
    plain = '"' not in found[2] and "\\" not in found[2]
    return found.end(1), found[2], f'"{found[2]}"' if plain else "'" + found[2].replace("'", "''") + "'"


def _in_double_quotes(text: str, column: int) -> tuple[int, str, str] | None:
    """A text in single quotes with an apostrophe in it, in double quotes."""
    closed = len(text) > 1 and text.endswith("'") and not {'"', "\\"} & set(text)
    return (column, text, f'"{text[1:-1]}"') if closed and "''" not in text else None
