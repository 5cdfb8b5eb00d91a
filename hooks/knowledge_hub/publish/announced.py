"""What a page announces in its head for other programs: the feeds and calendars of what it shows."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge_hub.pages import Pages
from knowledge_hub.publish.plan import Planned
from knowledge_hub.views.calendars import calendar_at
from knowledge_hub.views.feeds import ATOM, JSON, feed_for


class Announced(NamedTuple):
    """Another form of what a page shows: its media type, its title, and its address below the root of the language."""

    type: str
    title: str
    address: str


def announced(pages: Pages, page: Planned) -> Iterator[Announced]:
    """What this page announces: its own, or that of the section it stands in, or that of everything."""
    feed = feed_for(pages.catalogue, pages.now.date(), page.path, page.section)
    if feed:
        name = feed.of.title(pages.catalogue, pages.speech)
        yield Announced(ATOM, f"{name} (Atom)", feed.atom)
        yield Announced(JSON, f"{name} (JSON Feed)", feed.json)
    for path in (page.path.strip("/"),) if page.path else ("events", "deadlines"):
        subject = calendar_at(pages.catalogue, path)
        if subject:
            title, called = subject.title(pages.catalogue, pages.speech), pages.speech.say("Calendar")
            yield Announced("text/calendar", f"{title} ({called})", subject.path)
