"""The ways to the forms by which a record is added."""

from collections.abc import Mapping

from knowledge_hub.pages import Pages
from knowledge_hub.views.form import kinds_with_form


def _forms(pages: Pages, _written: Mapping[str, str]) -> str:
    return pages.draw("slots/forms.html.j2", forms=kinds_with_form())


SLOTS = {"forms": _forms}
