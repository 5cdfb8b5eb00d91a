"""The whole site before any of it is written: every page that it has, by its path, and what draws it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.project import Project
from knowledge_hub.publish import browse
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.frames import Frames
from knowledge_hub.publish.plan import ListPage, Planned, missing, planned
from knowledge_hub.publish.stamp import Stamp


class Whole:
    """All pages of a site, planned and written by hand, in the frames that an engine drew. `pages` are by path below the root."""

    def __init__(self, project: Project, catalogue: Catalogue, frames: Frames, now: datetime, *, search: bool) -> None:
        self.project, self.frames = project, frames
        self.planned = tuple(planned(project, catalogue, now))
        self.written = tuple(page for page, _ in frames.written.values())
        self.pages = {self.path_of(page): page for page in self.everything}
        self.drawing = Drawing(project, catalogue, now, search=search, paths=self.pages.keys())
        self._stamp = Stamp(self.drawing, frames.frames)
        self._told = (project, catalogue, frames, now, search)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets what the site is made of, and makes it anew."""
        *told, search = self._told
        return partial(Whole, search=search), tuple(told)

    @property
    def everything(self) -> tuple[Planned, ...]:
        return (*self.planned, *self.written)

    def path_of(self, page: Planned) -> str:
        """Where a page stands below the root of the site."""
        return self.project.prefix(page.language) + page.path

    def drawn(self, page: Planned) -> str:
        """The HTML of a page."""
        if page.sort != "written":
            return self._stamp.planned(page)
        return self._stamp.written(page, self.frames.written[self.path_of(page)][1])

    def beside(self, page: Planned) -> Iterator[tuple[str, str]]:
        """The files that belong to a page and are drawn from the same parts."""
        return browse.files(self.drawing.pages[page.language], page) if isinstance(page, ListPage) else iter(())

    def missing(self) -> str:
        """The HTML of the page for addresses that lead nowhere."""
        return self.drawn(missing(self.project))
