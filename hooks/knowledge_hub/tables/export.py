"""The records of one kind as a table, from which an import makes the same records."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.folders import files, named
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Place, Problem, mistakes
from knowledge_hub.project import Project
from knowledge_hub.source import read
from knowledge_hub.tables.cells import SEPARATOR, guarded
from knowledge_hub.tables.columns import ID, Column, Spot, cells_of, column_of, declared, in_order, name_of
from knowledge_hub.translation import FOLLOWS

Rows = list[list[str]]
LONGEST_CELL = 32_767  # of Excel


def rows_of(project: Project, kind: type[Record], catalogue: Catalogue) -> tuple[Rows, tuple[Problem, ...]]:
    """The headings and a row for each record, drafts among them; or what the catalogue says is wrong with the records."""
    folder = f"{named(project, project.content)}/{kind.kept_in}/"
    wrong = tuple(problem for problem in mistakes(catalogue.problems) if problem.place.file.startswith(folder))
    if wrong:
        return [], wrong
    records: dict[str, dict[Spot, str]] = {}
    for found, ids in files(project, []):
        if found is kind:
            records = {id: dict(_cells(project, kind, languages)) for id, languages in ids.items()}
    columns = columns_of(project, kind, records)
    lines = ([id, *(cells.get(column.spot, "") for column in columns)] for id, cells in records.items())
    return [[ID, *(column.name for column in columns)], *([guarded(cell) for cell in line] for line in lines)], ()


def _cells(project: Project, kind: type[Record], languages: dict[str, Path]) -> Iterator[tuple[Spot, str]]:
    """What all versions of a record hold, cell by cell."""
    for language, path in languages.items():
        for way, text in cells_of(read(path, named(project, path)).values, kind).items():
            yield (way, language), text


def columns_of(project: Project, kind: type[Record], records: dict[str, dict[Spot, str]]) -> list[Column]:
    """Every field of the kind, and what more the records use: further entries, translated texts."""
    used = {spot for cells in records.values() for spot in cells}
    more = (column_of(kind, name_of(way, language), project.languages[1:]) for way, language in used)
    return in_order({*declared(kind), *(column for column in more if isinstance(column, Column))})


def as_csv(rows: Rows, separator: str = ",") -> str:
    """The table as CSV, its lines ended as RFC 4180 says."""
    held = io.StringIO()
    csv.writer(held, delimiter=separator).writerows(rows)
    return held.getvalue()


def as_workbook(kind: type[Record], rows: Rows, file: str) -> bytes | Problem:
    """The table as a workbook of Excel with a second sheet that says what belongs in each column; or why it does not fit in."""
    from knowledge_hub.tables.workbook import write_workbook  # noqa: PLC0415 - see files.read

    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if len(cell) > LONGEST_CELL:
                says = f"has {len(cell)} characters; Excel cuts a cell at {LONGEST_CELL}"
                return Problem(Place(file, number, column), says, advice="Write it to a file that ends in .csv.", code="table-too-large")
    return write_workbook(kind.called[1].lower(), rows, notes_on(kind, rows[0]))


def notes_on(kind: type[Record], headings: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What belongs in each column: its description, whether it has to be there, the words that it takes or an example."""
    yield "column", "what to write", "needed", "words or example"
    for heading in headings:
        column = column_of(kind, heading.partition("@")[0], ())
        shape = column.shape if isinstance(column, Column) else None
        if heading == ID:
            yield ID, "The name of the record's file, and of its page: small letters, digits and hyphens.", "yes", "heat-from-the-harbour"
        elif heading.startswith(f"{FOLLOWS}@"):
            yield heading, "The version of the original that the translation follows; in a new row it may be empty.", "", "1e856a395f"
        elif shape:
            example = ", ".join(shape.words or shape.examples[:1])
            several = f" Several are separated by {SEPARATOR}." if shape.many else ""
            yield heading, shape.description + several, "yes" if shape.required and "@" not in heading else "", example
