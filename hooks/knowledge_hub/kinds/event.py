"""Events."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from knowledge_hub.document import Way
from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import Address, Clock, Country, EndClock, EndMoment, LanguageCode, Line, Moment, Name, Prose, Zone
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.parts import Figure, Part, Party, Rule, on_the_clock
from knowledge_hub.kinds.record import Dated, Question, Record
from knowledge_hub.kinds.schema import Beside, Described, address, all_of, known, moment, one_or_all, thing
from knowledge_hub.kinds.values import Label, When

MODES = {"online": "Online", "on-site": "On site", "hybrid": "On site and online"}
STATUSES = {"scheduled": "Takes place", "cancelled": "Cancelled", "postponed": "Postponed", "moved-online": "Moved online"}
SCHEMA_STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved-online": "EventMovedOnline",
}
SCHEMA_MODE = {"online": "OnlineEventAttendanceMode", "on-site": "OfflineEventAttendanceMode", "hybrid": "MixedEventAttendanceMode"}
STATES = {
    "coming": ("planned", "undated"),
    "now": ("today", "running"),
    "past": ("past",),
    "postponed": ("postponed",),
    "cancelled": ("cancelled",),
}
STATE_WORDS = {
    "coming": Label("Coming"),
    "now": Label("Running now"),
    "past": Label("Past"),
    "postponed": Label("Postponed"),
    "cancelled": Label("Cancelled"),
}
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

UNTIL_REPORT = timedelta(days=14)


class Speaker(Part):
    """A person who speaks. Speakers stay text on their event; there are no pages about people."""

    name: Name = Field(description="The person's name.", examples=["Jana Nováková", "Marc Dupont"])
    role: Line | None = Field(
        None,
        title="Role and body",
        description="Role and body, as in Head of Unit, DG GROW, European Commission.",
        examples=["Head of Unit, DG GROW, European Commission", "Manager of a cluster"],
    )

    def described(self) -> Described:
        """The speaker in the words of schema.org."""
        return thing("Person", name=self.name, jobTitle=self.role and str(self.role))


class AgendaItem(Part):
    """One item of the agenda."""

    title: Line = Field(description="What it is about.", examples=["What the new rules ask of small firms", "Questions and answers"])
    start: Clock | None = Field(None, title="Beginning", description="When it begins, in the event's time zone, as in 08:30.")
    end: EndClock | None = Field(None, description="When it ends.")
    speakers: tuple[Speaker, ...] = Field((), title="Who speaks", description="Who speaks.")
    note: Line | None = Field(None, description="What else to know, as in Recap video.", examples=["Recap video", "In Czech and English"])
    report: Prose = Field("", title="What was said", description="What was said.")


class Registration(Part):
    """How and until when to register."""

    url: Address | None = Field(None, title="Address", description="Where to register.")
    deadline: EndMoment | None = Field(None, title="Register until", description="The last day, or day and time in the event's time zone.")


class Award(Part):
    """A prize given at the event."""

    title: Line = Field(description="The prize.", examples=["Cluster of the year", "Best idea for used water"])
    winner: Line = Field(description="Who won it.", examples=["River Cluster", "Swanline s.r.o."])
    organisation: Annotated[str, LinkTo("organisation")] | None = Field(
        None, title="Organisation", description="The winner's record: the name of a file in content/organisations/."
    )
    project: Annotated[str, LinkTo("project")] | None = Field(
        None, description="The winner's record: the name of a file in content/projects/."
    )


class Visit(Part):
    """A place that the participants visited, or a stand."""

    title: Line = Field(description="What was shown.", examples=["Plant that makes gas of fish waste", "Stand of the Czech clusters"])
    organisation: Annotated[str, LinkTo("organisation")] | None = Field(
        None, title="Organisation", description="Who showed it: the name of a file in content/organisations/."
    )
    city: Name | None = Field(None, description="The town.", examples=["Sotenäs", "Brno"])


class Paper(Part):
    """A document to read or a recording to watch."""

    title: Line = Field(description="What it is.", examples=["Slides of the second day", "Report of the conference"])
    url: Address = Field(title="Address", description="Its address.")
    language: LanguageCode = Field("en", description="Its language, as in cs.")

    def described(self) -> Described:
        """The document in the words of schema.org."""
        return thing("CreativeWork", name=str(self.title), url=self.url, inLanguage=self.language)


class Recording(Part):
    """A recording, always a link and never a player of somebody else's."""

    url: Address = Field(title="Address", description="Where to watch.")
    language: LanguageCode = Field("en", description="Its language, as in cs.")

    def described(self) -> Described:
        """The recording in the words of schema.org."""
        return thing("CreativeWork", url=self.url, inLanguage=self.language)


class Event(Record, kept_in="events", called=("Event", "Events"), hue="event"):
    """A talk, workshop, matchmaking event, lab, training, conference or meeting."""

    rank = 4
    schema_type = "Event"
    examples = ("ecc-2022", "talk-2022-09-07")
    tools = ("calendar/", "deadlines/")
    gathered_by = "event-series"

    facets = (
        Facet("status", Label("Status"), words=STATE_WORDS, order="words", states=STATES),
        TOPIC,
        Facet("form", Label("Form"), lambda record: (record.form,), words=FORMS),
        Facet("series", Label("Series"), lambda record: (record.series,) if record.series else (), names="event-series"),
        Facet("mode", Label("Mode"), lambda record: (record.mode,), words=MODES),
        COUNTRY,
        ECOSYSTEM,
        YEAR,
        Facet(
            "watch",
            Label("Recordings"),
            lambda record: ("yes",) if record.recordings else (),
            words={"yes": Label("With a recording to watch")},
        ),
        FIGURES,
        CHECKED,
    )

    asked = Form(
        Label("Add an event"),
        (
            section(Label("The basics"), "title summary form start end zone mode city country topics registration sources verified"),
            section(Label("Who holds it"), "organiser partners series edition venue trade_fair moderator"),
            section(Label("What happens there"), "agenda site_visits stands awards text"),
            section(Label("What came of it"), "report key_messages participation recordings documents"),
            section(Label("Where it belongs"), "ecosystems policies calls practices projects guides links"),
            section(Label("If it was moved or cancelled"), "status previous_start"),
        ),
    )

    series: Annotated[str, LinkTo("event-series")] | None = Field(
        None, title="Series of events", description="The name of a file in content/event-series/."
    )
    form: Annotated[str, OneOf(FORMS)] = Field(
        title="Sort of event", description="talk, workshop, matchmaking, lab, training, conference, exchange or meeting."
    )
    start: Moment = Field(
        title="Beginning", description="The day, or day and time, as in 2025-01-15 08:30; a month or a year where no more is known."
    )
    end: EndMoment | None = Field(None, description="The last day, or its end; left out for one day.")
    previous_start: Moment | None = Field(
        None, title="Beginning before it was moved", description="For an event that was moved to another day: when it was to begin before."
    )
    zone: Zone | None = Field(None, title="Time zone", description="The time zone of the times, as in Europe/Brussels.")
    mode: Annotated[str, OneOf(MODES)] = Field(title="Online or on site", description="online, on-site or hybrid.")
    status: Annotated[str, OneOf(STATUSES)] = Field(
        "scheduled", title="Does it take place?", description="scheduled, cancelled, postponed or moved-online."
    )
    venue: Line | None = Field(None, description="The building.", examples=["Brno Exhibition Centre, hall E", "Town hall"])
    city: Name | None = Field(None, description="The town, in its own language.", examples=["Brno", "Wien"])
    country: Country | None = Field(None, description="Two capital letters, as in CZ.")
    organiser: Annotated[str, LinkTo("organisation")] | None = Field(
        None, title="Who holds it", description="Who holds it: the name of a file in content/organisations/."
    )
    partners: tuple[Party, ...] = Field((), title="Who helps to hold it", description="Who takes part in holding it.")
    registration: Registration | None = Field(None, description="How to register.")
    moderator: Speaker | None = Field(None, title="Who leads through it", description="Who leads through it.")
    agenda: tuple[AgendaItem, ...] = Field((), title="Agenda", description="The agenda, in its order.")
    key_messages: tuple[Line, ...] = Field(
        (),
        title="What to remember",
        description="What to remember.",
        examples=["Begin with the firm that has most to lose.", "Ask for the data before the visit."],
    )
    report: Prose = Field("", title="What happened", description="What happened, in Markdown.")
    recordings: tuple[Recording, ...] = Field((), description="Where to watch it.")
    documents: tuple[Paper, ...] = Field(
        (), title="Reports, slides and papers", description="Reports, slides and papers, each with its language."
    )
    participation: tuple[Figure, ...] = Field(
        (), title="Who came, in figures", description="Participants, registrations, meetings, the figure that says most first."
    )
    site_visits: tuple[Visit, ...] = Field((), description="Places that were visited.")
    stands: Line | None = Field(
        None,
        title="Stands",
        description="What was shown at stands.",
        examples=["Twelve clusters showed what they do with waste heat.", "Machines that sort textiles"],
    )
    awards: tuple[Award, ...] = Field((), title="Prizes", description="Prizes given.")
    trade_fair: Name | None = Field(
        None, description="The fair it was held at.", examples=["Hannover Messe", "International Engineering Fair"]
    )
    edition: Line | None = Field(None, description="Which one it is, as in 8th.", examples=["8th", "2026"])
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field(
        (), title="Calls named there", description="Calls named there: names of files in content/funding-calls/."
    )
    practices: tuple[Annotated[str, LinkTo("good-practice")], ...] = Field(
        (), title="Practices shown there", description="Practices shown there: names of files in content/good-practices/."
    )
    projects: tuple[Annotated[str, LinkTo("project")], ...] = Field(
        (), title="Projects presented there", description="Projects presented there: names of files in content/projects/."
    )
    guides: tuple[Annotated[str, LinkTo("guide")], ...] = Field(
        (), title="Guides presented there", description="Guides presented there: names of files in content/guides/."
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), title="Policies spoken of", description="Policies spoken of: names of files in content/policies/."
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
        told_at = (self.registration.url or "") if self.registration else ""
        held = Dated("event", self.start, self.end, self.zone, state=state, moved_from=self.previous_start, told_at=told_at)
        if not self.register_until:
            return (held,)
        return held, Dated("registration", self.register_until, zone=self.zone, state=state, told_at=told_at)

    @property
    def register_until(self) -> When | None:
        """The last day, or moment, to register; None where there is nothing to register for, or until no day that is known."""
        return self.registration.deadline if self.registration else None

    @property
    def told(self) -> bool:
        """Whether it is on record what came of it."""
        return bool(self.report or self.key_messages or self.participation or any(item.report for item in self.agenda))

    def questions(self) -> Iterator[Question]:
        if self.status == "cancelled":
            return
        first, over = self.start.first, (self.end or self.start).last
        if self.status == "postponed":
            yield Question("begins", ("status",), first, "was postponed, and no new day is on record", "Look for the new day.", open=True)
            return
        if self.register_until:
            way = ("registration", "deadline")
            yield Question("registration", way, self.register_until.last, "registration ends", "Look whether it was prolonged.")
        if self.start.day:
            yield Question("begins", ("start",), first, "the event begins", "Look whether day, place and programme are as announced.")
        else:
            says = f"is to begin in {self.start}, and the day is not on record"
            yield Question("begins", ("start",), first, says, "Look for the day.", open=True)
        if not self.told:
            says = "is over, and neither a report nor a figure is on record"
            advice = "Look for them, then add 'report:', 'key_messages:' or 'participation:'."
            yield Question("report", ("end",) if self.end else ("start",), over + UNTIL_REPORT, says, advice, open=True)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks, each once, in the order of the agenda."""
        found: dict[str, Speaker] = {}
        for item in self.agenda:
            for speaker in item.speakers:
                found.setdefault(speaker.name, speaker)
        return tuple(found.values())

    def described(self, beside: Beside) -> Described:
        mode = "online" if self.status == "moved-online" else self.mode
        status = "EventRescheduled" if self.previous_start and self.status == "scheduled" else SCHEMA_STATUS[self.status]
        return known(
            startDate=moment(self.start, self.zone),
            endDate=moment(self.end, self.zone),
            eventStatus=f"https://schema.org/{status}",
            previousStartDate=moment(self.previous_start, self.zone),
            eventAttendanceMode=f"https://schema.org/{SCHEMA_MODE[mode]}",
            location=one_or_all(self._locations(mode)),
            organizer=one_or_all(beside.named("organisation", self.organiser)),
            contributor=all_of(party.described(beside) for party in self.partners),
            performer=[speaker.described() for speaker in self.speakers],
            superEvent=one_or_all(beside.named("event-series", self.series)),
            about=[*beside.named("topic", *self.topics), *beside.named("policy", *self.policies)],
            workFeatured=[*beside.named("good-practice", *self.practices), *beside.named("guide", *self.guides)],
            recordedIn=[recording.described() for recording in self.recordings],
            subjectOf=[document.described() for document in self.documents],
        )

    def _locations(self, mode: str) -> Iterator[Described]:
        """Where it is held. A virtual place has an address only where one is on record."""
        if mode != "online":
            yield thing("Place", name=self.venue and str(self.venue), address=address(self.country, city=self.city))
        if mode != "on-site":
            yield {"@type": "VirtualLocation", **known(url=self.registration.url if self.registration else None)}

    def rules(self) -> Iterator[Rule]:
        if self.end and self._ends_before_it_begins(self.end):
            yield ("end",), "ends-before-start", f"{self.end} is before the start, {self.start}", ""
        if self.previous_start == self.start:
            says, advice = f"{self.previous_start} is the start as it is now", "Write when it was to begin before it was moved."
            yield ("previous_start",), "contradiction", says, advice
        if self.previous_start and self.status == "postponed":
            advice = "An event without a new day is postponed; one with a new day takes place: leave out one of the two."
            yield ("previous_start",), "contradiction", "stands beside 'status: postponed'", advice
        moments: dict[Way, When | None] = {
            ("start",): self.start,
            ("end",): self.end,
            ("previous_start",): self.previous_start,
            ("registration", "deadline"): self.register_until,
        }
        timed = next((way for way, when in moments.items() if when and when.clock), None)
        if timed and not self.zone:
            yield timed, "time-without-zone", "has a time of day and no time zone", "Add the time zone, as in 'zone: Europe/Brussels'."
        for way, when in moments.items():
            yield from on_the_clock(way, when, self.zone)
        if self.mode != "online" and not (self.city or self.country):
            yield ("mode",), "no-place", f"'{self.mode}' needs a city or a country", ""
        if self.register_until and self.register_until.first > (self.end or self.start).last:
            yield ("registration", "deadline"), "out-of-order", f"{self.register_until} is after the event", ""

    def _ends_before_it_begins(self, end: When) -> bool:
        """By the day, or on one day by the time."""
        if end.day and end.last == self.start.first and end.clock and self.start.clock:
            return end.clock < self.start.clock
        return end.last < self.start.first
