"""Calendars to subscribe to: which there are, where each stands, and the dates in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge_hub.asking import Asked
from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.speech import Speech
from knowledge_hub.views.dates import Date, dates_in, dates_of
from knowledge_hub.views.followed import programme_of, slug

FOLDER = "calendars/"  # below the root of a language
EVENTS, DEADLINES, COUNTRY, PROGRAMME = "events", "deadlines", "country", "programme"
KINDS_OF_SUBJECT = ("event-series", "topic", "ecosystem", "organisation")
# The fields by which a record belongs to a series, a topic, an ecosystem or an organisation. A prize or a visit ties nobody to a date.
TIES = {"series", "topics", "ecosystems", "organiser", "partners", "agency"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a calendar is about: all events, all deadlines, a record (`sort` is its kind), a country or a programme."""

    sort: str
    id: str = ""
    name: str = field(default="", compare=False)

    @property
    def path(self) -> str:
        """Where its calendar stands below the root of a language."""
        if not self.id:
            return f"{FOLDER}{self.sort}.ics"
        folder = {COUNTRY: "countries", PROGRAMME: "programmes"}.get(self.sort) or KINDS[self.sort].kept_in
        return f"{FOLDER}{folder}/{self.id}.ics"

    def record(self, catalogue: Catalogue) -> Entry | None:
        """The record it is about; None where it is about none."""
        return catalogue.find(self.sort, self.id) if self.sort in KINDS_OF_SUBJECT else None

    def title(self, catalogue: Catalogue, speech: Speech) -> str:
        """What it is called in this language."""
        if self.sort == EVENTS:
            return speech.say("All events")
        if self.sort == DEADLINES:
            return speech.say("All deadlines")
        if self.sort == COUNTRY:
            return speech.country(self.id.upper())
        record = self.record(catalogue)
        return str(record.in_language(speech.language).title) if record else self.name


def file_of(entry: Entry) -> str:
    """Where the calendar file of one event or call stands below the root of a language."""
    return f"{entry.path}{entry.id}.ics"


def own_dates(entry: Entry) -> tuple[Date, ...]:
    """The dates in the calendar file of one record: the event itself, or all days of a call. Only days that are known."""
    return tuple(one for one in dates_in(entry) if one.exact and (one.sort == "event" or entry.kind == "funding-call"))


@lru_cache(maxsize=1)
def calendars_of(catalogue: Catalogue) -> Mapping[Subject, tuple[Date, ...]]:
    """Every calendar that has a date, with its dates, the earliest first. A month or a year without a day stands in none."""
    found: dict[tuple[str, str], tuple[Subject, list[Date]]] = {}
    for one in dates_of(catalogue):
        if one.exact:
            for subject in (Subject(EVENTS if one.sort == "event" else DEADLINES), *_subjects(one.entry)):
                found.setdefault((subject.sort, subject.id), (subject, []))[1].append(one)
    rank = {sort: number for number, sort in enumerate((EVENTS, DEADLINES, "event-series", "topic", COUNTRY, "ecosystem", PROGRAMME))}
    ordered = sorted(found.values(), key=lambda one: (rank.get(one[0].sort, len(rank)), one[0].id))
    return {subject: tuple(dates) for subject, dates in ordered if subject.sort not in KINDS_OF_SUBJECT or subject.record(catalogue)}


def calendar_at(catalogue: Catalogue, path: str) -> Subject | None:
    """The calendar of what stands at this path of the site, as in events, topics/water or programmes/life; None where it has no dates."""
    catalogue.asked.add(calendar_of(path))
    with catalogue.aside():
        return calendars_by_path(catalogue).get(path)


def calendar_of(path: str) -> Asked:
    """The question for the calendar of what stands at a path."""
    return "calendar", path


@lru_cache(maxsize=1)
def calendars_by_path(catalogue: Catalogue) -> Mapping[str, Subject]:
    """The calendars by the path of what they are about."""
    found = {subject.path.removeprefix(FOLDER).removesuffix(".ics"): subject for subject in calendars_of(catalogue)}
    return found | {"funding-calls": found[DEADLINES]} if DEADLINES in found else found


@once_each
def _subjects(entry: Entry) -> tuple[Subject, ...]:
    """What a record belongs to, each once; some of the records may be none that are published."""
    tied = [(link.kind, link.id) for link in entry.references if link.field.split(".")[0] in TIES]
    found = [Subject(kind, id) for kind, id in (entry.key, *tied) if kind in KINDS_OF_SUBJECT]
    found += [Subject(COUNTRY, code.lower()) for code in entry.record.in_countries]
    programme = programme_of(entry.record)
    found += [Subject(PROGRAMME, slug(programme), programme)] if programme else []
    return tuple(dict.fromkeys(found))
