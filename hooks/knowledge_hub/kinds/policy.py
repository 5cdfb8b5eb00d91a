"""EU policies and laws."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, ECOSYSTEM, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import AboutWhen, Address, Celex, Line, Paragraph, Prose
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.parts import Part, Rule
from knowledge_hub.kinds.record import Dated, Question, Record
from knowledge_hub.kinds.schema import Beside, Described, day, known, thing
from knowledge_hub.kinds.values import Label, When

SORTS = {
    "strategy": "Strategy",
    "communication": "Communication",
    "plan": "Plan",
    "regulation": "Regulation",
    "directive": "Directive",
    "delegated-act": "Delegated act",
    "recommendation": "Recommendation",
    "proposal": "Proposal",
    "in-preparation": "In preparation",
    "report": "Report",
}


class Duty(Part):
    """What a law asks from a day on, or until it, and of whom."""

    day: AboutWhen = Field(description="The day from which it applies, or by which it is due.")
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


class Policy(Record, kept_in="policies", called=("Policy", "Policies"), hue="policy"):
    """A strategy, law or plan of the EU that matters for clusters and their members."""

    rank = 6
    schema_type = "Legislation"
    examples = ("net-zero-industry-act", "circular-economy-action-plan")
    tools = ("deadlines/",)
    facets = (
        Facet("type", Label("Type"), lambda record: (record.sort,), words=SORTS),
        TOPIC,
        ECOSYSTEM,
        YEAR,
        CHECKED,
    )

    asked = Form(
        Label("Add a policy"),
        (
            section(Label("The basics"), "title summary sort reference celex official_text for_clusters topics sources verified"),
            section(Label("From when"), "adopted in_force expected applies_from amended_by repeals"),
            section(Label("Where it belongs"), "ecosystems links text"),
        ),
    )

    sort: Annotated[str, OneOf(SORTS)] = Field(title="Type", description="What it is: strategy, regulation, directive, plan ...")
    reference: Line | None = Field(
        None,
        title="Number",
        description="Its number, as in Regulation (EU) 2024/1735 or COM(2020) 98.",
        examples=["Regulation (EU) 2024/1735", "COM(2020) 98"],
    )
    celex: Celex | None = Field(None, title="CELEX number", description="Its CELEX number, as in 32024R1735.")
    adopted: AboutWhen | None = Field(None, description="When it was adopted.")
    in_force: AboutWhen | None = Field(None, title="In force since", description="When it came into force.")
    expected: Line | None = Field(
        None,
        title="When it is expected",
        description="For what is in preparation: when it is expected.",
        examples=["third quarter of 2026", "not before 2027"],
    )
    applies_from: tuple[Duty, ...] = Field(
        (), title="What applies from when", description="What begins to apply on which day, and for whom."
    )
    amended_by: tuple[Amendment, ...] = Field((), title="Changed by", description="Later acts that changed it.")
    repeals: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), title="What it replaces", description="What it replaces: names of files in content/policies/."
    )
    for_clusters: Prose = Field("", title="What it means for clusters", description="What it means for clusters and their members.")
    official_text: Address | None = Field(None, description="The address of the official text.")

    @property
    def when(self) -> When | None:
        return self.adopted or self.in_force

    @property
    def in_countries(self) -> tuple[str, ...]:
        return ("EU",)

    @property
    def dates(self) -> tuple[Dated, ...]:
        return tuple(Dated("duty", duty.day, says=duty.what, told_at=self.official_text or "") for duty in self.applies_from)

    def questions(self) -> Iterator[Question]:
        for index, duty in enumerate(self.applies_from):
            if duty.day.day:
                way = ("applies_from", index, "day")
                yield Question("applies", way, duty.day.first, "a duty begins to apply", "Look whether the day was moved.")

    def described(self, beside: Beside) -> Described:
        applies = [duty.day for duty in self.applies_from]
        return known(
            legislationIdentifier=self.celex or str(self.reference or ""),
            legislationType=beside.say(SORTS[self.sort]),
            legislationJurisdiction=thing("AdministrativeArea", name=beside.country("EU")),
            legislationDate=day(self.adopted),
            legislationDateOfApplicability=[day(when) for when in applies],
            legislationDateVersion=self.verified,
            legislationRepeals=beside.named("policy", *self.repeals),
            about=beside.named("topic", *self.topics),
            sameAs=self.official_text,
        )

    def rules(self) -> Iterator[Rule]:
        if self.adopted and self.in_force and self.in_force.last < self.adopted.first:
            yield ("in_force",), "ends-before-start", f"{self.in_force} is before it was adopted, {self.adopted}", ""
