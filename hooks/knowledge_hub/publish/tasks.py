"""What can be done side by side to write a site, whoever does it."""

import pickle
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import groupby
from math import ceil
from operator import attrgetter
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.publish import search
from knowledge_hub.publish.again import Scratch
from knowledge_hub.publish.asked import Giving, Notes, digest_of
from knowledge_hub.publish.beside import Files
from knowledge_hub.publish.links import Seen
from knowledge_hub.publish.memory import Read
from knowledge_hub.publish.pickled import write_part
from knowledge_hub.publish.plan import ListPage, Planned
from knowledge_hub.publish.stages import Shares, Spent, peak
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import Lazy, drawn, write
from knowledge_hub.workers import done

CHUNK = 128  # pages at most in one task
TASKS = 16  # at least, where there are pages for them: the last ones are shared out among those who draw
WORTH_SEVERAL = 400  # below this many pages, starting more processes costs more than it saves


class Made(NamedTuple):
    """What the pages of a task point to, what it took, the names of the files that it drew and of the parts for the memory that it wrote;
    of files beside the pages all names by their sort, drawn or not.
    """

    seen: Seen
    shares: Shares
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = {}


Task = tuple[int, Callable[[], Made]]  # so many pages, and what draws and writes them

_JOBS: dict[str, Sequence[Task]] = {}  # what this process has to do, by the name of the job; a forked one inherits it
_TAKING_OVER = threading.Lock()


def all_made(site: Path, work: Scratch, learnt: Sequence[list[Read]], executor: Executor | None = None) -> Iterator[tuple[int, Made]]:
    """Draw and write what is to be drawn, and the records that were `learnt`; gives of each task how many pages it has and what it made.
    An executor's workers do all of a site that is drawn from scratch.
    """
    tasks = tuple(_tasks(site, work))
    known = tuple((0, partial(_learnt, work.memory, part)) for part in learnt if work.memory)
    if executor:  # its workers have not read the records as they are
        yield from ((number, do()) for number, do in known)
    else:
        tasks = (*known, *tasks)  # first, while the processes are small
    with _job(site, work, tasks, shared=executor is not None) as job:
        several = len(work.pages) >= WORTH_SEVERAL or (bool(work.sorts) and len(work.whole.pages) >= WORTH_SEVERAL)
        made = done(partial(_do, job), range(len(tasks)), several=several, executor=executor)
        for (number, _), part in zip(tasks, made, strict=True):
            yield number, part


@contextmanager
def _job(site: Path, work: Scratch, tasks: Sequence[Task], *, shared: bool) -> Iterator[str]:
    """A name by which workers know the tasks; for those that are not forked, of a file beside the site that tells them."""
    with NamedTemporaryFile(dir=site.parent, prefix=f".{site.name}-") if shared else nullcontext() as told:
        job = told.name if told else str(site)
        if told:
            pickle.dump((site, work.whole, work.memory), told, pickle.HIGHEST_PROTOCOL)
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
            site, *made_of = pickle.loads(Path(job).read_bytes())  # noqa: S301 - written above
            _JOBS[job] = tuple(_tasks(site, Scratch(*made_of)))
    return _JOBS[job][number][1]()


def _tasks(site: Path, work: Scratch) -> Iterator[Task]:
    """What can be done side by side: the sorts of files for machines, which take longest, and the pages in parts."""
    for files in work.sorts:
        yield 0, partial(_files, site, work, files)
    for part in _parts(work.pages):
        yield len(part), partial(pages_made, site, work.whole, part, work.memory)


def _parts(pages: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    """Pages that share much stay together: the lists of a kind in one language their cards, and a record in all languages its facts."""
    lists = (page for page in pages if isinstance(page, ListPage))
    yield from (tuple(part) for _, part in groupby(lists, key=attrgetter("language", "kind")))
    others = sorted((page for page in pages if not isinstance(page, ListPage)), key=attrgetter("path"))
    size = max(1, min(CHUNK, ceil(len(others) / TASKS)))
    yield from (others[start : start + size] for start in range(0, len(others), size))


def _files(site: Path, work: Scratch, files: Files) -> Made:
    began, names, written, notes, catalogue = perf_counter(), list[str](), list[str](), Notes(), work.whole.drawing.catalogue
    for name, content in files(work.whole.drawing, work.whole.everything):
        names.append(name)
        given = (digest_of(content.given),) if isinstance(content, Lazy) else None
        if given and work.stays(name, given):
            continue
        with catalogue.asking() as asked:
            write(site, name, drawn(content))
        written.append(name)
        if given:
            notes.files[name] = notes.note(given, asked)
    sort = files.__name__.strip("_")
    spent = Spent(perf_counter() - began, len(names), peak())
    return Made(Seen(), {f"files: {sort}": spent}, tuple(written), _parts_of(work.memory, notes), {sort: tuple(names)})


def _learnt(memory: Path, read: list[Read]) -> Made:
    began = perf_counter()
    parts = (write_part(memory, read),)
    return Made(Seen(), {"files: memory": Spent(perf_counter() - began, len(read), peak())}, parts=parts)


def _parts_of(memory: Path | None, notes: Notes) -> tuple[str, ...]:
    return (write_part(memory, (notes,)),) if memory and (notes.pages or notes.files) else ()


def pages_made(site: Path, whole: Whole, pages: Sequence[Planned], memory: Path | None) -> Made:
    """Draw and write some pages, and what belongs to them."""
    seen, shares, notes, names = Seen(), Shares(), Notes(), list[str]()
    catalogue, giving = whole.drawing.catalogue, Giving(whole.drawing)
    for page in pages:
        began = perf_counter()
        with catalogue.asking() as asked:
            path, content = whole.path_of(page), whole.drawn(page).encode("utf-8")
            files = tuple(whole.beside(page))
        tree = LexborHTMLParser(content)
        seen.look(path, tree, whole.project.url)
        write(site, path, content)
        if whole.drawing.search:
            search.offer(site, path, page.language, tree)
        for name, text in files:
            write(site, name, text)
        notes.pages[path] = notes.note(giving.given(page), asked, tuple(name for name, _ in files))
        names += (path, *notes.pages[path].files)
        shares.setdefault(f"pages: {page.sort}", Spent()).add(Spent(perf_counter() - began, 1))
    for spent in shares.values():
        spent.memory = peak()
    whole.drawing.forget()
    return Made(seen, shares, tuple(names), _parts_of(memory, notes))
