"""Which files have been saved: several saves in one go are told together."""

import threading
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from knowledge_hub.project import ENGINES_PART, SETTINGS

PACKAGE = Path(__file__).resolve().parent.parent
TOGETHER = 0.05  # seconds without a save that end a group of them
_SAVES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}


def of_a_program(name: str) -> bool:
    """Whether an editor or Python keeps a file or folder of this name for itself."""
    return name.startswith((".", "#")) or name.endswith("~") or name in ("__pycache__", "4913")


class Watch(FileSystemEventHandler):
    """Looks at the records, the written pages, the settings, and the package itself."""

    def __init__(self, root: Path) -> None:
        self._folders = (root / "content", root / "docs", PACKAGE)
        self._single = {root / name for name in (SETTINGS, "content", "docs", ENGINES_PART)}
        self._watched: dict[Path, ObservedWatch] = {}
        self._saved: set[Path] = set()
        self._news = threading.Condition()
        self._observer = Observer()

    def __enter__(self) -> "Watch":
        for folder in sorted({file.parent for file in self._single if file.parent.is_dir()}):
            self._observer.schedule(self, str(folder))
        self._look()
        self._observer.start()
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._observer.stop()
        self._observer.join()

    def _look(self) -> None:
        """Look at the folders that are there by now."""
        for folder in self._folders:
            if folder.is_dir() and folder not in self._watched:
                self._watched[folder] = self._observer.schedule(self, str(folder), recursive=True)
            elif folder in self._watched and not folder.is_dir():
                self._observer.unschedule(self._watched.pop(folder))

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _SAVES or (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
            return
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        with self._news:
            self._saved |= {path for path in paths if self._concerns(path)}
            self._news.notify()

    def _concerns(self, path: Path) -> bool:
        top = next((top for top in self._folders if path.is_relative_to(top)), None)
        return path in self._single or (top is not None and not any(map(of_a_program, path.relative_to(top).parts)))

    def changes(self, patience: float | None) -> frozenset[Path]:
        """What was saved, as soon as no more follows; nothing where nothing was saved for so many seconds."""
        with self._news:
            self._news.wait_for(lambda: self._saved, patience)
            told = 0
            while len(self._saved) > told:
                told = len(self._saved)
                self._news.wait(TOGETHER)
            saved, self._saved = frozenset(self._saved), set()
        self._look()
        return saved
