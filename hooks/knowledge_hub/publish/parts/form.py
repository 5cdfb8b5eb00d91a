"""The form by which a record of a kind is added."""

from knowledge_hub.embedded import as_script
from knowledge_hub.kinds import KINDS
from knowledge_hub.publish import forms
from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import Planned
from knowledge_hub.views.form import kinds_with_form, new_file, sections


def _form(drawing: Drawing, page: Planned) -> Part:
    pages, kind, form = drawing.pages[page.language], KINDS[page.kind], kinds_with_form()[page.kind]
    title, description = pages.speech.say(form.title), pages.speech.say(kind.what_it_is())
    asked = tuple(sections(kind, form))
    opened = new_file(drawing.project, f"content/{kind.kept_in}")
    body = pages.draw(
        "layouts/form.html.j2",
        kind=page.kind,
        title=title,
        description=description,
        sections=asked,
        new_file=opened,
        known=as_script(forms.known(pages, kind, asked, opened)),
    )
    said = drawing.schemas[page.language].page(title, description, drawing.address(page.language, page.path))
    return Part(title, description, body, (said,))


PARTS = {"form": _form}
