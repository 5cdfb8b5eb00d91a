"""What a build leaves to the next one: records as they were read, and for each page what it was drawn from.

It stands in .cache/site/ of the project, in parts that are only ever added: a build that draws five pages writes what it learnt of five.
Where anything does not fit (another version, other settings, another day, a file of the site that somebody touched, a part that is
damaged or was made elsewhere), nothing is remembered and the site is built from scratch.
"""

import os
import pickle
import shutil
import site as python_site
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge_hub.catalogue import Entry
from knowledge_hub.loading import Judged, Kept, Stamps
from knowledge_hub.project import ENGINES_PART, SETTINGS, Project
from knowledge_hub.publish.asked import Notes, Offers, same_day
from knowledge_hub.publish.frames import Frames
from knowledge_hub.publish.pickled import read_part, write_part
from knowledge_hub.publish.writing import file_of
from knowledge_hub.workers import meanwhile

FOLDER = ".cache/site"
HEAD = "head"
MOST_ADDED = 500  # parts that are added before all are put together
WORTH_SEVERAL = 4000  # below this many files, starting another process costs more than it saves
CHUNK = 125  # records in a part: to pickle one takes several times its memory
CHUNK_OF_NOTES = 32  # tasks whose notes stand in a part when many are put together
_PACKAGE = Path(__file__).parent.parent

Files = Mapping[str, tuple[int, int]]  # of each file below the site its size and the nanosecond of its last change


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a build knows of the site that it made: when, in which frames, the files beside its pages by sort, what it offers, and where
    its links lead.
    """

    now: datetime
    frames: Frames
    beside: Mapping[str, tuple[str, ...]]
    offers: Offers
    targets: frozenset[str]
    anchors: frozenset[tuple[str, str]]


Read = tuple[Stamps, Judged]  # a record as it was read, and its files


@dataclass(frozen=True, slots=True)
class Earlier:
    """The finished site of an earlier build, what is remembered of it, and of what its pages were drawn; the records as they were read,
    and all files that it has.
    """

    site: Path
    remembered: Remembered
    notes: tuple[Notes, ...]
    judged: Mapping[tuple[str, str], Read]
    files: Files

    @property
    def entries(self) -> dict[tuple[str, str], Entry]:
        """The records that were published, by kind and id."""
        found = (judged.entry for _, judged in self.judged.values())
        return {entry.key: entry for entry in found if entry and not entry.record.draft}


@dataclass(frozen=True, slots=True)
class _Head:
    """`parts` are names of files beside it; the `first` of them were written by the build that began anew."""

    circumstances: bytes
    remembered: Remembered
    records: frozenset[tuple[str, str]]
    files: Files
    parts: tuple[str, ...]
    first: int


class Memory:
    """What is remembered of the site of a project, built with search or without. `kept` is for reading the records: those that are
    remembered are read again only where they have changed.
    """

    def __init__(self, project: Project, *, search: bool) -> None:
        self.folder, self._site = project.root.resolve() / FOLDER, project.site.resolve()
        self._circumstances = _circumstances(project, search=search)
        self._head: _Head | None = None
        self.earlier: Earlier | None = None
        self.kept = Kept()

    def recall(self, now: datetime) -> None:
        """Find out what the last build left, if it still holds: then there is an `earlier` site."""
        try:
            head = read_part(self.folder / HEAD)
            if not isinstance(head, _Head) or head.circumstances != self._circumstances or not same_day(head.remembered.now, now):
                return
            with meanwhile(partial(_is_touched, self._site, self.folder / HEAD), several=len(head.files) >= WORTH_SEVERAL) as touched:
                parts = [read_part(self.folder / name) for name in head.parts]
                if touched():
                    return
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
            return
        records = {one.key: (stamps, one) for read in parts if isinstance(read, list) for stamps, one in read}
        judged = {key: found for key, found in records.items() if key in head.records}
        notes = _latest(_notes_in(parts), head.files)
        self._head, self.earlier = head, Earlier(self._site, head.remembered, notes, judged, head.files)
        self.kept.judged = dict(judged)

    def begin(self) -> Path | None:
        """The folder for what this build writes; None where there can be none, and nothing is remembered."""
        if self._head is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return self.folder

    @property
    def learnt(self) -> list[list[Read]]:
        """The records that no earlier build has read as they are, in parts to write."""
        before = self.earlier.judged if self.earlier else {}
        return _chunks([found for key, found in self.kept.judged.items() if before.get(key) is not found], CHUNK)

    def keep(self, remembered: Remembered, parts: Sequence[str], changed: Iterable[str], gone: Collection[str]) -> None:
        """Leave to the next build what this one knows; it has written these parts. `changed` and `gone` are files of an earlier site."""
        before = self._head.parts if self._head else ()
        known, first = (*before, *parts), self._head.first if self._head else len(parts)
        if self._head:
            files = {name: stamp for name, stamp in self._head.files.items() if name not in gone}
            files |= {name: _stamp(os.stat(self._site / name)) for name in changed}  # noqa: PTH116
        else:
            files = files_below(self._site)
        if len(known) > first + MOST_ADDED:
            known = self._together(known, files)
            first = len(known)
        head = _Head(self._circumstances, remembered, frozenset(self.kept.judged), files, known, first)
        (self.folder / write_part(self.folder, head)).replace(self.folder / HEAD)

    def _together(self, parts: Sequence[str], files: Files) -> tuple[str, ...]:
        """Put what still holds of many parts into few."""
        notes = _latest(_notes_in([read_part(self.folder / name) for name in parts]), files)
        together = [*_chunks([*self.kept.judged.values()], CHUNK), *map(tuple, _chunks([*notes], CHUNK_OF_NOTES))]
        names = tuple(write_part(self.folder, part) for part in together)
        for file in self.folder.iterdir():
            if file.name not in names:
                file.unlink()
        return names


def _chunks(all_of_them: list[Any], size: int) -> list[list[Any]]:
    return [all_of_them[start : start + size] for start in range(0, len(all_of_them), size)]


def _notes_in(parts: Iterable[object]) -> list[Notes]:
    return [one for part in parts if isinstance(part, tuple) for one in part]


def _latest(all_notes: Sequence[Notes], files: Files) -> tuple[Notes, ...]:
    """Notes of which each tells of pages and files that are there and that none after it tells of."""
    told: set[str] = set()
    for notes in reversed(all_notes):
        for noted in (notes.pages, notes.files):
            for name in [name for name in noted if name in told or file_of(name) not in files]:
                del noted[name]
            told |= noted.keys()
    return tuple(all_notes)


def files_below(site: Path) -> dict[str, tuple[int, int]]:
    """Every file of a site by its path below the root, with its size and the nanosecond of its last change."""
    return dict(_files(str(site), ""))


def _files(folder: str, below: str) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir(follow_symlinks=False):
                yield from _files(one.path, f"{below}{one.name}/")
            else:
                yield below + one.name, _stamp(one.stat(follow_symlinks=False))


def _stamp(known: os.stat_result) -> tuple[int, int]:
    return known.st_size, known.st_mtime_ns


def _is_touched(site: Path, head: Path) -> bool:
    """Whether the files of a site are others than it was left with."""
    return bool(read_part(head).files != files_below(site))


def _circumstances(project: Project, *, search: bool) -> bytes:
    """A sum of all that pages follow from but records and the moment: settings, the engine's part, this program and what it is built on."""
    told = blake2b(digest_size=32)
    root = project.root.resolve()
    settings = replace(project, root=root, forms=frozenset(), problems=())
    for word in (sys.version, repr(settings), *sorted(project.forms), repr(search), *_installed()):
        told.update(f"{word}\0".encode())
    for file in (root / SETTINGS, root / ENGINES_PART, *_all_in(root / "docs"), *_all_in(_PACKAGE)):
        told.update(f"{file}\0".encode())
        with suppress(OSError):  # the engine tells of what cannot be read
            told.update(blake2b(file.read_bytes()).digest())
    return told.digest()


def _all_in(folder: Path) -> Iterable[Path]:
    """What can be read in a folder, without what Python keeps beside its modules."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _installed() -> Sequence[str]:
    """The packages that are installed, each with its version."""
    folders = [Path(one) for one in python_site.getsitepackages()]
    return sorted(found.name for folder in folders if folder.is_dir() for found in folder.glob("*.dist-info"))
