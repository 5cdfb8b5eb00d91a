"""The parts that records of several kinds have."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge_hub.codes import Code
from knowledge_hub.document import Way
from knowledge_hub.kinds.fields import (
    AboutWhen,
    Address,
    Amount,
    Country,
    Day,
    EndClock,
    LanguageCode,
    Line,
    Name,
    SourceName,
    Yes,
    Zone,
)
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.schema import Beside, Described, address, thing
from knowledge_hub.kinds.values import When, instead_of_skipped

BASIS = {
    "reported": "Reported",
    "measured": "Measured",
    "estimated": "Estimate",
}
MEASURES = {
    "participants": "Participants",
    "registrations": "Registrations",
    "organisations": "Organisations taking part",
    "clusters": "Clusters taking part",
    "countries": "Countries they came from",
    "eu-countries": "EU countries they came from",
    "speakers": "Speakers",
    "stands": "Stands",
    "meetings": "Meetings",
    "meeting-requests": "Requests for meetings",
}
QUALIFIERS = {
    "about": "about",
    "over": "over",
    "under": "under",
    "at-least": "at least",
    "at-most": "at most",
    "up-to": "up to",
    "nearly": "nearly",
    "planned": "planned",
}


Rule = tuple[Way, Code, str, str] | tuple[Way, Code, str, str, str]  # the last is what to write instead, where there is one answer
_UNTOLD: set[str] = set()


class Frozen(BaseModel):
    """What records are made of: it never changes, and has no field but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def what_it_is(cls) -> str:
        """The first line of what the model says of itself, in English."""
        return (cls.__doc__ or "").strip().partition("\n")[0]

    def rules(self) -> Iterable[Rule]:
        """What the fields together get wrong: the way to the field, the sort of mistake, what is wrong, what to write."""
        return ()

    def model_post_init(self, _: Any) -> None:
        """Forget which fields were written and which are as they are by default: nobody asks, and it takes a fifth of the memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _UNTOLD)


class Part(Frozen):
    """A part of a record."""


class Source(Part):
    """Where the facts of a record were read."""

    title: Name = Field(
        description="The title of the page or document, in its own language.",
        examples=["Report on the visits of 2023", "Heat from sewers: what it costs"],
    )
    url: Address | None = Field(None, title="Address", description="Its address.")
    document: Name | None = Field(
        None,
        title="Document without an address",
        description="Where there is no address: the name of the document, so that another person can find it.",
        examples=["Report on the visits of 2023, European Cluster Collaboration Platform", "Annual report of the cluster for 2025"],
    )
    publisher: Name | None = Field(
        None, title="Published by", description="Who published it.", examples=["European Cluster Collaboration Platform", "River Cluster"]
    )
    language: LanguageCode = Field("en", description="The language it is written in, as in cs.")
    read: Day = Field(title="Day it was read", description="The day it was read, as in 2026-11-21.")

    def rules(self) -> Iterator[Rule]:
        if not self.url and not self.document:
            yield (), "source-without-address", "has neither an address nor a document", "Add 'url:' or 'document:'."

    def described(self) -> Described:
        """The source in the words of schema.org."""
        publisher = thing("Organization", name=self.publisher)
        return thing("CreativeWork", name=self.title, url=self.url, inLanguage=self.language, publisher=publisher)


class WebLink(Part):
    """A page elsewhere worth visiting."""

    title: Line = Field(description="What one finds there.", examples=["Handbook for energy audits", "Video of the plant at work"])
    url: Address = Field(title="Address", description="Its address.")


class Figure(Part):
    """One number: what it counts, its unit and year, how it is known, and where it was read."""

    indicator: Line = Field(
        title="What it counts",
        description="What the number counts, as it reads behind the number: 'fewer nutrients let into the sea'.",
        examples=["less water taken", "organisations that came to visit"],
    )
    value: Amount = Field(title="Number", description="The number, in digits.", examples=["2800", "15.7"])
    qualifier: Annotated[str, OneOf(QUALIFIERS)] | None = Field(
        None, title="Word before the number", description="A word that belongs before the number, as in over."
    )
    unit: Line | None = Field(
        None, description="What is counted, as in t CO₂ a year. Left out where the indicator says it.", examples=["t CO₂ a year", "EUR"]
    )
    year: AboutWhen | None = Field(None, description="The year or month the number speaks of.")
    undated: Yes = Field(False, title="The source gives no year", description="yes where the source gives no year.")
    basis: Annotated[str, OneOf(BASIS)] = Field(
        "reported", title="How it is known", description="How it is known: reported, measured or estimated."
    )
    measure: Annotated[str, OneOf(MEASURES)] | None = Field(
        None,
        title="Measure of the hub",
        description="What it counts, where it can stand beside the same of other editions: participants, meetings, countries ...",
    )
    source: SourceName | None = Field(
        None,
        title="Where it was read",
        description="The address or document it was read in, one of those in sources. Left out where there is one source.",
    )

    @property
    def year_beside(self) -> When | None:
        """The year to tell beside what it counts, where that does not say it."""
        return None if self.year and str(self.year.year) in self.indicator else self.year

    def rules(self) -> Iterator[Rule]:
        if self.year and self.undated:
            yield ("undated",), "contradiction", "stands beside a year", "Leave out the one that is wrong."


class Period(Part):
    """From when to when; a year alone is enough."""

    start: AboutWhen | None = Field(None, title="Beginning", description="When it began.")
    end: AboutWhen | None = Field(None, description="When it ended; left out while it goes on or where it is not known.")

    def rules(self) -> Iterator[Rule]:
        if self.start and self.end and self.end.last < self.start.first:
            yield ("end",), "ends-before-start", f"{self.end} is before the start, {self.start}", ""


class Party(Part):
    """A body that took part: a record of ours, or a name where there is none."""

    organisation: Annotated[str, LinkTo("organisation")] | None = Field(
        None, title="Organisation with a record", description="The name of a file in content/organisations/."
    )
    name: Name | None = Field(
        None,
        title="Name without a record",
        description="The name, where there is no record of it.",
        examples=["Municipality of Sotenäs", "Swanline s.r.o."],
    )
    country: Country | None = Field(None, description="Two capital letters, as in CZ.")
    role: Line | None = Field(
        None, title="What it did", description="What it did.", examples=["ran the helpdesk", "lent its plant for the trial"]
    )

    def rules(self) -> Iterator[Rule]:
        if bool(self.organisation) == bool(self.name):
            says = "has both an organisation and a name" if self.name else "has neither an organisation nor a name"
            advice = "organisation: the name of a file in content/organisations/; name: where there is no such file."
            yield (), "one-of-two", says, advice

    def described(self, beside: Beside) -> Described:
        """The body in the words of schema.org."""
        if self.organisation:
            return next(iter(beside.named("organisation", self.organisation)), {})
        return thing("Organization", name=self.name, address=address(self.country))


class CutOff(Part):
    """A deadline: what closes then, the day, and the time with its zone where one is known."""

    label: Line | None = Field(
        None, title="What closes", description="What closes, as in First stage.", examples=["First stage", "Second stage"]
    )
    day: Day = Field(description="The last day, as in 2027-04-08.")
    time: EndClock | None = Field(
        None, title="Time of day", description="The time of day, as in 17:00; left out where the source gives none."
    )
    zone: Zone | None = Field(None, title="Time zone", description="The time zone of that time, as in Europe/Brussels.")

    @property
    def when(self) -> When:
        """Its day, with the time where one is known."""
        return When(self.day.year, self.day.month, self.day.day, self.time)

    def rules(self) -> Iterator[Rule]:
        yield from on_the_clock(("time",), self.when, self.zone)


def on_the_clock(way: Way, moment: When | None, zone: str | None) -> Iterator[Rule]:
    """That a moment is none that the clocks of its zone skip, as they do when summer time begins."""
    shown = instead_of_skipped(moment, zone) if moment and zone else None
    if shown:
        yield way, "contradiction", f"the clocks of {zone} skip {moment}: they are put forward then", f"did you mean {shown.clock:%H:%M}?"


def parts(model: Frozen, way: Way = ()) -> Iterator[tuple[Way, Frozen]]:
    """Every part inside a record, with the way to it."""
    for name in _fields_of_parts(type(model)):
        value = getattr(model, name)
        if isinstance(value, Frozen):
            yield (*way, name), value
            yield from parts(value, (*way, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Frozen):
                    yield (*way, name, index), item
                    yield from parts(item, (*way, name, index))


@cache
def _fields_of_parts(model: type[Frozen]) -> tuple[str, ...]:
    """The fields of a model that can hold parts."""
    return tuple(name for name, field in model.model_fields.items() if any(_models_in(field.annotation)))


def _models_in(annotation: Any) -> Iterator[type[Frozen]]:
    """The models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
