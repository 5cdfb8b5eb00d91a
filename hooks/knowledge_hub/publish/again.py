"""A site that was built before is continued: what cannot have changed stays as it is."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.publish import search
from knowledge_hub.publish.asked import Difference, Given, Giving, Notes, Offers, other_answers, paths_differing
from knowledge_hub.publish.beside import BESIDE, Files
from knowledge_hub.publish.links import Seen, Standing, lacking
from knowledge_hub.publish.memory import Earlier
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import file_of
from knowledge_hub.views.calendars import calendar_of
from knowledge_hub.views.feeds import feed_of

Beside = Mapping[str, tuple[str, ...]]  # the files beside the pages, by their sort


class Scratch:
    """What is to be drawn of a site, all of it: `pages`, and the `sorts` of files beside them. `beside` tells of those that stay, and
    `targets` and `anchors` where the links of what stays lead. Notes of what is drawn go into the folder `memory`.
    """

    def __init__(self, whole: Whole, memory: Path | None) -> None:
        self.whole, self.memory = whole, memory
        self.pages = tuple(whole.pages.values())
        self.sorts: tuple[Files, ...] = tuple(BESIDE)
        self.beside: Beside = {}
        self.targets: frozenset[str] = frozenset()
        self.anchors: frozenset[tuple[str, str]] = frozenset()

    def stays(self, name: str, given: Given) -> bool:
        """Whether a file beside the pages is as it was, when it is given this."""
        _ = name, given
        return False

    def standing(self, stage: Path, names: Iterable[str], beside: Beside) -> Standing:
        """The files of the site, when these were drawn for it, and these are all beside its pages."""
        _ = names, beside
        return Standing(stage)

    def look(self, seen: Seen, site: Standing) -> None:
        """Take in the links of pages that stay, as far as what was drawn anew can have broken them."""

    def offer(self, stage: Path) -> None:
        """Lay out for the search what is to be found on pages that stay."""

    def outdated(self, stage: Path) -> frozenset[str]:
        """The files of an index of the search that another one takes the place of."""
        _ = stage
        return frozenset()


class Continuation(Scratch):
    """The same of a site that was built before."""

    def __init__(self, whole: Whole, memory: Path | None, earlier: Earlier) -> None:
        super().__init__(whole, memory)
        self._earlier, remembered = earlier, earlier.remembered
        drawing = whole.drawing
        difference = Difference(earlier.entries, remembered.now, drawing.catalogue, drawing.now)
        offers = Offers.of(drawing.catalogue, drawing.now.date())
        known = {path: note.given for notes in earlier.notes for path, note in notes.pages.items()}
        changed = set(difference.asked)
        changed.update(other_answers(remembered.offers.feeds, offers.feeds, feed_of))
        changed.update(other_answers(remembered.offers.calendars, offers.calendars, calendar_of))
        changed.update(paths_differing(known, whole.pages))
        asking = [notes.asking(changed) for notes in earlier.notes]
        self._files = {name: note.given for notes in earlier.notes for name, note in notes.files.items()}
        for name in chain.from_iterable(files for _, files in asking):
            self._files.pop(name, None)
        self.pages = tuple(self._stale(known, set().union(*(pages for pages, _ in asking)), Giving(drawing, difference)))
        self.targets, self.anchors = remembered.targets, remembered.anchors
        if not changed:
            self.sorts, self.beside = (), remembered.beside
        self._before = {*_names_of(earlier.notes, remembered.beside)}
        self._stay = whole.pages.keys() - set(map(whole.path_of, self.pages))
        noted = ((path, *note.files) for notes in earlier.notes for path, note in notes.pages.items() if path in self._stay)
        self._left = self._before.difference(map(file_of, chain.from_iterable(noted)))

    def _stale(self, known: Mapping[str, Given], asking: set[str], giving: Giving) -> Iterator[Planned]:
        for path, page in self.whole.pages.items():
            if path not in known or path in asking or giving.given(page, known[path]) != known[path]:
                yield page

    def stays(self, name: str, given: Given) -> bool:
        return self._files.get(name) == given

    def standing(self, stage: Path, names: Iterable[str], beside: Beside) -> Standing:
        drawn = {*map(file_of, names)}
        gone = frozenset(self._left.difference(drawn, map(file_of, chain.from_iterable(beside.values()))))
        return Standing(stage, self._earlier.site, frozenset(self._earlier.files.keys() - drawn - gone), gone)

    def look(self, seen: Seen, site: Standing) -> None:
        project = self.whole.project
        drawn = self.whole.pages.keys() - self._stay
        wanted: dict[str, list[str]] = {}
        for target, fragment in self.anchors:
            if target in drawn:
                wanted.setdefault(target, []).append(fragment)
        broken = not site.gone.isdisjoint(map(file_of, self.targets)) or lacking(site, wanted.items())
        versions = {project.prefix(code) + page.path for page in self.pages for code in page.languages}
        for path in sorted(self._stay if broken else self._stay & versions):
            seen.look(path, self._tree(path), project.url)

    def offer(self, stage: Path) -> None:
        for path in sorted(self._stay):
            search.offer(stage, path, self.whole.pages[path].language, self._tree(path))

    def outdated(self, stage: Path) -> frozenset[str]:
        index = f"{search.INDEX}/"
        old = (name for name in self._earlier.files if name.startswith(index)) if (stage / index).is_dir() else ()
        return frozenset(name for name in old if not (stage / name).is_file())

    def _tree(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self._earlier.site / file_of(path)).read_bytes())


def _names_of(notes: Iterable[Notes], beside: Beside) -> Iterator[str]:
    """The files of pages, and those beside them."""
    pages = chain.from_iterable((path, *note.files) for one in notes for path, note in one.pages.items())
    return map(file_of, chain(pages, *beside.values()))
