"""The year ahead as a dial: today at the top, a year once round, nothing past it."""

import re
from datetime import date, timedelta
from math import atan2, degrees, hypot
from pathlib import Path

import pytest
from playwright.sync_api import Page

from knowledge_hub.views import home
from knowledge_hub.views.dial import Dial, dial_of
from small_project import NOW, catalogue_of

TODAY = NOW.date()


def call(opens: str, closes: str) -> str:
    return f"title: Call\nsummary: Money.\nopens: {opens}\ndeadline_model: single-stage\ncut_offs:\n- day: {closes}\n"


def dial_with(folder: Path, calls: dict[str, str], duties: tuple[str, ...] = ()) -> Dial:
    """The dial of these calls, and of a law that sets dates on these days."""
    applies = "".join(f"- day: {day}\n  what: Something is due.\n" for day in duties)
    law = f"title: Law\nsummary: A law.\nsort: regulation\napplies_from:\n{applies}"
    records = {f"funding-calls/{id}.yml": text for id, text in calls.items()} | ({"policies/law.yml": law} if duties else {})
    catalogue = catalogue_of(folder, records)
    ahead = home.calls_ahead(catalogue, NOW)
    return dial_of(ahead, home.duties_ahead(catalogue, NOW, len(ahead) + 1), TODAY, lambda day: f"{day:%b}")


def test_the_dial_begins_today_at_the_top_and_runs_clockwise(tmp_path: Path) -> None:
    dial = dial_with(tmp_path, {"open": call("2025-12-01", "2026-04-16")}, duties=("2026-07-16",))
    assert [(arc.label, arc.path, arc.opening, arc.closing) for arc in dial.arcs] == [
        ("1", "M280.0 74.0A206 206 0 0 1 486.0 279.1", None, (486.0, 279.1)),
    ]
    assert [(square.label, square.x, square.y) for square in dial.squares] == [("2", 280.9, 384.0)]


def test_a_call_that_opens_later_has_a_ring_where_it_opens(tmp_path: Path) -> None:
    (arc,) = dial_with(tmp_path, {"later": call("2026-04-16", "2026-07-16")}).arcs
    assert arc.opening == (486.0, 279.1)


def test_calls_that_overlap_stand_on_rings_of_their_own(tmp_path: Path) -> None:
    calls = {
        "a": call("2025-12-01", "2026-03-01"),
        "b": call("2025-12-01", "2026-06-01"),
        "c": call("2025-12-01", "2026-09-01"),
        "d": call("2026-04-01", "2026-05-01"),
    }
    dial = dial_with(tmp_path, calls)
    assert {arc.label: dial.rings.index(numbers(arc.path)[2]) for arc in dial.arcs} == {"1": 0, "2": 0, "3": 1, "4": 2}


def test_calls_of_the_same_days_share_an_arc_and_laws_of_the_same_day_a_square(tmp_path: Path) -> None:
    together, longer = call("2026-02-01", "2026-09-01"), call("2026-02-01", "2026-10-01")
    calls = {"a": together, "b": together, "c": longer, "d": longer, "e": together}
    dial = dial_with(tmp_path, calls, duties=("2026-06-30", "2026-06-30", "2026-07-01"))
    assert [arc.label for arc in dial.arcs] == ["1, 2, 5", "3–4"]
    assert [square.label for square in dial.squares] == ["6–7", "8"]


def test_the_dial_counts_the_days_to_the_next_opening_and_the_calls_that_open_then(tmp_path: Path) -> None:
    calls = {"a": call("2026-02-01", "2026-09-01"), "b": call("2026-02-01", "2026-10-01"), "c": call("2026-03-01", "2026-10-01")}
    dial = dial_with(tmp_path, calls)
    assert (dial.days_to_next, dial.next_together, dial.next_opens) == (17, 2, True)


def test_the_dial_counts_the_days_to_a_deadline_that_comes_before_or_with_the_next_opening(tmp_path: Path) -> None:
    calls = {"a": call("2025-02-01", "2026-02-01"), "b": call("2025-02-01", "2026-02-01"), "c": call("2026-02-01", "2026-10-01")}
    dial = dial_with(tmp_path, calls)
    assert (dial.days_to_next, dial.next_together, dial.next_opens) == (17, 2, False)


def test_a_dial_without_calls_is_a_year_of_months_and_weeks(tmp_path: Path) -> None:
    dial = dial_with(tmp_path, {})
    months = [month.name for month in dial.months]
    assert (" ".join(months), len(dial.weeks)) == ("Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan", 52)
    assert (dial.arcs, dial.squares, dial.days_to_next, dial.next_together) == ((), (), None, 0)


@pytest.mark.parametrize("days", [0, 1, 181, 182, 183, 363, 364, 365, 366, 400, 800])
def test_nothing_on_the_dial_lies_past_a_year(tmp_path: Path, days: int) -> None:
    """An arc ends before it would meet its beginning, and what begins a year from now or later is not on the dial yet."""
    day = TODAY + timedelta(days)
    calls = {"open": call("2025-12-01", f"{day}"), "later": call(f"{day}", f"{day + timedelta(30)}")}
    dial = dial_with(tmp_path, calls, duties=(f"{day}",))
    begins_within = {"later"} if days < 365 else set()
    assert len(dial.arcs) == 1 + len(begins_within)
    assert len(dial.squares) == len(begins_within)
    assert {on_its_ring(arc.path) for arc in dial.arcs} == {True}
    assert max(degrees_of(arc.path) for arc in dial.arcs) < 360


def on_its_ring(path: str) -> bool:
    """Whether an arc begins and ends at its radius from the middle of the dial."""
    x, y, radius, _, u, v = numbers(path)
    return all(abs(hypot(one - 280, other - 280) - radius) < 0.15 for one, other in [(x, y), (u, v)])


def degrees_of(path: str) -> float:
    """How far an arc runs, clockwise; its flag for more than half a circle has to say the same."""
    x, y, _, large, u, v = numbers(path)
    start, end = (degrees(atan2(one - 280, 280 - other)) % 360 for one, other in [(x, y), (u, v)])
    turned = (end - start) % 360
    assert bool(large) == (turned > 180) or turned == 0
    return turned


def numbers(path: str) -> tuple[float, float, float, int, float, float]:
    found = re.fullmatch(r"M([\d.]+) ([\d.]+)A([\d.]+) [\d.]+ 0 ([01]) 1 ([\d.]+) ([\d.]+)", path)
    assert found, path
    return float(found[1]), float(found[2]), float(found[3]), int(found[4]), float(found[5]), float(found[6])


def test_a_week_and_a_month_stand_where_their_days_do(tmp_path: Path) -> None:
    february = dial_with(tmp_path, {}).months[0]
    days = (date(2026, 2, 1) - TODAY).days
    assert days == 17
    assert february.tick == "M349.2 50.2L345.8 61.7"


def test_marks_that_touch_are_told_apart_by_an_edge_in_the_colour_of_the_dial(page: Page) -> None:
    page.goto("")
    painted = page.locator(".dial g > rect").evaluate_all(
        "(marks) => marks.map((mark) => [getComputedStyle(mark).stroke, getComputedStyle(mark).paintOrder])"
    )
    behind = page.locator(".dial .disc").evaluate("(disc) => getComputedStyle(disc).fill")
    assert painted
    assert painted == [[behind, "stroke"]] * len(painted)
