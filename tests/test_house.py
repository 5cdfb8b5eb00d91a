"""The house keeps the order that is drawn in its docstring, and what belongs in one place stays there."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge_hub
from knowledge_hub.crosslinks import KEPT_ADDRESSES
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.shape import models_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hooks" / "knowledge_hub"
DRAWN = re.findall(r"\w+", (knowledge_hub.__doc__ or "").rpartition("those before it:")[2])
TREES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def module_of(file: str) -> str:
    """The module of the drawing that a file belongs to: 'views' for views/status.py."""
    return file.removesuffix(".py").partition("/")[0]


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The full names of all that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports here are written out in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def files_that_import(library: str) -> set[str]:
    return {file for file, tree in TREES.items() for name in imports_of(tree) if name.partition(".")[0] == library}


def ours() -> Iterator[tuple[str, str]]:
    """Each import of one module of the drawing by another."""
    for file, tree in TREES.items():
        for name in imports_of(tree):
            top, _, rest = name.partition(".")
            if top == "knowledge_hub" and rest.partition(".")[0] != module_of(file):
                yield file, rest.partition(".")[0]


def test_every_module_stands_in_the_drawing() -> None:
    assert sorted(DRAWN) == sorted({module_of(file) for file in TREES} - {"__init__", "__main__"})


def test_the_checker_of_external_links_comes_after_the_catalogue_and_before_the_command_line() -> None:
    assert DRAWN.index("catalogue") < DRAWN.index("external") < DRAWN.index("cli")


def test_a_module_imports_only_from_those_before_it() -> None:
    rank = {name: number for number, name in enumerate([*DRAWN, "__main__"])}
    assert [f"{file} imports {module}" for file, module in ours() if rank[module] >= rank[module_of(file)]] == []


@pytest.mark.parametrize(
    ("library", "files"),
    [("mkdocs", set()), ("material", set()), ("yaml", {"source.py"}), ("jinja2", {"stencil.py"})],
)
def test_a_library_is_imported_where_it_belongs(library: str, files: set[str]) -> None:
    assert files_that_import(library) == files


CLOCKS = {
    *(("datetime", word) for word in ("now", "utcnow", "today")),
    ("date", "today"),
    *(("time", word) for word in ("time", "time_ns", "localtime", "gmtime")),
}


def test_no_module_reads_the_clock_but_the_command_line() -> None:
    looks = {
        f"{file} reads {node.value.id}.{node.attr}"
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCKS
    }
    assert {look for look in looks if not look.startswith("cli/rim.py ")} == set()


def test_every_folder_that_the_site_writes_beside_records_is_kept_for_it() -> None:
    listed = (Path(__file__).parent / "small" / "expected" / "files.txt").read_text(encoding="utf-8").split()
    folders = {parts[0] for path in listed if len(parts := path.removeprefix("cs/").split("/")) > 1}
    assert folders - set(FOLDERS) - {"about", "old"} <= KEPT_ADDRESSES  # a page written by hand, and an old address
    assert KEPT_ADDRESSES.isdisjoint(FOLDERS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_for_its_page_and_one_for_its_card(kind: str) -> None:
    written = {path.name for path in (PACKAGE / "templates" / "kinds" / kind).iterdir()}
    assert written >= {"card.html.j2", "page.html.j2"}


def test_no_templates_are_left_of_kinds_that_are_gone() -> None:
    assert {path.name for path in (PACKAGE / "templates" / "kinds").iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_says_what_it_is_and_where_it_is_kept(kind: type[Record]) -> None:
    assert kind.__doc__
    assert kind.__doc__ != Record.__doc__
    assert FOLDERS[kind.kept_in] is kind
    assert all(kind.called)
    assert kind.hue


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_of_a_kind_tells_a_contributor_what_to_write(kind: type[Record]) -> None:
    silent = [
        f"{model.__name__}.{name}"
        for model in models_of(kind)
        for name, field in model.model_fields.items()
        if not re.fullmatch(r".+( \.\.\.|[.?])", field.description or "")
    ]
    assert silent == []


REGISTRY = r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs\.org|_authToken|--(extra-)?index-url|index-url ?="
MACHINE = r"(?<![\w.:/~$}])/(home|root|Users|work|farm|mnt|var/folders|dev/shm/\w)/|[A-Z]:\\\\?Users"


def project_files() -> list[Path]:
    """The files that are in the repository or would go into it."""
    git = shutil.which("git")
    words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = git and subprocess.run([git, *words], cwd=ROOT, capture_output=True, check=False)
    if not listed or listed.returncode:
        pytest.skip("this is no checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    told = re.compile(f"{REGISTRY}|{MACHINE}")
    texts = ((path, path.read_bytes().decode("utf-8", errors="ignore")) for path in project_files() if path != Path(__file__))
    assert sorted({f"{path.relative_to(ROOT)}: {found.group()}" for path, text in texts for found in told.finditer(text)}) == []
