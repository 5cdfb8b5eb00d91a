"""What waits for a translator."""

from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import Planned
from knowledge_hub.views.waiting import waiting


def _waiting(drawing: Drawing, page: Planned) -> Part:
    pages = drawing.pages[page.language]
    return Part(
        pages.speech.say("What waits for a translator"),
        pages.speech.say("Each of these can be opened, translated and sent in by anybody."),
        pages.draw("layouts/waiting.html.j2", waiting=waiting(drawing.catalogue, page.language)),
    )


PARTS = {"waiting": _waiting}
