"""The files of the calendar: the dates of one year in one language, for the script that draws months."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from knowledge_hub.kinds.values import Text
from knowledge_hub.pages import Pages
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.plan import Planned, calendar_path
from knowledge_hub.publish.writing import File, Lazy
from knowledge_hub.views.choices import mode_of, series_of
from knowledge_hub.views.dates import Date, by_year, dates_of, told_apart
from knowledge_hub.views.status import BRUSSELS


def year_files(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    """calendar/2026.json and its like, for every year with dates."""
    for year, dates in by_year(dates_of(drawing.catalogue)).items():
        for pages in drawing.pages.values():
            yield f"{pages.prefix}{calendar_path(year).rstrip('/')}.json", Lazy(told_apart(dates), partial(_written, pages, dates))


def _written(pages: Pages, dates: Sequence[Date]) -> str:
    pages.catalogue.asked.update(one.entry.key for one in dates)
    return json.dumps([row(pages, one) for one in dates], ensure_ascii=False, separators=(",", ":"))


def row(pages: Pages, one: Date) -> dict[str, Any]:
    """A date as the script reads it; what does not apply is left out.

    `from` and `to` are days, or a month or year in `from` where no more is known; `at` is a time of day as it is said, with its zone.
    `path` leads from the root of the site. `lang` is the language of the title where it is not the page's.
    """
    record = pages.in_language(one.entry)
    zone = one.dated.zone or BRUSSELS
    title_in = record.title.language if type(record.title) is Text else pages.project.original
    start = str(one.start).partition(" ")[0]
    full = {
        "sort": one.sort,
        "from": start,
        "to": one.last.isoformat() if one.exact and one.last > one.first else "",
        "at": f"{pages.speech.clock(one.start.clock)} {pages.speech.zone(zone, one.first)}" if one.start.clock else "",
        "title": str(record.title),
        "lang": title_in if title_in != pages.language else "",
        "path": pages.path_of(one.entry),
        "hue": one.entry.record.tint,
        "says": one.says(pages.language),
        "state": one.dated.state,
        "topic": one.entry.record.topics,
        "ecosystem": one.entry.record.ecosystems,
        "country": one.entry.record.in_countries,
        "series": series_of(one),
        "mode": mode_of(one),
    }
    return {name: value for name, value in full.items() if value}
