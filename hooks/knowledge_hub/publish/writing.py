"""Files go beside the site and take its place at the end: whole or not at all."""

import filecmp
import os
import re
import shutil
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Lazy:
    """What stands in a file, drawn only where it is wanted: where it asks what has another answer now, or is `given` something else than
    it was."""

    given: Hashable
    draw: Callable[[], str | bytes]


Content: TypeAlias = str | bytes | Lazy
File: TypeAlias = tuple[str, Content]  # its path below the root of the site, and what stands in it


def drawn(content: Content) -> bytes:
    """What is written to the file."""
    made = content.draw() if isinstance(content, Lazy) else content
    return made if isinstance(made, bytes) else made.encode("utf-8")


_GONE = ".gone"  # in a stage: the files of the finished site that are to leave it, a line each
_PART = re.compile(r"_?[a-z0-9]+([-_.][a-z0-9]+)*", re.IGNORECASE)


class TakenError(Exception):
    """No site can be built in this folder; tells why."""


def file_of(path: str) -> str:
    """The file that holds the page at this path below the root."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def write(site: Path, path: str, content: str | bytes) -> None:
    """Write a page or file below the site. Raises ValueError for a path that could leave it."""
    name = file_of(path)
    if not all(_PART.fullmatch(part) for part in name.split("/")):
        raise ValueError(f"{path!r} is no path inside the site")
    target = os.path.join(site, name)  # noqa: PTH118 - a path object a page costs as much as the writing
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with open(handle, "wb") as stream:  # noqa: PTH123 - opens a handle
        stream.write(content if isinstance(content, bytes) else content.encode("utf-8"))


@contextmanager
def stage_beside(site: Path) -> Iterator[Path]:
    """An empty folder beside the site to build in; it goes when that fails. An old site that a swap had put aside when it was killed
    comes back, and a renewal that was killed is finished. Raises TakenError while another process builds there, and where something else
    than a site stands.
    """
    stage, old = site.with_name(f"{site.name}.new"), site.with_name(f"{site.name}.old")
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists() and not (site / "index.html").is_file() and (site.is_file() or any(site.iterdir())):
        raise TakenError(f"{site.name}/ holds something else than a site, which a build would replace")
    with ExitStack() as ours:
        try:
            with _reserved(site.parent, patient=True):  # or another could come between making the folder and reserving it
                with suppress(FileNotFoundError), _reserved(stage):  # what a build has left that was ended by force
                    _clear(stage)
                if old.is_dir() and not site.exists():
                    old.rename(site)
                if (renewal := _renewal(site)).is_dir():
                    _finish(renewal, site)
                stage.mkdir()
                ours.enter_context(_reserved(stage))
        except BlockingIOError as error:
            raise TakenError(f"{site.name}/ is being built already") from error
        try:
            yield stage
        except BaseException:
            _clear(stage)
            raise


@contextmanager
def _reserved(folder: Path, *, patient: bool = False) -> Iterator[None]:
    """Keep other processes from this folder. Where one has it, the patient wait, and others get a BlockingIOError; not every system and
    drive can tell.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not every system has it

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # a network drive
            pass
        yield
    finally:
        os.close(handle)


def swap(stage: Path, site: Path) -> tuple[str, ...]:
    """Put what was built in the place of the old site. A file that says what it said keeps its time, so what uploads or caches a site
    sees what has changed.
    """
    old = site.with_name(f"{site.name}.old")
    _clear(old)
    if site.exists():
        _keep_times(stage, site)
        site.rename(old)
    stage.rename(site)
    _clear(old)
    return ()


def renew(stage: Path, site: Path, gone: Iterable[str]) -> tuple[str, ...]:
    """Put the files that were built over those of a finished site, and take away those that are gone; gives the names of those that are
    others now. What is killed on the way is finished by the next build, see `stage_beside`.
    """
    changed = tuple(_leave_unchanged(stage, site))
    (stage / _GONE).write_text("\n".join(gone), encoding="utf-8")
    renewal = _renewal(site)
    stage.rename(renewal)
    _finish(renewal, site)
    return changed


def _renewal(site: Path) -> Path:
    return site.with_name(f"{site.name}.renewal")


def _finish(renewal: Path, site: Path) -> None:
    """Carry out a renewal, or what is left of it."""
    gone = renewal / _GONE  # leaves last, when all is done
    for name in filter(None, gone.read_text(encoding="utf-8").split("\n") if gone.is_file() else ()):
        file = site / name
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == site or (parent.is_dir() and any(parent.iterdir())):
                break
            with suppress(FileNotFoundError):
                parent.rmdir()
    for folder, _, names in os.walk(renewal):
        to = site / Path(folder).relative_to(renewal)
        to.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != _GONE:
                (Path(folder) / name).replace(to / name)
    _clear(renewal)


def _leave_unchanged(stage: Path, site: Path) -> Iterator[str]:
    """Take out of the stage what the finished site has already, byte for byte; gives the names of what stays."""
    for folder, _, names in os.walk(stage):
        below = Path(folder).relative_to(stage)
        same, *others = filecmp.cmpfiles(site / below, folder, names, shallow=False)
        for name in same:
            (Path(folder) / name).unlink()
        yield from ((below / name).as_posix() for name in chain(*others))


def _keep_times(stage: Path, site: Path) -> None:
    for folder, _, names in os.walk(stage):
        new, old = Path(folder), site / Path(folder).relative_to(stage)
        unchanged, _, _ = filecmp.cmpfiles(old, new, names, shallow=False)
        for name in unchanged:
            before = (old / name).stat()
            os.utime(new / name, ns=(before.st_atime_ns, before.st_mtime_ns))


def _clear(path: Path) -> None:
    """Delete what stands here, a folder with all in it; of what a link leads to nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
