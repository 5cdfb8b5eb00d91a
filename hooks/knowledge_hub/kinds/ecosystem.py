"""The industrial ecosystems of the EU."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.fields import Line
from knowledge_hub.kinds.marks import OneOf
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.record import COLOURS, HUES, Record
from knowledge_hub.kinds.schema import Beside, Described, thing


class Ecosystem(Record, kept_in="ecosystems", called=("Industrial ecosystem", "Industrial ecosystems"), hue="topic"):
    """One of the fourteen industrial ecosystems of the EU. Its page gathers all that belongs to it."""

    rank = 11
    schema_type = "DefinedTerm"
    examples = ("construction", "textiles")
    newest_first = False
    gathers = True
    facets = ()

    colour: Annotated[str, OneOf(COLOURS)] = Field(
        "nature", description="The colour it shares with its like: nature, energy, rules, people or technology."
    )
    trends: tuple[Line, ...] = Field(
        (), description="Themes seen in sources about it.", examples=["clothes made to be taken apart", "heat from used water"]
    )
    key_figures: tuple[Figure, ...] = Field((), description="Figures about it, the one that says most first.")

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.key_figures

    @property
    def tint(self) -> str:
        return HUES[self.colour]

    def described(self, beside: Beside) -> Described:
        return {"inDefinedTermSet": thing("DefinedTermSet", name=beside.say(self.called[1]))}
