"""Topics."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.fields import LinkTo
from knowledge_hub.kinds.record import Record


class Topic(Record, kept_in="topics", called=("Topic", "Topics"), hue="topic"):
    """A subject that runs through the hub. Its page gathers all that belongs to it."""

    rank = 10
    schema_type = "DefinedTerm"
    newest_first = False

    broader: Annotated[str, LinkTo("topic")] | None = Field(
        None, description="The wider topic it is part of: the name of a file in content/topics/."
    )
    policies: tuple[Annotated[str, LinkTo("policy")], ...] = Field(
        (), description="Policies that shape it: names of files in content/policies/."
    )
