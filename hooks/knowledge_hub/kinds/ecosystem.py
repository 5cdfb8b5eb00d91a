"""The industrial ecosystems of the EU."""

from pydantic import Field

from knowledge_hub.kinds.fields import Line
from knowledge_hub.kinds.record import Figure, Record


class Ecosystem(Record, kept_in="ecosystems", called=("Industrial ecosystem", "Industrial ecosystems"), hue="topic"):
    """One of the fourteen industrial ecosystems of the EU. Its page gathers all that belongs to it."""

    rank = 11
    schema_type = "DefinedTerm"
    newest_first = False

    trends: tuple[Line, ...] = Field((), description="Themes seen in sources about it.")
    key_figures: tuple[Figure, ...] = Field((), description="Figures about it, the one that says most first.")

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.key_figures
