"""Which calls one can still answer, and what each says about who can: what the page "Can we apply?" asks of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.views.lists import in_reading_order
from knowledge_hub.views.status import status_of_call

# The member states of the European Union since 1 February 2020: https://european-union.europa.eu/principles-countries-history/eu-countries_en
MEMBERS = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]  # codes of ISO 3166-1
)

# What a body is beside what it calls itself: a call for companies is one for start-ups too.
ALSO = {"sme": ("company",), "start-up": ("sme", "company"), "large-company": ("company",)}
COMPANIES = ("company", "sme", "start-up", "large-company")

# What a company of a size is: one with fewer than 250 people is small or medium-sized.
BY_SIZE = {"micro": "sme", "small": "sme", "medium": "sme", "large": "large-company"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call says about who can apply. Empty where the source says nothing; `topics` holds the wider topics too."""

    entry: Entry
    countries: tuple[str, ...]
    bodies: tuple[str, ...]
    sizes: tuple[str, ...]
    topics: tuple[str, ...]


def calls_to_answer(catalogue: Catalogue, now: datetime) -> tuple[Asked, ...]:
    """Calls that are open or will open, the soonest deadline first."""
    found = [
        entry for entry in catalogue.of("funding-call") if isinstance(entry.record, FundingCall) and status_of_call(entry.record, now).ahead
    ]
    wider = {entry.id: getattr(entry.record, "broader", None) for entry in catalogue.of("topic")}
    asked = []
    for entry in in_reading_order(found, now):
        call = entry.record
        if isinstance(call, FundingCall):
            who = call.applicants
            asked.append(Asked(entry, who.countries, who.bodies, who.sizes, _with_wider(call.topics, wider)))
    return tuple(asked)


def countries_to_ask(catalogue: Catalogue) -> frozenset[str]:
    """The countries a reader can come from: the members of the Union, and every other that a record names."""
    return MEMBERS | frozenset(code for code in catalogue.countries if code != "EU")


def _with_wider(topics: Iterable[str], wider: dict[str, str | None]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = list(topics)
    while waiting:
        topic = waiting.pop(0)
        if topic not in found:
            found[topic] = None
            above = wider.get(topic)
            if above:
                waiting.append(above)
    return tuple(found)
