"""The icons, each a drawing of our own; they stand in the page itself, take the colour of its text and are silent to screen readers."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds import KINDS

DRAWINGS = Path(__file__).parent / "templates" / "icons"


def is_drawn(name: str) -> bool:
    """Whether there is an icon of this name: a word, or folder/id of a record that has its own."""
    return name in _drawn()


@cache
def _drawn() -> frozenset[str]:
    return frozenset(file.relative_to(DRAWINGS).with_suffix("").as_posix() for file in DRAWINGS.rglob("*.svg"))


@cache
def icon(name: str, small: bool = False) -> Markup:
    """The icon of this name as it stands in a page."""
    drawn = (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(f'<svg class="icon{" s" if small else ""}" viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>')  # noqa: S704 - our own files


def icon_of(kind: str) -> str:
    """The name of a kind's icon; that of a document where it names none and has none of its own."""
    own = KINDS[kind].icon or kind
    return own if is_drawn(own) else "doc"


def sign(entry: Entry) -> Markup:
    """The icon of a record: its own where icons/<folder>/<id>.svg is drawn, else that of its kind."""
    own = f"{entry.record.kept_in}/{entry.id}"
    return icon(own if is_drawn(own) else icon_of(entry.kind))


def read_anew() -> None:
    """Forget the drawings, where they have changed."""
    for read in (_drawn, icon):
        read.cache_clear()
