"""Which styles and scripts a page loads follows from what stands on it."""

import re
from functools import lru_cache
from typing import NamedTuple


class Used(NamedTuple):
    """The names of styles (assets/css/) and scripts (assets/js/, all modules) that a page loads, without their endings."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]


EVERYWHERE = ("tokens", "hub", "pages", "print")

# What stands on a page, the name of an attribute or a class that stands alone, and what it needs.
NEEDS: dict[str, Used] = {
    "data-search": Used(("search",), ("search",)),
    "data-search-page": Used(("search",), ("search-page",)),
    'class="map"': Used(("map",), ()),
    'class="calendar-menu"': Used(("calendar-menu",), ()),
    'class="menu"': Used((), ("masthead",)),
    "data-home": Used(("keep",), ("keep",)),
    "data-list": Used(("my-list",), ("my-list",)),
    "data-missing": Used((), ("missing",)),
    "data-applying": Used(("applying",), ("applying",)),
    "data-foot": Used(("foot",), ("foot",)),
    "data-follow": Used(("follow",), ("follow",)),
    "data-calendar": Used((), ("calendar",)),
    'class="days"': Used(("calendar",), ()),
    "data-left": Used(("deadlines",), ("left",)),
    "data-moment": Used((), ("moments",)),
    "data-status": Used((), ("up-to-date",)),
    "data-shuts": Used((), ("up-to-date",)),
    "data-day": Used((), ("up-to-date",)),
    "data-plot": Used(("plots",), ()),
    "data-poster": Used(("poster",), ()),
    "data-guide": Used(("progress",), ("progress",)),
    "data-editions": Used(("editions",), ()),
    "data-adding": Used(("form",), ("form/form",)),
    "data-fields": Used(("fields",), ()),
    "data-skeleton": Used((), ("fields",)),
    'class="wrong-right"': Used(("messages",), ()),
    "data-browse": Used(("browse",), ("browse",)),
}

_ATTRIBUTE = re.compile("data-[a-z-]+")
_CLASS = re.compile('class="[a-z-]+"')


def used_on(page: str) -> Used:
    """What the page with this HTML loads, in the order of the table above. To look for each mark by itself takes three times as long."""
    found = {*_ATTRIBUTE.findall(page), *_CLASS.findall(page)}
    return _together(tuple(mark for mark in NEEDS if mark in found))


@lru_cache(maxsize=256)
def _together(marks: tuple[str, ...]) -> Used:
    needs = [NEEDS[mark] for mark in marks]
    styles = dict.fromkeys(style for need in needs for style in need.styles)
    scripts = dict.fromkeys(script for need in needs for script in need.scripts)
    return Used((*EVERYWHERE, *styles), tuple(scripts))
