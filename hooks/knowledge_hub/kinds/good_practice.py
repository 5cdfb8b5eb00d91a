"""Good practices."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import Country, Line, Mail, Name, NeededProse, Prose
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.parts import Figure, Part, Party, Period, Rule
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.schema import Beside, Described, address, known, one_or_all, span, thing
from knowledge_hub.kinds.values import Label, When

FORMATS = {
    "helpdesk": "Helpdesk",
    "innovation-challenge": "Innovation challenge",
    "knowledge-sharing": "Knowledge sharing",
    "training": "Training",
    "advisory": "Advice to companies",
    "joint-project": "Joint project",
    "industrial-symbiosis": "Industrial symbiosis",
    "energy-network": "Energy efficiency network",
    "certification": "Certification",
    "policy-cooperation": "Cooperation with policymakers",
    "study": "Study",
    "co-creation": "Co-creation",
    "funding-for-third-parties": "Funding for third parties",
    "start-up-support": "Support for start-ups",
    "internationalisation": "Going abroad together",
    "exchange-visits": "Exchange visits",
    "guide": "Guide or handbook",
    "marketplace": "Marketplace",
}


class Location(Part):
    """Where something happened."""

    country: Country | None = Field(None, description="Two capital letters, as in CZ; EU stands for the whole Union.")
    countries: tuple[Country, ...] = Field((), title="Several countries", description="Where there are several.")
    region: Name | None = Field(
        None, description="The region in its own language, as in Västra Götaland.", examples=["Västra Götaland", "Jihomoravský kraj"]
    )
    nuts: Name | None = Field(None, title="NUTS code", description="The NUTS code of the region, as in SE232.", examples=["SE232", "CZ064"])
    city: Name | None = Field(None, description="The town, in its own language.", examples=["Sotenäs", "Brno"])


class Results(Part):
    """What came of it, in figures and in words."""

    figures: tuple[Figure, ...] = Field((), title="In figures", description="Numbers as published, the one that says most first.")
    words: Prose = Field("", title="In words", description="What came of it, in words.")


class Contact(Part):
    """Whom to ask: an office, not a person's private address."""

    name: Name | None = Field(
        None, title="Office or team", description="The office or team.", examples=["Office of the cluster", "Energy team"]
    )
    mail: Mail | None = Field(None, title="Mail address", description="Its public mail address.")


class GoodPractice(Record, kept_in="good-practices", called=("Good practice", "Good practices"), hue="practice"):
    """Something a cluster, a network or a support body did for the green transition, and what came of it."""

    rank = 1
    schema_type = "Article"
    examples = ("eco-world-styria-roundtables", "ncce-oera")
    icon = "practice"
    facets = (
        TOPIC,
        Facet("format", Label("Format"), lambda record: record.formats, words=FORMATS),
        COUNTRY,
        ECOSYSTEM,
        YEAR,
        FIGURES,
        CHECKED,
    )

    asked = Form(
        Label("Add a good practice"),
        (
            section(Label("The basics"), "title summary organisation place formats topics approach sources verified"),
            section(Label("What came of it"), "results lessons transferability"),
            section(Label("More about it"), "challenge period resources partners contact text"),
            section(Label("Where it belongs"), "ecosystems guide_steps policies calls projects links"),
        ),
    )

    organisation: Annotated[str, LinkTo("organisation")] = Field(
        title="Who did it", description="The cluster or body that did it: the name of a file in content/organisations/."
    )
    partners: tuple[Party, ...] = Field((), title="Who took part", description="Who took part as well.")
    place: Location = Field(title="Place", description="Where it was done: country, and region and city where they are known.")
    formats: tuple[Annotated[str, OneOf(FORMATS)], ...] = Field(
        min_length=1, title="How it was done", description="How it was done, as in helpdesk or industrial-symbiosis."
    )
    period: Period | None = Field(None, description="From when to when.")
    challenge: Prose = Field("", title="The problem", description="What was the problem?")
    approach: NeededProse = Field(title="What was done", description="What was done?")
    results: Results = Field(Results(), title="What came of it", description="What came of it?")
    resources: Prose = Field("", title="What it took", description="What it took: money, people, time.")
    lessons: tuple[Line, ...] = Field(
        (),
        title="What was learned",
        description="What was learned; what went wrong too.",
        examples=["Begin with the largest roof.", "Firms came when a neighbour had been first."],
    )
    transferability: Prose = Field("", title="What others could take over", description="What could another cluster take over?")
    contact: Contact | None = Field(None, title="Whom to ask", description="Whom to ask.")
    guide_steps: tuple[Annotated[str, LinkTo("guide-step")], ...] = Field(
        (),
        title="Steps of a guide",
        description="Steps of a guide that it shows, each as guide/step.",
        examples=["green-strategy/share-results", "green-strategy/foster-collaboration"],
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field((), description="Names of files in content/policies/.")
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field(
        (), title="Calls that paid for it", description="Calls that paid for it: names of files in content/funding-calls/."
    )
    projects: tuple[Annotated[str, LinkTo("project")], ...] = Field(
        (), description="Projects it belongs to: names of files in content/projects/."
    )

    @property
    def when(self) -> When | None:
        return self.period.start or self.period.end if self.period else None

    @property
    def in_countries(self) -> tuple[str, ...]:
        return self.place.countries or ((self.place.country,) if self.place.country else ())

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.results.figures

    def described(self, beside: Beside) -> Described:
        place = self.place
        where = address(place.country, city=place.city, region=place.region)
        places = [thing("Place", address=where)] if where else [thing("Place", address=address(code)) for code in place.countries]
        return known(
            headline=str(self.title),
            inLanguage=beside.language,
            dateModified=self.verified,
            about=[*beside.named("organisation", self.organisation), *beside.named("topic", *self.topics)],
            mentions=[*beside.named("project", *self.projects), *beside.named("policy", *self.policies)],
            contentLocation=one_or_all(places),
            temporalCoverage=span(self.period.start, self.period.end) if self.period else "",
            citation=[source.described() for source in self.sources],
        )

    def rules(self) -> Iterator[Rule]:
        if not self.in_countries:
            yield ("place",), "no-place", "names no country", "Two capital letters, as in 'country: CZ'; EU stands for the whole Union."
