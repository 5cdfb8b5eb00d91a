"""The page of deadlines: the year ahead as a picture, and a table by day."""

from collections.abc import Mapping

from knowledge_hub.kinds.record import DATES
from knowledge_hub.pages import Pages
from knowledge_hub.publish.slots.home import next_words
from knowledge_hub.views import deadlines, home
from knowledge_hub.views.dates import Date, by_month
from knowledge_hub.views.dial import dial_of
from knowledge_hub.views.year_plot import MOST, Words, year_plot


def _deadlines(pages: Pages, _written: Mapping[str, str]) -> str:
    catalogue, now, today = pages.catalogue, pages.now, pages.today
    calls = home.calls_ahead(catalogue, now)
    duties = home.duties_ahead(catalogue, now, len(calls) + 1)
    numbers = _numbers(calls, duties)
    coming = deadlines.deadlines_ahead(catalogue, today)
    shown = coming[: deadlines.MOST]
    to_open = home.to_open(calls)
    open_now = len(calls) - len(to_open) + len(home.open_without_day(catalogue, now))
    dial = pages.draw("slots/dial.html.j2", turns=False, dial=dial_of(calls[:MOST], duties[:MOST], today, pages.speech.month))
    return pages.draw(
        "slots/deadlines.html.j2",
        open_now=open_now,
        next_words=next_words(pages, to_open),
        plot=year_plot(calls, duties, today, _words(pages)),
        dial=pages.safe(dial),
        drawn=len(calls[:MOST]) + len(duties[:MOST]),
        left_out=len(calls[MOST:]) + len(duties[MOST:]),
        months=by_month(shown),
        hues=sorted({one.entry.record.tint for one in shown}),
        more=len(coming) - len(shown),
        number_of=lambda one: numbers.get(_number_key(one)),
        lately=deadlines.closed_lately(catalogue, today),
        undated=deadlines.undated(catalogue, today),
        sorts=DATES,
    )


def _numbers(calls: tuple[home.CallMark, ...], duties: tuple[home.DutyMark, ...]) -> Mapping[tuple[str, str, str], int]:
    """The numbers that the dial gives: to a call for all its days, to a law for each day."""
    numbers = {(*mark.entry.key, ""): mark.number for mark in calls[:MOST]}
    return numbers | {(*mark.entry.key, mark.day.isoformat()): mark.number for mark in duties[:MOST]}


def _number_key(one: Date) -> tuple[str, str, str]:
    return (*one.entry.key, one.first.isoformat() if one.sort == "duty" else "")


def _words(pages: Pages) -> Words:
    return Words(
        title=lambda mark: str(pages.in_language(mark.entry).title),
        day=pages.speech.short_day,
        money=lambda mark: pages.speech.money(budget) if (budget := getattr(mark.entry.record, "budget", None)) else "",
        month=pages.speech.month,
    )


SLOTS = {"deadlines": _deadlines}
