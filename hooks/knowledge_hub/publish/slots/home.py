"""What the home page shows of the catalogue, and the cards that any written page can show."""

from collections.abc import Mapping, Sequence

from knowledge_hub.pages import Pages
from knowledge_hub.views import home
from knowledge_hub.views.dial import dial_of
from knowledge_hub.views.lists import in_reading_order, orders_of
from knowledge_hub.views.map import map_of
from knowledge_hub.views.status import status_of

SHOWN_AHEAD = 4
WAITING = 12  # events that stand hidden behind those, for readers who come when some have passed


def _dateline(pages: Pages, _written: Mapping[str, str]) -> str:
    calls = home.calls_ahead(pages.catalogue, pages.now)
    always = home.open_without_day(pages.catalogue, pages.now)
    coming = home.to_open(calls)
    return pages.draw(
        "slots/dateline.html.j2",
        open=len(calls) - len(coming) + len(always),
        always=len(always),
        next_words=next_words(pages, coming),
    )


def next_words(pages: Pages, coming: Sequence[home.CallMark]) -> str:
    """2 calls will open in 51 days; nothing where none is to open."""
    if not coming:
        return ""
    days = coming[0].status.days
    number = sum(1 for mark in coming if mark.status.days == days)
    calls = pages.speech.say_of("1 call will open", "%(num)s calls will open", number) % {"num": number}
    then = pages.speech.say_of("tomorrow", "in %(num)s days", days) % {"num": days}
    return f"{calls} {then}"


def _opening(pages: Pages, _written: Mapping[str, str]) -> str:
    catalogue = pages.catalogue
    calls = home.calls_ahead(catalogue, pages.now)
    duties = home.duties_ahead(catalogue, pages.now, len(calls) + 1)
    dial = pages.draw("slots/dial.html.j2", turns=True, dial=dial_of(calls, duties, pages.today, pages.speech.month))
    return pages.draw(
        "slots/opening.html.j2",
        counts=home.counts(catalogue),
        steps=home.steps(catalogue),
        practice_countries=home.practice_countries(catalogue),
        dial=pages.safe(dial),
    )


def _ahead(pages: Pages, _written: Mapping[str, str]) -> str:
    catalogue, now = pages.catalogue, pages.now
    calls = home.calls_ahead(catalogue, now)
    duties = home.duties_ahead(catalogue, now, len(calls) + 1)
    events, coming = home.events_to_show(catalogue, now, SHOWN_AHEAD + WAITING)
    return pages.draw(
        "slots/ahead.html.j2",
        calls=calls,
        duties=duties,
        duty_in=lambda mark: home.duties_in(mark.entry, pages.language, mark),
        events=events,
        coming=coming,
        most=SHOWN_AHEAD,
    )


def _practices(pages: Pages, written: Mapping[str, str]) -> str:
    return pages.draw("slots/practices.html.j2", entries=home.telling_practices(pages.catalogue, int(written.get("limit", "4"))))


def _map(pages: Pages, _written: Mapping[str, str]) -> str:
    return pages.draw("slots/map.html.j2", map=map_of(pages.catalogue.of("good-practice"), ("good-practice",)), kind="good-practice")


def _cards(pages: Pages, written: Mapping[str, str]) -> str:
    """Records of one kind: `kind`, and if wanted `status` and `limit`."""
    wanted, now = written.get("status", ""), pages.now
    among = pages.catalogue.of(written["kind"])
    found = [entry for entry in among if not wanted or getattr(status_of(entry.record, now), "state", "") == wanted]
    entries = in_reading_order(found, now, pages.language)[: int(written.get("limit", "50"))]
    return pages.draw("slots/cards.html.j2", entries=entries, state=wanted)


def _numbers(pages: Pages, _written: Mapping[str, str]) -> str:
    return pages.draw("slots/numbers.html.j2", counts=home.counts(pages.catalogue))


def _ecosystems(pages: Pages, _written: Mapping[str, str]) -> str:
    orders = orders_of(pages.catalogue, pages.now)
    ecosystems, topics = orders["ecosystem", pages.language], orders["topic", pages.language]
    return pages.draw("slots/ecosystems.html.j2", ecosystems=ecosystems, topics=topics)


SLOTS = {
    "dateline": _dateline,
    "opening": _opening,
    "ahead": _ahead,
    "practices": _practices,
    "map": _map,
    "cards": _cards,
    "numbers": _numbers,
    "ecosystems": _ecosystems,
}
