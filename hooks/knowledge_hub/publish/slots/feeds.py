"""What the page of feeds shows: everything that can be followed, with its addresses."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from knowledge_hub.pages import Pages
from knowledge_hub.views.feeds import OPML, Feed, feeds_of
from knowledge_hub.views.structured import data_files


def _feeds(pages: Pages, _written: Mapping[str, str]) -> str:
    feeds = feeds_of(pages.catalogue, pages.now.date()).values()
    groups = [(sort, _in_order(pages, sort, group)) for sort, group in groupby(feeds, key=lambda feed: feed.of.sort)]
    return pages.draw("slots/feeds.html.j2", groups=groups, number=len(feeds), opml=OPML, data=data_files(pages.catalogue).items())


def _in_order(pages: Pages, sort: str, feeds: Iterable[Feed]) -> list[Feed]:
    """Feeds of one sort by their names; kinds keep their order."""
    if sort == "kind":
        return list(feeds)
    return sorted(feeds, key=lambda feed: (pages.speech.order(feed.of.title(pages.catalogue, pages.speech)), feed.of.path))


SLOTS = {"feeds": _feeds}
