"""What the columns of somebody's table are: the id, a field in a language, or nothing of ours."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Place, Problem, did_you_mean
from knowledge_hub.tables.cells import letters, unguarded
from knowledge_hub.tables.columns import ID, Column, column_of
from knowledge_hub.tables.mapping import Mapping
from knowledge_hub.tables.sheets import Sheet


@dataclass(slots=True)
class Headings:
    """The row they stand in, the column with the id (0 where there is none), the others by their number, and what is always said."""

    row: int = 0
    id: int = 0
    columns: dict[int, Column] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    always: dict[Column, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def headings_of(sheet: Sheet, kind: type[Record], mapping: Mapping, languages: tuple[str, ...]) -> Headings:
    """The headings of a table, read with a mapping. `languages` are those of translations."""
    found = Headings(row=mapping.headings or next((number for number, _ in sheet.rows), 0))
    cells = dict(sheet.rows).get(found.row, [])
    if not cells and not sheet.refused:
        where = f"in row {found.row}" if found.row else "in it"
        found.problems.append(
            Problem(Place(sheet.file, 0), f"has no headings {where}", advice="The first row names the columns.", code="no-heading")
        )
    names = {place: mapping.columns.get(heading, heading) for place, cell in enumerate(cells, 1) if (heading := unguarded(cell).strip())}
    found.problems += _not_there(mapping, {unguarded(cell).strip() for cell in cells})
    found.left_out = {place for place, name in names.items() if not name}
    taken: dict[str, int] = {}
    for place, name in names.items():
        if name:
            column = None if name.lower() == ID else column_of(kind, name, languages)
            found.problems += _take(found, Place(sheet.file, found.row, place), name, column, taken)
    found.problems += _always(found, kind, mapping, languages)
    return found


def _take(found: Headings, place: Place, name: str, column: Column | tuple[str, str] | None, taken: dict[str, int]) -> Iterator[Problem]:
    """Note the column below one heading; None is the id."""
    if isinstance(column, tuple):
        found.left_out.add(place.column)
        yield Problem(place, column[0], advice=column[1], code="unknown-column")
        return
    meant = column.name if column else ID
    if meant in taken:
        yield Problem(
            place,
            f"'{name}' is the heading of column {letters(taken[meant])} already",
            advice="Leave one of them out.",
            code="repeated-column",
        )
    taken[meant] = place.column
    if column:
        found.columns[place.column] = column
    else:
        found.id = place.column


def _not_there(mapping: Mapping, headings: set[str]) -> Iterator[Problem]:
    """Headings that the mapping speaks of and the table does not have."""
    for heading in mapping.columns:
        if headings and heading not in headings:
            says = f"'{heading}' is no heading of the table"
            advice = did_you_mean(heading, headings, "Is it spelt as in the table?")
            yield Problem(Place(mapping.file, 0), says, "columns", advice, warning=True, code="unknown-column")


def _always(found: Headings, kind: type[Record], mapping: Mapping, languages: tuple[str, ...]) -> Iterator[Problem]:
    """What the mapping says of every record where no column says it."""
    for name, text in mapping.always.items():
        column = column_of(kind, name, languages)
        if isinstance(column, tuple):
            yield Problem(Place(mapping.file, 0), column[0], "always", column[1], code="unknown-column")
        elif column not in found.columns.values():
            found.always[column] = text
    for name in mapping.values:
        column = column_of(kind, name, languages)
        if isinstance(column, tuple):
            yield Problem(Place(mapping.file, 0), column[0], "values", column[1], code="unknown-column")
