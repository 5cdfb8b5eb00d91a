"""Workbooks of Excel (.xlsx), read and written. The only module that imports openpyxl.

It reads in openpyxl's read-only mode, within limits on what a small file can unfold to; with defusedxml installed, openpyxl
lets no entity of XML in.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from knowledge_hub.tables.cells import text_of
from knowledge_hub.tables.sheets import MAX_COLUMNS, TOO_LARGE, Sheet

MAX_UNFOLDED = 100_000_000
MAX_PARTS = 2_000
LAST_ROW = 1_048_576  # Excel's own

_MERGED = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_NO_VALUE = re.compile(
    r"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
_PLACE = re.compile(r'\br="([A-Z]+\d+)"')

# What openpyxl lets out on files that are damaged or made to harm.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_workbook(raw: bytes, sheet: Sheet, name: str = "") -> Sheet:
    """The rows of one sheet of the workbook: the one with this name, or the first that is not hidden."""
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        return sheet.refuse("is an old Excel file, or has a password", "Save it as .xlsx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            listed = parts.infolist()
            if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNFOLDED:
                return sheet.refuse("unfolds to more than 100 MB", "Copy the table alone into a new workbook.", code=TOO_LARGE)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        return _read_sheet(book, raw, sheet, name)
    except _DAMAGED:
        return sheet.refuse("is no workbook of Excel, or is damaged", "Open it in a spreadsheet and save it as .xlsx again.")


def _read_sheet(book: Any, raw: bytes, sheet: Sheet, name: str) -> Sheet:
    tables = {table.title: table for table in book.worksheets}
    if name and name not in tables:
        return sheet.refuse(f"has no sheet '{name}'", f"Its sheets: {', '.join(tables)}.")
    table = tables[name] if name else next((table for table in tables.values() if table.sheet_state == "visible"), None)
    if table is None:
        return sheet.refuse("has no sheet with rows")
    table.reset_dimensions()  # what a file says of its size is not believed
    for number, row in enumerate(table.rows, 1):
        if number > LAST_ROW or len(row) > MAX_COLUMNS * 8:
            return sheet.refuse("is larger than a sheet of Excel can be", "Copy the table alone into a new workbook.", code=TOO_LARGE)
        for cell in row:
            if cell.data_type == "e":
                advice = "Mend the formula, or write the value itself."
                return sheet.refuse(f"holds {cell.value}", advice, (number, cell.column), "failed-formula")
        if not sheet.take(number, [_shown(cell) for cell in row]):
            return sheet
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:  # what the read-only mode does not tell
        text = parts.read(table._worksheet_path).decode(errors="replace")
    for attributes in _NO_VALUE.findall(text):
        place = _PLACE.search(attributes)
        if place and 't="str"' not in attributes:  # a formula whose value is an empty text says so
            column, row = coordinate_from_string(place[1])
            advice = "Open the table in a spreadsheet and save it there, or write the value itself."
            return sheet.refuse("holds a formula without its value", advice, (row, column_index_from_string(column)), "failed-formula")
    return _without_merged(sheet, _MERGED.findall(text))


def _shown(cell: Any) -> str:
    """The text of a cell; a share in per cent as one sees it: 70% is held as 0.7."""
    if cell.data_type == "n" and isinstance(cell.value, int | float) and "%" in cell.number_format:
        return f"{text_of(cell.value * 100.0)}%"
    return text_of(cell.value)


def _without_merged(sheet: Sheet, areas: Iterable[str]) -> Sheet:
    first = sheet.rows[0][0] if sheet.rows else 0
    for area in areas:
        left, top, _, bottom = (number or 0 for number in range_boundaries(area))
        if bottom > first:
            advice = "Split it, and write its value in each cell it stood for."
            return sheet.refuse(f"{area} is one cell merged out of several", advice, (max(top, first), left), "merged-cells")
    return sheet


def write_workbook(title: str, rows: Sequence[Sequence[str]], notes: Iterable[Sequence[str]]) -> bytes:
    """A workbook with these rows as text, headings first, and a second sheet that says what belongs in each column."""
    book = Workbook(write_only=True)
    for name, lines in ((title, rows), ("columns", list(notes))):
        table = book.create_sheet(name)
        table.freeze_panes = "B2" if name == title else "A2"
        for number, heading in enumerate(lines[0] if lines else (), 1):
            wide = 60 if name != title and number == 2 else min(60, max(14, len(heading) + 2))
            table.column_dimensions[get_column_letter(number)].width = wide
        for number, line in enumerate(lines):
            table.append([_cell(table, text, heading=not number) if text else None for text in line])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _cell(table: Any, text: str, *, heading: bool) -> Any:
    """A cell that holds text and nothing else: no formula, no number, no day that Excel would read in its own way."""
    cell = WriteOnlyCell(table, value=text)
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(vertical="top", wrap_text=not heading)
    if heading:
        cell.font = Font(bold=True)
    return cell
