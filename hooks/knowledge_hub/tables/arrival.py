"""The records of a table on their way into the project: read row by row, checked as if they stood there, written all or not at all."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from knowledge_hub.composing import composed
from knowledge_hub.document import Document
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import load
from knowledge_hub.problems import Place, Problem, in_order, mistakes
from knowledge_hub.project import Project
from knowledge_hub.reading import once
from knowledge_hub.source import parse
from knowledge_hub.tables.headings import headings_of
from knowledge_hub.tables.mapping import Mapping as Mapped
from knowledge_hub.tables.sheets import Sheet, placed
from knowledge_hub.tables.taking import Rows

FIRST_DAY = date(1899, 12, 30)  # from which Excel counts the days of each later month than February 1900


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an import does: the text of each file that is new or changes, the files that stay as they are, and what is wrong.

    Where a problem is more than a warning nothing is to be written.
    """

    rows: int
    new: Mapping[str, str]
    changed: Mapping[str, str]
    same: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        return bool(mistakes(self.problems))


def arrival(project: Project, kind: type[Record], sheet: Sheet, mapping: Mapped, *, overwrite: bool) -> Arrival:
    """What the records of this table change. That a record exists is a problem unless `overwrite`.

    A field without a column stays as it is in a record that exists; an empty cell empties it.
    """
    rows = Rows(project, kind, sheet, headings_of(sheet, kind, mapping, project.languages[1:]), mapping, overwrite=overwrite)
    rows.take()
    problems = [*sheet.problems, *rows.headings.problems, *rows.problems]
    texts = {file: rows.heads[file] + composed(document.values) for file, document in rows.files.items()}
    for file, text in texts.items():
        place = rows.files[file].place(())
        problems += [Problem(place, found.says, advice=found.advice, code=found.code) for found in parse(text, Document(file)).problems]
    catalogue = load(project, {(kind.kind, id): versions for id, versions in rows.records.items()})
    problems += [problem for problem in catalogue.problems if problem.place.file == sheet.file or not problem.warning]
    if mistakes(rows.headings.problems):  # what is missing may stand below a heading that is not understood
        known = {column.way[0] for column in rows.headings.columns.values()}
        missing = ("missing-field", "empty-record")
        problems = [problem for problem in problems if problem.code not in missing or problem.field.partition(".")[0] in known]
    many = {place for place, column in rows.headings.columns.items() if column.many}
    said = tuple(
        placed(_of_several(_with_its_day(problem), many, mapping.separator)) if problem.place.file == sheet.file else problem
        for problem in in_order(once(problems))
    )
    changed = {file: text for file, text in texts.items() if file in rows.before and file not in rows.same}
    new = {file: text for file, text in texts.items() if file not in rows.before}
    return Arrival(sum(number > rows.headings.row for number, _ in sheet.rows), new, changed, tuple(sorted(rows.same)), said)


def _with_its_day(problem: Problem) -> Problem:
    """The problem; where a number stands for a day, as spreadsheets count them, with that day as advice."""
    counted = re.match(r"'(\d{5})(\.\d+)?' is not a day", problem.says)
    if not counted:
        return problem
    return replace(problem, advice=f"A spreadsheet counts days: this one is {FIRST_DAY + timedelta(days=int(counted[1]))}. Write it so.")


def _of_several(problem: Problem, many: Collection[int], separator: str) -> Problem:
    """The problem; where several entries of a list were taken for one, with what stands between them as advice."""
    if problem.place.column not in many or separator in ",;" or not re.match(r"'[^']+[,;][^']+' is not ", problem.says):
        return problem
    return replace(problem, advice=f"Between the entries of a list stands '{separator}', or the separator that a mapping names.")


def write(project: Project, texts: Mapping[str, str]) -> Problem | None:
    """Write all files, or leave every one as it was and say why."""
    before: dict[Path, bytes | None] = {}
    try:
        for file, text in texts.items():
            path = project.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            before[path] = path.read_bytes() if path.exists() else None
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        for path, raw in before.items():
            if raw is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(raw)
        return Problem(Place(file, 0), f"cannot be written: {error.strerror}", advice="Nothing was changed.", code="not-written")
    return None
