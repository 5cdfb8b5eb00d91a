"""Projects."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import AboutWhen, Address, Country, Line, Name, Prose, Sum
from knowledge_hub.kinds.marks import LinkTo
from knowledge_hub.kinds.parts import Figure, Party, Rule
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.schema import Beside, Described, all_of, day, euros, known, one_or_all, thing
from knowledge_hub.kinds.values import Label, When


class Project(Record, kept_in="projects", called=("Project", "Projects"), hue="project"):
    """A project with partners, a beginning and usually an end."""

    rank = 7
    schema_type = "Project"
    examples = ("cb2east", "beat")
    facets = (
        TOPIC,
        Facet("programme", Label("Programme"), lambda record: (record.programme,) if record.programme else ()),
        COUNTRY,
        ECOSYSTEM,
        YEAR,
        FIGURES,
        CHECKED,
    )

    asked = Form(
        Label("Add a project"),
        (
            section(Label("The basics"), "title summary goal start end lead partners countries topics website sources verified"),
            section(Label("Money"), "programme call call_name grantor grant_number budget eu_part rate"),
            section(Label("What came of it"), "activities results result_figures"),
            section(Label("Where it belongs"), "ecosystems policies links short text"),
        ),
    )

    short: Name | None = Field(
        None, title="Short name", description="Its short name, as in ClusterCOOP.", examples=["ClusterCOOP", "CB2East"]
    )
    programme: Name | None = Field(
        None, description="The programme that paid for it.", examples=["Interreg Central Europe", "Horizon Europe"]
    )
    call: Annotated[str, LinkTo("funding-call")] | None = Field(
        None, title="Call it came from", description="The call it came from: the name of a file in content/funding-calls/."
    )
    call_name: Name | None = Field(
        None,
        title="Call it came from, without a record",
        description="The call it came from, where there is no record of it.",
        examples=["Second call of the programme", "Joint call for clusters, 2024"],
    )
    grantor: Name | None = Field(
        None,
        title="Who paid for it",
        description="The body that paid for it.",
        examples=["European Commission", "Ministry of Industry and Trade"],
    )
    grant_number: Name | None = Field(
        None, title="Number of the grant agreement", description="The number of its grant agreement.", examples=["101074663", "CE0200734"]
    )
    start: AboutWhen | None = Field(None, title="Beginning", description="When it began.")
    end: AboutWhen | None = Field(None, description="When it ended or is to end.")
    budget: Sum | None = Field(None, title="Whole budget, in euro", description="Its whole budget, in euro.")
    eu_part: Sum | None = Field(None, title="Part of the EU, in euro", description="What the EU pays of it, in euro.")
    rate: Line | None = Field(
        None, title="Share that is paid", description="The share that is paid, as in 85 % ERDF.", examples=["85 % ERDF", "70 %"]
    )
    lead: Party | None = Field(None, title="Who leads it", description="Who leads it.")
    partners: tuple[Party, ...] = Field((), title="Who takes part", description="Who takes part.")
    countries: tuple[Country, ...] = Field((), title="Countries it works in", description="The countries it works in.")
    goal: Prose = Field("", title="What it is for", description="What it is for.")
    activities: tuple[Line, ...] = Field(
        (),
        title="What was done",
        description="What was done.",
        examples=["Visits to twelve plants", "A map of all flows of waste in the region"],
    )
    results: Prose = Field("", title="What came of it", description="What came of it.")
    result_figures: tuple[Figure, ...] = Field(
        (), title="Results in figures", description="Figures of its results, the one that says most first."
    )
    website: Address | None = Field(None, description="Its own website.")
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), description="Policies it belongs to: names of files in content/policies/."
    )

    @property
    def when(self) -> When | None:
        return self.start or self.end

    @property
    def until(self) -> When | None:
        return self.end or self.start

    @property
    def in_countries(self) -> tuple[str, ...]:
        parties = ((self.lead,) if self.lead else ()) + self.partners
        named = self.countries or tuple(party.country for party in parties if party.country)
        return tuple(dict.fromkeys(named))

    @property
    def also_called(self) -> tuple[str, ...]:
        return (self.short,) if self.short else ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        if self.result_figures or self.budget is None:
            return self.result_figures
        return (Figure(indicator=Label("budget of the project"), value=self.budget, unit="EUR"),)

    def described(self, beside: Beside) -> Described:
        grant = thing("MonetaryGrant", identifier=self.grant_number, amount=euros(self.eu_part))
        parties = ((self.lead,) if self.lead else ()) + self.partners
        return known(
            alternateName=self.short,
            foundingDate=day(self.start),
            dissolutionDate=day(self.end),
            funder=one_or_all([thing("Organization", name=self.grantor), thing("FundingScheme", name=self.programme)]),
            funding=one_or_all([*beside.named("funding-call", self.call), grant]),
            member=all_of(party.described(beside) for party in parties),
            areaServed=[thing("Country", name=beside.country(code)) for code in self.countries if code != "EU"],
            knowsAbout=beside.named("topic", *self.topics),
            sameAs=self.website,
        )

    def rules(self) -> Iterator[Rule]:
        if self.start and self.end and self.end.last < self.start.first:
            yield ("end",), "ends-before-start", f"{self.end} is before the start, {self.start}", ""
        if self.eu_part and self.budget is not None and self.eu_part > self.budget:
            yield ("eu_part",), "wrong-range", f"{self.eu_part} is more than the whole budget, {self.budget}", ""
