"""What kinds share when they say themselves in the words of schema.org (https://schema.org), for JSON-LD.

Each kind says its own part in `Record.described`. Only what is known is said: an empty value is left out by `known`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Protocol

from knowledge_hub.kinds.values import When, at

Described = dict[str, Any]

_NOTHING: tuple[Any, ...] = (None, "", (), [], {})


class Beside(Protocol):
    """What a record may ask when it says itself: the address of its page, its language, and the records it names."""

    @property
    def address(self) -> str: ...

    @property
    def language(self) -> str: ...

    def say(self, text: str) -> str:
        """A text of the interface in this language."""
        ...

    def country(self, code: str) -> str:
        """The name of a country in this language."""
        ...

    def named(self, kind: str, *ids: str | None) -> list[Described]:
        """Records of this kind, each by its type, identity and name; drafts are left out."""
        ...


def known(**properties: Any) -> Described:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in _NOTHING}


def thing(type_: str, **properties: Any) -> Described:
    """A thing of this type with the properties that have a value; nothing where none has."""
    said = known(**properties)
    return {"@type": type_, **said} if said else {}


def day(when: When | None) -> str:
    """A day as in ISO 8601, the month or the year where no more is known."""
    return str(when).partition(" ")[0] if when else ""


def moment(when: When | None, zone: str | None) -> str:
    """A day, or the moment with its offset where a time and its zone are known."""
    return at(when, zone).isoformat() if when and when.clock and zone else day(when)


def span(start: When | None, end: When | None) -> str:
    """A stretch of time as in ISO 8601, open at the end that is not known."""
    return f"{day(start) or '..'}/{day(end) or '..'}" if start or end else ""


def address(country: str | None = None, *, city: str | None = None, region: str | None = None) -> Described:
    """A postal address. The Union is no country."""
    return thing("PostalAddress", addressLocality=city, addressRegion=region, addressCountry=country if country != "EU" else None)


def euros(value: Decimal | None = None, *, least: Decimal | None = None, most: Decimal | None = None) -> Described:
    """A sum in euro, or its bounds."""
    bounds = known(value=number(value), minValue=number(least), maxValue=number(most))
    return {"@type": "MonetaryAmount", "currency": "EUR", **bounds} if bounds else {}


def number(value: Decimal | None) -> int | float | None:
    """A number as JSON writes it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def all_of(found: Iterable[Described]) -> list[Described]:
    """Those of which anything is known."""
    return [one for one in found if one]


def one_or_all(found: Iterable[Described]) -> Described | list[Described] | None:
    """The only one by itself, several as a list."""
    listed = all_of(found)
    return listed[0] if len(listed) == 1 else listed or None
