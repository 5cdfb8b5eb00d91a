"""The shape of a kind of record, read from its model: the field at a way, and where links and translated texts stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from knowledge_hub.kinds.fields import LinkTo, Translated
from knowledge_hub.kinds.record import Way


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
    found = []
    for name, field in model.model_fields.items():
        marks = list(field.metadata) + list(_marks(field.annotation))
        target = next((mark.kind for mark in marks if isinstance(mark, LinkTo)), "")
        translated = any(isinstance(mark, Translated) for mark in marks)
        part = part_of(field.annotation)
        below = branches(part) if isinstance(part, type) and issubclass(part, BaseModel) else ()
        if target or translated or below:
            found.append(Branch(name, _many(field.annotation), target, translated, below))
    return tuple(found)


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
