"""What pages of a site share while they are drawn, and what each of them shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from knowledge_hub.catalogue import Answers, Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.schema import Described
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.speech import Speech
from knowledge_hub.views.feeds import feeds_of
from knowledge_hub.views.record import Neighbours, RecordView, neighbours_in, record_view
from knowledge_hub.views.related import Kinship
from knowledge_hub.views.search import Search
from knowledge_hub.views.structured import Schema


@dataclass(frozen=True, slots=True)
class Part:
    """What one page puts into its frame; `said` is what it says in the words of schema.org, its breadcrumbs aside."""

    title: str
    description: str
    body: str
    said: tuple[Described, ...] = ()


class Drawing:
    """What the pages of one site are drawn with. Made once for a build. `paths` are those of all its pages."""

    def __init__(self, project: Project, catalogue: Catalogue, now: datetime, *, search: bool, paths: Collection[str]) -> None:
        self.project, self.catalogue, self.now, self.search, self.paths = project, catalogue, now, search, paths
        self.searches = {language: Search(catalogue, Speech(language)) for language in project.languages} if search else {}
        self.pages = {language: Pages(project, catalogue, language, now) for language in project.languages}
        self.schemas = {language: Schema(project, catalogue, pages.speech) for language, pages in self.pages.items()}
        for pages in self.pages.values():
            feeds = feeds_of(catalogue, now.date()) if f"{pages.prefix}feeds/" in paths else {}
            pages.stencil.know(exists=paths.__contains__, feed=feeds.get)

    @cached_property
    def neighbours(self) -> Answers[tuple[str, str], Mapping[tuple[str, str], Neighbours]]:
        """By kind and language."""
        return Answers(lambda asked: neighbours_in(self.catalogue, asked[0], self.now, asked[1]))

    @cached_property
    def kinship(self) -> Kinship:
        return Kinship(self.catalogue, self.now)

    def prepare(self) -> None:
        """Find out now what pages share: processes that draw side by side would each do so by themselves."""
        _ = [self.neighbours[kind, language] for kind in KINDS for language in self.project.languages]
        self.kinship.prepare()
        for pages in self.pages.values():
            pages.stencil.prepare()

    def forget(self) -> None:
        """Give up what is kept for pages that are drawn one after the other."""
        for pages in self.pages.values():
            pages.cards.clear()

    def address(self, language: str, path: str) -> str:
        """The whole address of the page at this path in this language."""
        return self.project.url + self.project.prefix(language) + path

    def view(self, entry: Entry, language: str) -> RecordView:
        """A record as its page in this language shows it."""
        neighbours = self.neighbours[entry.kind, language][entry.key]
        related, search = self.kinship.of(entry), self.searches.get(language)
        return record_view(self.catalogue, entry, language, self.now, neighbours, related=related, search=search)
