"""The file of a table is read: CSV here, Excel by `workbook`."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_hub.problems import Place, Problem
from knowledge_hub.tables.sheets import MAX_CELL, TOO_LARGE, Sheet

MAX_BYTES = 20_000_000


def read(path: Path, file: str, sheet: str = "") -> Sheet:
    """The table in a file that ends in .csv, .tsv, .txt or .xlsx; of a workbook the sheet with this name, or the first."""
    from knowledge_hub.tables.workbook import read_workbook  # noqa: PLC0415 - openpyxl takes a fifth of a second to load

    found = Sheet(file)
    ending = path.suffix.lower()
    if ending not in (".csv", ".tsv", ".txt", ".xlsx", ".xlsm"):
        return found.refuse("is no table that can be read here", "Save it as .xlsx, or as CSV in UTF-8.")
    try:
        raw = path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        return found.refuse(f"cannot be read: {error.strerror}")
    if raw is None:
        return found.refuse("is larger than 20 MB", "Split the table.", code=TOO_LARGE) if path.is_file() else found.refuse("is not a file")
    if not raw.strip():
        return found.refuse("is empty", "The first row holds the headings.")
    return read_workbook(raw, found, sheet) if ending.startswith(".xls") else read_text(raw, found)


def read_text(raw: bytes, sheet: Sheet) -> Sheet:
    """The rows of a CSV file: in UTF-8, UTF-16 or Windows-1250, its cells apart by commas, semicolons or tabs."""
    text = _decoded(raw, sheet)
    if text is None:
        return sheet
    head, rest = (*re.split("\r\n|\r|\n", text, maxsplit=1), "")[:2]
    told = head.strip().lower()
    separator = told[4] if told.startswith("sep=") and len(told) == 5 else ""
    if separator:
        text = rest
    try:
        for number, cells in _numbered(text, separator or _separator(head), 2 if separator else 1):
            if not sheet.take(number, cells):
                break
    except csv.Error:
        last = sheet.rows[-1][0] if sheet.rows else 0
        sheet.refuse(
            "has a quote that does not close, or text behind one that does", 'A quote inside a cell is written twice: "".', (last + 1, 1)
        )
    return sheet


def _decoded(raw: bytes, sheet: Sheet) -> str | None:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            sheet.refuse("is not text in UTF-16", "Save it as 'CSV UTF-8'.")
            return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1250")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:  # as in UTF-16 that does not say so
        sheet.refuse("is not text in UTF-8", "Save it as 'CSV UTF-8'.")
        return None
    says = "is not in UTF-8; it was read as Windows-1250, which Excel writes in Czech"
    sheet.problems.append(
        Problem(Place(sheet.file, 0), says, advice="Look whether letters with accents are right.", warning=True, code="not-utf-8")
    )
    return text


def _separator(head: str) -> str:
    """What stands between the cells of the headings: the one of comma, semicolon and tab that makes the most of them."""

    def cells(separator: str) -> int:
        return len(next(csv.reader([head], delimiter=separator), []))

    return max(",;\t", key=cells)


def _numbered(text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows as a spreadsheet counts them: a cell of several lines is one row."""
    csv.field_size_limit(MAX_CELL * 10)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, cells in enumerate(rows, first):
        yield number, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
