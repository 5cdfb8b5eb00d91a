"""Records by country on a map of Europe: how many of each kind, and how dark each country is drawn."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from knowledge_hub.catalogue import Entry

LAYERS = ("good-practice", "event", "organisation", "project")  # the kinds of record that a map can show
FROM = (1, 2, 4, 8)  # how many records make a country as dark as the first, second ... step


@dataclass(frozen=True, slots=True)
class Country:
    """A country with records: its code (ISO 3166-1), how many of each kind, and its shape where it is on the map.

    `path` is SVG path data and `at` the middle of the shape, both in the units of the map.
    """

    code: str
    numbers: dict[str, int]
    path: str = ""
    at: tuple[int, int] = (0, 0)

    def step(self, kind: str) -> int:
        """How dark it is drawn for this kind: 0 (none) to 4."""
        return sum(1 for least in FROM if self.numbers.get(kind, 0) >= least)


@dataclass(frozen=True, slots=True)
class CountryMap:
    """A map `width` by `height` units: the land without records as one path, and the countries that have some, the most first."""

    width: int
    height: int
    land: str
    countries: tuple[Country, ...]
    layers: tuple[str, ...]

    @property
    def ranges(self) -> tuple[tuple[int, int | None], ...]:
        """The least and most records of each step; the last has no most."""
        return tuple(zip(FROM, (*(least - 1 for least in FROM[1:]), None), strict=True))

    def ranked(self, kind: str) -> tuple[tuple[str, int], ...]:
        """The countries with records of a kind and how many, the most first."""
        found = [(country.code, country.numbers[kind]) for country in self.countries if kind in country.numbers]
        return tuple(sorted(found, key=lambda row: (-row[1], row[0])))

    @property
    def drawn(self) -> tuple[Country, ...]:
        return tuple(country for country in self.countries if country.path)


def map_of(entries: Iterable[Entry], layers: tuple[str, ...] = LAYERS) -> CountryMap:
    """The map of these records. The Union as a whole is no country; a record that names several countries counts in each."""
    numbers: dict[str, dict[str, int]] = {}
    for entry in entries:
        if entry.kind in layers:
            for code in dict.fromkeys(entry.record.in_countries):
                if code != "EU":
                    of_country = numbers.setdefault(code, {})
                    of_country[entry.kind] = of_country.get(entry.kind, 0) + 1
    europe = _europe()
    shapes = europe["shapes"]
    by_most = sorted(numbers, key=lambda code: (-sum(numbers[code].values()), code))
    counted = {code: {kind: numbers[code][kind] for kind in layers if kind in numbers[code]} for code in by_most}
    countries = tuple(
        Country(code, found, shapes[code]["path"], tuple(shapes[code]["at"])) if code in shapes else Country(code, found)
        for code, found in counted.items()
    )
    land = "".join(shape["path"] for code, shape in shapes.items() if code not in numbers)
    shown = tuple(kind for kind in layers if any(kind in found for found in numbers.values()))
    width, height = europe["size"]
    return CountryMap(width, height, land, countries, shown)


@cache
def _europe() -> dict[str, Any]:
    """The shapes that scripts/europe.py made of Natural Earth."""
    shapes: dict[str, Any] = json.loads((Path(__file__).parent / "europe.json").read_text(encoding="utf-8"))
    return shapes
