"""Views and frames become the site: drawn, stamped, checked, indexed."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from knowledge_hub.catalogue import Catalogue, cores
from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.publish import links, search
from knowledge_hub.publish.beside import BESIDE, Files
from knowledge_hub.publish.frames import frames_in
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.stages import Shares, Spent, Stages, peak
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import write

CHUNK = 128
WORTH_SEVERAL = 400  # below this many pages, starting more processes costs more than it saves

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a site: the records and pages in it, and what is wrong. With problems it is not to be shown."""

    records: int
    pages: int
    problems: tuple[Problem, ...]


def publish(
    site: Path,
    project: Project,
    catalogue: Catalogue,
    now: datetime,
    *,
    with_search: bool = True,
    progress: Progress = lambda *_: None,
    stages: Stages | None = None,
) -> Published:
    """Finish the site that an engine built in this folder: stamp the records, fill the slots, check every link.

    Problems of the catalogue are returned at once and nothing is written. `stages` take in what took how long.
    """
    stages = stages or Stages()
    if any(not problem.warning for problem in catalogue.problems):
        return Published(len(catalogue.entries), 0, catalogue.problems)
    with stages.stage("plan"):
        frames = frames_in(site, project)
        if frames.problems:
            return Published(len(catalogue.entries), 0, frames.problems)
        whole = Whole(project, catalogue, frames, now, search=with_search)
        whole.drawing.prepare()
    seen = links.Seen()
    sources = {path: page.source for path, page in whole.pages.items()}
    with stages.stage("pages", len(sources)) as stage:
        for part, shares in _done(list(_tasks(site, whole)), len(whole.planned), progress):
            seen.add(part)
            stage.share(shares)
        seen.add(_pages(site, whole, whole.written)[0])
        write(site, "404.html", whole.missing())
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
    with stages.stage("links", len(seen.targets)):
        problems = [
            Problem(Place(sources[path]), "its page was not written", code="unfinished-site") for path in links.unknown_files(sources, site)
        ]
        problems += links.problems_of(seen, site, sources, project.url)
    if with_search and not problems:
        progress("search", 0, 1)
        with stages.stage("search"):
            try:
                search.index(site)
            except search.SearchError as error:
                problems.append(Problem(Place("site", 0), f"search: {error}", code="unfinished-site"))
        progress("search", 1, 1)
    return Published(len(catalogue.entries), len(sources), in_order([*problems, *catalogue.problems]))


Made = tuple[links.Seen, Shares]  # what the pages of a task point to, and what they took
Task = tuple[int, Callable[[], Made]]  # so many pages, and what draws and writes them
_WORK: Sequence[Task] = ()  # what a forked worker inherits


def _tasks(site: Path, whole: Whole) -> Iterator[Task]:
    """What can be done side by side: the sorts of files for machines, which take longest, and the pages in parts."""
    for files in BESIDE:
        yield 0, partial(_files, site, whole, files)
    for start in range(0, len(whole.planned), CHUNK):
        part = whole.planned[start : start + CHUNK]
        yield len(part), partial(_pages, site, whole, part)


def _done(tasks: Sequence[Task], pages: int, progress: Progress) -> Iterator[Made]:
    """Do all tasks, in several processes where that pays; gives what the pages point to, and what they took."""
    global _WORK  # noqa: PLW0603 - the one way to hand a catalogue to a forked process without copying it
    workers = cores() if pages >= WORTH_SEVERAL else 1
    _WORK = tasks
    drawn = 0
    try:
        with _side_by_side(workers) as run:
            for (number, _), part in zip(tasks, run(_do, range(len(tasks))), strict=True):
                yield part
                drawn += number
                progress("pages", drawn, pages)
    finally:
        _WORK = ()


@contextmanager
def _side_by_side(workers: int) -> Iterator[Callable[..., Iterable[Made]]]:
    if workers == 1:
        yield map
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"), initializer=gc.disable) as pool:
        yield pool.map


def _do(number: int) -> Made:
    return _WORK[number][1]()


def _files(site: Path, whole: Whole, files: Files) -> Made:
    began, number = perf_counter(), 0
    for name, content in files(whole.drawing, whole.everything):
        write(site, name, content)
        number += 1
    return links.Seen(), {f"files: {files.__name__.strip('_')}": Spent(perf_counter() - began, number, peak())}


def _pages(site: Path, whole: Whole, pages: Sequence[Planned]) -> Made:
    seen, shares = links.Seen(), Shares()
    for page in pages:
        began = perf_counter()
        path, content = whole.path_of(page), whole.drawn(page).encode("utf-8")
        seen.look(path, content, whole.project.url)
        write(site, path, content)
        for name, text in whole.drawing.beside(page):
            write(site, name, text)
        shares.setdefault(f"pages: {page.sort}", Spent()).add(Spent(perf_counter() - began, 1))
    for spent in shares.values():
        spent.memory = peak()
    return seen, shares
