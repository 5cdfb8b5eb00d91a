"""The engine draws the frames and the pages written by hand; here they are read and cut."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.publish.frame import Frame, cut
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.slots import why_slot_refused
from knowledge_hub.publish.stamp import FRAME_SLOTS

FRAME = "_frame"
FRAMES_ONLY = "HUB_FRAMES_ONLY"  # tells hooks/main.py that the records are not its work
_TOLD = re.compile(r"^INFO .*\n(?: .*\n)*", re.MULTILINE)  # what the engine tells beside warnings and errors


@dataclass(frozen=True, slots=True)
class Frames:
    """What an engine drew: the frame of each language, the written pages by path, and what is wrong with their slots."""

    frames: Mapping[str, Frame]
    written: Mapping[str, tuple[Planned, Frame]]
    problems: tuple[Problem, ...]


@contextmanager
def engine(project: Project, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """MkDocs drawing the frames into a folder, in a process of its own that does not outlive the context. With --quiet it would not
    count warnings.
    """
    with subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=project.root,
        env={**os.environ, FRAMES_ONLY: "1", "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as drawing:
        try:
            yield drawing
        finally:
            drawing.kill()


def complaints(said: str) -> str:
    """What the engine said is wrong."""
    return _TOLD.sub("", said).strip()


def has_frames(folder: Path, project: Project) -> bool:
    """Whether an engine drew the frame of any language into this folder; from a finished site they have left."""
    return any((folder / _frame(project, language) / "index.html").is_file() for language in project.languages)


def _frame(project: Project, language: str) -> str:
    return f"{project.prefix(language)}{FRAME}/"


def frames_in(folder: Path, project: Project) -> Frames:
    """The frames in the folder that an engine drew into. Those of the hub's own pages leave the folder, and so does its packed sitemap."""
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    problems: list[Problem] = []
    frames: dict[str, Frame] = {}
    for language in project.languages:
        path = _frame(project, language)
        file = folder / path / "index.html"
        if file.is_file():
            frames[language] = cut(file.read_text(encoding="utf-8"), path)
            problems += _refused(frames[language], f"docs/{project.prefix(language)}{FRAME}.md")
            file.unlink()
            file.parent.rmdir()
        else:
            problems.append(
                Problem(
                    Place(f"docs/{project.prefix(language)}{FRAME}.md", 0),
                    "was not built",
                    advice="It is the frame of every page in its language.",
                    code="unfinished-site",
                )
            )
    written: dict[str, tuple[Planned, Frame]] = {}
    for file in sorted(folder.rglob("index.html")):
        below = file.parent.relative_to(folder).as_posix()
        path = "" if below == "." else f"{below}/"
        page = _written_page(project, path)
        frame = cut(file.read_text(encoding="utf-8"), path)
        written[path] = (page, frame)
        problems += _refused(frame, page.source)
    return Frames(frames, _with_versions(project, written), in_order(problems))


def _refused(frame: Frame, source: str) -> Iterator[Problem]:
    for comment in frame.unread:
        yield Problem(
            Place(source),
            f"'{comment}' cannot be read",
            advice='A hub comment is written as in <!-- hub: cards kind="event" limit="4" -->.',
            code="unknown-comment",
        )
    for slot in frame.slots:
        says = "" if slot.name in FRAME_SLOTS else why_slot_refused(slot.name, slot.written)
        if says:
            yield Problem(Place(source), says, code="unknown-comment")


def _written_page(project: Project, path: str) -> Planned:
    language = next((code for code in project.languages[1:] if path.startswith(project.prefix(code))), project.original)
    below = path.removeprefix(project.prefix(language))
    name = below.strip("/") or "index"
    stem = f"docs/{project.prefix(language)}{name}"
    source = next((f"{stem}{ending}" for ending in (".md", "/index.md") if (project.root / f"{stem}{ending}").is_file()), f"{stem}.md")
    return Planned("written", language, below, "", (), source)


def _with_versions(project: Project, written: dict[str, tuple[Planned, Frame]]) -> dict[str, tuple[Planned, Frame]]:
    """Written pages with the languages that have a page at the same path."""
    result = {}
    for path, (page, frame) in written.items():
        languages = tuple(code for code in project.languages if project.prefix(code) + page.path in written)
        result[path] = (replace(page, languages=languages), frame)
    return result
