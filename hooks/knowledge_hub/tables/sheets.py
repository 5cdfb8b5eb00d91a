"""The rows of a table with their numbers, every cell as text, within limits. Problems are values."""

from dataclasses import dataclass, field

from knowledge_hub.codes import Code
from knowledge_hub.problems import Place, Problem, mistakes
from knowledge_hub.tables.cells import letters

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
        return bool(mistakes(self.problems))

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
