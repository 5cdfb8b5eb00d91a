"""What can be done side by side to write a site, whoever does it."""

import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter

from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.publish import search
from knowledge_hub.publish.beside import BESIDE, Files
from knowledge_hub.publish.links import Seen
from knowledge_hub.publish.plan import ListPage, Planned
from knowledge_hub.publish.stages import Shares, Spent, peak
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import write
from knowledge_hub.workers import done

CHUNK = 128
WORTH_SEVERAL = 400  # below this many pages, starting more processes costs more than it saves

Made = tuple[Seen, Shares]  # what the pages of a task point to, and what they took
Task = tuple[int, Callable[[], Made]]  # so many pages, and what draws and writes them

_JOBS: dict[str, Sequence[Task]] = {}  # what this process has to do, by the name of the job; a forked one inherits it
_TAKING_OVER = threading.Lock()


def all_made(site: Path, whole: Whole, executor: Executor | None = None) -> Iterator[tuple[int, Made]]:
    """Draw and write everything but the pages written by hand; gives of each task how many pages it has and what it made."""
    tasks = tuple(_tasks(site, whole))
    with _job(site, whole, tasks, shared=executor is not None) as job:
        made = done(partial(_do, job), range(len(tasks)), several=len(whole.planned) >= WORTH_SEVERAL, executor=executor)
        for (number, _), part in zip(tasks, made, strict=True):
            yield number, part


@contextmanager
def _job(site: Path, whole: Whole, tasks: Sequence[Task], *, shared: bool) -> Iterator[str]:
    """A name by which workers know the tasks; for those that are not forked, of a file beside the site that tells them."""
    with NamedTemporaryFile(dir=site.parent, prefix=f".{site.name}-") if shared else nullcontext() as told:
        job = told.name if told else str(site)
        if told:
            pickle.dump((site, whole), told, pickle.HIGHEST_PROTOCOL)
            told.flush()
        _JOBS[job] = tasks
        try:
            yield job
        finally:
            del _JOBS[job]


def _do(job: str, number: int) -> Made:
    with _TAKING_OVER:
        if job not in _JOBS:
            _JOBS.clear()  # a worker that is not ours outlives the job, so it keeps the last alone
            _JOBS[job] = tuple(_tasks(*pickle.loads(Path(job).read_bytes())))  # noqa: S301 - written above
    return _JOBS[job][number][1]()


def _tasks(site: Path, whole: Whole) -> Iterator[Task]:
    """What can be done side by side: the sorts of files for machines, which take longest, and the pages in parts."""
    for files in BESIDE:
        yield 0, partial(_files, site, whole, files)
    for part in _parts(whole.planned):
        yield len(part), partial(pages_made, site, whole, part)


def _parts(pages: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    """Pages that share much stay together: the lists of a kind in one language their cards, and a record in all languages its facts."""
    lists = (page for page in pages if isinstance(page, ListPage))
    yield from (tuple(part) for _, part in groupby(lists, key=attrgetter("language", "kind")))
    others = sorted((page for page in pages if not isinstance(page, ListPage)), key=attrgetter("path"))
    yield from (others[start : start + CHUNK] for start in range(0, len(others), CHUNK))


def _files(site: Path, whole: Whole, files: Files) -> Made:
    began, number = perf_counter(), 0
    for name, content in files(whole.drawing, whole.everything):
        write(site, name, content)
        number += 1
    return Seen(), {f"files: {files.__name__.strip('_')}": Spent(perf_counter() - began, number, peak())}


def pages_made(site: Path, whole: Whole, pages: Sequence[Planned]) -> Made:
    """Draw and write some pages, and what belongs to them."""
    seen, shares = Seen(), Shares()
    for page in pages:
        began = perf_counter()
        path, content = whole.path_of(page), whole.drawn(page).encode("utf-8")
        tree = LexborHTMLParser(content)
        seen.look(path, tree, whole.project.url)
        write(site, path, content)
        if whole.drawing.search:
            search.offer(site, path, page.language, tree)
        for name, text in whole.beside(page):
            write(site, name, text)
        shares.setdefault(f"pages: {page.sort}", Spent()).add(Spent(perf_counter() - began, 1))
    for spent in shares.values():
        spent.memory = peak()
    whole.drawing.forget()
    return seen, shares
