"""The page of the reader's own list. It is empty until a script fills it: the list is known to the reader's browser alone."""

from collections.abc import Mapping

from knowledge_hub.pages import Pages


def _my_list(pages: Pages, _written: Mapping[str, str]) -> str:
    return pages.draw("slots/my-list.html.j2")


SLOTS = {"my-list": _my_list}
