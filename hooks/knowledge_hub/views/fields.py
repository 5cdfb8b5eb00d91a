"""The fields of a kind of record as the guide for contributors tells of them."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.skeleton import example_lines

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One field: its name in a record, what a person calls it, what to write, and what it holds in words.

    `words` are those of a vocabulary, each with its label; `kept_in` is the folder of the records that it names; `otherwise` is what
    counts where it is left out, `about` what a part is. `example` is the field as a record holds it.
    """

    name: str
    label: str
    description: str
    needed: bool
    many: bool
    holds: str
    words: tuple[tuple[str, str], ...]
    kept_in: str
    otherwise: str
    translated: bool
    example: str
    below: tuple["Told", ...]


def fields_of(kind: type[Record], say: Say) -> tuple[Told, ...]:
    """Every field of a kind, in the order in which records are written."""
    return tuple(_told(shape, say) for shape in shapes(kind))


def _told(shape: Shape, say: Say) -> Told:
    return Told(
        name=shape.name,
        label=say(shape.label),
        description=say(shape.description),
        needed=shape.required,
        many=shape.many,
        holds=_holds(shape, say),
        words=tuple((word, say(label)) for word, label in shape.words.items()),
        kept_in=KINDS[shape.target if shape.target in KINDS else "guide"].kept_in if shape.target else "",
        otherwise="" if shape.many else _otherwise(shape.default),
        translated=shape.translated,
        example="\n".join(example_lines(shape)),
        below=tuple(_told(below, say) for below in shape.below),
    )


def _holds(shape: Shape, say: Say) -> str:
    if shape.part:
        return say(shape.part.what_it_is())
    if shape.words:
        return say("One of the words below.")
    if shape.target:
        of_step = shape.target not in KINDS
        return (
            say("The id of a guide, a slash and the id of its step.")
            if of_step
            else say("The id of a record: the name of its file without .yml.")
        )
    return say(shape.sort.says) if shape.sort else ""


def _otherwise(default: object) -> str:
    """What counts where a field is left out, as it would be written; empty where that is nothing."""
    return default if isinstance(default, str) else "no" if default is False else ""
