"""Views and frames become the site: drawn, stamped, checked, indexed."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from knowledge_hub.catalogue import Catalogue, cores
from knowledge_hub.problems import Place, Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.publish import links, search
from knowledge_hub.publish.beside import BESIDE, Files
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.frame import Frame, cut
from knowledge_hub.publish.plan import Planned, planned
from knowledge_hub.publish.slots import why_slot_refused
from knowledge_hub.publish.stages import Shares, Spent, Stages, peak
from knowledge_hub.publish.writing import write

FRAME = "_frame"
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
        frames, written, problems = _frames(site, project)
        if problems:
            return Published(len(catalogue.entries), 0, in_order(problems))
        pages = list(planned(project, catalogue, now))
        sources = {project.prefix(page.language) + page.path: page.source for page in pages} | {
            path: page.source for path, (page, _) in written.items()
        }
        own = {language: frame for language, (_, frame) in frames.items()}
        drawing = Drawing(project, catalogue, own, now, search=with_search, paths=frozenset(sources))
    seen = links.Seen()
    with stages.stage("pages", len(sources)) as stage:
        for part, shares in _done(list(_tasks(site, drawing, pages, written)), len(pages), progress):
            seen.add(part)
            stage.share(shares)
        seen.add(_fill_written(site, drawing, written))
        write(site, "404.html", drawing.missing(frames[project.original][1]))
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


def _frames(site: Path, project: Project) -> tuple[dict[str, tuple[str, Frame]], dict[str, tuple[Planned, Frame]], list[Problem]]:
    """The frames by language, the written pages by path, and what is wrong with their slots. Frames leave the site."""
    problems: list[Problem] = []
    frames: dict[str, tuple[str, Frame]] = {}
    for language in project.languages:
        path = f"{project.prefix(language)}{FRAME}/"
        file = site / path / "index.html"
        if file.is_file():
            frame = cut(file.read_text(encoding="utf-8"), path)
            frames[language] = (path, frame)
            problems += _refused(frame, f"docs/{project.prefix(language)}{FRAME}.md")
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
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        path = "" if folder == "." else f"{folder}/"
        page = _written_page(project, path)
        frame = cut(file.read_text(encoding="utf-8"), path)
        written[path] = (page, frame)
        problems += _refused(frame, page.source)
    return frames, _with_versions(project, written), problems


def _refused(frame: Frame, source: str) -> Iterator[Problem]:
    for comment in frame.unread:
        yield Problem(
            Place(source),
            f"'{comment}' cannot be read",
            advice='A hub comment is written as in <!-- hub: cards kind="event" limit="4" -->.',
            code="unknown-comment",
        )
    for slot in frame.slots:
        says = why_slot_refused(slot.name, slot.written)
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


Made = tuple[links.Seen, Shares]  # what the pages of a task point to, and what they took
Task = tuple[int, Callable[[], Made]]  # so many pages, and what draws and writes them
_WORK: Sequence[Task] = ()  # what a forked worker inherits


def _tasks(site: Path, drawing: Drawing, pages: list[Planned], written: dict[str, tuple[Planned, Frame]]) -> Iterator[Task]:
    """What can be done side by side: the sorts of files for machines, which take longest, and the pages in parts."""
    everything = [*pages, *(page for page, _ in written.values())]
    for files in BESIDE:
        yield 0, partial(_files, site, drawing, files, everything)
    for start in range(0, len(pages), CHUNK):
        part = pages[start : start + CHUNK]
        yield len(part), partial(_pages, site, drawing, part)


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


def _files(site: Path, drawing: Drawing, files: Files, everything: Sequence[Planned]) -> Made:
    began, number = perf_counter(), 0
    for name, content in files(drawing, everything):
        write(site, name, content)
        number += 1
    return links.Seen(), {f"files: {files.__name__.strip('_')}": Spent(perf_counter() - began, number, peak())}


def _pages(site: Path, drawing: Drawing, pages: Sequence[Planned]) -> Made:
    seen, shares = links.Seen(), Shares()
    for page in pages:
        began = perf_counter()
        _put(site, drawing, page, drawing.finished(page), seen)
        for name, content in drawing.beside(page):
            write(site, name, content)
        shares.setdefault(f"pages: {page.sort}", Spent()).add(Spent(perf_counter() - began, 1))
    for spent in shares.values():
        spent.memory = peak()
    return seen, shares


def _put(site: Path, drawing: Drawing, page: Planned, finished: str, seen: links.Seen) -> None:
    path = drawing.project.prefix(page.language) + page.path
    content = finished.encode("utf-8")
    seen.look(path, content, drawing.project.url)
    write(site, path, content)


def _fill_written(site: Path, drawing: Drawing, written: dict[str, tuple[Planned, Frame]]) -> links.Seen:
    seen = links.Seen()
    for page, frame in written.values():
        _put(site, drawing, page, drawing.stamp(frame, page), seen)
    return seen
