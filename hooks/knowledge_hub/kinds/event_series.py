"""Series of events."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.fields import AboutWhen, Address, Line, NeededProse, Prose
from knowledge_hub.kinds.marks import LinkTo
from knowledge_hub.kinds.parts import CutOff, Figure, Part
from knowledge_hub.kinds.record import Dated, Record
from knowledge_hub.kinds.schema import Beside, Described, day, known, one_or_all
from knowledge_hub.kinds.values import Label, When


class HostCall(Part):
    """An invitation to hold the next edition, with the days until which one can answer."""

    title: Line = Field(
        description="What one is invited to.", examples=["Hold the autumn edition of 2027", "Invite the series to your region"]
    )
    who: Line | None = Field(
        None,
        title="Who can answer",
        description="Who can answer.",
        examples=["cluster organisations of all countries of the EU", "regions"],
    )
    url: Address | None = Field(None, title="Address", description="Where to answer.")
    cut_offs: tuple[CutOff, ...] = Field((), title="Deadlines", description="Every deadline, the last one last.")
    text: Prose = Field("", title="What the host does and gets", description="What the host does and gets.")


class EventSeries(Record, kept_in="event-series", called=("Event series", "Event series"), hue="event"):
    """Events that come again, such as the EU Clusters Talks."""

    rank = 5
    schema_type = "EventSeries"
    examples = ("eu-matchmaking-events", "c2lab")
    tools = ("calendar/",)
    icon = "event"
    newest_first = False

    asked = Form(
        Label("Add a series of events"),
        (
            section(Label("The basics"), "title summary organiser what_for topics sources verified"),
            section(Label("More about it"), "short cadence since how_to_take_part how_to_host host_calls totals text"),
            section(Label("Where it belongs"), "ecosystems links"),
        ),
    )

    short: Line | None = Field(None, title="Short name", description="A short name for lists.", examples=["C2Lab", "EU Clusters Talks"])
    cadence: Line | None = Field(
        None, title="How often", description="How often it is held.", examples=["every second Wednesday", "twice a year"]
    )
    since: AboutWhen | None = Field(None, title="First held", description="When the first one was held.")
    organiser: Annotated[str, LinkTo("organisation")] = Field(
        title="Who holds it", description="Who holds it: the name of a file in content/organisations/."
    )
    what_for: NeededProse = Field(title="What it is for", description="What it is for.")
    how_to_take_part: Prose = Field("", description="How one takes part.")
    how_to_host: Prose = Field("", description="How one becomes a host.")
    host_calls: tuple[HostCall, ...] = Field((), title="Invitations to hold an edition", description="Invitations to hold an edition.")
    totals: tuple[Figure, ...] = Field(
        (), title="Figures of the whole series", description="Figures of the whole series or of a year, the one that says most first."
    )

    @property
    def when(self) -> When | None:
        return self.since

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.totals

    @property
    def also_called(self) -> tuple[str, ...]:
        return (str(self.short),) if self.short else ()

    @property
    def dates(self) -> tuple[Dated, ...]:
        return tuple(
            Dated("host-call", cut_off.when, zone=cut_off.zone, says=call.title, told_at=call.url or "")
            for call in self.host_calls
            for cut_off in call.cut_offs
        )

    def described(self, beside: Beside) -> Described:
        return known(
            alternateName=self.short and str(self.short),
            startDate=day(self.since),
            organizer=one_or_all(beside.named("organisation", self.organiser)),
            about=beside.named("topic", *self.topics),
        )
