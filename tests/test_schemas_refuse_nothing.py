"""What the reader of a sort of value takes, its schema takes: as an editor sees it written plainly, and in quotes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic_core import PydanticCustomError

from knowledge_hub.document import Document
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.marks import Sort
from knowledge_hub.shape import models_of, shapes
from knowledge_hub.source import parse
from test_schemas import as_an_editor_sees

MODELS = [model for kind in KINDS.values() for model in models_of(kind)]
SORTS = {shape.sort.name: shape.sort for model in MODELS for shape in shapes(model) if shape.sort}

WORDS = ["no", "NO", "yes", "true", "007", "3.10", "1e3", "0x1F", "0o17", "-0", ".inf", "CZ", "EU", "UTC", "Europe/Prague", "cs", "x@y.eu"]
TIMES = ["2027", "1999-12", "2027-02-04T9:30", "2027-02-04  24:00", "24:00", "9:30", "09:30", "00:00"]
ADDRESSES = ["HTTPS://Example.org/a", "http://example.org", "https://čeština.cz/ž?a=b&c#d", "/old//path/", "good-practices/old"]
TEXTS = st.one_of(
    st.sampled_from([*WORDS, *TIMES, *ADDRESSES, *(example for sort in SORTS.values() for example in sort.examples)]),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str),
    st.integers(-(10**15), 10**15).map(str),
    st.decimals(-(10**9), 10**9, places=3).map(str),
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}(/[a-z0-9]{1,9}){0,2}", fullmatch=True),
    st.from_regex(r"https?://[a-z]{1,9}\.(org|eu|cz)(/[a-z.~-]{0,9}){0,3}(\?[a-z=&;%0-9]{0,9})?", fullmatch=True),
    st.from_regex(r"[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}(R?\([0-9]{2}\))?", fullmatch=True),
    st.text(max_size=320),
)


def ways_to_write(text: str) -> list[Any]:
    """The text as an editor sees it in quotes, and plainly where YAML lets it stand so."""
    plain = f"x: {text}\n"
    read = parse(plain, Document("x.yml"))
    alone = not read.problems and read.values == {"x": text}
    return [text, *([as_an_editor_sees(plain)["x"]] if alone else [])]


@pytest.mark.parametrize("sort", SORTS.values(), ids=SORTS)
@given(text=TEXTS)
@settings(max_examples=80, deadline=None, database=None)
def test_a_schema_refuses_nothing_that_the_reader_takes(sort: Sort, text: str) -> None:
    text = text.strip()
    for value in ways_to_write(text) if taken(sort, text) else ():
        assert [error.message for error in Draft202012Validator(sort.schema).iter_errors(value)] == []


def test_every_sort_that_a_field_holds_is_looked_at() -> None:
    assert len(SORTS) >= 20
    assert all(any(taken(sort, text) for text in (*WORDS, *TIMES, *ADDRESSES, *sort.examples)) for sort in SORTS.values())


def taken(sort: Sort, text: str) -> bool:
    try:
        sort.value_of(text)
    except PydanticCustomError:
        return False
    return True
