"""What each page of a site was drawn from, and which pages are to be drawn anew when something has changed.

A page is drawn anew where it is new, where what it was given beforehand is different (its place in the plan, the records beside it, the
part of a list that it shows), or where it asked something of the catalogue whose answer has changed.
"""

import pickle
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import NamedTuple

from knowledge_hub.asking import EVERYTHING, Asked, those_in, those_naming, those_of
from knowledge_hub.catalogue import Catalogue, Entry, listed_by, named_by
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.publish import browse
from knowledge_hub.publish.drawing import Drawing, page_at
from knowledge_hub.publish.plan import CountryPage, ListPage, Planned, RecordPage, YearPage
from knowledge_hub.views.after import calls_on
from knowledge_hub.views.calendars import calendars_by_path
from knowledge_hub.views.dates import by_year, dates_of, told_apart
from knowledge_hub.views.feeds import feeds_of
from knowledge_hub.views.related import has_in_common
from knowledge_hub.views.status import BRUSSELS, standing, today_in

Given = tuple[Hashable, ...]


class Note(NamedTuple):
    """What one page or file was given, the numbers of what it asked, and the files that were drawn with it."""

    given: Given
    asked: bytes
    files: tuple[str, ...]


@dataclass(slots=True)
class Notes:
    """What some pages, by their paths, and some files beside the pages, by their names, were given and what they asked."""

    questions: dict[Asked, int] = field(default_factory=dict)
    pages: dict[str, Note] = field(default_factory=dict)
    files: dict[str, Note] = field(default_factory=dict)

    def note(self, given: Given, asked: Iterable[Asked], files: tuple[str, ...] = ()) -> Note:
        """What is noted of a page or file."""
        numbers = array("I", (self.questions.setdefault(one, len(self.questions)) for one in asked))
        return Note(given, numbers.tobytes(), files)

    def asking(self, changed: set[Asked]) -> tuple[set[str], set[str]]:
        """The pages and the files that asked something of this."""
        numbers = {self.questions[one] for one in changed if one in self.questions}
        return _asking(self.pages, numbers), _asking(self.files, numbers)


def _asking(noted: Mapping[str, Note], numbers: set[int]) -> set[str]:
    if not numbers:
        return set()
    return {name for name, note in noted.items() if not numbers.isdisjoint(array("I", note.asked))}


@dataclass(frozen=True, slots=True)
class Offers:
    """What pages ask of the site beside the catalogue: the feeds and the calendars by the path of what they are about."""

    feeds: Mapping[str, str]
    calendars: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, catalogue: Catalogue, today: date) -> "Offers":
        """Those of a catalogue."""
        with catalogue.aside():
            feeds = {path: feed.of.word for path, feed in feeds_of(catalogue, today).items()}
            calendars = {path: (subject.path, subject.name) for path, subject in calendars_by_path(catalogue).items()}
        return cls(feeds, calendars)


class Difference:
    """What is different in a catalogue since the site was last built from it, at another moment of the same day."""

    def __init__(self, old: Mapping[tuple[str, str], Entry], then: datetime, catalogue: Catalogue, now: datetime) -> None:
        with catalogue.aside():
            new = catalogue.entries
        self.pairs = [
            (before, after)
            for key in dict.fromkeys((*old, *new))
            if _differ(before := old.get(key), after := new.get(key))
            or (then != now and after and standing(after.record, then) != standing(after.record, now))
        ]
        self._same_records = old.keys() == new.keys()
        self._kinds = {one.kind for pair in self.pairs for one in pair if one}
        self.kinship = not self._same_records or any(
            has_in_common(before, then) != has_in_common(after, now) for before, after in self.pairs if before and after
        )

    def touches(self, kind: str) -> bool:
        """Whether the lists of a kind can be others, and what stands before and after its records."""
        return not self._same_records or kind in self._kinds

    @property
    def asked(self) -> Iterator[Asked]:
        """The questions to which the catalogue has another answer now."""
        if self.pairs:
            yield EVERYTHING
        yield from map(those_of, self._kinds)
        for entry in (one for pair in self.pairs for one in pair if one):
            yield entry.key
            for _, named in named_by(entry):
                yield from (those_naming(*key) for key in named)
            yield from map(those_in, listed_by(entry)[0])
            if isinstance(entry.record, FundingCall):
                yield from map(calls_on, entry.record.topics)


def _differ(before: Entry | None, after: Entry | None) -> bool:
    """Whether a record is another than it was: not where its files were written again and say what they said. What was pickled before is
    pickled alike: in what was not, texts that are the same can be one object.
    """
    if before is after or not before or not after:
        return before is not after
    again = pickle.loads(pickle.dumps(after))  # noqa: S301 - just made
    return pickle.dumps(before) != pickle.dumps(again)


def digest_of(given: object) -> bytes:
    """What stands for something that is given, wherever it is told apart by its representation."""
    return blake2b(repr(given).encode(), digest_size=16).digest()


def same_day(then: datetime, now: datetime) -> bool:
    """Whether pages that name the day are as they were."""
    return then.date() == now.date() and today_in(BRUSSELS, then) == today_in(BRUSSELS, now)


def other_answers(old: Mapping[str, Hashable], new: Mapping[str, Hashable], question: Callable[[str], Asked]) -> Iterator[Asked]:
    """The questions for a path of which the answer is not what it was."""
    return (question(path) for path in old.keys() | new.keys() if old.get(path) != new.get(path))


class Giving:
    """Tells what pages are given beforehand. With a difference, what it cannot have touched is taken from what they were given then."""

    def __init__(self, drawing: Drawing, difference: Difference | None = None) -> None:
        self._drawing, self._difference = drawing, difference

    def given(self, page: Planned, before: Given | None = None) -> Given:
        """What a page is given: its plan, and what follows from all records."""
        if before and self._stays(page):
            return before
        plan = (page.sort, page.language, page.section, page.languages, page.source, page.kind)
        if isinstance(page, RecordPage):
            return plan, self._around(page, before), self._related(page, before), self._found(page)
        if isinstance(page, ListPage):
            return plan, self._part(page)
        if isinstance(page, CountryPage):
            search = self._drawing.searches.get(page.language)
            return plan, search.country(page.country) if search else None
        if isinstance(page, YearPage):
            years = by_year(dates_of(self._drawing.catalogue))
            return plan, tuple(years), digest_of(told_apart(years[page.year]))
        return (plan,)

    def _stays(self, page: Planned) -> bool:
        """Whether the records of the page's kind are the same, and nothing else can have changed what it is given."""
        if not self._difference or self._difference.touches(page.kind):
            return False
        if isinstance(page, RecordPage):
            return not self._difference.kinship and not self._drawing.search
        return isinstance(page, ListPage)

    def _around(self, page: RecordPage, before: Given | None) -> Hashable:
        if before and self._difference and not self._difference.touches(page.kind):
            return before[1]
        around = self._drawing.around(page.entry, page.language)
        return around.of_series, around.earlier and around.earlier.key, around.later and around.later.key

    def _related(self, page: RecordPage, before: Given | None) -> Hashable:
        if before and self._difference and not self._difference.kinship:
            return before[2]
        return tuple((one.entry.key, one.reason.sorts, one.reason.shared) for one in self._drawing.related(page.entry))

    def _part(self, page: ListPage) -> Hashable:
        among, listing = page.among, page.among.listing
        with self._drawing.catalogue.aside():
            told: list[object] = [among.size, listing.edition, listing.sorts, *(entry.id for entry in page.entries)]
            told += [(one.facet.name, dict(one.counts)) for one in listing.narrowings] if page.number == 1 else [bool(listing.narrowings)]
            told += [entry.id for entry in browse.above(self._drawing.pages[page.language], page)]
        return digest_of(told)

    def _found(self, page: RecordPage) -> Hashable:
        found = self._drawing.found(page.entry, page.language)
        return digest_of(found) if found else None


def paths_differing(old: Iterable[str], new: Iterable[str]) -> Iterator[Asked]:
    """The questions for pages that have come or gone."""
    return map(page_at, set(old) ^ set(new))
