"""A year of the calendar, month by month."""

from knowledge_hub.kinds.record import DATES
from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import YearPage
from knowledge_hub.views.dates import by_month, by_year, dates_of


def _year(drawing: Drawing, page: YearPage) -> Part:
    pages = drawing.pages[page.language]
    years = by_year(dates_of(drawing.catalogue))
    drawing.catalogue.asked.update(one.entry.key for one in years[page.year])
    known = list(years)
    at = known.index(page.year)
    body = pages.draw(
        "layouts/year.html.j2",
        year=page.year,
        months=by_month(years[page.year]),
        total=len(years[page.year]),
        earlier=known[at - 1] if at else None,
        later=known[at + 1] if at + 1 < len(known) else None,
        sorts=DATES,
    )
    title = pages.speech.say("Calendar of %(year)s") % {"year": page.year}
    return Part(title, pages.speech.say("Events and deadlines of the year, month by month."), body)


PARTS = {"year": _year}
