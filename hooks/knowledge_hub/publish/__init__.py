"""Views and frames become the site: drawn, stamped, checked, indexed."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.problems import Place, Problem, in_order, mistakes
from knowledge_hub.project import Project
from knowledge_hub.publish import links, search
from knowledge_hub.publish.again import Continuation, Scratch
from knowledge_hub.publish.asked import Offers
from knowledge_hub.publish.frames import frames_in
from knowledge_hub.publish.memory import Memory, Remembered
from knowledge_hub.publish.stages import Stages
from knowledge_hub.publish.tasks import WORTH_SEVERAL, all_made
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import write

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a site: the records and pages in it, and what is wrong. With problems it is not to be shown.

    `gone` are the files of the earlier site that are to leave it, where one was continued. What is `remembered`, and the `parts` that
    were written of it, are for the next build.
    """

    records: int
    pages: int
    problems: tuple[Problem, ...]
    gone: frozenset[str] = frozenset()
    remembered: Remembered | None = None
    parts: tuple[str, ...] = ()


def publish(
    site: Path,
    project: Project,
    catalogue: Catalogue,
    now: datetime,
    *,
    with_search: bool = True,
    progress: Progress = lambda *_: None,
    stages: Stages | None = None,
    executor: Executor | None = None,
    memory: Memory | None = None,
) -> Published:
    """Finish the site that an engine built in this folder: stamp the records, fill the slots, check every link.

    Problems of the catalogue are returned at once and nothing is written. `stages` take in what took how long. The workers of an
    `executor` draw the pages, if one is given; they need the folder under the same path. With a `memory` an earlier
    site is continued, if there is one: the folder gets what is different in it, and needs nothing of an engine.
    """
    stages = stages or Stages()
    if mistakes(catalogue.problems):
        return Published(len(catalogue.entries), 0, catalogue.problems)
    earlier, folder = (memory.earlier, memory.begin()) if memory else (None, None)
    with stages.stage("plan"):
        frames = earlier.remembered.frames if earlier else frames_in(site, project)
        if frames.problems:
            return Published(len(catalogue.entries), 0, frames.problems)
        whole = Whole(project, catalogue, frames, now, search=with_search)
        work = Continuation(whole, folder, earlier) if earlier else Scratch(whole, folder)
        if len(work.pages) >= WORTH_SEVERAL:
            whole.drawing.prepare()
    seen = links.Seen()
    sources = {path: page.source for path, page in whole.pages.items()}
    beside, names, parts = {**work.beside}, list[str](), list[str]()
    learnt = memory.learnt if memory and folder else []
    with stages.stage("pages", len(work.pages)) as stage:
        drawn = 0
        for number, made in all_made(site, work, learnt, executor):
            seen.add(made.seen)
            stage.share(made.shares)
            names += made.names if earlier else ()
            parts += made.parts
            beside |= made.beside
            drawn += number
            progress("pages", drawn, len(work.pages))
        write(site, "404.html", whole.missing())
    standing = work.standing(site, names, beside)
    with stages.stage("links", len(seen.targets)):
        work.look(seen, standing)
        problems = [
            Problem(Place(sources[path]), "its page was not written", code="unfinished-site")
            for path in links.unknown_files(sources, standing)
        ]
        problems += links.problems_of(seen, standing, sources, project.url)
    if with_search and work.pages and not problems:
        progress("search", 0, 1)
        with stages.stage("search"):
            try:
                work.offer(site)
                search.index(site)
            except search.SearchError as error:
                problems.append(Problem(Place(project.site_dir, 0), f"search: {error}", code="unfinished-site"))
        progress("search", 1, 1)
    targets, anchors = work.targets | seen.targets.keys(), work.anchors | seen.anchors.keys()
    remembered = Remembered(now, frames, beside, Offers.of(catalogue, now.date()), targets, anchors) if folder else None
    found, gone = in_order([*problems, *catalogue.problems]), standing.gone | work.outdated(site)
    return Published(len(catalogue.entries), len(sources), found, gone, remembered, tuple(parts))
