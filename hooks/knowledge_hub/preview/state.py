"""What is shown: the last state without mistakes, and what is wrong since."""

import threading
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.doubts import doubts
from knowledge_hub.folders import key_of
from knowledge_hub.loading import Kept, load
from knowledge_hub.pages import TEMPLATES, read_anew
from knowledge_hub.preview.shown import Answer, Shown, files_of, page_of
from knowledge_hub.preview.watching import PACKAGE, of_a_program
from knowledge_hub.problems import Problem, counted, mistakes
from knowledge_hub.project import ENGINES_PART, SETTINGS, Project, project_in
from knowledge_hub.publish.frames import Frames, complaints, engine, frames_in
from knowledge_hub.publish.whole import Whole
from knowledge_hub.reports import as_text, visible
from knowledge_hub.reports.plain import lines_of

NAMED = 3  # files that a line names
MANY = 100  # files saved in one go, of which some may have gone untold
_ALONE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body><h1>{title}</h1><pre>{text}</pre></body></html>
"""


def is_code(path: Path) -> bool:
    """Whether a file is loaded once, when the program begins."""
    return path.is_relative_to(PACKAGE) and not path.is_relative_to(TEMPLATES)


class Preview:
    """A project as it is shown. `clock` gives the moment for which it is drawn; `tell` takes what is to be said in the terminal."""

    def __init__(self, root: Path, clock: Callable[[], datetime], tell: Callable[[str], None]) -> None:
        self.root, self.tell, self._clock = root.resolve(), tell, clock
        self.base, self.shows = "/", ""
        self._kept = Kept()
        self._frames: Frames | None = None
        self._folder: TemporaryDirectory[str] | None = None  # what else the engine wrote
        self._stale, self._files = True, frozenset[Path]()  # whether the frames are older than docs/, and what stood there beside pages
        self._shown: Shown | None = None
        self._wrong: tuple[str, ...] = ()
        self._unloaded: tuple[str, ...] = ()  # what is wrong with changed code, while that of before runs on
        self._drawing, self._news, self._number = threading.Lock(), threading.Condition(), 0

    def refresh(self, changed: Collection[Path] = ()) -> None:
        """Show the project as it is now, or what is wrong with it; `changed` are the files that were saved since."""
        began = perf_counter()
        try:
            wrong, warnings = self._read(changed)
        except Exception:
            self.fail(traceback.format_exc())
            return
        self._settle(tuple(wrong))
        for text in (*wrong, *warnings):
            self.tell(text)
        if changed:
            after = f"{counted(len(wrong), 'problem')}; the pages are as they were" if wrong else f"{perf_counter() - began:.2f} s"
            self.tell(f"{self._named(changed)}: {after}")

    def fail(self, says: str) -> None:
        """Leave what is shown and say what went wrong, in a text whose last line says it in short."""
        self.tell(says)
        self._settle((_in_short(says),))

    def fail_to_load(self, says: str) -> None:
        """The same of changed code: it holds, whatever is saved, until the code is mended and another process begins."""
        self._unloaded = (_in_short(says),)
        self.fail(says)

    def answer(self, path: str) -> Answer:
        """What stands at a path below the root of the site."""
        with self._drawing:
            if self._shown is None:
                return page_of(_ALONE.format(title=self.shows, text=escape("\n\n".join(self._wrong))), 503)
            try:
                return self._shown.at(path)
            except Exception:
                says = traceback.format_exc()
                self.tell(says)
                return page_of(_ALONE.format(title="This page cannot be drawn", text=escape(says)), 500)

    def now(self) -> tuple[int, tuple[str, ...]]:
        """The number of the state that is shown, and what is wrong since."""
        with self._news:
            return self._number, self._wrong

    def wait(self, number: int, patience: float) -> bool:
        """Wait until there is another state than this; whether there is."""
        with self._news:
            return self._news.wait_for(lambda: self._number != number, patience)

    def close(self) -> None:
        """Delete what was written."""
        if self._folder:
            self._folder.cleanup()

    def _settle(self, wrong: tuple[str, ...]) -> None:
        with self._news:
            self._wrong = wrong
            self._number += 1
            if self._shown is None:
                self.shows = counted(len(wrong), "problem")
            self._news.notify_all()

    def _read(self, changed: Collection[Path]) -> tuple[list[str], list[str]]:
        """Read what has changed and show it, if nothing is wrong; gives what is, and what deserves a look in the files that changed."""
        lines_of.cache_clear()
        if any(path.is_relative_to(TEMPLATES) for path in changed):
            read_anew()
        project = project_in(self.root)
        names = self._names(changed)
        self._kept.suspects = {key for name in names if (key := key_of(name))} if 0 < len(names) < MANY else None
        catalogue = load(project, kept=self._kept)
        now = self._clock()
        wrong = [*self._unloaded, *(as_text([problem], self.root) for problem in mistakes(catalogue.problems) if _stays(problem))]
        wrong += self._frame(project, changed)
        if not wrong and self._frames and self._folder:
            whole = Whole(project, catalogue, self._frames, now, search=False)
            shown = Shown(whole, (project.docs, Path(self._folder.name)))
            with self._drawing:
                self._shown, self.base, self.shows = shown, urlsplit(project.url).path, counted(len(catalogue.entries), "record")
        return wrong, [as_text([problem], self.root) for problem in self._doubtful(project, catalogue, now, changed)]

    def _doubtful(self, project: Project, catalogue: Catalogue, now: datetime, changed: Collection[Path]) -> Iterator[Problem]:
        files = self._names(changed)
        yield from (problem for problem in catalogue.problems if problem.warning and problem.place.file in files)
        saved = [entry for entry in catalogue.entries.values() if entry.file in files]
        yield from doubts(project, Catalogue(saved), now.date())

    def _frame(self, project: Project, changed: Iterable[Path]) -> list[str]:
        """Have the engine draw the frames anew, if they are older than what they are drawn from; gives what is wrong with them."""
        files = frozenset(files_of(project.docs))
        self._stale = self._stale or files != self._files or any(map(self._is_framed, changed))
        if not self._stale:
            return []
        folder = TemporaryDirectory(prefix="hub-preview-")
        with engine(project, Path(folder.name)) as drawn:
            said, _ = drawn.communicate()
        if drawn.returncode:
            folder.cleanup()
            return [visible(complaints(said))]
        frames = frames_in(Path(folder.name), project)
        self.close()
        self._frames, self._folder, self._files, self._stale = frames, folder, files, bool(frames.problems)
        return [as_text([problem], self.root) for problem in frames.problems]

    def _is_framed(self, path: Path) -> bool:
        """Whether the engine reads this file to draw the frames."""
        ours = (self.root / SETTINGS, self.root / ENGINES_PART)
        written = path.suffix == ".md" and path.is_relative_to(self.root / "docs")
        return written or path in ours or path.is_relative_to(TEMPLATES / "theme")

    def _names(self, files: Iterable[Path]) -> set[str]:
        """These files of the project as messages name them."""
        return {file.relative_to(self.root).as_posix() for file in files if file.is_relative_to(self.root)}

    def _named(self, files: Collection[Path]) -> str:
        there = [file for file in files if file.exists()] or files  # an editor may write a file of its own and rename it
        names = sorted(str(file.relative_to(self.root) if file.is_relative_to(self.root) else file) for file in there)
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        return visible(", ".join(names[:NAMED]) + more)


def _in_short(says: str) -> str:
    return says.strip().rpartition("\n")[2]


def _stays(problem: Problem) -> bool:
    """Whether a problem is more than a file that an editor deletes when it is closed."""
    return not of_a_program(problem.place.file.rpartition("/")[2])
