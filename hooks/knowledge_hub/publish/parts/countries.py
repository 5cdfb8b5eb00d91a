"""All countries on a map, and the page of each."""

from dataclasses import replace

from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import CountryPage, Planned
from knowledge_hub.views.applying import MEMBERS
from knowledge_hub.views.lists import by_kind
from knowledge_hub.views.map import map_of


def _countries(drawing: Drawing, page: Planned) -> Part:
    catalogue, pages = drawing.catalogue, drawing.pages[page.language]
    speech = pages.speech
    title = speech.say("Countries")
    found = map_of(catalogue.entries.values())
    countries = tuple(sorted(found.countries, key=lambda country: speech.order(speech.country(country.code))))
    elsewhere = sorted(set(catalogue.countries) - {country.code for country in countries})
    return Part(
        title,
        speech.say("What the hub holds for each country, across all kinds of record."),
        pages.draw("layouts/countries.html.j2", map=replace(found, countries=countries), elsewhere=elsewhere),
        (drawing.schemas[page.language].listing(title, drawing.address(page.language, page.path), ()),),
    )


def _country(drawing: Drawing, page: CountryPage) -> Part:
    pages = drawing.pages[page.language]
    found = drawing.catalogue.in_country(page.country)
    name = pages.speech.country(page.country)
    groups = by_kind(drawing.catalogue, found, drawing.now, page.language)
    search = drawing.searches.get(page.language)
    known = search.country(page.country) if search else None
    union = drawing.catalogue.in_country("EU") if page.country in MEMBERS else ()
    shown = {"code": page.country, "name": name, "found": groups, "total": len(found), "for_all": len(union), "known": known}
    body = pages.draw("layouts/country.html.j2", **shown)
    held = ", ".join(f"{pages.label(group.kind, many=True)} ({len(group.entries)})" for group in groups)
    said = drawing.schemas[page.language].listing(name, drawing.address(page.language, page.path), found)
    return Part(name, f"{name}: {held}", body, (said,))


PARTS = {"countries": _countries, "country": _country}
