"""The ways to the forms by which a record is added."""

from collections.abc import Mapping
from datetime import datetime

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.pages import Pages
from knowledge_hub.views.form import kinds_with_form


def _forms(pages: Pages, _catalogue: Catalogue, _now: datetime, _written: Mapping[str, str]) -> str:
    return pages.draw("slots/forms.html.j2", forms=kinds_with_form())


SLOTS = {"forms": _forms}
