"""What is no mistake and still deserves a look: warnings that need the day, or several records at once."""

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.codes import Code
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.record import CutOff, Figure, Record, Way, parts
from knowledge_hub.problems import Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.source import read

FRESH = timedelta(days=366)

Doubt = tuple[Way, Code, str, str]


def doubts(project: Project, catalogue: Catalogue, today: date) -> tuple[Problem, ...]:
    """Warnings about records: sources, days of verification, figures, and records that say the same."""
    found: list[Problem] = []
    twins = _twins(catalogue)
    for entry in catalogue.entries.values():
        said = [*_of_record(entry.record, today), *twins.get(entry.key, [])]
        if said:
            document = read(project.root / entry.file, entry.file)
            for way, code, says, advice in said:
                field = ".".join(part for part in way if isinstance(part, str))
                found.append(Problem(document.place(way), says, field, advice, warning=True, code=code))
    return in_order(found)


def _of_record(record: Record, today: date) -> Iterator[Doubt]:
    if not record.sources:
        yield ("sources",), "no-sources", "missing", "Where the facts were read, each with an address or a document."
    if record.verified is None:
        yield ("verified",), "not-verified", "missing", "The day the facts were last checked against the sources."
    elif record.verified + FRESH < today:
        yield (
            ("verified",),
            "verified-long-ago",
            f"{record.verified} is over a year ago",
            "Check the facts against the sources, then write the day.",
        )
    elif record.verified > today:
        yield ("verified",), "verified-later", f"{record.verified} is still to come", "Write the day the facts were last checked."
    if record.summary.casefold().strip(" .") == record.title.casefold().strip(" ."):
        yield ("summary",), "summary-like-title", "says the same as the title", "Say in one or two sentences what it is about."
    if isinstance(record, Event):
        yield from _of_event(record)
    for way, part in parts(record):
        if isinstance(part, Figure):
            yield from _of_figure(way, part, record)
        if isinstance(part, CutOff) and part.time and not part.zone:
            yield (*way, "time"), "time-without-zone", "has no time zone", "Add 'zone:', as in Europe/Brussels."


def _of_event(event: Event) -> Iterator[Doubt]:
    deadline = event.registration.deadline if event.registration else None
    if deadline and deadline.first > event.start.last:
        says = f"{deadline} is after the start, {event.start}"
        yield ("registration", "deadline"), "late-registration", says, "Look whether one can still register while it runs."


def _of_figure(way: Way, figure: Figure, record: Record) -> Iterator[Doubt]:
    if not figure.year and not figure.undated:
        yield way, "figure-without-year", "has no year", "Add 'year:', or 'undated: yes' where the source gives none."
    if not figure.source and len(record.sources) > 1:
        yield (
            way,
            "figure-without-source",
            "does not say which of the sources it was read in",
            "Add 'source:' with an address or document that stands under sources.",
        )


def _twins(catalogue: Catalogue) -> dict[tuple[str, str], list[Doubt]]:
    """Records that have both the title and a source of an earlier one of their kind."""
    first: dict[tuple[str, str, str], Entry] = {}
    found: dict[tuple[str, str], list[Doubt]] = {}
    for entry in catalogue.entries.values():
        for source in entry.record.sources:
            named = source.url or source.document or ""
            other = first.setdefault((entry.kind, entry.record.title.casefold(), named), entry)
            if other is not entry:
                found[entry.key] = [(("title",), "twin", f"and a source are those of {other.file}", "If both are the same, keep one.")]
    return found
