"""The shape of a kind of record, read from its model: its fields, the field at a way, where links and translated texts stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge_hub.document import Way
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.marks import LinkTo, OneOf, Sort, Translated
from knowledge_hub.kinds.parts import Frozen
from knowledge_hub.kinds.record import Record


def part_of(annotation: Any) -> Any:
    """What an annotation is about, without `| None`, `tuple[..., ...]` and `Annotated`."""
    while True:
        origin = get_origin(annotation)
        if origin is None:
            return annotation
        arguments = [argument for argument in get_args(annotation) if argument not in (type(None), ...)]
        if not arguments:
            return annotation
        annotation = arguments[0]


def model_at(kind: type[BaseModel], way: Way) -> type[BaseModel] | None:
    """The model of the fields at this way."""
    model: Any = kind
    for part in way:
        if isinstance(part, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or part not in model.model_fields:
            return None
        model = part_of(model.model_fields[part].annotation)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def field_at(kind: type[BaseModel], way: Way) -> FieldInfo | None:
    names = tuple(part for part in way if isinstance(part, str))
    model = model_at(kind, names[:-1])
    return model.model_fields.get(names[-1]) if model and names else None


@dataclass(frozen=True, slots=True)
class Shape:
    """All there is to know of one field, for whoever draws a form, writes a schema or reads a table.

    `label` is what a person calls it. `many`: whether it is a list; `fewest`: of how many entries, or signs of a text, at least.
    What each of them holds: a value of a `sort`, a word out of `words` (each with its label in English), the id of a record of
    the kind `target`, or the fields `below`. `default` is what counts where it is left out; a list or a part that is left out is
    empty. `examples` are single values as a record holds them; a part has none.
    """

    name: str
    label: str
    description: str
    required: bool
    many: bool
    fewest: int
    default: Any
    translated: bool
    sort: Sort | None
    words: Mapping[str, str]
    target: str
    examples: tuple[str, ...]
    part: type[Frozen] | None
    below: tuple["Shape", ...]


@cache
def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """The fields of a model in the order in which they are written: of a record what all kinds share first, its own, and what closes it."""
    closing = model.closing if issubclass(model, Record) else ()
    names = [*(name for name in model.model_fields if name not in closing), *closing]
    return tuple(_shape(name, model.model_fields[name]) for name in names)


def models_of(model: type[Frozen]) -> Iterator[type[Frozen]]:
    """A model, and those of the parts that it can have at any depth."""
    yield model
    for shape in shapes(model):
        if shape.part:
            yield from models_of(shape.part)


def _shape(name: str, field: FieldInfo) -> Shape:
    marks = [*field.metadata, *_marks(field.annotation)]
    one_of = next((mark for mark in marks if isinstance(mark, OneOf)), None)
    part = part_of(field.annotation)
    model = part if isinstance(part, type) and issubclass(part, Frozen) else None
    sort = next((mark for mark in marks if isinstance(mark, Sort)), None)
    target = next((mark.kind for mark in marks if isinstance(mark, LinkTo)), "")
    words = one_of.labels if one_of else {}
    many = _many(field.annotation)
    return Shape(
        name=name,
        label=field.title or name.replace("_", " ").capitalize(),
        description=field.description or "",
        required=field.is_required(),
        many=many,
        fewest=next((mark.min_length for mark in marks if isinstance(mark, MinLen)), 0),
        default=None if field.is_required() else field.default,
        translated=any(isinstance(mark, Translated) for mark in marks),
        sort=sort,
        words=words,
        target=target,
        examples=tuple(field.examples or words) or _ids(target) or (sort.examples if sort else ()),
        part=model,
        below=shapes(model) if model else (),
    )


def _ids(target: str) -> tuple[str, ...]:
    """Ids of records of this kind, to show what a link looks like."""
    return KINDS[target].examples if target in KINDS else ()


@dataclass(frozen=True, slots=True)
class Branch:
    """What is worth walking to below one field: links, translated text, or parts that hold them."""

    name: str
    many: bool
    target: str = ""
    translated: bool = False
    below: tuple["Branch", ...] = ()


@cache
def branches(model: type[BaseModel]) -> tuple[Branch, ...]:
    """The fields of a model that hold links or translated text, themselves or in their parts."""
    declared = (_shape(name, field) for name, field in model.model_fields.items())  # versions of originals hang on this order
    found = (
        Branch(shape.name, shape.many, shape.target, shape.translated, branches(shape.part) if shape.part else ()) for shape in declared
    )
    return tuple(branch for branch in found if branch.target or branch.translated or branch.below)


def _marks(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        if argument is not ...:
            yield from _marks(argument)


def _many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is tuple:
        return True
    return (
        origin is not None
        and any(_many(argument) for argument in get_args(annotation) if argument is not ...)
        and origin in (Union, type(int | None))
    )
