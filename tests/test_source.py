"""YAML text becomes plain values that know their place."""

from pathlib import Path

import pytest

from knowledge_hub.document import Document, Value, Way
from knowledge_hub.problems import Place
from knowledge_hub.source import parse, read

WATER = """\
# A record of ours.
title: Water
topics: [energy, 'wood']
sources:
  - title: Wood
    read: 2026-01-15

  -   title:   "Čistá voda"   # the second
      url: >-
        https://wood.eu/
place:
  country: CZ
"""


def document(text: str) -> Document:
    return parse(text, Document("water.yml"))


def values(text: str) -> dict[str, Value]:
    """What the text holds, when nothing is wrong with it."""
    read = document(text)
    assert read.problems == []
    return read.values


def test_values_are_read_as_they_are_nested() -> None:
    assert values(WATER) == {
        "title": "Water",
        "topics": ["energy", "wood"],
        "sources": [{"title": "Wood", "read": "2026-01-15"}, {"title": "Čistá voda", "url": "https://wood.eu/"}],
        "place": {"country": "CZ"},
    }


@pytest.mark.parametrize(
    ("way", "key", "value"),
    [
        (("title",), (2, 1), (2, 8)),
        (("topics",), (3, 1), (3, 9)),
        (("topics", 0), (3, 10), (3, 10)),
        (("topics", 1), (3, 18), (3, 18)),
        (("sources",), (4, 1), (5, 3)),
        (("sources", 0), (5, 5), (5, 5)),
        (("sources", 0, "read"), (6, 5), (6, 11)),
        (("sources", 1, "title"), (8, 7), (8, 16)),
        (("sources", 1, "url"), (9, 7), (9, 12)),
        (("place", "country"), (12, 3), (12, 12)),
    ],
)
def test_every_key_and_value_knows_its_line_and_column(way: Way, key: tuple[int, int], value: tuple[int, int]) -> None:
    water = document(WATER)
    assert water.place(way, key=True) == Place("water.yml", *key)
    assert water.place(way) == Place("water.yml", *value)


@pytest.mark.parametrize(
    ("way", "place"),
    [
        (("place", "city"), (12, 3)),
        (("sources", 1, "read"), (8, 7)),
        (("sources", 7, "title"), (5, 3)),
        (("summary",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_what_is_not_written_stands_where_its_nearest_ancestor_does(way: Way, place: tuple[int, int]) -> None:
    assert document(WATER).place(way) == Place("water.yml", *place)


@pytest.mark.parametrize(
    "written",
    [
        *("no", "yes", "on", "off", "true", "3.10", "1e3", ".inf", "007", "0x1F", "0o17", "1_000", "1:30", "12:30:45"),
        *("2026-01-15", "="),
    ],
)
def test_scalars_stay_the_text_that_was_written(written: str) -> None:
    assert values(f"a: {written}\nb: [{written}]\n") == {"a": written, "b": [written]}


def test_field_names_stay_text_too() -> None:
    assert values("no: a\n1: b\nnull: c\n2026-01-15: d\n") == {"no": "a", "1": "b", "null": "c", "2026-01-15": "d"}


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_a_word_for_nothing_is_a_text_in_quotes_alone(word: str) -> None:
    assert values(f"a: '{word}'\nb: [\"{word}\"]\nc: >-\n  {word}\nd: {word} and more\n") == {
        "a": word,
        "b": [word],
        "c": word,
        "d": f"{word} and more",
    }
    bare = document(f"a: {word}  # still to come\nb: [{word}]\n")
    says, advice = f"'{word}' without quotes stands for nothing", "Fill it in, or delete the line; a text goes in quotes."
    assert bare.values == {"a": "", "b": [""]}
    assert [str(problem) for problem in bare.problems] == [
        f"water.yml:1:4: a: {says}\n    {advice}",
        f"water.yml:2:5: b: {says}\n    {advice}",
    ]


def test_a_field_left_empty_is_an_empty_text() -> None:
    assert values("a:\nb: ''\nc:\n- \n") == {"a": "", "b": "", "c": [""]}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("|\n  One.\n\n  Two:\n    three.\n", "One.\n\nTwo:\n  three.\n"),
        ("|-\n  One.\n  Two.\n\n", "One.\nTwo."),
        (">\n  One\n  line.\n\n  Another.\n", "One line.\nAnother.\n"),
        (">-\n  One\n  line.\n", "One line."),
        ("One\n  line.\n", "One line."),
        ("'It''s\n  one line.'\n", "It's one line."),
        ('"One\\nTwo \\u010d \\"three\\""\n', 'One\nTwo č "three"'),
        ("|\n  # No comment.\n  - no: list\n", "# No comment.\n- no: list\n"),
    ],
)
def test_texts_of_several_lines(written: str, text: str) -> None:
    assert values(f"text: {written}") == {"text": text}


def test_a_text_begins_where_its_bar_or_quote_does() -> None:
    water = document("text: |\n  One.\nwords:\n  'Two.'\nlines:\n  Three\n  four.\n")
    places = [water.place((name,)) for name in ("text", "words", "lines")]
    assert places == [Place("water.yml", 1, 7), Place("water.yml", 4, 3), Place("water.yml", 6, 3)]


def test_columns_count_letters_and_not_bytes() -> None:
    assert document('"žluťoučký": {kůň: úpěl}\n').place(("žluťoučký", "kůň")) == Place("water.yml", 1, 20)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    water = document(WATER.replace("\n", end))
    assert (water.values, water.spots, water.problems) == (values(WATER), document(WATER).spots, [])


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "water.yml"
    path.write_text(WATER, encoding="utf-8-sig")
    assert read(path, "water.yml") == document(WATER)


def test_a_missing_last_line_end_is_no_mistake() -> None:
    assert values("title: Water") == {"title": "Water"}


def test_what_stands_before_a_mistake_is_kept_and_marked_as_not_whole() -> None:
    water = document("title: Water\ntopics: [energy\n")
    assert (water.values, water.whole) == ({"title": "Water", "topics": ["energy"]}, False)


def test_a_field_that_stands_there_twice_keeps_its_first_value() -> None:
    water = document("title: Water\ntitle: {not: [this]}\nsummary: Again.\n")
    assert (water.values, water.whole) == ({"title": "Water", "summary": "Again."}, True)
