"""The page of deadlines: the picture and the table hold the same days, and what is not known is said."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import reader
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.views import deadlines, home
from knowledge_hub.views.year_plot import LABELS, RIGHT, WIDTH, Plot, Words, year_plot
from small_project import NOW, SMALL, catalogue_of, contents

TODAY = NOW.date()
WORDS = Words(
    title=lambda mark: str(mark.entry.record.title),
    day=lambda day: f"{day.day} {day:%b}",
    money=lambda mark: "EUR 18 million" if mark.entry.id == "paid" else "",
    month=lambda day: f"{day:%b}",
)


def call(opens: str, *cut_offs: str, title: str = "Call") -> str:
    days = "".join(f"- day: {day}\n" for day in cut_offs)
    return f"title: {title}\nsummary: Money.\nopens: {opens}\ndeadline_model: multiple-cut-off\ncut_offs:\n{days}"


def plot_of(catalogue: Catalogue) -> Plot:
    calls = home.calls_ahead(catalogue, NOW)
    return year_plot(calls, home.duties_ahead(catalogue, NOW, len(calls) + 1), TODAY, WORDS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small project."""
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    return catalogue_of(tmp_path_factory.mktemp("deadlines"), records)


def test_the_deadlines_ahead_in_the_small_project(small: Catalogue) -> None:
    assert [(one.sort, one.entry.id, one.first.isoformat()) for one in deadlines.deadlines_ahead(small, TODAY)] == [
        ("cut-off", "clean-rivers", "2026-02-20"),
        ("opens", "dry-summers", "2026-03-02"),
        ("cut-off", "dry-summers", "2026-05-12"),
        ("duty", "water-law", "2026-06-30"),
        ("cut-off", "dry-summers", "2026-10-06"),
    ]


def test_the_picture_of_the_small_project(small: Catalogue) -> None:
    plot = plot_of(small)
    assert [(row.lines, [str(day) for day in row.days]) for row in plot.rows] == [
        (("Clean rivers",), ["2026-02-20"]),
        (("Dry summers",), ["2026-03-02", "2026-05-12", "2026-10-06"]),
        (("Water law",), ["2026-06-30"]),
    ]
    assert " ".join(column.name for column in plot.columns) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan"
    assert [column.year for column in plot.columns if column.year] == ["2026", "2027"]


def test_a_bar_runs_from_the_opening_to_the_last_cut_off_and_no_further_than_the_picture(tmp_path: Path) -> None:
    records = {
        "a-opened": call("2025-06-01", "2026-03-01", title="opened"),
        "b-opens": call("2026-02-01", "2026-05-01", title="opens"),
        "c-outlasts": call("2026-02-01", "2026-06-01", "2028-01-01", title="outlasts"),
    }
    rows = plot_of(catalogue_of(tmp_path, {f"funding-calls/{id}.yml": text for id, text in records.items()})).rows
    opened, opens, outlasts = (next(row for row in rows if row.lines == (title,)) for title in ("opened", "opens", "outlasts"))
    assert (opened.bar, opened.opening) == ((LABELS, opened.ends[0]), None)
    assert opened.days == (date(2026, 3, 1),)
    february = opens.opening
    assert february is not None
    assert opens.bar == (february, opens.ends[0])
    assert (outlasts.opening, outlasts.bar, len(outlasts.ends)) == (february, (february, RIGHT), 1)


def test_texts_stay_inside_the_picture(tmp_path: Path) -> None:
    records = {f"call-{day}": call("2026-02-01", f"2027-{day}") for day in ("01-10", "01-14")}
    law = "title: Law\nsummary: A law.\nsort: regulation\napplies_from:\n- day: 2027-01-14\n  what: Something is due.\n"
    files = {f"funding-calls/{id}.yml": text for id, text in records.items()} | {"policies/law.yml": law}
    marks = [mark for row in plot_of(catalogue_of(tmp_path, files)).rows for mark in row.marks]
    assert {mark.anchor for mark in marks} == {"end"}
    assert all(mark.x < WIDTH for mark in marks)


def test_a_long_title_stands_in_lines_and_is_never_cut(tmp_path: Path) -> None:
    title = "Decarbonisation of energy-intensive industries in every part of Europe and beyond it"
    (row,) = plot_of(catalogue_of(tmp_path, {"funding-calls/a.yml": call("2026-02-01", "2026-05-01", title=title)})).rows
    assert row.lines == ("Decarbonisation of energy-intensive", "industries in every part of Europe and", "beyond it")


def test_money_stands_in_the_bar_or_behind_the_day(tmp_path: Path) -> None:
    for name, closes, marks in (
        ("long", "2026-12-01", ["1 Dec", "EUR 18 million"]),
        ("short", "2026-03-01", ["1 Mar, EUR 18 million"]),
    ):
        (row,) = plot_of(catalogue_of(tmp_path / name, {"funding-calls/paid.yml": call("2026-02-01", closes)})).rows
        assert [mark.text for mark in row.marks] == marks


def test_what_has_no_day_yet_is_listed(tmp_path: Path) -> None:
    event = "title: Event\nsummary: A meeting.\nform: meeting\nmode: online\n"
    series = "title: Series\nsummary: A series.\norganiser: body\nwhat_for: To meet.\n"
    law = "title: Law\nsummary: A law.\nsort: in-preparation\nexpected: Next year\napplies_from:\n- day: 2027\n  what: Something is due.\n"
    second = call("2025-06-01", "2026-03-01").replace("multiple-cut-off", "two-stage")
    catalogue = catalogue_of(
        tmp_path,
        {
            "funding-calls/always.yml": "title: Call\nsummary: Money.\ndeadline_model: continuous\n",
            "funding-calls/second.yml": second,
            "funding-calls/second-over.yml": second.replace("2026-03-01", "2025-12-01"),
            "events/put-off.yml": f"{event}start: 2025-01-01\nstatus: postponed\n",
            "events/comes.yml": f"{event}start: 2026-05-01\nseries: comes\n",
            "event-series/comes.yml": series,
            "event-series/silent.yml": series,
            "organisations/body.yml": "title: Body\nsummary: A body.\nsort: cluster\ncountry: CZ\n",
            "policies/law.yml": law,
        },
    )
    found = deadlines.undated(catalogue, TODAY)
    lists = ("open_calls", "second_stages", "series", "laws", "postponed")
    assert {name: [entry.id for entry in getattr(found, name)] for name in lists} == {
        "open_calls": ["always"], "second_stages": ["second"], "series": ["silent"], "laws": ["law"], "postponed": ["put-off"],
    }  # fmt: skip
    assert [str(one.start) for one in found.vague] == ["2027"]


@pytest.fixture(params=["", "cs/"], scope="module")
def drawn(site: Path, request: pytest.FixtureRequest) -> LexborHTMLParser:
    """The page of deadlines in each language."""
    return LexborHTMLParser((site / request.param / "deadlines" / "index.html").read_text(encoding="utf-8"))


def rows_in(drawn: LexborHTMLParser) -> Iterator[tuple[str, str, LexborNode]]:
    """The rows of the table: day, title, the row."""
    for row in drawn.css("table tr[data-kind]"):
        yield row.css_first("time").attributes["datetime"] or "", row.css_first(".what a").text(), row


def test_the_picture_holds_the_days_of_the_table_and_no_others(drawn: LexborHTMLParser) -> None:
    svg = drawn.css_first("svg.plot")
    assert [svg.css_first("title").text() != "", svg.css_first("desc").text() != ""] == [True, True]
    assert svg.attributes["aria-labelledby"] == "plot-title plot-desc"
    shown = set()
    for row in svg.css("g[data-days]"):
        title = " ".join(line.text() for line in row.css("tspan"))
        shown |= {(day, title) for day in (row.attributes["data-days"] or "").split()}
    titles = {title for _, title in shown}
    table = {(day, title) for day, title, row in rows_in(drawn) if title in titles and day < "2027-11-23"}
    assert shown == table
    assert len(shown) > 10


def test_every_number_of_the_dial_stands_in_the_table(drawn: LexborHTMLParser) -> None:
    on_dial = set()
    for text in drawn.css(".dial .over"):
        for part in text.text().split(", "):
            first, _, last = part.partition("–")
            on_dial |= set(range(int(first), int(last or first) + 1))
    in_table = {int(re.sub(r"\D", "", mark.text())) for mark in drawn.css("table .mark-no")}
    assert in_table == on_dial


def test_what_has_passed_since_the_build_is_muted_and_the_days_left_are_those_of_today(page: Page) -> None:
    page.clock.set_fixed_time("2027-02-05T12:00:00")
    page.goto("deadlines/")
    rows = page.locator("tr:has(time[datetime='2027-02-04'])")
    expect(rows.first).to_have_class("past")
    expect(rows.first.locator("[data-left]")).to_have_text("1 day ago")
    later = page.locator("tr:has(time[datetime='2027-02-18'])").first
    expect(later.locator("[data-left]")).to_have_text("In 13 days")
    expect(later).not_to_have_class("past")


def test_the_table_can_be_narrowed_by_keyboard_and_without_scripts(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("deadlines/")
        laws, calls = page.locator("tr[data-kind=policy]"), page.locator("tr[data-kind=call]")
        page.get_by_role("radio", name="All", exact=True).focus()
        page.keyboard.press("ArrowRight")
        expect(calls.first).to_be_visible()
        expect(laws.first).to_be_hidden()
        page.keyboard.press("ArrowRight")
        expect(laws.first).to_be_visible()
        expect(calls.first).to_be_hidden()
        assert page.locator("tbody:visible:not(:has(tr[data-kind=policy]))").count() == 0


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1280, ".plot", ".dial svg"), (390, ".dial svg", ".plot")])
def test_a_wide_screen_has_the_bars_and_a_phone_the_dial(width: int, shown: str, hidden: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("cs/deadlines/")
    expect(page.locator(shown)).to_be_visible()
    expect(page.locator(hidden)).to_be_hidden()


@pytest.mark.parametrize("width", [1130, 1440])
def test_no_text_in_the_picture_is_smaller_than_13_pixels(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("deadlines/")
    scale = page.evaluate("document.querySelector('.plot').getScreenCTM().a")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.plot text')).fontSize)")
    assert scale * size >= 13
