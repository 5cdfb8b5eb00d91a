"""External addresses are found in records and pages, each with the places where it is written."""

import time
from pathlib import Path

import pytest

from knowledge_hub.external.prose import addresses_in_prose
from knowledge_hub.external.written import Link, links_in
from knowledge_hub.problems import Place
from knowledge_hub.project import Project

A, B = "https://a.eu/x", "https://b.eu/y"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (f"[A]({A}) and [B]({B} 'a title').", [A, B]),
        (f"[A]({A})[B]({B})", [A, B]),
        (f"Bare {A}, and in brackets ({B}).", [A, B]),
        (f"**{A}** and _{B}_", [A, B]),
        (f"<{A}> and [{B}]({B})", [A, B, B]),
        ("[A](https://a.eu/x_(y)) and https://a.eu/x_(y).", ["https://a.eu/x_(y)", "https://a.eu/x_(y)"]),
        ("<https://a.eu/x.> [A](https://a.eu/x_)", ["https://a.eu/x.", "https://a.eu/x_"]),
        (f"See [A][a].\n\n[a]: {A}_ 'title'\n", [f"{A}_"]),
        (f"""<a href="{A}">A</a> <a href='{B}'>B</a>""", [A, B]),
        (f"| {A}|{B} |", [A, B]),
        ("https://a.eu/?a=1&amp;b=2 https://a.eu/?copy=1&copy=2", ["https://a.eu/?a=1&b=2", "https://a.eu/?copy=1&copy=2"]),
        (r"[A](https://a.eu/x\_y)", ["https://a.eu/x_y"]),
        (f"`{A}` but ``x ` {A}`` and {B}", [B]),
        (f"a ` alone {A}\n\nand ` here {B}", [A, B]),
        (f"```text\n{A}\n```\n{B}", [B]),
        (f"- ~~~\n  {A}\n  ~~~~\n- {B}", [B]),
        (f"<!-- {A} -->{B}<!-- open", [B]),
        (f"!!! note\n\n    In a box: {A}\n", [A]),
        ("https:// is how an address begins", []),
        ("", []),
    ],
)
def test_addresses_are_found_in_prose(text: str, addresses: list[str]) -> None:
    assert [written.address for written in addresses_in_prose(text)] == addresses


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("` `` " * 20_000 + A, 1),
        ("`a\n\n" * 20_000 + A, 1),
        ("<!--" * 2_000 + A, 1),
        (" " * 200_000 + A, 1),
        (f"[{A}](" * 5_000, 5_000),
        (f"[a]: {A} " * 5_000, 5_000),
        ("https://" * 20_000, 1),
    ],
)
def test_prose_that_is_meant_to_be_slow_is_read_in_a_moment(text: str, addresses: int) -> None:
    begun = time.process_time()
    assert len(list(addresses_in_prose(text))) == addresses
    assert time.process_time() - begun < 2


RECORD = """\
title: "Heat from https://a.eu/x"
url: https://a.eu/x
sources:
  - title: Two
    url: 'https://b.eu/y'
    read: 2026-01-15
text: |
  See [this](https://c.eu/1) and
  [that](https://c.eu/2), and [this](https://c.eu/1) again.
summary: >-
  Folded, with
  https://c.eu/3 in it.
escaped: "\\u0068ttps://d.eu/z"
nothing: [http://127.0.0.1/, http://localhost/, http://a.eu:8080/, mailto:a@b.eu]
# https://a.eu/comment
"""


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def test_links_of_records_stand_where_their_first_letter_does(tmp_path: Path) -> None:
    write(tmp_path, "content/guides/heat.yml", RECORD)

    def places(*spots: tuple[int, int]) -> tuple[Place, ...]:
        return tuple(Place("content/guides/heat.yml", *spot) for spot in spots)

    assert links_in(Project(tmp_path)) == (
        Link("https://a.eu/x", places((1, 19), (2, 6))),
        Link("https://b.eu/y", places((5, 11))),
        Link("https://c.eu/1", places((8, 14), (9, 38))),
        Link("https://c.eu/2", places((9, 10))),
        Link("https://c.eu/3", places((12, 3))),
        Link("https://d.eu/z", places((13, 10))),
    )


def test_a_link_knows_all_its_places_and_our_own_pages_are_not_external(tmp_path: Path) -> None:
    write(tmp_path, "content/guides/heat.yml", "\ufefftitle: Heat\r\nurl: https://a.eu/x\r\n")
    write(tmp_path, "content/guides/heat.cs.yml", "title: Teplo, https://a.eu/x\n")
    write(tmp_path, "content/guides/broken.yml", "title: [https://a.eu/in-a-list\n")
    write(tmp_path, "content/README.md", "https://a.eu/not-read")
    write(tmp_path, "docs/en/about.md", "\ufeff# Žluť\r\n\r\nPříště: https://a.eu/x and https://hub.eu/page/\r\n")
    write(tmp_path, "docs/style.css", "/* https://a.eu/not-read */")
    (tmp_path / "docs/link.md").symlink_to(tmp_path / "docs/en/about.md")
    assert links_in(Project(tmp_path, url="https://hub.eu/")) == (
        Link("https://a.eu/in-a-list", (Place("content/guides/broken.yml", 1, 9),)),
        Link(
            "https://a.eu/x",
            (
                Place("content/guides/heat.cs.yml", 1, 15),
                Place("content/guides/heat.yml", 2, 6),
                Place("docs/en/about.md", 3, 9),
            ),
        ),
    )


def test_a_project_without_content_has_no_links(tmp_path: Path) -> None:
    assert links_in(Project(tmp_path)) == ()
