"""The guide to the fields tells of every field of every kind, in both languages, from the one declaration."""

from functools import cache

import pytest
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import reader
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.good_practice import FORMATS
from knowledge_hub.kinds.record import Record
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.skeleton import skeleton
from knowledge_hub.speech import Speech
from small_project import built

LANGUAGES = {"en": "", "cs": "cs/"}
FORMATS_IN_FULL = """\
How it was done formats
needed list
How it was done, as in helpdesk or industrial-symbiosis.
One of the words below."""
FORMATS_IN_CZECH = """\
Jak se to dělalo formats
povinné seznam
Jak se to dělalo, například helpdesk nebo industrial-symbiosis.
Jedno ze slov níže."""


@cache
def page_of(path: str) -> LexborHTMLParser:
    project, _ = built("off")
    return LexborHTMLParser((project / "site" / path / "index.html").read_text(encoding="utf-8"))


def lines_of(path: str, selector: str) -> str:
    """What stands in the rows of a section, row by row."""
    section = page_of(path).css_first(selector)
    rows = list(section.css("h2, p, li, pre"))
    return "\n".join(" ".join(row.text(separator=" ").split()) for row in rows).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_stands_in_the_guide_with_its_description(kind: type[Record], language: str) -> None:
    page, say = page_of(f"{LANGUAGES[language]}contribute/fields/{kind.kind}"), Speech(language).say
    told = {section.attributes["id"]: section for section in page.css("section.field-told")}
    assert list(told) == [shape.name for shape in shapes(kind)]
    for shape in shapes(kind):
        section = told[shape.name]
        assert section.css_first("h2").text() == f"{say(shape.label)} {shape.name}"
        assert section.css_first(".stack > p:not(.marks)").text() == say(shape.description)
        assert [code.text() for code in section.css("dt > code")] == list(names_below(shape))


def names_below(shape: Shape) -> list[str]:
    return [name for below in shape.below for name in (below.name, *names_below(below))]


@pytest.mark.parametrize(("prefix", "said"), [("", FORMATS_IN_FULL), ("cs/", FORMATS_IN_CZECH)])
def test_a_field_in_full(prefix: str, said: str) -> None:
    told = lines_of(f"{prefix}contribute/fields/good-practice", "#formats")
    *head, example = told.split("\n")
    assert "\n".join(head[:4]) == said
    assert [line.split()[0] for line in head[4:]] == list(FORMATS)
    assert example == "formats: - helpdesk - innovation-challenge"


def test_a_field_that_names_records_leads_to_all_of_them() -> None:
    link = page_of("contribute/fields/news").css_first("#topics .stack a")
    assert (link.text(), link.attributes["href"]) == ("All that there are", "../../../topics/")


def test_what_counts_without_a_field_is_told() -> None:
    said = [" ".join(line.text().split()) for line in page_of("contribute/fields/event").css("#recordings dd p.small")]
    assert said == ["An address on the web.", "The code of a language: two small letters. Without it: en."]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_chips_part_what_is_needed_from_the_rest(kind: type[Record]) -> None:
    needed, more = page_of(f"contribute/fields/{kind.kind}").css("nav.section > .chips")
    assert [link.attributes["href"] for link in needed.css("a")] == [f"#{shape.name}" for shape in shapes(kind) if shape.required]
    assert [link.attributes["href"] for link in more.css("a")] == [f"#{shape.name}" for shape in shapes(kind) if not shape.required]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_record_to_fill_in_is_the_skeleton_and_the_schema_is_there(kind: type[Record]) -> None:
    page = page_of(f"cs/contribute/fields/{kind.kind}")
    assert page.css_first("#skeleton pre").text() == skeleton(kind)
    assert f"../../../../schemas/{kind.kind}.json" in [link.attributes["href"] for link in page.css(".actions a")]


def test_the_first_page_leads_to_each_kind_and_counts_its_fields() -> None:
    page = page_of("cs/contribute/fields")
    assert [link.attributes["href"] for link in page.css(".told-kinds a")] == [f"../../../cs/contribute/fields/{kind}/" for kind in KINDS]
    assert page.css_first(".told-kinds li:last-child p:last-child").text() == "2\u00a0povinná pole, 11\u00a0dalších polí"


def test_the_record_to_fill_in_can_be_copied(browser: Browser, server: str) -> None:
    with reader(browser, server, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto("contribute/fields/news/")
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_role("status")).to_have_text("The record is copied.")
        assert page.evaluate("navigator.clipboard.readText()") == skeleton(KINDS["news"])
