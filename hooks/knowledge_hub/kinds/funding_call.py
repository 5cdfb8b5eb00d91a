"""Calls for proposals."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import Address, Amount, Country, Day, Line, Name, Prose, Sum, Yes
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.parts import CutOff, Figure, Part, Rule
from knowledge_hub.kinds.record import Dated, Question, Record
from knowledge_hub.kinds.schema import Beside, Described, euros, known, one_or_all, thing
from knowledge_hub.kinds.values import Label, When

DEADLINE_MODELS = {
    "single-stage": "One deadline",
    "two-stage": "Two stages",
    "multiple-cut-off": "Several cut-offs",
    "continuous": "Open all the time",
}
BODIES = {
    "cluster-organisation": "Cluster organisation",
    "company": "Company",
    "sme": "Small or medium-sized company",
    "large-company": "Large company",
    "start-up": "Start-up",
    "research": "Research body",
    "public-body": "Public body",
    "association": "Association or non-profit body",
    "bank": "Bank or fund",
}
STATES = {
    "open": ("open", "soon", "last", "continuous"),
    "planned": ("planned",),
    "past": ("past",),
    "cancelled": ("cancelled",),
    "unknown": ("unknown",),
}
STATE_WORDS = {
    "open": Label("Open now"),
    "planned": Label("Opens later"),
    "past": Label("Closed"),
    "cancelled": Label("Withdrawn"),
    "unknown": Label("No deadline known"),
}
SIZES = {
    "micro": "Under 10 people",
    "small": "10 to 49 people",
    "medium": "50 to 249 people",
    "large": "250 people and more",
}

UNTIL_RESULTS = timedelta(days=183)  # the Financial Regulation gives bodies of the EU six months to tell applicants


class Grant(Part):
    """What one project can receive, in euro."""

    least: Sum | None = Field(None, title="At least, in euro", description="The smallest grant, in euro.", examples=["100000", "2500000"])
    most: Sum | None = Field(None, title="At most, in euro", description="The largest grant, in euro.", examples=["60000", "3000000"])
    note: Line | None = Field(
        None,
        description="What the source says beside it.",
        examples=["Smaller sums are possible where reasons are given.", "In up to three instalments"],
    )

    def rules(self) -> Iterator[Rule]:
        if self.least and self.most and self.most < self.least:
            yield ("most",), "wrong-range", f"{self.most} is less than the smallest grant, {self.least}", ""


class Applicants(Part):
    """Who can apply, as far as the source says."""

    countries: tuple[Country, ...] = Field((), description="The countries it is open to; EU for all of the Union.")
    bodies: tuple[Annotated[str, OneOf(BODIES)], ...] = Field((), title="Kinds of body", description="The kinds of body that can apply.")
    sizes: tuple[Annotated[str, OneOf(SIZES)], ...] = Field(
        (), title="Sizes of company", description="The sizes of company that can apply."
    )
    consortium: Line | None = Field(
        None,
        title="How many partners",
        description="How many partners from how many countries it takes.",
        examples=["at least three partners from three countries", "one body alone"],
    )


class FundingCall(Record, kept_in="funding-calls", called=("Funding call", "Funding calls"), hue="call"):
    """Money that clusters or companies can apply for by a deadline."""

    rank = 3
    schema_type = "MonetaryGrant"
    examples = ("cbe-ju-2026", "cbe-ju-2022")
    tools = ("deadlines/", "calendar/", "can-we-apply/")
    icon = "call"
    facets = (
        Facet("status", Label("Status"), words=STATE_WORDS, order="words", states=STATES),
        TOPIC,
        Facet("programme", Label("Programme"), lambda record: (record.programme,) if record.programme else ()),
        Facet(
            "for",
            Label("Who can apply"),
            lambda record: record.applicants.bodies or ("unstated",),
            words=BODIES | {"unstated": Label("Not stated by the source")},
        ),
        COUNTRY,
        ECOSYSTEM,
        Facet("model", Label("Deadline model"), lambda record: (record.deadline_model,), words=DEADLINE_MODELS),
        YEAR,
        CHECKED,
    )

    asked = Form(
        Label("Add a funding call"),
        (
            section(Label("The basics"), "title summary deadline_model cut_offs opens portal what_for topics sources verified"),
            section(Label("Money"), "budget grant rate rate_note"),
            section(Label("Who can apply"), "applicants"),
            section(Label("Who runs it"), "programme call_id agency agency_name results_day cancelled"),
            section(Label("Where it belongs"), "ecosystems policies links text"),
        ),
    )

    call_id: Name | None = Field(
        None,
        title="Identifier of the call",
        description="The identifier of the call, as in SMP-COSME-2024-CLUSTER.",
        examples=["SMP-COSME-2024-CLUSTER", "HORIZON-CL6-2027-01"],
    )
    programme: Name | None = Field(
        None,
        description="The programme, as in Horizon Europe, Cluster 6.",
        examples=["Horizon Europe, Cluster 6", "Single Market Programme"],
    )
    agency: Annotated[str, LinkTo("organisation")] | None = Field(
        None, title="Who runs it", description="The body that runs it: the name of a file in content/organisations/."
    )
    agency_name: Name | None = Field(
        None,
        title="Who runs it, without a record",
        description="The body that runs it, where there is no record of it.",
        examples=["Ministry of Industry and Trade", "Regional council"],
    )
    opens: Day | None = Field(None, title="First day", description="First day on which one can apply.")
    deadline_model: Annotated[str, OneOf(DEADLINE_MODELS)] = Field(
        title="How it closes", description="single-stage, two-stage, multiple-cut-off or continuous."
    )
    cut_offs: tuple[CutOff, ...] = Field((), title="Deadlines", description="Every deadline, the last one last.")
    budget: Sum | None = Field(None, title="Money for the whole call, in euro", description="Money for the whole call, in euro.")
    grant: Grant | None = Field(None, title="What one project can receive", description="What one project can receive.")
    rate: Amount | None = Field(
        None,
        title="Share of the costs, in per cent",
        description="The share of the costs that is paid at most, in per cent.",
        examples=["70", "85.5"],
    )
    rate_note: Line | None = Field(
        None,
        title="More about the share",
        description="What the source says about the share beside that.",
        examples=["100 % for bodies without profit", "less for large companies"],
    )
    applicants: Applicants = Field(Applicants(), title="Who can apply", description="Who can apply.")
    what_for: Prose = Field("", title="What the money is for", description="What the money is for.")
    portal: Address | None = Field(
        None, title="Address on the official portal", description="The address of the call on the official portal."
    )
    results_day: Day | None = Field(None, title="Day of the results", description="The day the results are expected or came.")
    cancelled: Yes = Field(False, title="The call was withdrawn", description="yes where the call was withdrawn.")
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), title="Policies behind it", description="Policies behind it: names of files in content/policies/."
    )

    @property
    def when(self) -> When | None:
        if self.cut_offs:
            return self.cut_offs[-1].when
        return When.of(self.opens) if self.opens else None

    @property
    def in_countries(self) -> tuple[str, ...]:
        return self.applicants.countries or ("EU",)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return () if self.budget is None else (Figure(indicator=Label("for the whole call"), value=self.budget, unit="EUR"),)

    @property
    def dates(self) -> tuple[Dated, ...]:
        state, told_at = "cancelled" if self.cancelled else "", self.portal or ""
        opens = [Dated("opens", When.of(self.opens), state=state, told_at=told_at)] if self.opens else []
        closes = [Dated("cut-off", one.when, zone=one.zone, says=one.label or "", state=state, told_at=told_at) for one in self.cut_offs]
        results = [Dated("results", When.of(self.results_day), state=state, told_at=told_at)] if self.results_day else []
        return (*opens, *closes, *results)

    def questions(self) -> Iterator[Question]:
        if self.cancelled:
            return
        if self.opens:
            yield Question(
                "opens", ("opens",), self.opens, "the call opens", "Look whether its text, deadlines and budget are as announced."
            )
        for index, cut_off in enumerate(self.cut_offs):
            yield Question("closes", ("cut_offs", index, "day"), cut_off.day, "the call closes", "Look whether the deadline was moved.")
        if self.results_day:
            yield Question(
                "results", ("results_day",), self.results_day, "results are expected", "Look for them, and write the day they came."
            )
        elif self.cut_offs:
            closed = self.cut_offs[-1].day
            way = ("cut_offs", len(self.cut_offs) - 1, "day")
            says = f"closed on {closed}, and no results day is on record"
            yield Question("results", way, closed + UNTIL_RESULTS, says, "Look for the results, then add 'results_day:'.", open=True)

    def described(self, beside: Beside) -> Described:
        body = beside.named("organisation", self.agency) or [thing("Organization", name=self.agency_name)]
        each = self.grant or Grant()
        return known(
            identifier=self.call_id,
            funder=one_or_all([*body, thing("FundingScheme", name=self.programme)]),
            amount=euros(self.budget) or euros(least=each.least, most=each.most),
            sameAs=self.portal,
        )

    def rules(self) -> Iterator[Rule]:
        if not self.cut_offs and self.deadline_model != "continuous":
            says = f"'{self.deadline_model}' needs at least one cut-off"
            yield ("deadline_model",), "no-deadline", says, "Add 'cut_offs:', or write continuous."
        if len({cut_off.when for cut_off in self.cut_offs}) > 1 and self.deadline_model == "single-stage":
            advice = "Write two-stage or multiple-cut-off, or leave out the deadlines that are wrong."
            yield ("deadline_model",), "contradiction", "'single-stage' stands beside several cut-offs", advice
        for index, cut_off in enumerate(self.cut_offs):
            if self.opens and cut_off.day < self.opens:
                yield ("cut_offs", index, "day"), "out-of-order", f"{cut_off.day} is before the call opens, {self.opens}", ""
            if cut_off.when in [earlier.when for earlier in self.cut_offs[:index]]:
                advice = "What closes together is one deadline: leave one out, or correct its day."
                yield ("cut_offs", index, "day"), "out-of-order", f"{cut_off.when} stands here a second time", advice
            elif index and cut_off.day < self.cut_offs[index - 1].day:
                yield (
                    ("cut_offs", index, "day"),
                    "out-of-order",
                    f"{cut_off.day} stands after a later deadline",
                    "Put the deadlines in the order of their days.",
                )
        # Results of a first stage, or of a first cut-off, come before the last deadline; while a call is open all the time, at any time.
        if self.results_day and self.cut_offs and self.deadline_model != "continuous" and self.results_day < self.cut_offs[0].day:
            yield ("results_day",), "out-of-order", f"{self.results_day} is before the first deadline, {self.cut_offs[0].day}", ""
        if self.grant and self.grant.most and self.budget is not None and self.grant.most > self.budget:
            yield ("grant", "most"), "wrong-range", f"{self.grant.most} is more than the money for the whole call, {self.budget}", ""
        if self.rate is not None and not 0 < self.rate <= 100:
            yield ("rate",), "wrong-range", f"{self.rate} is not a share in per cent", "As in 70 for seventy per cent."
