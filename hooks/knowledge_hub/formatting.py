"""The records of a project in one order and style: `hub fmt`, and what `hub check --fix` does of it."""

from collections.abc import Collection, Iterator
from pathlib import Path

from knowledge_hub.document import Document
from knowledge_hub.folders import files, named
from knowledge_hub.kinds.record import Record
from knowledge_hub.layout import formatted, untidy
from knowledge_hub.mending import Mended
from knowledge_hub.project import Project
from knowledge_hub.source import parse, read

Written = tuple[Path, type[Record], bool]  # a file, the kind of its record, and whether it is a translation


def records_in(project: Project, chosen: Collection[Path] | None = None) -> Iterator[Written]:
    """The files of records, or those among the chosen ones."""
    for kind, ids in files(project, []):
        for languages in ids.values():
            yield from ((path, kind, bool(language)) for language, path in languages.items() if chosen is None or path in chosen)


def reformatted(project: Project, chosen: Collection[Path] | None = None) -> Iterator[tuple[str, str | None]]:
    """Each file that is not in order and style, and its text as it should be: None where it cannot be read whole."""
    for path, kind, translation in records_in(project, chosen):
        file = named(project, path)
        before = read(path, file).text
        after = formatted(before, kind, translation=translation)
        if after != before:
            yield file, after


def tidy(project: Project, mended: Mended, chosen: Collection[Path] | None = None) -> None:
    """Put those files in order and style whose fields stand in another order or whose lines end in blanks."""
    for path, kind, translation in records_in(project, chosen):
        file = named(project, path)
        document = parse(mended.texts[file], Document(file)) if file in mended.texts else read(path, file)
        if not document.problems and untidy(document, kind):
            after = formatted(document.text, kind, translation=translation)
            if after and after != document.text:
                mended.texts[file] = after
                mended.told.append(f"{file}: fields in their order, no blanks behind lines")
