"""The columns of a kind, drawn from its shape: one row is one record, one column one field.

A field of a part is named by the way to it (`place.country`), an entry of a list of parts by its number (`sources.2.url`), a
translated text by its language (`title@cs`). So a row stays a whole record when the table is sorted, filtered or cut. A list of
plain values stands in one cell (see `cells.joined`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge_hub.document import Way
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import did_you_mean
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.tables.cells import joined
from knowledge_hub.translation import FOLLOWS

ID = "id"
MOST_ENTRIES = 500
MAPPED = "A mapping says which column it is, or leaves it out: --mapping FILE.yml."

Spot = tuple[Way, str]  # the way to a field and the language of its text, '' for the original


@dataclass(frozen=True, slots=True)
class Column:
    """One field in one language: the way to it, whether a cell holds a list, and its place among the columns of its kind."""

    way: Way
    language: str
    many: bool
    rank: tuple[int, ...]
    shape: Shape | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The heading: sources.2.url, title@cs."""
        return name_of(self.way, self.language)

    @property
    def spot(self) -> Spot:
        return self.way, self.language


def name_of(way: Way, language: str = "") -> str:
    """A way as a heading says it; entries are counted from one."""
    said = ".".join(str(part + 1) if isinstance(part, int) else part for part in way)
    return f"{said}@{language}" if language else said


def column_of(kind: type[Record], heading: str, languages: Iterable[str]) -> Column | tuple[str, str]:
    """The column with this heading, or what is wrong with the heading and what to write. `languages` are those of translations."""
    name, at, language = heading.partition("@")
    known = list(languages)
    if at and language not in known:
        says = f"'{language}' is not a language that this site is translated to"
        return says, did_you_mean(language, known, f"One of: {', '.join(known)}." if known else "")
    if name == FOLLOWS and language:
        return Column((FOLLOWS,), language, many=False, rank=(len(kind.model_fields),))
    found = _field(shapes(kind), name.split("."))
    if isinstance(found, Column) and language:
        if not found.shape or not found.shape.translated:
            return f"{name} is not translated; it follows the original", f"Name the column '{name}'."
        return Column(found.way, language, found.many, found.rank, found.shape)
    return found


def _field(among: tuple[Shape, ...], parts: list[str]) -> Column | tuple[str, str]:
    """The column that a heading's parts lead to. A list of parts without a number means its first entry."""
    way: Way = ()
    rank: tuple[int, ...] = ()
    while True:
        names = {shape.name: number for number, shape in enumerate(among)}
        name, parts = parts[0], parts[1:]
        if name not in names:
            here = f"The columns below {name_of(way)}: {', '.join(names)}." if way else MAPPED
            return f"'{'.'.join((*map(str, way), name))}' is not a column here", did_you_mean(name, names, here)
        shape = among[names[name]]
        way, rank = (*way, name), (*rank, names[name])
        if shape.below and shape.many:
            number = int(parts.pop(0)) if parts and parts[0].isdecimal() else 1
            if not 1 <= number <= MOST_ENTRIES:
                return f"'{number}' is not the number of an entry", f"Entries are counted from 1 to {MOST_ENTRIES}."
            way, rank = (*way, number - 1), (*rank, number)
        if shape.below and parts:
            among = shape.below
        elif shape.below:
            return f"{name} holds fields", f"Name one of them: {', '.join(f'{name_of(way)}.{part.name}' for part in shape.below)}."
        elif parts:
            return f"{name} holds no fields", f"Name the column '{name_of(way)}'."
        else:
            return Column(way, "", shape.many, rank, shape)


def declared(kind: type[Record]) -> Iterator[Column]:
    """A column for every field of the kind; of a list of parts, for its first entry."""

    def below(among: tuple[Shape, ...], way: Way, rank: tuple[int, ...]) -> Iterator[Column]:
        for number, shape in enumerate(among):
            here, place = (*way, shape.name), (*rank, number)
            if not shape.below:
                yield Column(here, "", shape.many, place, shape)
            elif shape.many:
                yield from below(shape.below, (*here, 0), (*place, 1))
            else:
                yield from below(shape.below, here, place)

    return below(shapes(kind), (), ())


def cells_of(values: Mapping[str, Any], kind: type[Record]) -> dict[Way, str]:
    """What a document of this kind holds, cell by cell, without white space around texts. The document has to be without mistakes."""
    found: dict[Way, str] = {}

    def below(values: Mapping[str, Any], among: tuple[Shape, ...], way: Way) -> None:
        for shape in among:
            value, here = values.get(shape.name), (*way, shape.name)
            if value is None:
                continue
            if not shape.below:
                found[here] = joined([entry.strip() for entry in value]) if shape.many else value.strip()
            elif shape.many:
                for index, item in enumerate(value):
                    below(item, shape.below, (*here, index))
            else:
                below(value, shape.below, here)

    below(values, shapes(kind), ())
    if FOLLOWS in values:
        found[(FOLLOWS,)] = values[FOLLOWS]
    return {way: text for way, text in found.items() if text}


def in_order(columns: Iterable[Column]) -> list[Column]:
    """Columns as the kind declares its fields, each translation behind its original."""
    return sorted(columns, key=lambda column: (column.rank, column.language))
