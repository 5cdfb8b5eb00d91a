"""An icon in a written page."""

from collections.abc import Mapping

from knowledge_hub.icons import icon
from knowledge_hub.pages import Pages


def _icon(_pages: Pages, written: Mapping[str, str]) -> str:
    return icon(written["name"])


SLOTS = {"icon": _icon}
