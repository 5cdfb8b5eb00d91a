"""What stands beside a kind's list to narrow it, and the files from which a browser does so; see `views.narrowing`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from knowledge_hub.asking import those_of
from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.facets import Facet
from knowledge_hub.kinds.values import Label
from knowledge_hub.pages import ROOT, Pages
from knowledge_hub.publish.frame import way_to_root
from knowledge_hub.publish.plan import ListPage, listing_path
from knowledge_hub.views.lists import PAGE_SIZE, orders_of
from knowledge_hub.views.narrowing import CARDS, PART, Listing, Narrowing, part_of, places_of_titles

MOST = 100  # values of a facet that a page offers; the others are found by search
SORTS = {"soonest": Label("Soonest first"), "newest": Label("Newest first"), "title": Label("By title"), "checked": Label("Last checked")}
_FILE = re.compile(r"(?P<folder>.+/)browse/(?P<sort>index|cards)-(?P<number>\d{1,9})\.json")
FILES = {"part": PART, "cards": CARDS}  # how many records stand in each file


@dataclass(frozen=True, slots=True)
class Value:
    """A value to choose: as it stands in addresses, its name, how many records have it, and the path of its own list if it has one."""

    value: str
    name: str | Markup
    count: int
    path: str = ""


def values_of(pages: Pages, listing: Listing, narrowing: Narrowing) -> tuple[Value, ...]:
    """The values of a facet in the order in which they are offered."""
    facet = narrowing.facet
    found = [
        Value(value, name_of(pages, facet, value), count, listing_path(listing.kind, 1, facet.name, value) if facet.listed else "")
        for value, count in narrowing.counts.items()
    ]
    if facet.order == "most":
        found.sort(key=lambda one: (-one.count, *pages.speech.order(str(one.name)), one.value))
    return tuple(found[:MOST])


def name_of(pages: Pages, facet: Facet, value: str) -> str | Markup:
    """What a language calls a value, marked where that is in another language."""
    name = plain_name_of(pages, facet, value)
    ours = value in facet.words or facet.names == "country" or value.isdigit()
    return name if ours else pages.said(name)


def plain_name_of(pages: Pages, facet: Facet, value: str) -> str:
    """What a language calls a value."""
    if value in facet.words:
        return pages.speech.say(facet.words[value])
    if facet.names == "country":
        return pages.speech.country(value)
    return pages.in_language(pages.catalogue.get(facet.names, value)).title if facet.names else value


def facet_of(kind: str, name: str) -> Facet:
    """A kind's facet by its name."""
    return next(facet for facet in KINDS[kind].facets if facet.name == name)


def about(pages: Pages, facet: Facet, value: str) -> str:
    """The address of the page that gathers all kinds for a value; empty where there is none."""
    if facet.names == "country":
        return f"{ROOT}{pages.prefix}countries/{value.lower()}/"
    return pages.address(pages.catalogue.get(facet.names, value)) if facet.names else ""


def above(pages: Pages, page: ListPage) -> tuple[Entry, ...]:
    """What stands above a list on its first page: the records that gather those in it."""
    gathering = KINDS[page.kind].gathered_by
    if page.number > 1 or page.among.facet or not gathering:
        return ()
    pages.catalogue.asked.add(those_of(gathering))
    return orders_of(pages.catalogue, pages.now)[gathering, page.language]


def list_with(path: str) -> str:
    """The path of the page of a list beside which the file at this path stands; empty where it is no such file."""
    found = _FILE.fullmatch(path)
    if not found:
        return ""
    number = int(found["number"]) * (CARDS if found["sort"] == "cards" else PART) // PAGE_SIZE + 1
    return found["folder"] + (f"page/{number}/" if number > 1 else "")


def files(pages: Pages, page: ListPage) -> Iterator[tuple[str, str]]:
    """What a browser fetches to narrow the list that this page is part of: the cards on it, and the part of the index
    that begins with it."""
    listing = page.among.listing
    if page.among.facet or not listing.narrowings:
        return
    folder = f"{pages.prefix}{KINDS[listing.kind].kept_in}/"
    start = (page.number - 1) * PAGE_SIZE
    if start % PART == 0:
        pages.catalogue.asked.add(those_of(listing.kind))
        part = part_of(listing, start, places_of_titles(listing, pages.language), pages.now)
        yield f"{folder}browse/index-{start // PART}.json", json.dumps(part, ensure_ascii=False, separators=(",", ":"), default=str)
    root = way_to_root(folder)
    for first in range(0, len(page.entries), CARDS):
        cards = [str(pages.card(entry)).replace(ROOT, root) for entry in page.entries[first : first + CARDS]]
        yield f"{folder}browse/cards-{(start + first) // CARDS}.json", json.dumps(cards, ensure_ascii=False)
