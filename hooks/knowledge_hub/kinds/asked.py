"""The form by which a record of a kind is added in the browser: what it is called, and what it asks for in which order."""

from typing import NamedTuple


class Section(NamedTuple):
    """A part of a form: its heading in English, and the fields that stand in it."""

    title: str
    fields: tuple[str, ...]


class Form(NamedTuple):
    """What the way to it says, in English, and its sections. The first is open and holds all that is needed; the others are folded."""

    title: str
    sections: tuple[Section, ...]


def section(title: str, fields: str) -> Section:
    """A section with the fields of these names."""
    return Section(title, tuple(fields.split()))
