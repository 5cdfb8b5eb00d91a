"""Gather the interface's texts into the gettext catalogues: `python scripts/texts.py`, or `--check` to see whether they are fresh.
A language that mkdocs.yml names and that has no catalogue yet gets one.

Texts come from the templates, the package's code and the scripts, and from the kinds: what they, their fields and the
words of these are called, and what is told of them.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))


from knowledge_hub.kinds import KINDS  # noqa: E402
from knowledge_hub.project import project_in  # noqa: E402
from knowledge_hub.shape import models_of, shapes  # noqa: E402

PACKAGE = ROOT / "hooks" / "knowledge_hub"
SCRIPTS = ROOT / "docs" / "assets" / "js"
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "say_of": (1, 2), "Label": None}
SCRIPT_KEYWORDS = {"say": None, "sayOf": (1, 2)}
OPTIONS = {"**.j2": {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}


def template() -> Catalog:
    """Every text of the interface, in the order of its files."""
    catalog = Catalog(project="knowledge-hub", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(PACKAGE), METHODS, OPTIONS, keywords=KEYWORDS)
    for file, _line, message, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
        catalog.add(message, locations=[(file, 0)])
    spoken = extract_from_dir(str(SCRIPTS), [("**.js", "javascript")], keywords=SCRIPT_KEYWORDS)
    for file, _line, message, _comments, _context in sorted(spoken, key=lambda row: (row[0], row[1])):
        catalog.add(message, locations=[(f"assets/js/{file}", 0)])
    for kind in KINDS.values():
        file = f"kinds/{kind.kind.replace('-', '_')}.py"
        texts = [*kind.called]
        for model in models_of(kind):
            texts.append(model.what_it_is())
            texts += [text for shape in shapes(model) for text in (shape.label, shape.description, *shape.words.values())]
        for text in dict.fromkeys(texts):
            catalog.add(text, locations=[(file, 0)])
    return catalog


def updated(file: Path, found: Catalog) -> Catalog:
    """The catalogue of a language with the texts of today, begun where there is none; what is no longer used leaves it."""
    catalog = Catalog(locale=file.parent.name, project="knowledge-hub", charset="utf-8", fuzzy=False)
    if file.is_file() and file.stat().st_size:
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=file.parent.name)
    catalog.update(found, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def as_bytes(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, width=120, omit_header=False, sort_by_file=True, include_lineno=False)
    kept = [
        line
        for line in stream.getvalue().split(b"\n")
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))
    ]
    return b"\n".join(kept)


def main(check: bool) -> int:
    found = template()
    stale = 0
    _, *languages = project_in(ROOT).languages
    for file in (PACKAGE / "locales" / language / "hub.po" for language in languages):
        fresh = as_bytes(updated(file, found))
        if not file.is_file() or fresh != file.read_bytes():
            stale += 1
            if check:
                print(f"{file.relative_to(ROOT)} is not fresh: run python scripts/texts.py")
            else:
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(fresh)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
