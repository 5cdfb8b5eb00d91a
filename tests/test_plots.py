"""Where bars and dots stand."""

from decimal import Decimal

from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.values import When
from knowledge_hub.views.plots import Told, bars_of, months_of

HELD = Entry("event", "held", "", Event(title="Held", summary="It was held.", form="talk", mode="online", start="2025"), (), {})


def test_the_longest_bar_is_as_wide_as_the_picture_and_the_others_in_their_share() -> None:
    plot = bars_of("participants", [Told(Figure(indicator="people", value=str(value)), HELD) for value in (100, 400, 1)])
    assert [(bar.y, bar.width, bar.whole) for bar in plot.bars] == [(4, 100.0, True), (54, 400.0, True), (104, 2.0, True)]
    assert plot.height == 154


def test_a_bar_is_whole_where_its_number_is_told_as_exact() -> None:
    told = [
        Figure(indicator="people", value="10"),
        Figure(indicator="people", value="10", qualifier="over"),
        Figure(indicator="people", value="10", basis="estimated"),
    ]
    assert [bar.whole for bar in bars_of("participants", [Told(figure, HELD) for figure in told]).bars] == [True, False, False]


def test_nothing_and_less_than_nothing_have_no_bar() -> None:
    plot = bars_of("participants", [Told(Figure(indicator="people", value=value), HELD) for value in ("0", "-5")])
    assert [bar.width for bar in plot.bars] == [0.0, 0.0]
    assert bars_of("participants", []).height == 4


def test_bars_keep_the_exact_value() -> None:
    plot = bars_of("participants", [Told(Figure(indicator="people", value="15.7"), HELD)])
    assert plot.bars[0].figure.value == Decimal("15.7")


def test_dots_stand_on_the_line_of_their_year_and_in_their_month() -> None:
    plot = months_of([(When(2024, 1, 1), True), (When(2026, 12, 31), False), (When(2026, 6), False), (When(2025), True)])
    assert plot.years == ((2024, 59), (2025, 105), (2026, 151))
    assert [(dot.x, dot.y, dot.filled) for dot in plot.dots] == [(65.5, 59, True), (1198.5, 151, False), (584.7, 151, False)]
    assert (plot.months[0][0], plot.months[11][0], plot.height) == (111.3, 1152.7, 182)


def test_no_days_give_an_empty_picture() -> None:
    plot = months_of([])
    assert (plot.years, plot.dots, plot.height) == ((), (), 44)
