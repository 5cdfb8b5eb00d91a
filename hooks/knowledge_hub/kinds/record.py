"""What every record shares, and the parts that several kinds use."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from knowledge_hub.codes import Code
from knowledge_hub.kinds.asked import Form
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import (
    AboutWhen,
    Address,
    Amount,
    Celex,
    Country,
    Day,
    EndClock,
    Label,
    LanguageCode,
    Line,
    LinkTo,
    Moment,
    Name,
    OldAddress,
    OneOf,
    Paragraph,
    Prose,
    SourceName,
    When,
    Yes,
    Zone,
)
from knowledge_hub.kinds.schema import Beside, Described, address, known, thing

# The sorts of days that records speak of, in the order in which those of one day are listed.
DATES = {
    "event": Label("Event"),
    "opens": Label("Call opens"),
    "cut-off": Label("Call closes"),
    "registration": Label("Registration closes"),
    "host-call": Label("Call for hosts closes"),
    "results": Label("Results of a call"),
    "duty": Label("Law begins to bind"),
}

Way = tuple[str | int, ...]
Rule = tuple[Way, Code, str, str] | tuple[Way, Code, str, str, str]  # the last is what to write instead, where there is one answer

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


# Subjects that belong together share a colour; each is the hue of a kind that has it in the design. Money's is left out.
COLOURS = {
    "nature": "Nature and materials",
    "energy": "Energy and water",
    "rules": "Rules and climate",
    "people": "People and cooperation",
    "technology": "Technology and building",
}
HUES = {"nature": "practice", "energy": "event", "rules": "policy", "people": "guide", "technology": "organisation"}


class Part(BaseModel):
    """A part of a record: frozen, and no field but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
        description="What the number counts, as it reads behind the number: 'less nutrients let into the sea'.",
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


class Location(Part):
    """Where something happened."""

    country: Country | None = Field(None, description="Two capital letters, as in CZ; EU stands for the whole Union.")
    countries: tuple[Country, ...] = Field((), title="Several countries", description="Where there are several.")
    region: Name | None = Field(
        None, description="The region in its own language, as in Västra Götaland.", examples=["Västra Götaland", "Jihomoravský kraj"]
    )
    nuts: Name | None = Field(None, title="NUTS code", description="The NUTS code of the region, as in SE232.", examples=["SE232", "CZ064"])
    city: Name | None = Field(None, description="The town, in its own language.", examples=["Sotenäs", "Brno"])


class Period(Part):
    """From when to when; a year alone is enough."""

    start: AboutWhen | None = Field(None, title="Beginning", description="When it began.")
    end: AboutWhen | None = Field(None, description="When it ended; left out while it goes on or where it is not known.")


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


class Duty(Part):
    """What begins to bind on a day, and whom."""

    day: AboutWhen = Field(description="The day from which it applies.")
    what: Paragraph = Field(
        title="What begins",
        description="What has to be done or changes.",
        examples=["Batteries carry a passport.", "Cities of more than 100 000 people treat their water in a fourth stage."],
    )
    who: Line | None = Field(None, title="Whom it binds", description="Whom it binds.", examples=["makers of batteries", "large companies"])


class Amendment(Part):
    """A later act that changed this one."""

    title: Line = Field(
        description="The act, as in Regulation (EU) 2026/667.", examples=["Regulation (EU) 2026/667", "Directive (EU) 2025/794"]
    )
    day: AboutWhen | None = Field(None, description="When it was adopted.")
    celex: Celex | None = Field(None, title="CELEX number", description="Its CELEX number.")
    policy: Annotated[str, LinkTo("policy")] | None = Field(None, description="The name of a file in content/policies/.")


class Paper(Part):
    """A document to read or a recording to watch."""

    title: Line = Field(description="What it is.", examples=["Slides of the second day", "Report of the conference"])
    url: Address = Field(title="Address", description="Its address.")
    language: LanguageCode = Field("en", description="Its language, as in cs.")

    def described(self) -> Described:
        """The document in the words of schema.org."""
        return thing("CreativeWork", name=str(self.title), url=self.url, inLanguage=self.language)


class Chapter(NamedTuple):
    """A part of a record with a page of its own: its id in addresses, title and summary."""

    id: str
    title: str
    summary: str


class Dated(NamedTuple):
    """A day that a record speaks of.

    Its sort (one of DATES), from when to when, the zone of its times, what it is in the record's words where the record says more
    than its title, how it stands: cancelled, postponed, or nothing where it holds; where it was moved, from when; and the address at
    which those who hold it tell of it.
    """

    sort: str
    start: When
    end: When | None = None
    zone: str | None = None
    says: str = ""
    state: str = ""
    moved_from: When | None = None
    told_at: str = ""


class Question(NamedTuple):
    """What somebody has to look up from a day on: its sort in one word, the field it is about, the day, what is the matter, what to do.

    Who checks the record on that day or later has answered it. A question that is `open` is not answered by looking alone: the record
    still lacks something, so it is asked again some months after each check.
    """

    sort: str
    way: Way
    day: date
    says: str
    advice: str
    open: bool = False


class Record(BaseModel):
    """What every record shares.

    A kind is a subclass with `kept_in` (its folder below content/, and its address on the site), `called`
    (its name, one and many, in English), `hue` (the group of kinds whose colour it has), `rank` (its place
    where kinds are listed), `schema_type` (its type at schema.org) and `facets` (what its list can be narrowed by).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    kept_in: ClassVar[str]
    called: ClassVar[tuple[str, str]]
    hue: ClassVar[str]
    rank: ClassVar[int] = 99
    schema_type: ClassVar[str] = "CreativeWork"
    newest_first: ClassVar[bool] = True
    tools: ClassVar[tuple[str, ...]] = ()  # pages written by hand that help with records of this kind, by their path
    icon: ClassVar[str] = ""  # the name of its icon where that is not its own
    gathered_by: ClassVar[str] = ""  # the kind that gathers records of this one, and stands above their list
    gathers: ClassVar[bool] = False  # whether its page gathers all that belongs to it, with a map of where that is
    asked: ClassVar[Form | None] = None  # the form by which one is added in the browser
    facets: ClassVar[tuple[Facet, ...]] = (TOPIC, ECOSYSTEM, COUNTRY, YEAR, FIGURES, CHECKED)
    examples: ClassVar[tuple[str, ...]]  # ids of two records, to show what links to them look like
    closing: ClassVar[tuple[str, ...]] = ("links", "text", "sources", "verified", "draft", "redirect_from")  # written last, in this order

    title: Line = Field(description="The name of it, as a person would say it.")
    summary: Paragraph = Field(description="What it is about, in one or two sentences.")
    topics: tuple[Annotated[str, LinkTo("topic")], ...] = Field((), description="Names of files in content/topics/.")
    ecosystems: tuple[Annotated[str, LinkTo("ecosystem")], ...] = Field((), description="Names of files in content/ecosystems/.")
    sources: tuple[Source, ...] = Field((), description="Where the facts were read, each with an address or a document.")
    verified: Day | None = Field(
        None, title="Day the facts were checked", description="The day the facts were last checked against the sources."
    )
    links: tuple[WebLink, ...] = Field((), title="Links elsewhere", description="Pages elsewhere worth visiting.")
    text: Prose = Field("", title="More to say", description="More to say, in Markdown.")
    draft: Yes = Field(False, title="Not to be published yet", description="yes while it is not to be published.")
    redirect_from: tuple[OldAddress, ...] = Field(
        (), title="Old addresses", description="Old addresses of the page on this site, the oldest first."
    )

    def __init_subclass__(cls, *, kept_in: str = "", called: tuple[str, str] = ("", ""), hue: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        cls.kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
        cls.kept_in, cls.called, cls.hue = kept_in, called, hue

    @property
    def when(self) -> When | None:
        """The day it is listed by: the year index and the order of listings follow it."""
        return None

    @property
    def until(self) -> When | None:
        """The last day it speaks of, where that is another than `when`."""
        return self.when

    @property
    def in_countries(self) -> tuple[str, ...]:
        """The countries it belongs to, as ISO 3166-1 codes; EU for the whole Union."""
        return ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures; the first one leads the page."""
        return ()

    @property
    def tint(self) -> str:
        """The hue of its pages and cards; that of its kind, unless it has one of its own."""
        return self.hue

    @property
    def chapters(self) -> tuple["Chapter", ...]:
        """Its parts that have a page of their own, below its page."""
        return ()

    @property
    def dates(self) -> tuple["Dated", ...]:
        """Every day it speaks of that belongs in a calendar; in the same order in every language."""
        return ()

    def questions(self) -> Iterable[Question]:
        """What its editors have to look up from a day on."""
        return ()

    def described(self, beside: Beside) -> Described:
        """What this kind says of itself in the words of schema.org, beside its type, name, description and address."""
        return known(about=beside.named("topic", *self.topics))

    def rules(self) -> Iterable[Rule]:
        """What the fields together get wrong: the way to the field, the sort of mistake, what is wrong, what to write."""
        return self.shared_rules()

    def shared_rules(self) -> Iterator[Rule]:
        """Rules on the parts that all kinds share."""
        known = set()
        for index, source in enumerate(self.sources):
            known |= {source.url, source.document}
            if not source.url and not source.document:
                yield ("sources", index), "source-without-address", "has neither an address nor a document", "Add 'url:' or 'document:'."
        for way, part in parts(self):
            if isinstance(part, Figure) and part.source and part.source not in known:
                says, advice = (
                    f"'{part.source}' is not among the sources of this record",
                    "Write an address or document that stands under sources.",
                )
                secure = part.source.replace("http:", "https:", 1)
                yield (*way, "source"), "unknown-source", says, advice, secure if secure in known else ""
            if isinstance(part, Figure) and part.year and part.undated:
                yield (*way, "undated"), "contradiction", "stands beside a year", "Leave out the one that is wrong."
            if isinstance(part, Party) and bool(part.organisation) == bool(part.name):
                says = "has both an organisation and a name" if part.name else "has neither an organisation nor a name"
                yield (
                    way,
                    "one-of-two",
                    says,
                    "organisation: the name of a file in content/organisations/; name: where there is no such file.",
                )
            if isinstance(part, Period) and part.start and part.end and part.end.last < part.start.first:
                yield (*way, "end"), "ends-before-start", f"{part.end} is before the start, {part.start}", ""


def parts(model: BaseModel, way: Way = ()) -> Iterator[tuple[Way, BaseModel]]:
    """Every part inside a record, with the way to it."""
    for name in _fields_of_parts(type(model)):
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield (*way, name), value
            yield from parts(value, (*way, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield (*way, name, index), item
                    yield from parts(item, (*way, name, index))


@cache
def _fields_of_parts(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that can hold parts."""
    return tuple(name for name, field in model.model_fields.items() if any(_models_in(field.annotation)))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def parts_of_model(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models of the parts that a record of this model can have, at any depth."""
    for field in model.model_fields.values():
        for part in _models_in(field.annotation):
            yield part
            yield from parts_of_model(part)


__all__ = [
    "BASIS",
    "DATES",
    "MEASURES",
    "QUALIFIERS",
    "Amendment",
    "Chapter",
    "CutOff",
    "Dated",
    "Duty",
    "Figure",
    "Location",
    "Moment",
    "Paper",
    "Part",
    "Party",
    "Period",
    "Question",
    "Record",
    "Rule",
    "Source",
    "Way",
    "WebLink",
    "parts",
    "parts_of_model",
]
