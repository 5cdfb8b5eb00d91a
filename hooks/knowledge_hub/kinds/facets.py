"""What a list of records can be narrowed by. A kind says which facets it has; those that several kinds have stand here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from knowledge_hub.kinds.values import Label


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list: its name in addresses, its label, and the values that a record has there.

    A value is called by its label in `words`; by the title of a record where `names` is a kind, by the country's name where it is
    "country"; else it speaks for itself. Values stand in the order of how many records have them, in that of `words`, or the newest first.
    `listed` facets have a page for each value that needs no script, so their values can stand in addresses.
    `states` is for what depends on the moment of reading: the states of a record (see views.status) that each of the `words` covers.
    """

    name: str
    label: Label
    values: Callable[[Any], Iterable[str]] = lambda _record: ()
    names: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    order: Literal["most", "words", "newest"] = "most"
    listed: bool = False
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


TOPIC = Facet("topic", Label("Topic"), lambda record: record.topics, names="topic", listed=True)
ECOSYSTEM = Facet("ecosystem", Label("Industrial ecosystem"), lambda record: record.ecosystems, names="ecosystem", listed=True)
COUNTRY = Facet("country", Label("Country"), lambda record: record.in_countries, names="country", listed=True)
YEAR = Facet("year", Label("Year"), lambda record: (str(record.when.year),) if record.when else (), order="newest", listed=True)
FIGURES = Facet(
    "figures",
    Label("Figures"),
    lambda record: ("yes",) if record.figures else (),
    words={"yes": Label("With published figures")},
)
CHECKED = Facet(
    "checked",
    Label("Checked against the sources"),
    lambda record: (str(record.verified.year),) if record.verified else ("never",),
    words={"never": Label("Not checked yet")},
    order="newest",
)
