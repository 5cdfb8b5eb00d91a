"""What has one answer is mended: fixes become edits of the text, and everything else in it stays as it was."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from knowledge_hub.document import Document
from knowledge_hub.folders import key_of
from knowledge_hub.loading import Instead
from knowledge_hub.problems import Fix, Problem
from knowledge_hub.project import Project
from knowledge_hub.source import parse, read

ROUNDS = 9  # a mistake that is mended can show another, which was hidden behind it


@dataclass(slots=True)
class Mended:
    """What was mended, in memory: the new text of each file by its path in the project, the files that move, and a line for each mend."""

    texts: dict[str, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def instead(self, project: Project) -> Instead:
        """The records of these files as they are now."""
        keys = {key_of(file): Path(file).parent for file in (*self.texts, *self.moves.values())}
        found = {key: self._versions(project, folder, key) for key, folder in keys.items() if key}
        return {key: versions for key, versions in found.items() if versions}

    def _versions(self, project: Project, folder: Path, key: tuple[str, str]) -> dict[str, Document]:
        now = {new: old for old, new in self.moves.items()}
        found = {}
        for language in ("", *project.languages[1:]):
            file = (folder / f"{key[1]}{'.' * bool(language)}{language}.yml").as_posix()
            path = project.root / now.get(file, file)
            if file in self.texts:
                found[language] = parse(self.texts[file], Document(file))
            elif path.is_file() and file not in self.moves:
                found[language] = read(path, file)
        return found if "" in found else {}


def mend(project: Project, problems_of: Callable[[Instead], Iterable[Problem]]) -> Mended:
    """Mend whatever of these problems has one answer, and what shows then. Nothing is written.

    `problems_of` gives the problems where these documents stand instead of what is in the files.
    """
    mended = Mended()
    for _ in range(ROUNDS):
        fixes: dict[str, set[Fix]] = {}
        for problem in problems_of(mended.instead(project)):
            file = problem.fix.place.file if problem.fix else ""
            if problem.fix and file not in mended.moves and _ours(project, mended, file):
                fixes.setdefault(file, set()).add(problem.fix)
        done = [_mend_file(project, mended, file, sorted(wanted)) for file, wanted in sorted(fixes.items())]
        if not any(done):
            break
    return mended


def _ours(project: Project, mended: Mended, file: str) -> bool:
    """Whether this is a file of content/, and no link out of it."""
    path = project.root / next((old for old, new in mended.moves.items() if new == file), file)
    content = project.content.resolve()
    return (
        path.is_file() and path.resolve() == content / path.relative_to(project.content) if path.is_relative_to(project.content) else False
    )


def _mend_file(project: Project, mended: Mended, file: str, fixes: list[Fix]) -> bool:
    """Whether any of the fixes of one file could be made."""
    move = next((fix for fix in fixes if not fix.place.line), None)
    if move:
        taken = move.instead in mended.moves.values() or (project.root / move.instead).exists()
        if not taken:
            mended.moves[file] = move.instead
            mended.told.append(f"{file}: moved to {move.instead}")
        return not taken
    before = mended.texts.get(file) or text_in(project, mended, file)
    after, made = edited(before, fixes)
    if not made or (parse(before, Document(file)).whole and not parse(after, Document(file)).whole):
        return False
    mended.texts[file] = after
    mended.told += [f"{fix.place}: {_told(fix)}" for fix in made]
    return True


def text_in(project: Project, mended: Mended, file: str) -> str:
    """The text of a file, its lines ending in a line feed; empty where it is no text."""
    path = project.root / next((old for old, new in mended.moves.items() if new == file), file)
    return read(path, file).text


def _told(fix: Fix) -> str:
    return f"'{fix.written}' becomes '{fix.instead}'" if fix.instead else f"U+{ord(fix.written[0]):04X} is deleted"


def edited(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """The text with these fixes made, from its end backwards, and those that were made.

    One whose spot does not hold what it mends, or that touches another, is left out.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made: list[Fix] = []
    behind = len(text)
    for fix in sorted(fixes, key=lambda one: one.place, reverse=True):
        start = starts[fix.place.line - 1] + fix.place.column - 1 if 0 < fix.place.line < len(starts) else -1
        end = start + len(fix.written)
        if start >= 0 and end <= behind and text[start:end] == fix.written:
            text = text[:start] + fix.instead + text[end:]
            behind = start
            made.append(fix)
    return text, made[::-1]


def write(project: Project, mended: Mended) -> None:
    """Write what was mended into content/: the files that change, and those that move. Line ends stay as they were."""
    for old, new in mended.moves.items():
        (project.root / new).parent.mkdir(exist_ok=True)
        (project.root / old).rename(project.root / new)
        folder = (project.root / old).parent
        if not any(folder.iterdir()):
            folder.rmdir()
    for file, text in mended.texts.items():
        rewrite(project.root / file, text)


def rewrite(path: Path, text: str) -> None:
    """Put this text into a file, with the line ends and the byte order mark that it had, wholly or not at all."""
    old = path.read_bytes() if path.exists() else b""
    raw = text.encode()
    if b"\r\n" in old:
        raw = raw.replace(b"\n", b"\r\n")
    if old.startswith(b"\xef\xbb\xbf"):
        raw = b"\xef\xbb\xbf" + raw
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_bytes(raw)
    if path.exists():
        unfinished.chmod(path.stat().st_mode)
    os.replace(unfinished, path)  # noqa: PTH105 - the same word on every system


def difference(project: Project, mended: Mended) -> str:
    """All that would change, as a unified diff."""
    was = {new: old for old, new in mended.moves.items()}
    texts: Mapping[str, str] = mended.texts | {new: text_in(project, mended, new) for new in was if new not in mended.texts}
    parts = []
    for file, text in sorted(texts.items()):
        old = was.get(file, file)
        before = read(project.root / old, old).text
        if old != file:
            parts.append(f"diff --git a/{old} b/{file}\nrename from {old}\nrename to {file}\n")
        lines = unified_diff(before.splitlines(keepends=True), text.splitlines(keepends=True), f"a/{old}", f"b/{file}")
        parts += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return "".join(parts)
