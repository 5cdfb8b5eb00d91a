"""A table as it stands in a CSV or Excel file: its rows with their numbers, every cell as text. Problems are values."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_hub.codes import Code
from knowledge_hub.problems import Place, Problem
from knowledge_hub.tables.cells import letters

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 2_000
MAX_CELL = 100_000

TOO_LARGE: Code = "table-too-large"


@dataclass(slots=True)
class Sheet:
    """The rows of a table that hold something, each with its number from one. Where `problems` has a mistake there are none."""

    file: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any(not problem.warning for problem in self.problems)

    def refuse(self, says: str, advice: str = "", cell: tuple[int, int] = (0, 0), code: Code = "not-a-table") -> "Sheet":
        """The sheet without rows and with this problem."""
        self.rows.clear()
        self.problems.append(Problem(Place(self.file, *cell), says, advice=advice, code=code))
        return self

    def take(self, number: int, cells: list[str]) -> bool:
        """Keep a row, without the empty cells at its end. False where the table is too large, which is then its problem."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return True
        if len(cells) > MAX_COLUMNS:
            self.refuse(
                f"has more than {MAX_COLUMNS} columns", "Delete the columns that hold no records.", (number, MAX_COLUMNS + 1), TOO_LARGE
            )
        elif len(self.rows) >= MAX_ROWS:
            self.refuse(f"has more than {MAX_ROWS} rows", "Split the table.", (number, 1), TOO_LARGE)
        elif any(len(cell) > MAX_CELL for cell in cells):
            column = next(index for index, cell in enumerate(cells, 1) if len(cell) > MAX_CELL)
            self.refuse(f"has more than {MAX_CELL} characters", "Is a quote left open in the table?", (number, column), TOO_LARGE)
        else:
            self.rows.append((number, cells))
            return True
        return False


def placed(problem: Problem) -> Problem:
    """The problem of a table with its place as a spreadsheet names it: practices.csv:D5."""
    place = problem.place
    cell = f":{letters(place.column)}{place.line}" if place.line else ""
    return Problem(Place(f"{place.file}{cell}", 0), problem.says, problem.field, problem.advice, problem.warning, code=problem.code)


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
    head, _, rest = text.partition("\n")
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
