"""Events."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.fields import (
    Address,
    Clock,
    Country,
    EndClock,
    EndMoment,
    LanguageCode,
    Line,
    LinkTo,
    Moment,
    Name,
    OneOf,
    Prose,
    When,
    Zone,
)
from knowledge_hub.kinds.record import Dated, Figure, Paper, Part, Party, Record, Rule

MODES = {"online": "Online", "on-site": "On site", "hybrid": "On site and online"}
STATUSES = {"scheduled": "Takes place", "cancelled": "Cancelled", "postponed": "Postponed", "moved-online": "Moved online"}
FORMS = {
    "talk": "Talk",
    "workshop": "Workshop",
    "matchmaking": "Matchmaking",
    "lab": "Lab",
    "training": "Training",
    "conference": "Conference",
    "exchange": "Exchange visit",
    "meeting": "Meeting",
}


class Speaker(Part):
    """A person who speaks. Speakers stay text on their event; there are no pages about people."""

    name: Name = Field(description="The person's name.")
    role: Line | None = Field(None, description="Role and body, as in Head of Unit, DG GROW, European Commission.")


class AgendaItem(Part):
    """One item of the agenda."""

    title: Line = Field(description="What it is about.")
    start: Clock | None = Field(None, description="When it begins, in the event's time zone, as in 08:30.")
    end: EndClock | None = Field(None, description="When it ends.")
    speakers: tuple[Speaker, ...] = Field((), description="Who speaks.")
    note: Line | None = Field(None, description="What else to know, as in Recap video.")
    report: Prose = Field("", description="What was said.")


class Registration(Part):
    """How and until when to register."""

    url: Address | None = Field(None, description="Where to register.")
    deadline: EndMoment | None = Field(None, description="The last day, or day and time in the event's time zone.")


class Award(Part):
    """A prize given at the event."""

    title: Line = Field(description="The prize.")
    winner: Line = Field(description="Who won it.")
    organisation: Annotated[str, LinkTo("organisation")] | None = Field(
        None, description="The winner's record: the name of a file in content/organisations/."
    )
    project: Annotated[str, LinkTo("project")] | None = Field(
        None, description="The winner's record: the name of a file in content/projects/."
    )


class Visit(Part):
    """A place that the participants visited, or a stand."""

    title: Line = Field(description="What was shown.")
    organisation: Annotated[str, LinkTo("organisation")] | None = Field(
        None, description="Who showed it: the name of a file in content/organisations/."
    )
    city: Name | None = Field(None, description="The town.")


class Recording(Part):
    """A recording, always a link and never a player of somebody else's."""

    url: Address = Field(description="Where to watch.")
    language: LanguageCode = Field("en", description="Its language, as in cs.")


class Event(Record, kept_in="events", called=("Event", "Events"), hue="event"):
    """A talk, workshop, matchmaking event, lab, training, conference or meeting."""

    rank = 4
    schema_type = "Event"

    series: Annotated[str, LinkTo("event-series")] | None = Field(None, description="The name of a file in content/event-series/.")
    form: Annotated[str, OneOf(FORMS)] = Field(description="talk, workshop, matchmaking, lab, training, conference, exchange or meeting.")
    start: Moment = Field(description="The day, or day and time, as in 2025-01-15 08:30; a month or a year where no more is known.")
    end: EndMoment | None = Field(None, description="The last day, or its end; left out for one day.")
    zone: Zone | None = Field(None, description="The time zone of the times, as in Europe/Brussels.")
    mode: Annotated[str, OneOf(MODES)] = Field(description="online, on-site or hybrid.")
    status: Annotated[str, OneOf(STATUSES)] = Field("scheduled", description="scheduled, cancelled, postponed or moved-online.")
    venue: Line | None = Field(None, description="The building.")
    city: Name | None = Field(None, description="The town, in its own language.")
    country: Country | None = Field(None, description="Two capital letters, as in CZ.")
    organiser: Annotated[str, LinkTo("organisation")] | None = Field(
        None, description="Who holds it: the name of a file in content/organisations/."
    )
    partners: tuple[Party, ...] = Field((), description="Who takes part in holding it.")
    registration: Registration | None = Field(None, description="How to register.")
    moderator: Speaker | None = Field(None, description="Who leads through it.")
    agenda: tuple[AgendaItem, ...] = Field((), description="The agenda, in its order.")
    key_messages: tuple[Line, ...] = Field((), description="What to remember.")
    report: Prose = Field("", description="What happened, in Markdown.")
    recordings: tuple[Recording, ...] = Field((), description="Where to watch it.")
    documents: tuple[Paper, ...] = Field((), description="Reports, slides and papers, each with its language.")
    participation: tuple[Figure, ...] = Field((), description="Participants, registrations, meetings, the figure that says most first.")
    site_visits: tuple[Visit, ...] = Field((), description="Places that were visited.")
    stands: Line | None = Field(None, description="What was shown at stands.")
    awards: tuple[Award, ...] = Field((), description="Prizes given.")
    trade_fair: Name | None = Field(None, description="The fair it was held at.")
    edition: Line | None = Field(None, description="Which one it is, as in 8th.")
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field(
        (), description="Calls named there: names of files in content/funding-calls/."
    )
    practices: tuple[Annotated[str, LinkTo("good-practice")], ...] = Field(
        (), description="Practices shown there: names of files in content/good-practices/."
    )
    projects: tuple[Annotated[str, LinkTo("project")], ...] = Field(
        (), description="Projects presented there: names of files in content/projects/."
    )
    guides: tuple[Annotated[str, LinkTo("guide")], ...] = Field(
        (), description="Guides presented there: names of files in content/guides/."
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), description="Policies spoken of: names of files in content/policies/."
    )

    @property
    def when(self) -> When | None:
        return self.start

    @property
    def until(self) -> When | None:
        return self.end or self.start

    @property
    def in_countries(self) -> tuple[str, ...]:
        return (self.country,) if self.country else ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.participation

    @property
    def dates(self) -> tuple[Dated, ...]:
        state = self.status if self.status in ("cancelled", "postponed") else ""
        held = Dated("event", self.start, self.end, self.zone, state=state)
        deadline = self.registration.deadline if self.registration else None
        return (held, Dated("registration", deadline, zone=self.zone, state=state)) if deadline else (held,)

    def rules(self) -> Iterator[Rule]:
        yield from self.shared_rules()
        if self.end and (
            self.end.last < self.start.first
            or (
                self.end.day
                and self.end.last == self.start.first
                and self.end.clock
                and self.start.clock
                and self.end.clock < self.start.clock
            )
        ):
            yield ("end",), f"{self.end} is before the start, {self.start}", ""
        deadline = self.registration.deadline if self.registration else None
        timed = next(
            (
                way
                for way, when in ((("start",), self.start), (("end",), self.end), (("registration", "deadline"), deadline))
                if when and when.clock
            ),
            (),
        )
        if timed and not self.zone:
            yield timed, "has a time of day and no time zone", "Add 'zone:', as in Europe/Brussels."
        if self.mode != "online" and not (self.city or self.country):
            yield ("mode",), f"'{self.mode}' needs a city or a country", ""
        if self.registration and self.registration.deadline and self.registration.deadline.first > (self.end or self.start).last:
            yield ("registration", "deadline"), f"{self.registration.deadline} is after the event", ""
