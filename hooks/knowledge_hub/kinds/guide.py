"""Guides, step by step."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import ECOSYSTEM, TOPIC
from knowledge_hub.kinds.fields import Line, Prose, Slug
from knowledge_hub.kinds.marks import LinkTo
from knowledge_hub.kinds.parts import Part, Rule, WebLink
from knowledge_hub.kinds.record import Chapter, Record
from knowledge_hub.kinds.schema import Beside, Described, known, thing
from knowledge_hub.kinds.values import Label


class Step(Part):
    """One step of a guide."""

    id: Slug = Field(title="Short name in addresses", description="Its short name in addresses, as in find-matches.")
    title: Line = Field(description="What to do, as a short sentence.", examples=["Ask ten firms what they throw away", "Look ahead"])
    phase: Line | None = Field(
        None, title="Part of the guide", description="The part of the guide it belongs to, as in Listen.", examples=["Listen", "Act"]
    )
    goal: Line = Field(
        title="What one has then",
        description="What one has when the step is done.",
        examples=["You know which two flows fit together.", "A list of ten firms that want to go on"],
    )
    actions: tuple[Line, ...] = Field(
        min_length=1,
        title="What to do",
        description="What to do, one after the other.",
        examples=["Call each member.", "Write down what leaves the gate, and how much of it."],
    )
    checklist: tuple[Line, ...] = Field(
        (),
        title="How one knows that it is done",
        description="How one knows that it is done.",
        examples=["Ten answers are in.", "Each flow has a number."],
    )
    pitfalls: tuple[Line, ...] = Field(
        (),
        title="What goes wrong",
        description="What goes wrong, and how to see it coming.",
        examples=["Firms that are asked by mail do not answer: call them.", "A workshop without numbers ends in wishes."],
    )
    tools: tuple[WebLink, ...] = Field((), title="Methods and tools elsewhere", description="Methods and tools elsewhere.")
    time: Line | None = Field(None, title="How long it takes", description="How long it takes.", examples=["two weeks", "an afternoon"])
    roles: Line | None = Field(
        None, title="Who does it", description="Who does it.", examples=["cluster manager", "manager, and an engineer for two days"]
    )
    practices: tuple[Annotated[str, LinkTo("good-practice")], ...] = Field(
        (), title="Practices that show it", description="Practices that show it: names of files in content/good-practices/."
    )
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field(
        (), title="Calls that help", description="Calls that pay for it: names of files in content/funding-calls/."
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), description="Policies that matter for it: names of files in content/policies/."
    )
    text: Prose = Field("", title="More to say", description="More to say, in Markdown.")


class Guide(Record, kept_in="guides", called=("Guide", "Guides"), hue="guide"):
    """A way to do something, step by step."""

    rank = 2
    schema_type = "HowTo"
    examples = ("green-strategy", "prepare-for-a-call")
    newest_first = False
    facets = (TOPIC, ECOSYSTEM)

    asked = Form(
        Label("Add a guide"),
        (
            section(Label("The basics"), "title summary audience time_needed steps topics sources verified"),
            section(Label("Where it belongs"), "ecosystems links text"),
        ),
    )

    audience: Line = Field(
        title="Who it is for",
        description="Who it is for.",
        examples=["managers of clusters that begin", "clusters with members in food and textiles"],
    )
    time_needed: Line = Field(
        title="How long it takes", description="How long it takes.", examples=["three months beside other work", "one day"]
    )
    steps: tuple[Step, ...] = Field(min_length=1, description="The steps, in their order.")

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(Chapter(step.id, step.title, step.goal) for step in self.steps)

    def described(self, beside: Beside) -> Described:
        tools = {tool.url: tool for step in self.steps for tool in step.tools}
        return known(
            inLanguage=beside.language,
            dateModified=self.verified,
            about=beside.named("topic", *self.topics),
            audience=thing("Audience", audienceType=str(self.audience)),
            tool=[thing("HowToTool", name=str(tool.title), url=url) for url, tool in tools.items()],
            step=[self.step_described(number, beside.address) for number in range(len(self.steps))],
            citation=[source.described() for source in self.sources],
        )

    def step_described(self, number: int, address: str) -> Described:
        """A step in the words of schema.org, counted from 0; the address is that of the guide's page."""
        step = self.steps[number]
        doing = [thing("HowToDirection", position=position, text=str(action)) for position, action in enumerate(step.actions, 1)]
        return thing(
            "HowToStep", position=number + 1, name=str(step.title), text=str(step.goal), url=f"{address}{step.id}/", itemListElement=doing
        )

    def rules(self) -> Iterator[Rule]:
        seen: set[str] = set()
        for index, step in enumerate(self.steps):
            if step.id in seen:
                yield ("steps", index, "id"), "duplicate-id", f"'{step.id}' is the id of an earlier step", "Each step has an id of its own."
            seen.add(step.id)
