"""`hub import` and `hub export`: what they do and say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from knowledge_hub import reports
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import load
from knowledge_hub.problems import Place, Problem, counted, mistakes
from knowledge_hub.project import Project
from knowledge_hub.tables.arrival import Arrival, arrival, write
from knowledge_hub.tables.export import as_csv, as_workbook, rows_of
from knowledge_hub.tables.files import read
from knowledge_hub.tables.mapping import Mapping, mapping_in
from knowledge_hub.tables.sheets import placed

DONE, WRONG = 0, 1
BOM = "\ufeff"  # by which Excel knows UTF-8


@dataclass(frozen=True, slots=True)
class Options:
    """What one can ask of `hub import`."""

    mapping: Path | None = None
    dry_run: bool = False
    overwrite: bool = False


def import_table(project: Project, kind: type[Record], file: Path, options: Options, out: TextIO) -> int:
    """Make records of the rows of a table: all of them or none. The status is 1 where something is wrong."""
    mapping, problems = mapping_in(options.mapping, options.mapping.name) if options.mapping else (Mapping(), [])
    if problems:
        return _refuse(problems, project, out)
    found = arrival(project, kind, read(file, file.name, mapping.sheet), mapping, overwrite=options.overwrite)
    if found.problems:
        out.write(reports.as_text(found.problems, project.root) + "\n")
    if not found.refused and not options.dry_run:
        problem = write(project, {**found.new, **found.changed})
        if problem:
            return _refuse([problem], project, out)
    out.writelines(_said(found, file.name, dry_run=options.dry_run))
    return WRONG if found.refused else DONE


def _said(found: Arrival, name: str, *, dry_run: bool) -> Iterator[str]:
    """What was done, file by file, and in one line."""
    rows = counted(found.rows, "row")
    if found.refused:
        yield f"{name}: {rows}, {counted(len(mistakes(found.problems)), 'problem')}; nothing was written\n"
        return
    for word, files in (("new", found.new), ("changed", found.changed)):
        for file in sorted(files):
            yield f"{word:8}{file}\n"
    counts = f"{counted(len(found.new), 'file')} new, {len(found.changed)} changed, {len(found.same)} as before"
    yield f"{name}: {rows}, {counts}{'; nothing was written: this was a dry run' if dry_run else ''}\n"


def export_table(project: Project, kind: type[Record], to: Path | None, separator: str, out: TextIO) -> int:
    """Write the records of a kind to a file that ends in .csv or .xlsx, or as CSV to `out`."""
    rows, problems = rows_of(project, kind, load(project))
    if problems:
        return _refuse(problems, project, out)
    if to is None:
        out.write(as_csv(rows, separator))
        return DONE
    written = as_workbook(kind, rows, to.name) if to.suffix.lower() == ".xlsx" else (BOM + as_csv(rows, separator)).encode()
    if isinstance(written, Problem):
        return _refuse([placed(written)], project, out)
    try:
        to.write_bytes(written)
    except OSError as error:
        return _refuse([Problem(Place(to.name, 0), f"cannot be written: {error.strerror}", code="not-written")], project, out)
    out.write(f"{to.name}: {counted(len(rows) - 1, 'record')}, {counted(len(rows[0]), 'column')}\n")
    return DONE


def _refuse(problems: list[Problem] | tuple[Problem, ...], project: Project, out: TextIO) -> int:
    out.write(reports.as_text(problems, project.root) + "\n")
    return WRONG
