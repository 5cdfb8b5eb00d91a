"""An icon in a written page."""

from collections.abc import Mapping

from knowledge_hub.pages import TEMPLATES, Pages, icon


def is_drawn(name: str) -> bool:
    """Whether there is an icon of this name."""
    return name in {file.stem for file in (TEMPLATES / "icons").glob("*.svg")}


def _icon(_pages: Pages, written: Mapping[str, str]) -> str:
    return icon(written["name"])


SLOTS = {"icon": _icon}
