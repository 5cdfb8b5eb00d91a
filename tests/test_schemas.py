"""The JSON Schemas say what the hub reads: no real record is refused, and mistakes that one file shows are seen."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from knowledge_hub import schemas
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import load
from knowledge_hub.project import Project
from knowledge_hub.shape import models_of
from small_project import ROOT, SMALL
from test_refused import CASES, write

SCHEMAS = {path: json.loads(text) for path, text in schemas.files()}


class Core(yaml.CSafeLoader):
    """Reads plain words as YAML 1.2 does (https://yaml.org/spec/1.2.2/#103-core-schema); editors do the same."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own table


def _resolve(tag: str, form: str, first: str) -> None:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{form})$"), [*first])


_resolve("null", "~|null|Null|NULL|", "~nN")
Core.yaml_implicit_resolvers[""] = Core.yaml_implicit_resolvers["~"]
_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("int", "[-+]?[0-9]+", "-+0123456789")
_resolve("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(str(loader.construct_scalar(node))))  # 017 is seventeen


def as_an_editor_sees(text: str) -> Any:
    return yaml.load(text, Core)  # noqa: S506 - a safe loader


def as_pyyaml_sees(text: str) -> Any:
    """The values of PyYAML, with days as JSON writes them."""
    return json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=date.isoformat))


@cache
def validator(path: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[path])


def schema_for(file: str) -> str | None:
    """The schema of a file below content/; none where no record is kept."""
    folder, _, name = file.removeprefix("content/").partition("/")
    kind = FOLDERS.get(folder)
    return schemas.path_of(kind, translation="." in name.removesuffix(".yml")) if kind and name.endswith(".yml") else None


def refusals(file: str, values: Any) -> list[ValidationError]:
    path = schema_for(file)
    assert path
    return list(validator(path).iter_errors(values))


def told(file: str, errors: list[ValidationError]) -> list[str]:
    return [f"{file}: {'.'.join(map(str, error.path))}: {error.message}" for error in errors]


REAL = [file for root in (ROOT, SMALL) for file in sorted((root / "content").glob("*/*.yml"))]


def test_the_schemas_in_the_repository_are_those_of_today() -> None:
    finished = subprocess.run([sys.executable, "scripts/schemas.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", "", 0)


def test_the_check_names_every_file_that_is_stale(tmp_path: Path) -> None:
    for path, text in schemas.files():
        write(tmp_path / path, text)
    write(tmp_path / "scripts" / "schemas.py", (ROOT / "scripts" / "schemas.py").read_text(encoding="utf-8"))
    (tmp_path / "hooks").symlink_to(ROOT / "hooks")
    (tmp_path / "schemas" / "news.json").unlink()
    (tmp_path / "schemas" / "topic.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas" / "poem.json").write_text("{}", encoding="utf-8")

    def run(*words: str) -> tuple[str, int]:
        command = [sys.executable, "scripts/schemas.py", *words]
        finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return finished.stdout, finished.returncode

    stale = ("schemas/news.json", "schemas/topic.json", ".vscode/settings.json", "schemas/poem.json")
    assert run("--check") == ("".join(f"{path} is not fresh: run python scripts/schemas.py\n" for path in stale), 1)
    assert run() == ("", 0)
    assert run("--check") == ("", 0)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_is_one_by_the_standard(path: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[path])
    assert SCHEMAS[path]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_schema_tells_of_every_field_what_to_write(kind: type[Record]) -> None:
    schema = SCHEMAS[schemas.path_of(kind)]
    models = {"" if model is kind else model.__name__: model for model in models_of(kind)}
    for name, model in models.items():
        shown = schema["$defs"][name] if name else schema
        described = {field: said["description"] for field, said in shown["properties"].items()}
        assert described == {field: info.description for field, info in model.model_fields.items()}
        assert sorted(shown.get("required", [])) == sorted(field for field, info in model.model_fields.items() if info.is_required())
        assert shown["additionalProperties"] is False


@pytest.mark.parametrize("see", [as_an_editor_sees, as_pyyaml_sees])
def test_no_real_record_and_no_translation_is_refused(see: Any) -> None:
    """To PyYAML, which reads YAML 1.1, the NO of Norway is a false; the schemas speak of YAML 1.2."""
    found = []
    for file in REAL:
        path = file.relative_to(file.parents[2]).as_posix()
        errors = refusals(path, see(file.read_text(encoding="utf-8")))
        found += told(path, [error for error in errors if see is as_an_editor_sees or error.instance is not False])
    assert found == []
    assert len(REAL) > 1000


def test_examples_of_values_are_what_the_hub_and_the_schema_take() -> None:
    sorts = {}
    for schema in SCHEMAS.values():
        sorts.update(schema["$defs"])
    for name, said in sorts.items():
        for example in said.get("examples", ()):
            errors = list(Draft202012Validator({**said, "$defs": sorts}).iter_errors(as_an_editor_sees(example)))
            assert errors == [], name


def problems_by_code(case: dict[str, Any], root: Path) -> dict[str, set[str]]:
    """The files that have a problem of each code, warnings aside."""
    for file, content in case["given"].items():
        write(root / file, content)
    found = defaultdict(set)
    for problem in load(Project(root, languages=("en", "cs"))).problems:
        if not problem.warning:
            found[problem.code].add(problem.place.file)
    return found


# What stands in one file and has the wrong shape: a schema refuses it.
SEEN = {
    "unknown-field",
    "missing-field",
    "empty-field",
    "empty-list",
    "list-expected",
    "fields-expected",
    "text-expected",
    "too-long",
    "not-a-day",
    "not-a-time",
    "not-a-start",
    "not-a-country",
    "not-a-number",
    "not-yes-or-no",
    "not-a-mail-address",
    "not-an-old-address",
    "not-a-celex-number",
    "not-in-vocabulary",
    "not-translated",
}
# Some of these a schema refuses: the 30th and not the 29th of a February of 28 days, an address without https and no machine by number,
# a budget below zero and no grant whose largest is below its smallest.
SEEN_IN_PART = {"not-in-calendar", "not-an-address", "not-a-zone", "not-a-language", "dead-link", "not-an-id", "wrong-range"}
# What a reader of YAML stumbles over before any schema comes in.
ABOUT_YAML = {
    "duplicate-field",
    "second-record",
    "not-a-record",
    "quotes-needed",
    "quote-not-closed",
    "bracket-not-closed",
    "wrong-backslash",
    "tab",
    "wrong-indent",
    "wrong-entry",
    "text-behind-bar",
    "not-a-field",
    "not-used",
    "unreadable",
    "empty-record",
    "unreadable-file",
    "too-large",
    "not-utf-8",
    "invisible-character",
}
# What only `hub check` sees: where a file stands, what fields say together, other records, the original of a translation.
CHECKED_ALONE = {
    "stray-file",
    "unknown-folder",
    "wrong-ending",
    "kept-name",
    "unknown-language",
    "ends-before-start",
    "out-of-order",
    "contradiction",
    "one-of-two",
    "time-without-zone",
    "no-place",
    "no-deadline",
    "duplicate-id",
    "source-without-address",
    "unknown-source",
    "circle",
    "taken-address",
    "translation-of-nothing",
    "not-in-original",
    "other-length",
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_of_shape_is_refused_by_the_schema_too(name: str, tmp_path: Path) -> None:
    found = problems_by_code(CASES[name], tmp_path)
    assert set(found) <= SEEN | SEEN_IN_PART | ABOUT_YAML | CHECKED_ALONE
    if set(found) & ABOUT_YAML:
        return
    for file in {file for code in found for file in found[code]}:
        codes = {code for code in found if file in found[code]}
        if not schema_for(file) or codes & (SEEN_IN_PART | {"stray-file"}):
            continue
        errors = told(file, refusals(file, as_an_editor_sees((tmp_path / file).read_text(encoding="utf-8-sig"))))
        assert bool(errors) == bool(codes & SEEN), errors
