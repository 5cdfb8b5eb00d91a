"""A document: one file of YAML as it was written, each of its values with the place where it stands."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from knowledge_hub.problems import Fix, Place, Problem

Value: TypeAlias = str | list[Any] | dict[str, Any]
Way: TypeAlias = tuple[str | int, ...]  # from the record down to a value: names of fields, and numbers of entries from 0


def named(way: Way) -> str:
    """A way in the contributor's words: the names of its fields, as in sources.url."""
    return ".".join(part for part in way if isinstance(part, str))


@dataclass(slots=True)
class Document:
    """One file as written: its values, and for the way to each value the line and column of key and value."""

    file: str
    values: dict[str, Value] = field(default_factory=dict)
    spots: dict[Way, tuple[int, int, int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    text: str = ""  # as written, its lines ending in a line feed
    whole: bool = True  # False where a mistake makes the rest unreadable; `values` then holds what stands before it

    def place(self, way: Way, *, key: bool = False) -> Place:
        """Where the value at this way stands, or its key; the nearest written ancestor if it is not there."""
        while way and way not in self.spots:
            way = way[:-1]
        spot = self.spots.get(way, (1, 1, 1, 1))
        return Place(self.file, *(spot[:2] if key else spot[2:]))

    def text_at(self, place: Place) -> str:
        """The rest of the line from this place on."""
        lines = self.text.split("\n")
        return lines[place.line - 1][place.column - 1 :] if 0 < place.line <= len(lines) else ""

    def text_of(self, way: Way) -> str:
        """The text written at this way; empty where none is."""
        value: Any = self.values
        for part in way:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return ""
        return value.strip() if isinstance(value, str) else ""

    def mend(self, place: Place, value: str, instead: str, part: str = "") -> Fix | None:
        """What writes `instead` for the value that stands at this place, or for one part of it.

        None where the value is not written there letter by letter: where it runs over lines or holds escapes.
        """
        part, rest = part or value, self.text_at(place)
        quote = rest[:1] if rest[:1] in ("'", '"') else ""
        if not value or not instead or not rest.startswith(f"{quote}{value}{quote}"):
            return None
        return Fix(Place(self.file, place.line, place.column + len(quote) + value.index(part)), part, instead)
