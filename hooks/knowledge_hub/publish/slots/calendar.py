"""The page of the calendar: what is ahead as a list, and the place where the script draws months, agenda and years."""

from collections.abc import Mapping

from knowledge_hub.kinds.event import MODES
from knowledge_hub.kinds.record import DATES
from knowledge_hub.pages import Pages
from knowledge_hub.views.choices import choices, next_dates
from knowledge_hub.views.dates import by_month, by_year, dates_of


def _calendar(pages: Pages, _written: Mapping[str, str]) -> str:
    dates = dates_of(pages.catalogue)
    found = choices(dates)
    filters = [
        ("topic", pages.speech.say("Topic"), _titles(pages, "topic", found.topics)),
        ("country", pages.speech.say("Country"), _sorted(pages, [(code, pages.speech.country(code)) for code in found.countries])),
        ("ecosystem", pages.speech.say("Ecosystem"), _titles(pages, "ecosystem", found.ecosystems)),
        ("series", pages.speech.say("Series"), _titles(pages, "event-series", found.series)),
        ("mode", pages.speech.say("How"), [(mode, pages.speech.say(MODES[mode])) for mode in found.modes]),
    ]
    return pages.draw(
        "slots/calendar.html.j2",
        months=by_month(next_dates(dates, pages.today)),
        years=list(by_year(dates)),
        chosen_sorts=found.sorts,
        sorts=DATES,
        filters=[one for one in filters if one[2]],
    )


def _titles(pages: Pages, kind: str, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    known = [pages.catalogue.get(kind, id) for id in ids if pages.catalogue.has(kind, id)]
    return _sorted(pages, [(entry.id, str(pages.in_language(entry).title)) for entry in known])


def _sorted(pages: Pages, named: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(named, key=lambda one: (*pages.speech.order(one[1]), one[0]))


SLOTS = {"calendar": _calendar}
