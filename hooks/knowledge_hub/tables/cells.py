"""The text of one cell: lists in it, formulas made safe, what a spreadsheet holds as a day or a number, and its name as in D5."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

SEPARATOR = "|"

# What a spreadsheet takes for a formula where a cell begins with it, in the wide forms too.
# See https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def joined(entries: Sequence[str]) -> str:
    """The entries of a list in one cell: 'water | energy'. A bar or a backslash inside an entry stands behind a backslash."""
    return f" {SEPARATOR} ".join(re.sub(r"[\\|]", r"\\\g<0>", entry) for entry in entries)


def entries(cell: str, separator: str = SEPARATOR) -> list[str]:
    """The entries of a list that a cell holds, without those that are empty."""
    found, entry = [], ""
    for part in re.findall(rf"\\[\\|]|{re.escape(separator)}|.", cell, re.DOTALL):
        if part == separator:
            found.append(entry)
            entry = ""
        else:
            entry += part[1] if len(part) == 2 and part[0] == "\\" else part
    return [text for text in map(str.strip, [*found, entry]) if text]


def guarded(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """What was guarded, as it was."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def text_of(value: object) -> str:
    """What a cell of a spreadsheet holds, as one would write it in a record: days as 2027-02-04, numbers in digits."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return _digits(value)
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _digits(number: float) -> str:
    """Fifteen digits, as spreadsheets show them; 0.1 and 0.2 make 0.3."""
    digits = f"{Decimal(f'{number:.15g}'):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def letters(column: int) -> str:
    """The letters of a column counted from one: A, B ... Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
