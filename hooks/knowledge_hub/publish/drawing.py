"""What pages of a site share while they are drawn, and what each of them shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, partial

from knowledge_hub.asking import Asked
from knowledge_hub.catalogue import Answers, Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.schema import Described
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.speech import Speech
from knowledge_hub.views.after import opened_calls
from knowledge_hub.views.calendars import calendars_by_path
from knowledge_hub.views.feeds import feed_at, feeds_of
from knowledge_hub.views.record import Neighbours, RecordView, neighbours_in, record_view
from knowledge_hub.views.related import Kinship, Related
from knowledge_hub.views.search import Findable, Search
from knowledge_hub.views.status import status_of
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
        self._found = lru_cache(maxsize=16)(self._findable)  # the pages of a record in all languages follow each other
        self.schemas = {language: Schema(project, catalogue, pages.speech) for language, pages in self.pages.items()}
        for pages in self.pages.values():
            told = f"{pages.prefix}feeds/" in paths  # there is a page that tells what feeds are
            pages.stencil.know(exists=self.exists, feed=partial(feed_at, catalogue, now.date()) if told else {}.get)

    def exists(self, path: str) -> bool:
        """Whether the site has a page at this path."""
        self.catalogue.asked.add(page_at(path))
        return path in self.paths

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
        feeds_of(self.catalogue, self.now.date())
        calendars_by_path(self.catalogue)
        opened_calls(self.catalogue)
        for pages in self.pages.values():
            pages.stencil.prepare()

    def forget(self) -> None:
        """Give up what is kept for pages that are drawn one after the other."""
        for pages in self.pages.values():
            pages.forget()

    def address(self, language: str, path: str) -> str:
        """The whole address of the page at this path in this language."""
        return self.project.url + self.project.prefix(language) + path

    def view(self, entry: Entry, language: str) -> RecordView:
        """A record as its page in this language shows it."""
        neighbours, related = self.around(entry, language), self.related(entry)
        shown = (entry, neighbours.earlier, neighbours.later, *(one.entry for one in related))
        self.catalogue.asked.update(one.key for one in shown if one)
        return record_view(self.catalogue, entry, language, self.now, neighbours, related=related, found=self.found(entry, language))

    def found(self, entry: Entry, language: str) -> Findable | None:
        """What the search knows of a record; None where the site has no search. It follows from the words of all records."""
        return self._found(entry, language)

    def _findable(self, entry: Entry, language: str) -> Findable | None:
        search = self.searches.get(language)
        with self.catalogue.aside():
            return search.findable(entry, status_of(entry.record, self.now)) if search else None

    def around(self, entry: Entry, language: str) -> Neighbours:
        """The records before and after one. They follow from all records: who shows them says which they are."""
        with self.catalogue.aside():
            return self.neighbours[entry.kind, language][entry.key]

    def related(self, entry: Entry) -> tuple[Related, ...]:
        """The records that have most in common with one. The same holds for them."""
        with self.catalogue.aside():
            return self.kinship.of(entry)


def page_at(path: str) -> Asked:
    """The question whether there is a page at a path."""
    return "page", path
