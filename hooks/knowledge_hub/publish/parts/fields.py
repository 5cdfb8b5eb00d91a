"""The guide to the fields of records: those of one kind, or the way to each kind's."""

from knowledge_hub.kinds import KINDS
from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import Planned
from knowledge_hub.schemas import path_of
from knowledge_hub.shape import shapes
from knowledge_hub.skeleton import skeleton
from knowledge_hub.views.fields import fields_of


def _of_all(drawing: Drawing, page: Planned) -> Part:
    pages = drawing.pages[page.language]
    say = pages.speech.say
    found = {kind: [shape.required for shape in shapes(model)] for kind, model in KINDS.items()}
    counts = {kind: (sum(needed), len(needed) - sum(needed)) for kind, needed in found.items()}
    about = say("A record is a list of fields, each with its name, a colon and what it holds. Every kind of record has its own.")
    return Part(say("Fields of records"), about, pages.draw("layouts/fields-of-all.html.j2", counts=counts))


def _of_kind(drawing: Drawing, page: Planned) -> Part:
    pages, kind = drawing.pages[page.language], KINDS[page.kind]
    say = pages.speech.say
    title = say("%(kind)s: the fields") % {"kind": pages.label(page.kind)}
    about = say(kind.what_it_is())
    shown = {"fields": fields_of(kind, say), "skeleton": skeleton(kind), "schema": path_of(kind)}
    return Part(title, about, pages.draw("layouts/fields.html.j2", kind=kind, title=title, about=about, **shown))


def _fields(drawing: Drawing, page: Planned) -> Part:
    return _of_kind(drawing, page) if page.kind else _of_all(drawing, page)


PARTS = {"fields": _fields}
