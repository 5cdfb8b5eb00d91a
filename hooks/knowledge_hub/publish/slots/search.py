"""The page of the search: what it can be narrowed to, each in the order a reader looks for it. Its results come in the browser."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge_hub.kinds import KINDS
from knowledge_hub.pages import Pages
from knowledge_hub.views.lists import orders_of
from knowledge_hub.views.search import COUNTRY


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the search: its name in addresses, what it is called, and its values with their labels."""

    name: str
    called: str
    values: tuple[tuple[str, str], ...]


def _search(pages: Pages, _written: Mapping[str, str]) -> str:
    catalogue, speech = pages.catalogue, pages.speech

    def named(labels: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(labels, key=lambda pair: speech.order(pair[1])))

    def titles(kind: str) -> tuple[tuple[str, str], ...]:
        return named((entry.id, entry.in_language(pages.language).title) for entry in catalogue.of(kind))

    kinds = tuple((kind, pages.label(kind)) for kind in KINDS if catalogue.of(kind))
    countries = ((COUNTRY, speech.say("Country")),) if catalogue.countries else ()
    stands = (
        ("open", speech.say("Open or under way")),
        ("coming", speech.say("Opens later or is coming")),
        ("over", speech.say("Closed or past")),
    )
    facets = (
        Choice("kind", speech.say("Kind"), kinds + countries),
        Choice("status", speech.say("Status"), stands),
        Choice("topic", speech.say("Topic"), titles("topic")),
        Choice("country", speech.say("Country"), named((code, speech.country(code)) for code in catalogue.countries)),
        Choice("ecosystem", speech.say("Ecosystem"), titles("ecosystem")),
        Choice("year", speech.say("Year"), tuple((str(year), str(year)) for year in sorted(catalogue.years, reverse=True))),
    )
    return pages.draw(
        "slots/search.html.j2",
        facets=[facet for facet in facets if facet.values],
        listed=[kind for kind, _ in kinds],
        topics=orders_of(catalogue, pages.now)["topic", pages.language],
    )


SLOTS = {"search": _search}
