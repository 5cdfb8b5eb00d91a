"""The page for addresses that lead nowhere. A host knows one such page, so it speaks every language."""

from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import Planned


def _missing(drawing: Drawing, _page: Planned) -> Part:
    languages = drawing.pages.values()
    title = " / ".join(pages.speech.say("This page is not here") for pages in languages)
    body = "".join(pages.draw("layouts/missing.html.j2", part=part) for part in ("words", "shelves") for pages in languages)
    return Part(title, drawing.project.description, body)


PARTS = {"missing": _missing}
