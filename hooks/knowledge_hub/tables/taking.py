"""The rows of a table become the documents of records, beside what the records that exist say already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

from knowledge_hub.codes import Code
from knowledge_hub.document import Document, Value
from knowledge_hub.folders import why_stray
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import Versions
from knowledge_hub.problems import Place, Problem
from knowledge_hub.project import Project
from knowledge_hub.reading import record_of
from knowledge_hub.schemas import schema_line
from knowledge_hub.source import FORBIDDEN, read
from knowledge_hub.speech import id_from
from knowledge_hub.tables.cells import SEPARATOR, entries, letters, unguarded
from knowledge_hub.tables.columns import Column, Spot, cells_of, column_of, name_of
from knowledge_hub.tables.headings import Headings
from knowledge_hub.tables.mapping import Mapping as Mapped
from knowledge_hub.tables.rows import document_of
from knowledge_hub.tables.sheets import Sheet
from knowledge_hub.translation import FOLLOWS, translated, version_of

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)  # 12.500 is twelve and a half, and twelve thousand five hundred to many


@dataclass(slots=True)
class _Row:
    """One row on its way: its number, where its id stands, and by language what its cells say."""

    number: int
    place: int
    cells: dict[str, dict[Column, tuple[int, Value]]] = field(default_factory=dict)


class Rows:
    """Reads rows into the documents of records; what is wrong with the table itself becomes a problem at its cell."""

    def __init__(self, project: Project, kind: type[Record], sheet: Sheet, headings: Headings, mapping: Mapped, *, overwrite: bool) -> None:
        self.project, self.kind, self.sheet = project, kind, sheet
        self.headings, self.mapping, self.overwrite = headings, mapping, overwrite
        self.problems: list[Problem] = []
        self.records: dict[str, Versions] = {}
        self.files: dict[str, Document] = {}  # the documents to write, as they are written
        self.heads: dict[str, str] = {}  # the comments that each of them begins with
        self.before: set[str] = set()  # files that exist
        self.same: set[str] = set()  # those that the table does not change
        self.rows: dict[str, int] = {}  # the row of each id
        self.spots = {column.spot for column in (*headings.columns.values(), *headings.always)}

    def wrong(self, row: int, place: int, code: Code, says: str, advice: str = "", *, warning: bool = False) -> None:
        self.problems.append(Problem(Place(self.sheet.file, row, place), says, advice=advice, warning=warning, code=code))

    def take(self) -> None:
        """Read every row below the headings."""
        for number, cells in self.sheet.rows:
            if number > self.headings.row and self.headings.row:
                row = self.row(number, cells)
                id = self.id_of(row, cells)
                if id:
                    self.record(id, row)

    def row(self, number: int, cells: list[str]) -> _Row:
        """What the cells of a row say."""
        row = _Row(number, self.headings.id or 1, {"": {}})
        for place, cell in enumerate(cells, 1):
            text = unguarded(cell).strip()
            hidden = FORBIDDEN.search(text)
            if hidden:
                self.wrong(
                    number,
                    place,
                    "invisible-character",
                    f"the character U+{ord(hidden.group()):04X} cannot be seen and is not allowed",
                    "Delete it.",
                )
                text = FORBIDDEN.sub("", text)
            if place in self.headings.columns:
                self.put(row, self.headings.columns[place], place, text)
            elif text and place != self.headings.id and place not in self.headings.left_out:
                self.headings.left_out.add(place)  # said once for each column
                self.wrong(
                    number,
                    place,
                    "no-heading",
                    f"stands in column {letters(place)}, which has no heading",
                    "Name the column in its first row.",
                )
        for place, column in self.headings.columns.items():
            if place > len(cells):
                self.put(row, column, place, "")
        for column, text in self.headings.always.items():
            self.put(row, column, row.place, text)
        return row

    def put(self, row: _Row, column: Column, place: int, text: str, separator: str = "") -> None:
        """One cell, with the mapping's words in place of the table's."""
        words = self.words_of(column) if self.mapping.values else {}
        value: Value = words.get(text, text)
        if column.many:
            listed = entries(text, separator or self.mapping.separator)
            value = [words.get(entry, entry) for entry in listed]
        row.cells.setdefault(column.language, {})[column] = (place, value)

    def words_of(self, column: Column) -> Mapping[str, str]:
        """The mapping's words for a column; those for a list of parts hold for all its entries."""
        every = name_of(tuple(part for part in column.way if isinstance(part, str)))
        return self.mapping.values.get(column.name) or self.mapping.values.get(every, {})

    def id_of(self, row: _Row, cells: list[str]) -> str:
        """The id that a row gives its record, or that its title makes; '' where it is wrong."""
        place = self.headings.id
        written = unguarded(cells[place - 1]).strip() if 0 < place <= len(cells) else ""
        title = next((str(value) for column, (_, value) in row.cells[""].items() if column.way == ("title",)), "")
        id = written or id_from(title)
        if not id:
            self.wrong(row.number, row.place, "missing-field", "has no id", "Give it one, or a title that makes one.")
            return ""
        why = why_stray(Path(f"{id.replace('/', chr(92))}.yml"), ())
        if why:
            self.wrong(row.number, row.place, why.code, why.says, why.advice)
            return ""
        if id in self.rows:
            self.wrong(
                row.number, row.place, "duplicate-id", f"'{id}' is the id of row {self.rows[id]} already", "Give one of them another."
            )
            return ""
        self.rows[id] = row.number
        return id

    def record(self, id: str, row: _Row) -> None:
        """The documents that a row makes, with what a record that exists says beside them."""
        before = self.existing(id, row)
        if before is None:
            return
        self.doubt(row, before)
        for (way, language), text in before.items():
            if (way, language) not in self.spots:
                column = column_of(self.kind, name_of(way, language), self.project.languages[1:])
                if isinstance(column, Column):
                    self.put(row, column, row.place, text, SEPARATOR)
        original, tree = document_of(self.sheet.file, row.number, row.cells[""])
        versions = {"": original}
        for language, cells in row.cells.items():
            if language and any(value for column, (_, value) in cells.items() if column.way != (FOLLOWS,)):
                versions[language], _ = document_of(self.sheet.file, row.number, cells, tree)
                if not any(known == language for _, known in before):
                    versions[language].values.setdefault(FOLLOWS, version_of(original, self.kind))
        self.keep(id, versions, before, row)

    def doubt(self, row: _Row, before: Mapping[Spot, str]) -> None:
        """Warn of new numbers whose point can stand between thousands."""
        for column, (place, text) in row.cells[""].items():
            sort = column.shape.sort.name if column.shape and column.shape.sort else ""
            if sort in ("amount", "sum") and text != before.get(column.spot) and _THOUSANDS.fullmatch(str(text)):
                says = f"'{text}' is taken as {Decimal(str(text)).normalize():f}, and not as {str(text).replace('.', '')}"
                self.wrong(row.number, place, "not-a-number", says, "Write thousands without a point.", warning=True)

    def keep(self, id: str, versions: dict[str, Document], before: Mapping[Spot, str], row: _Row) -> None:
        """Note the files of a record, and which of them stay as they are."""
        self.records[id] = versions
        for language in {language for _, language in before} - set(versions):
            self.wrong(
                row.number,
                row.place,
                "emptied-translation",
                f"has no text in '{language}' any more",
                f"Delete {self.file_of(id, language)} by hand.",
            )
        for language, version in versions.items():
            file = self.file_of(id, language)
            copy = Document(version.file, dict(version.values), version.spots)  # reading a translation takes its 'follows' out
            self.files[file] = copy
            self.heads.setdefault(file, self.head_of(Document(file), language))
            if any(known == language for _, known in before):
                self.before.add(file)
                was = {way: text for (way, known), text in before.items() if known == language}
                if was == cells_of(copy.values, self.kind):
                    self.same.add(file)

    def existing(self, id: str, row: _Row) -> dict[Spot, str] | None:
        """What the record with this id says now, by cell: nothing where there is none, None where it must not be touched."""
        found: dict[Spot, str] = {}
        original = Document("")
        for language in ("", *self.project.languages[1:]):
            file = self.file_of(id, language)
            path = self.project.root / file
            if not (path.exists() or path.is_symlink()):
                continue
            if not self.overwrite:
                self.wrong(row.number, row.place, "record-exists", f"{file} exists", "To change it, allow that with --overwrite.")
                return None
            document = read(path, file)
            original = document if not language else original
            if document.problems or not self.sound(original, document, language):
                self.wrong(row.number, row.place, "unsound-record", f"{file} has mistakes", "Mend them first; hub check says which.")
                return None
            self.heads[file] = self.head_of(document, language)
            found |= {(way, language): text for way, text in cells_of(document.values, self.kind).items()}
        return found

    def head_of(self, document: Document, language: str) -> str:
        """The comments at the head of a document, the one that names its schema among them."""
        lines = list(takewhile(lambda line: line.startswith("#"), document.text.split("\n")))
        if not any("yaml-language-server" in line for line in lines):
            lines.insert(0, schema_line(self.kind, translation=bool(language)))
        return "".join(f"{line}\n" for line in lines)

    def sound(self, original: Document, document: Document, language: str) -> bool:
        """Whether a document that was read is without mistakes."""
        if not language:
            return record_of(document, self.kind)[0] is not None
        copy = Document(document.file, dict(document.values), document.spots)
        return translated(original, copy, self.kind, language)[0] is not None

    def file_of(self, id: str, language: str) -> str:
        content = self.project.content.relative_to(self.project.root).as_posix()
        return f"{content}/{self.kind.kept_in}/{id}{'.' + language if language else ''}.yml"
