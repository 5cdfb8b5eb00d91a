"""What is due until a day: the one place that decides when a question is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.document import named
from knowledge_hub.doubts import FRESH
from knowledge_hub.external.memory import Memory
from knowledge_hub.external.written import links_in, text_of
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.record import Question
from knowledge_hub.problems import Place
from knowledge_hub.project import Project
from knowledge_hub.publish.slots.reviewed import is_day
from knowledge_hub.source import read
from knowledge_hub.translation import FOLLOWS

AGAIN = timedelta(days=92)  # an open question is asked again so long after a check
GIVEN_UP = timedelta(days=366)  # and no more so long after its day: what was not published by then hardly will be
_REVIEWED = re.compile(r'<!-- hub: reviewed on="(\d{4}-\d{2}-\d{2})" -->')


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something to look at from a day on: where it is written, what it is about, what is the matter, what to do.

    `sort` is one word: opens, closes, results, begins, registration, report, applies, series, check, translation, review or link.
    """

    day: date
    place: Place
    sort: str
    field: str
    title: str
    says: str
    advice: str


def due(project: Project, catalogue: Catalogue, memory: Memory, today: date, until: date) -> tuple[Due, ...]:
    """All that is due until this day, the longest overdue first."""
    reviews = (one for one in _reviews(project) if one.day <= until)
    return tuple(
        sorted(
            [*_of_records(project, catalogue, today, until), *_translations(project, catalogue, today), *reviews, *_links(project, memory)]
        )
    )


def _of_records(project: Project, catalogue: Catalogue, today: date, until: date) -> Iterator[Due]:
    for entry in catalogue.entries.values():
        asked = [(day, question) for day, question in _asked(catalogue, entry, today) if day <= until]
        if asked:
            document = read(project.root / entry.file, entry.file)
            for day, question in asked:
                place, title = document.place(question.way), str(entry.record.title)
                yield Due(day, place, question.sort, named(question.way), title, question.says, question.advice)


def _asked(catalogue: Catalogue, entry: Entry, today: date) -> Iterator[tuple[date, Question]]:
    """The questions about a record that it does not answer, each with the day from which it is asked."""
    checked = entry.record.verified
    if checked:
        says = f"the facts were checked on {checked}"
        advice = "Compare them with the sources, then write the day."
        yield checked + FRESH, Question("check", ("verified",), checked + FRESH, says, advice)
    for question in (*entry.record.questions(), *_next_edition(catalogue, entry, today)):
        day = question.day
        if checked and checked >= day:
            if not question.open:
                continue
            day = checked + AGAIN
        if max(day, today) <= question.day + GIVEN_UP:
            yield day, question


def _next_edition(catalogue: Catalogue, entry: Entry, today: date) -> Iterator[Question]:
    """A series without a coming date: the question begins when its last edition is over, and anew with each check."""
    if entry.kind != "event-series":
        return
    editions = [link.entry.record for link in catalogue.naming(*entry.key) if isinstance(link.entry.record, Event)]
    ends = [(event.end or event.start).last for event in editions if event.status not in ("cancelled", "postponed")]
    last = max(ends, default=None)
    if last is None or last < today:
        says = f"no edition after {last} is on record" if last else "no edition is on record"
        begins = max((day for day in (last, entry.record.verified) if day), default=today)
        yield Question("series", ("title",), begins, says, "Look for the next date, and add the event.", open=True)


def _translations(project: Project, catalogue: Catalogue, today: date) -> Iterator[Due]:
    for entry in catalogue.entries.values():
        for language in sorted(entry.outdated):
            file = entry.file_in(language)
            place = read(project.root / file, file).place((FOLLOWS,))
            says = "the original has changed since this translation was made"
            advice = f"Compare it with {entry.file}, then run: hub translated {file}"
            yield Due(today, place, "translation", FOLLOWS, str(entry.in_language(language).title), says, advice)


def _reviews(project: Project) -> Iterator[Due]:
    """Written pages that say when they were last reviewed, such as the accessibility statement, a year later."""
    for page in sorted(file for file in project.docs.rglob("*.md") if file.is_file()):
        for number, line in enumerate(text_of(page.read_bytes()).split("\n"), 1):
            for found in _REVIEWED.finditer(line):
                if not is_day(found[1]):
                    continue  # the build says so
                reviewed = date.fromisoformat(found[1])
                place = Place(page.relative_to(project.root).as_posix(), number, found.start(1) + 1)
                advice = "Read the page against the site as it is, then write the day."
                yield Due(reviewed + FRESH, place, "review", "", page.stem, f"the page was last reviewed on {reviewed}", advice)


def _links(project: Project, memory: Memory) -> Iterator[Due]:
    dead = {address: failing for address, failing in memory.failing.items() if failing.dead}
    if not dead:
        return
    for link in (link for link in links_in(project) if link.address in dead):
        failing = dead[link.address]
        for place in link.places:
            says = f"the link is dead since {failing.first}"
            yield Due(failing.last, place, "link", "", link.address, says, "Write its new address, or that of a copy.")
