"""Pictures of figures: where their bars and dots stand, what is left out, and that they say what their tables say."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.project import Project
from knowledge_hub.views.pictures import budget_of, budgets, compared, events_by_series
from small_project import catalogue_of

TEXT = "title: A record\nsummary: It is.\n"
EVENT = TEXT + "form: meeting\nmode: online\nstart: "
RECORDS = {
    "organisations/body.yml": TEXT + "sort: cluster\ncountry: CZ\n",
    "projects/large.yml": TEXT + "budget: 4000\neu_part: 1000\n",
    "projects/middle.yml": TEXT + "short: Middle\nbudget: 2000\n",
    "projects/silent.yml": TEXT,
    "event-series/days.yml": TEXT.replace("A record", "Days") + "organiser: body\nwhat_for: To meet.\n",
    "events/first.yml": EVENT + "2024-01-20\nseries: days\n",
    "events/second.yml": EVENT + "2025\nseries: days\n",
    "events/alone.yml": EVENT + "2025-12\n",
}


def figure(value: str, indicator: str = "saved", **more: Any) -> Figure:
    return Figure.model_validate({"indicator": indicator, "value": value, "unit": "t", **more})


def test_budgets_stand_on_one_scale_with_the_part_of_the_eu_and_those_unknown_are_counted(tmp_path: Path) -> None:
    found = budgets(catalogue_of(tmp_path, RECORDS), "en")
    assert found is not None
    assert [(bar.lines, bar.y, bar.top, bar.width, bar.part) for bar in found.plot.bars] == [
        (("A record",), 4, 28, 400.0, 100.0),
        (("Middle",), 54, 78, 200.0, None),
    ]
    assert ([entry.id for entry in found.known], found.unknown, found.plot.height) == (["large", "middle"], 1, 104)


def test_where_no_budget_is_known_none_is_drawn(tmp_path: Path) -> None:
    assert budgets(catalogue_of(tmp_path, {"projects/silent.yml": TEXT}), "en") is None


@pytest.mark.parametrize(
    ("budget", "eu_part", "width"),
    [("100", "25", 100.0), ("100", "100", 400.0), ("100", "101", None), ("100", None, None), (None, "25", None)],
)
def test_a_project_shows_its_budget_where_the_part_of_the_eu_is_known_as_well(
    budget: str | None, eu_part: str | None, width: float | None
) -> None:
    plot = budget_of(Project(title="A", summary="B", budget=budget, eu_part=eu_part))
    assert (plot.bars[0].part if plot else None) == width


def test_events_stand_in_their_month_on_the_line_of_their_series(tmp_path: Path) -> None:
    found = events_by_series(catalogue_of(tmp_path, RECORDS), "en")
    assert found is not None
    assert found.years == ((2024, 300.0), (2025, 900.0))
    assert [(strip.name, strip.y, strip.dots, strip.counts) for strip in found.strips] == [
        ("Days", 76, (31.5, 900.0), (1, 1)),
        ("", 136, (1175.0,), (0, 1)),
    ]


def test_events_of_a_series_that_is_a_draft_stand_with_those_of_none(tmp_path: Path) -> None:
    draft = {"event-series/days.yml": RECORDS["event-series/days.yml"] + "draft: true\n"}
    found = events_by_series(catalogue_of(tmp_path, RECORDS | draft), "en")
    assert found is not None
    assert [(strip.name, strip.counts) for strip in found.strips] == [("", (1, 2))]


@pytest.mark.parametrize(
    ("figures", "drawn"),
    [
        pytest.param([figure("4", year="2024"), figure("1", year="2024")], [("t", [400.0, 100.0], False)], id="of one unit and year"),
        pytest.param([figure("4", year="2024"), figure("1", year="2023")], [], id="of two years"),
        pytest.param([figure("4", year="2024"), figure("1", year="2024-05")], [], id="of a year and a month"),
        pytest.param([figure("4", year="2024"), figure("1", year="2024", unit="EUR")], [], id="of two units"),
        pytest.param([figure("4"), figure("1")], [], id="of a year that is not stated"),
        pytest.param([figure("4", year="2024", unit=None), figure("1", year="2024", unit=None)], [], id="of no unit"),
        pytest.param([figure("25", "of the members", unit="%")], [("%", [100.0], True)], id="a part of a whole"),
        pytest.param([figure("25", "growth", unit="%")], [], id="growth is no part"),
        pytest.param([figure("105", "of the goals", unit="%")], [], id="more than the whole"),
        pytest.param(
            [figure("25", "of them", unit="%"), figure("50", "less waste", unit="%")],
            [("%", [100.0], True), ("%", [200.0], True)],
            id="parts whose years are not stated",
        ),
    ],
)
def test_results_stand_beside_each_other_where_they_are_of_one_unit_and_one_stated_year(
    figures: list[Figure], drawn: list[tuple[str, list[float], bool]]
) -> None:
    plots = compared(figures, figures)
    assert [(plot.measure, [bar.width for bar in plot.bars], plot.scaled) for plot in plots] == drawn


def test_a_long_name_takes_more_lines_and_pushes_its_bar_down() -> None:
    plot = compared(*[[figure("2", "so many words that two lines are needed", year="2024"), figure("1", year="2024")]] * 2)[0]
    assert [(bar.lines, bar.y, bar.top) for bar in plot.bars] == [
        (("so many words that two lines are", "needed"), 4, 48),
        (("saved",), 74, 98),
    ]
    assert plot.height == 124
    assert plot.bars[0].figure.value == Decimal(2)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("language", ["", "cs/"])
def test_the_numbers_in_the_picture_of_budgets_are_those_of_its_table(site: Path, language: str) -> None:
    page = LexborHTMLParser((site / language / "projects" / "index.html").read_text(encoding="utf-8"))
    section = page.css_first("section[aria-labelledby=budgets]")
    drawn = [digits(text.text()) for text in section.css("svg .worth")]
    assert drawn == [digits(cell.text()) for cell in section.css("tbody td:nth-child(2)")][: len(drawn)]
    assert len(section.css("svg rect.told")) == len([row for row in section.css("tbody tr")[:10] if not row.css_first(".quiet")])


@pytest.mark.parametrize("language", ["", "cs/"])
def test_there_are_as_many_dots_as_the_table_counts_events(site: Path, language: str) -> None:
    page = LexborHTMLParser((site / language / "event-series" / "index.html").read_text(encoding="utf-8"))
    section = page.css_first("section[aria-labelledby=over-time]")
    sums = [int(row.css("td")[-1].text()) for row in section.css("tbody tr")]
    assert sums == [sum(int(cell.text() or 0) for cell in row.css("td")[:-1]) for row in section.css("tbody tr")]
    assert sum(sums) == len(section.css("svg circle")) > 50


def test_ids_of_pictures_are_their_own_and_name_what_they_title(site: Path) -> None:
    for path in ("projects", "event-series", "good-practices/eco-world-styria-roundtables", "projects/cb2east"):
        page = LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))
        ids = [element.attributes["id"] for element in page.css("[id]")]
        assert len(ids) == len(set(ids))
        for picture in page.css("[data-plot] svg"):
            named = (picture.attributes["aria-labelledby"] or "").split()
            assert [page.css_first(f"#{id}").tag for id in named] == ["title", "desc"]
