"""The records that a change touches, as they stood at a commit and as they stand in the working folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.document import Document
from knowledge_hub.kinds import FOLDERS
from knowledge_hub.kinds.record import Record
from knowledge_hub.project import Project
from knowledge_hub.reading import record_of
from knowledge_hub.revision import contents, git
from knowledge_hub.source import MAX_BYTES, parse, read


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a record at one time: the original, or its translation to a language."""

    kind: type[Record]
    id: str
    language: str
    document: Document

    @property
    def file(self) -> str:
        return self.document.file

    @property
    def address(self) -> str:
        """The address of its page on the site."""
        return f"{self.kind.kept_in}/{self.id}"

    @property
    def title(self) -> str:
        title = self.document.values.get("title")
        return " ".join(title.split()) if isinstance(title, str) and title.strip() else self.id

    @property
    def draft(self) -> bool:
        return self.document.values.get("draft") in ("yes", "true")

    @property
    def redirects(self) -> tuple[str, ...]:
        """The old addresses that lead to it."""
        listed = self.document.values.get("redirect_from")
        return tuple(old.strip().strip("/") for old in listed if isinstance(old, str)) if isinstance(listed, list) else ()

    @property
    def chapters(self) -> tuple[str, ...]:
        """The parts of it that have a page of their own; none where it has mistakes."""
        record, _ = record_of(self.document, self.kind)
        return tuple(chapter.id for chapter in record.chapters) if record else ()


Versions = Mapping[str, Version]  # by file


def version_of(file: str, text: bytes | None, path: Path | None = None) -> Version | None:
    """The version that this text, or the file at this path, holds; None for what is no file of a record."""
    parts = file.split("/")
    kind = FOLDERS.get(parts[-2]) if len(parts) > 1 else None
    if kind is None or not file.endswith(".yml"):
        return None
    id, _, language = parts[-1].removesuffix(".yml").partition(".")
    if path:
        document = read(path, file)
    else:
        plain = (text or b"").decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        document = parse(plain, Document(file))
    return Version(kind, id, language, document)


def touched(project: Project, commit: str) -> tuple[str, ...]:
    """The files below content/ that are not now as they were at the commit, those git does not know yet among them."""
    content = project.content.relative_to(project.root).as_posix()
    changed = git(project.root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--", content)
    new = git(project.root, "ls-files", "--others", "--exclude-standard", "-z", "--", content)
    return tuple(sorted({file for file in (changed + new).decode(errors="replace").split("\0") if file}))


def versions_at(project: Project, commit: str, files: Iterable[str]) -> Versions:
    """Those of the files that stood at the commit."""
    listed = [file for file in files if "\n" not in file]
    texts = zip(listed, contents(project.root, (f"{commit}:{file}" for file in listed)), strict=True)
    found = (version_of(file, text) for file, text in texts if text is not None)
    return {version.file: version for version in found if version}


def versions_now(project: Project, files: Iterable[str]) -> Versions:
    """Those of the files that stand in the working folder."""
    present = (file for file in files if (project.root / file).is_file())
    found = (version_of(file, None, project.root / file) for file in present)
    return {version.file: version for version in found if version}


def leading(project: Project) -> dict[str, str]:
    """The old addresses that lead to a published record today, each with the address it leads to. Only files that name one are read."""
    found: dict[str, str] = {}
    for path in sorted(project.content.glob("*/*.yml")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES or b"redirect_from" not in path.read_bytes():
            continue
        version = version_of(path.relative_to(project.root).as_posix(), None, path)
        if version and not version.language and not version.draft:
            found |= dict.fromkeys(version.redirects, version.address)
    return found
