"""Topics."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.record import COLOURS, HUES, Record
from knowledge_hub.kinds.schema import Beside, Described, thing


class Topic(Record, kept_in="topics", called=("Topic", "Topics"), hue="topic"):
    """A subject that runs through the hub. Its page gathers all that belongs to it."""

    rank = 10
    schema_type = "DefinedTerm"
    examples = ("circular-economy", "water")
    newest_first = False
    wider = "broader"
    gathers = True
    facets = ()

    colour: Annotated[str, OneOf(COLOURS)] = Field(
        "nature", description="The colour it shares with its like: nature, energy, rules, people or technology."
    )
    broader: Annotated[str, LinkTo("topic")] | None = Field(
        None, description="The wider topic it is part of: the name of a file in content/topics/."
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), description="Policies that shape it: names of files in content/policies/."
    )

    @property
    def tint(self) -> str:
        return HUES[self.colour]

    def described(self, beside: Beside) -> Described:
        return {"inDefinedTermSet": thing("DefinedTermSet", name=beside.say(self.called[1]))}
