"""Tables in and out: what leaves as rows comes back as the same records, and what is wrong in a row is said at its cell."""

import csv
import io
import shutil
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.cli import app
from knowledge_hub.composing import composed
from knowledge_hub.document import Document
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.good_practice import GoodPractice
from knowledge_hub.kinds.record import Record
from knowledge_hub.layout import formatted
from knowledge_hub.loading import load
from knowledge_hub.project import Project, project_in
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.source import FORBIDDEN, parse
from knowledge_hub.tables.arrival import arrival, write
from knowledge_hub.tables.cells import entries, guarded, joined, letters, text_of, unguarded
from knowledge_hub.tables.columns import Column, cells_of, column_of, name_of
from knowledge_hub.tables.export import as_csv, as_workbook, rows_of
from knowledge_hub.tables.files import read
from knowledge_hub.tables.headings import headings_of
from knowledge_hub.tables.mapping import Mapping
from knowledge_hub.tables.rows import document_of
from knowledge_hub.tables.sheets import Sheet, placed
from knowledge_hub.tables.taking import Rows
from small_project import ROOT, small_project

CASES = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "tests" / "cases" / "tables").glob("*.yml"))
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(lambda text: FORBIDDEN.sub("", text).replace("\r", "\n"))


def facts(catalogue: Catalogue) -> dict[tuple[str, str], Any]:
    """Everything a catalogue knows, but for the places where it was written."""
    return {
        entry.key: (entry.record, dict(entry.translations), entry.outdated, [(link.kind, link.id, link.field) for link in entry.references])
        for entry in catalogue.entries.values()
    }


def hub(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The status of `hub` with these words in this folder, and what it says."""
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(app, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def real() -> tuple[Project, Catalogue]:
    project = project_in(ROOT)
    return project, load(project)


def test_all_real_records_leave_as_tables_and_come_back_the_same(real: tuple[Project, Catalogue], tmp_path: Path) -> None:
    project, catalogue = real
    fresh = Project(tmp_path, url=project.url, languages=project.languages)
    (tmp_path / "content").mkdir()
    for name, kind in KINDS.items():
        rows, problems = rows_of(project, kind, catalogue)
        assert problems == ()
        file = tmp_path / (f"{name}.xlsx" if name == "good-practice" else f"{name}.csv")
        table = as_workbook(kind, rows, file.name) if file.suffix == ".xlsx" else as_csv(rows).encode()
        assert isinstance(table, bytes)
        file.write_bytes(table)
        sheet = read(file, file.name)
        taken = Rows(fresh, kind, sheet, headings_of(sheet, kind, Mapping(), fresh.languages[1:]), Mapping(), overwrite=False)
        taken.take()
        assert [*sheet.problems, *taken.headings.problems, *taken.problems] == []
        assert write(fresh, {path: composed(document.values) for path, document in taken.files.items()}) is None
    again = load(fresh)
    assert facts(again) == facts(catalogue)
    files = {file.relative_to(ROOT) for file in (ROOT / "content").rglob("*.yml")}
    assert {file.relative_to(tmp_path) for file in (tmp_path / "content").rglob("*.yml")} == files


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_import_of_what_was_exported_changes_nothing(kind: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_project(tmp_path)
    before = {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.yml")}
    folder = tmp_path / "content" / KINDS[kind].kept_in
    records = sum(file.name.count(".") == 1 for file in folder.glob("*.yml"))  # drafts too
    status, said = hub(tmp_path, monkeypatch, "export", kind, "--to", f"table.{ending}")
    assert (status, said.partition(",")[0]) == (0, f"table.{ending}: {records} record{'s' * (records != 1)}")
    status, said = hub(tmp_path, monkeypatch, "import", f"table.{ending}", "--kind", kind, "--overwrite")
    assert status == 0, said
    assert " 0 files new, 0 changed, " in said
    assert {file: file.read_bytes() for file in (tmp_path / "content").rglob("*.yml")} == before


@given(st.lists(TEXTS.map(str.strip).filter(bool), max_size=5))
def test_a_list_survives_in_one_cell(listed: list[str]) -> None:
    assert entries(joined(listed)) == listed


@given(TEXTS)
def test_a_text_survives_being_made_safe_and_is_never_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5", "@SUM(A1)", "\t=1", "'=1", "''-x", "＝1"])
def test_what_looks_like_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "'", "'s-Hertogenbosch", "'til", "a=b", "2027-02-04"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


VALUES = st.recursive(
    TEXTS.map(str.strip),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), below, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), VALUES.filter(lambda value: not _nested(value)), min_size=1))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_text_of_a_record_reads_back_as_the_same_values(values: dict[str, Any]) -> None:
    document = parse(composed(values), Document("record.yml"))
    assert (document.values, document.problems) == (values, [])


def _nested(value: Any) -> bool:
    """Whether a list stands in a list, which no record has."""
    if isinstance(value, list):
        return any(isinstance(entry, list) or _nested(entry) for entry in value)
    return isinstance(value, dict) and any(map(_nested, value.values()))


HARD = [
    "no", "null", "~", "007", "3.10", "2022-05", "1e5", "'", '"', "it's: \"so\"", "- dash", "# hash", "a #b", "a: b", "x:",
    "=1+1", "@me", "-5",
    "| bar", "back\\slash \\| bar", "ends in \\", "a;b,c\td", "čeština ěšč", "emoji 🌱", "{braces}", "[brackets]", "%", "`",
    "word " * 60,
    "two\nlines", "para\n\nand\n  indented", "_x000D_", "&amp; <b>", "\u00a0nbsp", "---", "...", "? q", "! t", "* a", "& b", "> f",
]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_hardest_values_survive_a_table(ending: str, tmp_path: Path) -> None:
    small_project(tmp_path)
    project = project_in(tmp_path)
    practice = next(iter(load(project).of("good-practice")))
    source = (tmp_path / practice.file).read_text(encoding="utf-8")
    values = parse(source, Document("x")).values
    for number, text in enumerate(HARD):
        hard = {**values, "approach": text.strip(), "lessons": [text.replace("\n", " ").strip()[:300] for text in HARD]}
        (tmp_path / "content" / "good-practices" / f"hard-{number}.yml").write_text(composed(hard), encoding="utf-8")
    before = facts(load(project))
    rows, problems = rows_of(project, GoodPractice, load(project))
    assert problems == ()
    table = as_workbook(GoodPractice, rows, "t.xlsx") if ending == "xlsx" else as_csv(rows, ";").encode()
    assert isinstance(table, bytes)
    (tmp_path / f"t.{ending}").write_bytes(table)
    shutil.rmtree(tmp_path / "content" / "good-practices")
    found = arrival(project, GoodPractice, read(tmp_path / f"t.{ending}", f"t.{ending}"), Mapping(), overwrite=False)
    assert [str(problem) for problem in found.problems if not problem.warning] == []
    assert write(project, found.new) is None
    assert facts(load(project)) == before


@pytest.mark.parametrize("name", CASES)
def test_what_a_table_brings_is_said_in_full(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`table` are rows (or `text` or `bytes` of a file), `mapping` a mapping; `expected` what is said, `written` the files then."""
    case = CASES[name]
    small_project(tmp_path, case.get("files"))
    file = tmp_path / case.get("file", "table.csv")
    if "table" in case and file.suffix == ".xlsx":
        _workbook(file, case["table"])
    elif "table" in case:
        held = io.StringIO()
        csv.writer(held).writerows(case["table"])
        file.write_text(held.getvalue(), encoding="utf-8", newline="")
    else:
        file.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    words = list(case.get("words", []))
    if "mapping" in case:
        (tmp_path / "mapping.yml").write_text(case["mapping"], encoding="utf-8")
        words += ["--mapping", "mapping.yml"]
    before = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "content").rglob("*.yml")}
    status, said = hub(tmp_path, monkeypatch, "import", file.name, "--kind", case.get("kind", "topic"), *words)
    assert said == case["expected"]
    assert status == (0 if said.endswith((" as before\n", "this was a dry run\n")) else 1)
    after = {path.relative_to(tmp_path).as_posix() for path in (tmp_path / "content").rglob("*.yml")}
    for path, text in case.get("written", {}).items():
        language = Path(path).stem.partition(".")[2]
        assert formatted(text, FOLDERS[path.split("/")[1]], translation=bool(language)) == text  # hub fmt has nothing to do
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in after - before | set(case.get("written", {}))} == case.get(
        "written", {}
    )


def _workbook(file: Path, rows: list[list[Any]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(file)


def test_days_and_numbers_of_excel_are_read_as_a_record_writes_them() -> None:
    held = [date(2027, 2, 4), datetime(2027, 2, 4), datetime(2027, 2, 4, 17, 30), time(9, 5), 2800, 15.7, 0.1 + 0.2, 2053050.0, True, None]
    assert [text_of(value) for value in held] == [
        "2027-02-04", "2027-02-04", "2027-02-04 17:30", "09:05", "2800", "15.7", "0.3", "2053050", "yes", "",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(number: int, name: str) -> None:
    assert letters(number) == name


def written(among: tuple[Shape, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Any fields of a record of these shapes, none of them empty."""
    return st.fixed_dictionaries({}, optional={shape.name: _value(shape) for shape in among})


def _value(shape: Shape) -> st.SearchStrategy[Any]:
    one = written(shape.below).filter(bool) if shape.below else TEXTS.map(str.strip).filter(bool)
    return st.lists(one, min_size=1, max_size=3) if shape.many else one


@pytest.mark.parametrize("kind", [GoodPractice, KINDS["event"], KINDS["guide"]])
@given(drawn=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_any_record_is_a_row_and_any_row_a_record(kind: type[Record], drawn: st.DataObject) -> None:
    values = drawn.draw(written(shapes(kind)))
    cells: dict[Column, tuple[int, Any]] = {}
    for place, (way, text) in enumerate(cells_of(values, kind).items(), 1):
        column = column_of(kind, name_of(way), ())
        assert isinstance(column, Column)
        cells[column] = (place, entries(unguarded(guarded(text))) if column.many else unguarded(guarded(text)))
    document, _ = document_of("table.csv", 2, cells)
    assert document.values == values
    assert list(parse(composed(values), Document("record.yml")).values) == list(values)


def book_of(*rows: list[Any], merged: str = "") -> bytes:
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def with_part(raw: bytes, part: str, content: bytes) -> bytes:
    """A workbook with another content of one of its parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return held.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = book_of(["id", "title"], ["a", "A"])
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET)
HARMFUL = {
    "no-zip": (b"PK\x03\x04 and then nothing", "is no workbook of Excel, or is damaged"),
    "text": (b"id,title\n", "is no workbook of Excel, or is damaged"),
    "old-or-locked": (b"\xd0\xcf\x11\xe0 and more", "is an old Excel file, or has a password"),
    "bomb": (with_part(PLAIN, SHEET, b" " * 101_000_000), "unfolds to more than 100 MB"),
    "entities": (with_part(PLAIN, SHEET, ENTITIES), "is no workbook of Excel, or is damaged"),
    "cut": (PLAIN[: len(PLAIN) // 2], "is no workbook of Excel, or is damaged"),
    "far-row": (
        with_part(PLAIN, SHEET, zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET).replace(b'r="2"', b'r="99999999999"')),
        "is larger than a sheet of Excel can be",
    ),
    "merged": (book_of(["id", "title"], ["a", "A"], ["b", "B"], merged="B2:B3"), "B2:B3 is one cell merged out of several"),
    "formula-gone-wrong": (book_of(["id", "title"], ["a", "#N/A"]), "holds #N/A"),
    "formula-never-worked-out": (book_of(["id", "title"], ["a", "=A2"]), "holds a formula without its value"),
    "empty": (b"", "is empty"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_workbook_that_cannot_be_read_is_a_problem(name: str, tmp_path: Path) -> None:
    raw, says = HARMFUL[name]
    (tmp_path / "t.xlsx").write_bytes(raw)
    sheet = read(tmp_path / "t.xlsx", "t.xlsx")
    assert ([problem.says for problem in sheet.problems], sheet.rows) == ([says], [])


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    raw = zipfile.ZipFile(io.BytesIO(PLAIN)).read(SHEET)
    cell = raw[raw.index(b'<c r="B2"') : raw.rindex(b"</row>")]
    (tmp_path / "t.xlsx").write_bytes(with_part(PLAIN, SHEET, raw.replace(cell, b'<c r="B2" t="str"><f>A3&amp;""</f><v></v></c>')))
    sheet = read(tmp_path / "t.xlsx", "t.xlsx")
    assert (sheet.problems, sheet.rows) == ([], [(1, ["id", "title"]), (2, ["a"])])


def test_a_share_is_read_as_one_sees_it(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["rate", 0.7, 0.855, 1, 70])
    for cell, look in {"B1": "0%", "C1": "0.0%", "D1": "0%"}.items():
        book.active[cell].number_format = look
    book.save(tmp_path / "t.xlsx")
    assert read(tmp_path / "t.xlsx", "t.xlsx").rows == [(1, ["rate", "70%", "85.5%", "100%", "70"])]


def test_the_first_sheet_of_a_workbook_is_the_first_that_one_sees(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active
    book.active.append(["id"])
    book.create_sheet("lists", 0).sheet_state = "hidden"
    book.save(tmp_path / "t.xlsx")
    sheet = read(tmp_path / "t.xlsx", "t.xlsx")
    assert (sheet.problems, sheet.rows) == ([], [(1, ["id"])])


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_rows_or_a_problem_and_never_more(spot: int, other: bytes) -> None:
    from knowledge_hub.tables.workbook import read_workbook  # noqa: PLC0415

    sheet = read_workbook(PLAIN[:spot] + other + PLAIN[spot + len(other) :], Sheet("t.xlsx"))
    assert bool(sheet.rows) != any(not problem.warning for problem in sheet.problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_problem(raw: bytes) -> None:
    from knowledge_hub.tables.files import read_text  # noqa: PLC0415

    sheet = read_text(raw, Sheet("t.csv"))
    assert not (sheet.rows and any(not problem.warning for problem in sheet.problems))


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    small_project(tmp_path)
    rain = (tmp_path / "content/topics/rain.yml").read_bytes()
    texts = {"content/topics/a.yml": "title: A\n", "content/topics/rain.yml": "title: Other\n", "mkdocs.yml/b.yml": "title: B\n"}
    problem = write(project_in(tmp_path), texts)
    assert problem
    assert problem.place.file == "mkdocs.yml/b.yml"
    assert (problem.code, problem.advice) == ("not-written", "Nothing was changed.")
    assert not (tmp_path / "content/topics/a.yml").exists()
    assert (tmp_path / "content/topics/rain.yml").read_bytes() == rain


def test_a_text_longer_than_a_cell_of_excel_is_told_and_fits_into_csv() -> None:
    rows = [["id", "title"], ["long", "x" * 40_000]]
    told = as_workbook(GoodPractice, rows, "t.xlsx")
    assert not isinstance(told, bytes)
    assert str(placed(told)) == ("t.xlsx:B2: has 40000 characters; Excel cuts a cell at 32767\n    Write it to a file that ends in .csv.")
    assert len(as_csv(rows)) > 40_000


def test_a_workbook_says_on_its_second_sheet_what_belongs_in_each_column(tmp_path: Path) -> None:
    small_project(tmp_path)
    rows, _ = rows_of(project_in(tmp_path), GoodPractice, load(project_in(tmp_path)))
    told = as_workbook(GoodPractice, rows, "t.xlsx")
    assert isinstance(told, bytes)
    (tmp_path / "t.xlsx").write_bytes(told)
    notes = {cells[0]: cells[1:] for _, cells in read(tmp_path / "t.xlsx", "t.xlsx", "columns").rows}
    assert list(notes)[1:] == rows[0]
    assert notes["title"][:2] == ["The name of it, as a person would say it.", "yes"]
    assert notes["results.figures.1.basis"][2] == "reported, measured, estimated"
    assert read(tmp_path / "t.xlsx", "t.xlsx", "practices").problems[0].advice == "Its sheets: good practices, columns."
