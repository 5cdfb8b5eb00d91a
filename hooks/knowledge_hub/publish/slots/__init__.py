"""What a written page can show of the catalogue: each hub comment names one of these. A module a page."""

from collections.abc import Callable, Mapping

from knowledge_hub.explaining import in_groups
from knowledge_hub.icons import is_drawn
from knowledge_hub.kinds import KINDS
from knowledge_hub.pages import Pages
from knowledge_hub.publish.slots import applying, calendar, deadlines, feeds, forms, home, icons, messages, my_list, reviewed, search

Fill = Callable[[Pages, Mapping[str, str]], str]  # what is written in the comment is handed in

SLOTS: dict[str, Fill] = {
    **home.SLOTS,
    **deadlines.SLOTS,
    **calendar.SLOTS,
    **reviewed.SLOTS,
    **feeds.SLOTS,
    **search.SLOTS,
    **applying.SLOTS,
    **my_list.SLOTS,
    **forms.SLOTS,
    **messages.SLOTS,
    **icons.SLOTS,
}


def why_slot_refused(name: str, written: Mapping[str, str]) -> str:
    """What is wrong with a hub comment in a written page; empty where nothing is."""
    if name not in SLOTS:
        return f"'{name}' is not something the hub can show"
    if name == "cards" and written.get("kind") not in KINDS:
        return f"'{written.get('kind', '')}' is not a kind of record"
    if name == "icon" and not is_drawn(written.get("name", "")):
        return f"'{written.get('name', '')}' is not an icon"
    if name == "reviewed" and not reviewed.is_day(written.get("on", "")):
        return f"'{written.get('on', '')}' is not a day"
    if name == "messages" and written.get("group", "") not in {str(number) for number, _ in enumerate(in_groups(), 1)}:
        return f"'{written.get('group', '')}' is not a group of messages"
    if not written.get("limit", "1").isdigit():
        return f"'{written['limit']}' is not a number"
    return ""
