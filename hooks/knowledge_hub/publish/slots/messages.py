"""What the page of messages shows, group by group: each code with what it means, an example of the mistake and of what is right."""

from collections.abc import Mapping
from datetime import datetime

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.explaining import in_groups
from knowledge_hub.pages import Pages


def _messages(pages: Pages, _catalogue: Catalogue, _now: datetime, written: Mapping[str, str]) -> str:
    return pages.draw("slots/messages.html.j2", told=in_groups(pages.speech.language)[int(written["group"]) - 1][1])


SLOTS = {"messages": _messages}
