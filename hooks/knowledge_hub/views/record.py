"""What a record's page shows beside the record itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.doubts import FRESH
from knowledge_hub.kinds.guide import Guide, Step
from knowledge_hub.kinds.record import Record
from knowledge_hub.translation import untranslated
from knowledge_hub.views.after import Next, came_next
from knowledge_hub.views.checks import Check, checks_of
from knowledge_hub.views.editions import Editions, editions_of, held
from knowledge_hub.views.lists import Group, by_kind, gathered, in_reading_order, orders_of
from knowledge_hub.views.map import CountryMap, map_of
from knowledge_hub.views.related import Related
from knowledge_hub.views.search import Findable
from knowledge_hub.views.status import Status, status_of


@dataclass(frozen=True, slots=True)
class StepUse:
    """A step of a guide that names a record, or that a record names: the guide, the step and its number."""

    guide: Entry
    step: Step
    number: int


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps of a guide that follow each other in one part of it; a guide without parts is one phase without a title."""

    title: str
    steps: tuple[StepUse, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The records before and after this one: the editions of its series, or those beside it in the list of its kind."""

    earlier: Entry | None = None
    later: Entry | None = None
    of_series: bool = False


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as a page in one language shows it."""

    entry: Entry
    record: Record
    language: str
    status: Status | None
    named_by: tuple[Group, ...]
    steps: tuple[StepUse, ...]
    shown_by: dict[str, tuple[Entry, ...]]
    paid_by: dict[str, tuple[Entry, ...]]
    phases: tuple[Phase, ...]
    checks: dict[str, tuple[Check, ...]]
    neighbours: Neighbours
    places: CountryMap | None
    editions: Editions | None
    came_next: tuple[Next, ...]
    found: Findable | None
    related: tuple[Related, ...]
    fresh_until: date | None
    stale: bool
    complete: bool


def record_view(
    catalogue: Catalogue,
    entry: Entry,
    language: str,
    now: datetime,
    neighbours: Neighbours,
    *,
    related: tuple[Related, ...] = (),
    found: Findable | None = None,
) -> RecordView:
    """The view of one record; `found` is what the search knows of it. `shown_by` gives, for each step of a guide, the practices that
    name it, `paid_by` the calls that it names, those ahead first, `checks` what can be ticked; `came_next` is of an event.
    """
    record = entry.in_language(language)
    status = status_of(record, now)
    fresh_until = record.verified + FRESH if record.verified else None
    after = came_next(catalogue, entry, neighbours.later if neighbours.of_series else None)
    naming = _beside(catalogue, entry, {next.entry.key for next in after})
    return RecordView(
        entry=entry,
        record=record,
        language=language,
        status=status,
        named_by=by_kind(catalogue, naming, now, language),
        steps=_steps(catalogue, entry, language),
        shown_by=_shown_by(catalogue, entry),
        paid_by=_paid_by(catalogue, entry, now),
        phases=_phases(entry, record),
        checks=_checks(entry, record),
        neighbours=neighbours,
        places=map_of(naming) if record.gathers else None,
        editions=editions_of(catalogue, entry, language, now) if entry.kind == "event-series" else None,
        came_next=after,
        found=found,
        related=related,
        fresh_until=fresh_until,
        stale=bool(fresh_until and fresh_until < now.date()),
        complete=record is entry.record or not untranslated(record),
    )


def _beside(catalogue: Catalogue, entry: Entry, shown: set[tuple[str, str]]) -> list[Entry]:
    """The records that stand below a record: those that name it and stand nowhere else on its page. The page of a subject
    gathers what it names itself too, its own kind left out.
    """
    named = dict.fromkeys((link.kind, link.id) for link in entry.references)
    naming = [found for found in gathered(catalogue, entry) if found.kind != "guide" and found.key not in shown]
    if not entry.record.gathers:
        return [found for found in naming if found.key not in named]
    own = [catalogue.get(*key) for key in named if key[0] != entry.kind and catalogue.has(*key)]
    return list(dict.fromkeys(naming + own))


def _steps(catalogue: Catalogue, entry: Entry, language: str) -> tuple[StepUse, ...]:
    """Steps of guides tied to this record, from either side."""
    wanted = {link.id for link in entry.references if link.kind == "guide-step"}
    found: dict[tuple[str, str], StepUse] = {}
    guides = {link.entry.id: link.entry for link in catalogue.naming(*entry.key) if link.entry.kind == "guide"}
    guides |= {id.partition("/")[0]: catalogue.get("guide-step", id) for id in wanted if catalogue.has("guide", id.partition("/")[0])}
    for id in sorted(guides):
        guide = guides[id].in_language(language)
        if not isinstance(guide, Guide):
            continue
        for number, step in enumerate(guide.steps, 1):
            if f"{id}/{step.id}" in wanted or entry.id in _named_in(step, entry.kind):
                found[id, step.id] = StepUse(guides[id], step, number)
    return tuple(found.values())


def _named_in(step: Step, kind: str) -> tuple[str, ...]:
    return {"good-practice": step.practices, "funding-call": step.calls, "policy": step.policies}.get(kind, ())


def _phases(entry: Entry, guide: Record) -> tuple[Phase, ...]:
    if not isinstance(guide, Guide):
        return ()
    uses = [StepUse(entry, step, number) for number, step in enumerate(guide.steps, 1)]
    return tuple(Phase(title, tuple(steps)) for title, steps in groupby(uses, key=lambda use: use.step.phase or ""))


def _checks(entry: Entry, guide: Record) -> dict[str, tuple[Check, ...]]:
    return checks_of(entry.record, guide) if isinstance(entry.record, Guide) and isinstance(guide, Guide) else {}


def _shown_by(catalogue: Catalogue, entry: Entry) -> dict[str, tuple[Entry, ...]]:
    """For each step of a guide: the practices it names, then those that name it."""
    if not isinstance(entry.record, Guide):
        return {}
    shown = {}
    for step in entry.record.steps:
        named = catalogue.published("good-practice", step.practices)
        naming = (link.entry for link in catalogue.naming("guide-step", f"{entry.id}/{step.id}"))
        shown[step.id] = tuple(dict.fromkeys((*named, *naming)))
    return shown


def _paid_by(catalogue: Catalogue, entry: Entry, now: datetime) -> dict[str, tuple[Entry, ...]]:
    """For each step of a guide: the calls it names, in reading order."""
    if not isinstance(entry.record, Guide):
        return {}
    named = {
        step.id: [catalogue.get("funding-call", id) for id in step.calls if catalogue.has("funding-call", id)]
        for step in entry.record.steps
    }
    return {id: in_reading_order(calls, now) for id, calls in named.items()}


def neighbours_in(catalogue: Catalogue, kind: str, now: datetime, language: str) -> dict[tuple[str, str], Neighbours]:
    """For every record of a kind those beside it in the list of a language; for every event in a series the edition before and after."""
    found = _beside_each_other(orders_of(catalogue, now)[kind, language], of_series=False)
    for series in catalogue.of("event-series") if kind == "event" else ():
        found |= _beside_each_other(held(catalogue, series), of_series=True)
    return found


def _beside_each_other(entries: Sequence[Entry], *, of_series: bool) -> dict[tuple[str, str], Neighbours]:
    around = (None, *entries, None)
    return {one.key: Neighbours(before, after, of_series) for before, one, after in zip(around, entries, around[2:], strict=False)}
