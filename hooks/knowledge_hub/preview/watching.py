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

from knowledge_hub.project import SETTINGS

PACKAGE = Path(__file__).resolve().parent.parent
TOGETHER = 0.05  # seconds without a save that end a group of them
_SAVES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}


class Watch(FileSystemEventHandler):
    """Looks at the records, the written pages, the settings, and the package itself."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._saved: set[Path] = set()
        self._news = threading.Condition()
        self._observer = Observer()
        self._watched: set[Path] = set()

    def __enter__(self) -> "Watch":
        self._observer.schedule(self, str(self._root))
        self._look()
        self._observer.start()
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._observer.stop()
        self._observer.join()

    def _look(self) -> None:
        """Look at the folders that are there by now."""
        for folder in (self._root / "content", self._root / "docs", PACKAGE):
            if folder.is_dir() and folder not in self._watched:
                self._observer.schedule(self, str(folder), recursive=True)
                self._watched.add(folder)
            elif not folder.is_dir():
                self._watched.discard(folder)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _SAVES or (event.is_directory and event.event_type == EVENT_TYPE_MODIFIED):
            return
        paths = {Path(str(path)) for path in (event.src_path, event.dest_path) if path}
        with self._news:
            self._saved |= {path for path in paths if self._concerns(path)}
            self._news.notify()

    def _concerns(self, path: Path) -> bool:
        top = next((top for top in self._watched if path.is_relative_to(top)), None)
        if top is None:
            return path.parent == self._root and path.name in (SETTINGS, "content", "docs")
        return not any(part.startswith(".") or part == "__pycache__" or part.endswith("~") for part in path.relative_to(top).parts)

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
