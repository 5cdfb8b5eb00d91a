"""What waits for a translator in one language."""

from dataclasses import dataclass

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.translation import untranslated

MOST = 200  # of a list stand on the page; when these are done, the next do


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records whose original has changed since, that are translated in part, and that have no translation. Drafts are left out."""

    outdated: tuple[Entry, ...]
    partly: tuple[Entry, ...]
    missing: tuple[Entry, ...]


def waiting(catalogue: Catalogue, language: str) -> Waiting:
    """The work there is, each list in the order of kinds and ids."""
    entries = tuple(catalogue.entries.values())
    begun = [entry for entry in entries if language in entry.translations]
    return Waiting(
        outdated=tuple(entry for entry in begun if language in entry.outdated),
        partly=tuple(entry for entry in begun if language not in entry.outdated and untranslated(entry.translations[language])),
        missing=tuple(entry for entry in entries if language not in entry.translations),
    )
