"""The skeleton of a record names every field, and what stands in it as an example can be taken over."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from knowledge_hub.document import Document
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.reading import record_of
from knowledge_hub.shape import Shape, models_of, shapes
from knowledge_hub.skeleton import skeleton, sketch
from knowledge_hub.source import parse
from small_project import ROOT

NEWS = Path(__file__).parent / "cases" / "skeletons" / "news.yml"


def test_a_skeleton_stands_there_in_full() -> None:
    assert skeleton(KINDS["news"]) == NEWS.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_of_a_skeleton_only_what_is_needed_is_missing(kind: type[Record]) -> None:
    """A part in which nothing is needed by itself opens with its first field."""
    _, problems = record_of(parse(skeleton(kind), Document("new.yml")), kind)
    assert [(problem.field, problem.code) for problem in problems] == [(field, "empty-field") for field in needed(shapes(kind))]


def needed(fields: tuple[Shape, ...], way: str = "") -> list[str]:
    found = []
    for field in fields:
        if field.required:
            inner = needed(field.below, f"{way}{field.name}.") or [f"{way}{field.name}.{below.name}" for below in field.below[:1]]
            found += inner or [f"{way}{field.name}"]
    return found


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_example_of_a_skeleton_is_read_without_the_sign_before_it(kind: type[Record]) -> None:
    for shape in shapes(kind):
        text = re.sub(r"^( *(?:- )?)# ", r"\1", sketch(shape), flags=re.MULTILINE)
        _, problems = record_of(parse(text, Document("new.yml")), kind)
        wrong = [problem for problem in problems if problem.code not in ("missing-field", "empty-field")]
        assert wrong == [], text


def test_ids_in_examples_are_those_of_real_records() -> None:
    told = [(kind.kept_in, id) for kind in KINDS.values() for id in kind.examples]
    assert [id for folder, id in told if not (ROOT / "content" / folder / f"{id}.yml").is_file()] == []


@pytest.mark.parametrize(
    "model", dict.fromkeys(model for kind in KINDS.values() for model in models_of(kind)), ids=lambda model: model.__name__
)
def test_every_field_that_is_no_part_has_two_examples_at_least(model: type[BaseModel]) -> None:
    """An editor writes a single example into the record by itself."""
    assert [shape.name for shape in shapes(model) if not shape.below and len(shape.examples) < 2] == []
