"""A page of the list of a kind, whole or narrowed to a value of a facet."""

from knowledge_hub.kinds import KINDS
from knowledge_hub.publish import browse
from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import ListPage, listing_path
from knowledge_hub.views.lists import PAGE_SIZE
from knowledge_hub.views.pictures import picture_of


def _listing(drawing: Drawing, page: ListPage) -> Part:
    pages, among, number = drawing.pages[page.language], page.among, page.number
    listing = among.listing
    kind = KINDS[page.kind]
    facet = browse.facet_of(page.kind, among.facet) if among.facet else None
    first = number == 1 and not facet
    facets = [(one.facet, browse.values_of(pages, listing, one)) for one in listing.narrowings] if first else []
    body = pages.draw(
        "layouts/listing.html.j2",
        kind=page.kind,
        listing=listing,
        among=among,
        number=number,
        entries=page.entries,
        name=browse.name_of(pages, facet, among.value) if facet else "",
        about=browse.about(pages, facet, among.value) if facet else "",
        facets=facets,
        lists=[(one, values) for one, values in facets if one.listed],
        sorts=browse.SORTS,
        index=browse.FILES,
        above=browse.above(pages, page),
        picture=picture_of(drawing.catalogue, page.kind, page.language) if first else None,
        path_of=lambda other: listing_path(page.kind, other, among.facet, among.value),
    )
    title = pages.label(page.kind, many=True)
    description = pages.speech.say(kind.what_it_is())
    if facet:
        title = f"{title}: {browse.plain_name_of(pages, facet, among.value)}"
        description = f"{title}. {description}"
    if number > 1:
        title = f"{title} ({number})"
    place = (number - 1) * PAGE_SIZE + 1
    said = drawing.schemas[page.language].listing(title, drawing.address(page.language, page.path), page.entries, place)
    return Part(title, description, body, (said,))


PARTS = {"listing": _listing}
