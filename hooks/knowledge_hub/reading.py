"""A document becomes a record, or problems: the model's complaints in the contributor's words."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from sys import intern
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge_hub.document import Document, Way, named
from knowledge_hub.explaining import languages
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Fix, Place, Problem, did_you_mean, surely
from knowledge_hub.shape import Branch, branches, field_at, model_at, shapes
from knowledge_hub.speech import Speech, plain

ALIKE = 0.75  # how alike two names of fields have to be so that one may be the other misspelt: they are short
BELOW = "It belongs below '{}:', further in."
OUTSIDE = "'{}' is a field of the record itself: it stands further out."
ENTRY = "It belongs in an entry of '{}:', further in."


class Reference(NamedTuple):
    """A link to another record, checked when all records are known: it remembers where it was written."""

    kind: str
    id: str
    field: str
    place: Place

    @property
    def record(self) -> tuple[str, str]:
        """The kind and id of the record it leads to: that of a step of a guide is the guide."""
        return ("guide", self.id.partition("/")[0]) if self.kind == "guide-step" else (self.kind, self.id)


def record_of(document: Document, kind: type[Record]) -> tuple[Record | None, list[Problem]]:
    """The record of this kind that the document holds, or None and what is wrong."""
    problems = list(document.problems)
    if not document.values or not document.whole:
        return None, problems
    try:
        record = kind.model_validate(document.values)
    except ValidationError as error:
        broken = {problem.place for problem in problems}
        found = (problem_of(details, document, kind) for details in complaints(error))
        return None, problems + once([problem for problem in found if problem.place not in broken])
    for way, code, says, advice, *instead in record.all_rules():
        place = document.place(way)
        fix = document.mend(place, document.text_of(way), instead[0]) if instead else None
        problems.append(Problem(place, says, named(way), advice, code=code, fix=fix))
    return (None if problems else record), problems


def complaints(error: ValidationError) -> Iterator[ErrorDetails]:
    """What the model says, without what follows from it: a list is not empty because its entries are wrong."""
    return (details for details in error.errors(include_url=False) if details["type"] != "too_short" or not details["input"])


def once(problems: list[Problem]) -> list[Problem]:
    """A misspelt or misplaced field is one mistake: that it, or the part it belongs to, is missing where it belongs is not said as well."""
    told = {problem.advice for problem in problems}
    return [problem for problem in problems if not told & _said_instead(problem)]


def _said_instead(problem: Problem) -> set[str]:
    """The advice that has this problem said already."""
    name = problem.field.rpartition(".")[2]
    if problem.code == "missing-field":
        return {f"did you mean '{name}'?", OUTSIDE.format(name), BELOW.format(name)}
    return {BELOW.format(name)} if problem.code == "empty-field" else set()


def problem_of(details: ErrorDetails, document: Document, kind: type[BaseModel]) -> Problem:
    """One complaint of the model as a problem with its place."""
    way: Way = tuple(details["loc"])
    sort, written, described = details["type"], details["input"], description_of(kind, way)
    if sort == "missing":
        return Problem(document.place(way, key=len(way) > 1), "missing", named(way), described, code="missing-field")
    if sort == "extra_forbidden":
        return _unknown(document, kind, way)
    place = document.place(way)
    if isinstance(written, str) and not written.strip():
        return Problem(place, "is empty", named(way), described, code="empty-field")
    if sort == "refused":
        told = details["ctx"]
        fix = document.mend(place, written.strip(), told["instead"], told["part"]) if isinstance(written, str) else None
        return Problem(place, told["says"], named(way), told["advice"], code=told["code"], fix=fix)
    if sort == "tuple_type":
        return _not_a_list(document, kind, way, written)
    if sort in ("model_type", "model_attributes_type"):
        model = model_at(kind, way)
        advice = f"The fields here: {', '.join(model.model_fields) if model else ''}."
        return Problem(place, f"{what_stands(written)} where fields belong", named(way), advice, code="fields-expected")
    if sort == "too_short":
        return Problem(place, "is an empty list", named(way), described, code="empty-list")
    return Problem(place, f"{what_stands(written)} where one text belongs", named(way), code="text-expected")


def _unknown(document: Document, kind: type[BaseModel], way: Way) -> Problem:
    model = model_at(kind, way[:-1])
    name, known = str(way[-1]), list(model.model_fields) if model else []
    meant = meant_by(name, model, known) if model else ""
    otherwise = _elsewhere(document, kind, way) or did_you_mean(name, known, f"The fields here: {', '.join(known)}.", near=ALIKE)
    advice = f"did you mean '{meant}'?" if meant else otherwise
    of = f"of {kind.called[1].lower()}" if len(way) == 1 and issubclass(kind, Record) else "here"
    fix = renamed(document, way, meant)
    return Problem(document.place(way, key=True), f"is not a field {of}", named(way), advice, code="unknown-field", fix=fix)


def meant_by(name: str, model: type[BaseModel], known: Collection[str]) -> str:
    """The known field that must be meant: called so in a language of the hub, or misspelt; empty where there is none."""
    called = _by_label(model).get(plain(name), "")
    return called if called in known else surely(name, known)


@cache
def _by_label(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a model by what they are called; of two that are called alike the first."""
    return {plain(Speech(language).say(shape.label)): shape.name for language in languages() for shape in reversed(shapes(model))}


def _elsewhere(document: Document, kind: type[BaseModel], way: Way) -> str:
    """Where in the record a field of this name stands, if that can be one place only."""
    name, model = way[-1], model_at(kind, way[:-1])
    in_part = len(way) > 1 and all(isinstance(step, str) for step in way)
    if in_part and name in kind.model_fields and (name,) not in document.spots:
        return OUTSIDE.format(name)
    parts = [shape for shape in (shapes(model) if model else ()) if any(below.name == name for below in shape.below)]
    found = [shape for shape in parts if not shape.many] or parts
    if len(found) != 1:
        return ""
    return (ENTRY if found[0].many else BELOW).format(found[0].name)


def renamed(document: Document, way: Way, meant: str) -> Fix | None:
    """What gives a field the name that is meant, if no field there has it."""
    return document.mend(document.place(way, key=True), str(way[-1]), meant) if (*way[:-1], meant) not in document.spots else None


def _not_a_list(document: Document, kind: type[BaseModel], way: Way, written: Any) -> Problem:
    """One value, or fields, stand where a list belongs. A value that is one word becomes the only entry."""
    place, advice = document.place(way), "Put each on a line of its own, after '- '."
    alone = isinstance(written, str) and re.fullmatch(r"[\w-]+(/[\w-]+)?", written) and not model_at(kind, way)
    fix = document.mend(place, written, f"[{written}]") if alone and document.text_at(place).startswith(written) else None
    return Problem(place, f"{what_stands(written)} where a list belongs", named(way), advice, code="list-expected", fix=fix)


def what_stands(written: Any) -> str:
    return "is a list" if isinstance(written, list) else "holds fields" if isinstance(written, dict) else "is one value"


def description_of(kind: type[BaseModel], way: Way) -> str:
    field = field_at(kind, way)
    return (field.description or "") if field else ""


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
                yield Reference(branch.target, intern(" ".join(item.split())), intern(named(spot)), document.place(spot))
            elif branch.below and isinstance(item, dict):
                yield from _references(item, branch.below, document, spot)
