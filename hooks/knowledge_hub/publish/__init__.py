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
from knowledge_hub.publish.frames import frames_in
from knowledge_hub.publish.stages import Stages
from knowledge_hub.publish.tasks import all_made, pages_made
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import write

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
    executor: Executor | None = None,
) -> Published:
    """Finish the site that an engine built in this folder: stamp the records, fill the slots, check every link.

    Problems of the catalogue are returned at once and nothing is written. `stages` take in what took how long. The workers of an
    `executor` draw the pages, if one is given; they need the folder under the same path.
    """
    stages = stages or Stages()
    if mistakes(catalogue.problems):
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
        drawn = 0
        for number, (part, shares) in all_made(site, whole, executor):
            seen.add(part)
            stage.share(shares)
            drawn += number
            progress("pages", drawn, len(whole.planned))
        seen.add(pages_made(site, whole, whole.written)[0])
        write(site, "404.html", whole.missing())
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
                problems.append(Problem(Place(project.site_dir, 0), f"search: {error}", code="unfinished-site"))
        progress("search", 1, 1)
    return Published(len(catalogue.entries), len(sources), in_order([*problems, *catalogue.problems]))
