"""What a page of each sort that is planned shows: its part of the frame. A module a sort; a chapter stands with its record."""

from collections.abc import Callable
from typing import Any

from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.parts import countries, fields, form, listing, missing, record, waiting, year

PARTS: dict[str, Callable[[Drawing, Any], Part]] = {
    **record.PARTS,
    **listing.PARTS,
    **countries.PARTS,
    **year.PARTS,
    **form.PARTS,
    **fields.PARTS,
    **waiting.PARTS,
    **missing.PARTS,
}
