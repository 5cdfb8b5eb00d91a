"""A document becomes a record, or problems: the model's complaints in the contributor's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from knowledge_hub.kinds.fields import LinkTo, Text, Translated
from knowledge_hub.kinds.record import Record, Way
from knowledge_hub.problems import Place, Problem, did_you_mean
from knowledge_hub.source import Document


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another record, checked when all records are known: it remembers where it was written."""

    kind: str
    id: str
    field: str
    place: Place


def record_of(document: Document, kind: type[Record]) -> tuple[Record | None, list[Problem]]:
    """The record of this kind that the document holds, or None and what is wrong."""
    problems = list(document.problems)
    if not document.values or not document.whole:
        return None, problems
    try:
        record = kind.model_validate(document.values)
    except ValidationError as error:
        broken = {problem.place for problem in problems}
        found = (problem_of(details, document, kind) for details in _complaints(error))
        return None, problems + _once([problem for problem in found if problem.place not in broken])
    for way, says, advice in record.rules():
        problems.append(Problem(document.place(way), says, _named(way), advice))
    return (None if problems else record), problems


def _complaints(error: ValidationError) -> Iterator[ErrorDetails]:
    """What the model says, without what follows from it: a list is not empty because its entries are wrong."""
    return (details for details in error.errors(include_url=False) if details["type"] != "too_short" or not details["input"])


def _once(problems: list[Problem]) -> list[Problem]:
    """A misspelt field is one mistake: that the field it should have been is missing is not said as well."""
    meant = {problem.advice for problem in problems}
    return [problem for problem in problems if problem.says != "missing" or f"did you mean '{problem.field.rpartition('.')[2]}'?" not in meant]


def problem_of(details: ErrorDetails, document: Document, kind: type[BaseModel]) -> Problem:
    """One complaint of the model as a problem with its place."""
    way: Way = tuple(details["loc"])
    sort = details["type"]
    if sort == "missing":
        return Problem(document.place(way[:-1], key=len(way) > 1), "missing", _named(way), _description(kind, way))
    if sort == "extra_forbidden":
        model = _model(kind, way[:-1])
        name = str(way[-1])
        known = list(model.model_fields) if model else []
        advice = did_you_mean(name, known, f"The fields here: {', '.join(known)}.")
        of = f"of {kind.called[1].lower()}" if len(way) == 1 and issubclass(kind, Record) else "here"
        return Problem(document.place(way, key=True), f"is not a field {of}", _named(way), advice)
    written, described = details["input"], _description(kind, way)
    if isinstance(written, str) and not written.strip():
        return Problem(document.place(way), "is empty", _named(way), described)
    if sort == "refused":
        context = details.get("ctx", {})
        return Problem(document.place(way), context["says"], _named(way), context.get("advice", ""))
    if sort == "tuple_type":
        return Problem(document.place(way), f"{_what(written)} where a list belongs", _named(way), "Put each on a line of its own, after '- '.")
    if sort in ("model_type", "model_attributes_type"):
        model = _model(kind, way)
        names = ", ".join(model.model_fields) if model else ""
        return Problem(document.place(way), f"{_what(written)} where fields belong", _named(way), f"The fields here: {names}.")
    if sort == "too_short":
        return Problem(document.place(way), "is an empty list", _named(way), described)
    return Problem(document.place(way), f"{_what(written)} where one text belongs", _named(way))


def _what(written: Any) -> str:
    return "is a list" if isinstance(written, list) else "holds fields" if isinstance(written, dict) else "is one value"


def _description(kind: type[BaseModel], way: Way) -> str:
    field = _field(kind, way)
    return (field.description or "") if field else ""


def _named(way: Way) -> str:
    return ".".join(str(part) for part in way if isinstance(part, str))


def _inner(annotation: Any) -> Any:
    """What an annotation is about, without `| None`, `tuple[..., ...]` and `Annotated`."""
    while True:
        origin = get_origin(annotation)
        if origin is None:
            return annotation
        arguments = [argument for argument in get_args(annotation) if argument not in (type(None), ...)]
        if not arguments:
            return annotation
        annotation = arguments[0]


def _model(kind: type[BaseModel], way: Way) -> type[BaseModel] | None:
    """The model of the fields at this way."""
    model: Any = kind
    for part in way:
        if isinstance(part, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or part not in model.model_fields:
            return None
        model = _inner(model.model_fields[part].annotation)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _field(kind: type[BaseModel], way: Way) -> FieldInfo | None:
    names = tuple(part for part in way if isinstance(part, str))
    model = _model(kind, names[:-1])
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
        inner = _inner(field.annotation)
        below = branches(inner) if isinstance(inner, type) and issubclass(inner, BaseModel) else ()
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
    return origin is not None and any(_many(argument) for argument in get_args(annotation) if argument is not ...) and origin in (Union, type(int | None))


def references(document: Document, kind: type[Record]) -> Iterator[Reference]:
    """Every link to another record that is written in this document, in the order of the kind's fields; none if it is not whole.

    They are read from what is written, so that a mistake elsewhere in the record hides no dead link.
    """
    return _references(document.values if document.whole else {}, branches(kind), document, ())


def _references(values: dict[str, Any], among: tuple[Branch, ...], document: Document, way: Way) -> Iterator[Reference]:
    for branch in among:
        value = values.get(branch.name)
        if value is None or branch.many != isinstance(value, list):
            continue
        way_here = (*way, branch.name)
        items = [((*way_here, index), item) for index, item in enumerate(value)] if branch.many else [(way_here, value)]
        for spot, item in items:
            if branch.target and isinstance(item, str) and item.strip():
                yield Reference(branch.target, " ".join(item.split()), _named(spot), document.place(spot))
            elif branch.below and isinstance(item, dict):
                yield from _references(item, branch.below, document, spot)


def translated(original: Document, translation: Document, kind: type[Record], language: str) -> tuple[Record | None, list[Problem]]:
    """The record with the texts of its translation in place of its own."""
    problems = list(translation.problems)
    if not (translation.values and translation.whole and original.values and original.whole):
        return None, problems
    merged = _merged(original.values, translation.values, kind, (), translation, problems, language)
    for name in ("title", "summary"):
        if name not in translation.values:
            problems.append(Problem(Place(translation.file), "missing", name, _description(kind, (name,))))
    if problems:
        return None, _once(problems)
    try:
        return kind.model_validate(merged), problems
    except ValidationError as error:
        ours = [details for details in _complaints(error) if tuple(details["loc"]) in translation.spots]
        return None, [problem_of(details, translation, kind) for details in ours]


def _merged(ours: Any, theirs: Any, model: type[BaseModel], way: Way, translation: Document, problems: list[Problem], language: str) -> dict[str, Any]:
    result = dict(ours)
    fields = {branch.name: branch for branch in branches(model)}
    for name, value in theirs.items():
        spot = (*way, name)

        def wrong(says: str, advice: str = "", spot: Way = spot) -> None:
            problems.append(Problem(translation.place(spot, key=True), says, _named(spot), advice))

        if name not in model.model_fields:
            carried = [branch.name for branch in fields.values() if branch.translated or branch.below]
            wrong("is not a field here", did_you_mean(name, carried, f"What can be translated here: {', '.join(carried)}."))
            continue
        branch = fields.get(name)
        if branch is None or not (branch.translated or branch.below):
            wrong("is not translated; it follows the original", "Delete it here.")
            continue
        if name not in ours:
            wrong("is not in the original", "Write it in the original first, or delete it here.")
            continue
        result[name] = _merged_value(ours[name], value, branch, model, spot, translation, problems, language, wrong)
    return result


def _merged_value(ours: Any, theirs: Any, branch: Branch, model: type[BaseModel], spot: Way, translation: Document, problems: list[Problem], language: str, wrong: Any) -> Any:
    if branch.many:
        if not isinstance(theirs, list):
            wrong(f"{_what(theirs)} where a list belongs", "Put each on a line of its own, after '- '.")
            return ours
        if not isinstance(ours, list):
            return ours
        if len(theirs) != len(ours):
            advice = "Translate each entry, in the same order" + ("; leave one that stays as it is empty: {}." if branch.below else ".")
            wrong(f"has {_entries(theirs)} here and {_entries(ours)} in the original", advice)
            return ours
    if branch.below:
        inner = _inner(model.model_fields[branch.name].annotation)
        pairs = list(zip(ours, theirs, strict=True)) if branch.many else [(ours, theirs)]
        merged = []
        for index, (mine, yours) in enumerate(pairs):
            way = (*spot, index) if branch.many else spot
            if not isinstance(yours, dict):
                problems.append(Problem(translation.place(way), f"{_what(yours)} where fields belong", _named(way)))
                return ours
            if not isinstance(mine, dict):
                return ours
            merged.append(_merged(mine, yours, inner, way, translation, problems, language))
        return merged if branch.many else merged[0]
    if branch.many:
        return [Text(text, language) if isinstance(text, str) else text for text in theirs]
    return Text(theirs, language) if isinstance(theirs, str) else theirs


def _entries(written: list[Any]) -> str:
    return f"{len(written)} {'entry' if len(written) == 1 else 'entries'}"


def untranslated(record: BaseModel) -> bool:
    """Whether any text of a translation is still the original's."""
    for branch in branches(type(record)):
        value = getattr(record, branch.name)
        items = value if branch.many else () if value is None else (value,)
        for item in items:
            if branch.below and not branch.target:
                if untranslated(item):
                    return True
            elif branch.translated and item and type(item) is not Text:
                return True
    return False
