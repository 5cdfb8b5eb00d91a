"""What the page of messages shows, group by group: each code with what it means, an example of the mistake and of what is right."""

from collections.abc import Mapping

from knowledge_hub.explaining import in_groups
from knowledge_hub.pages import Pages


def _messages(pages: Pages, written: Mapping[str, str]) -> str:
    return pages.draw("slots/messages.html.j2", told=in_groups(pages.speech.language)[int(written["group"]) - 1][1])


SLOTS = {"messages": _messages}
