"""What waits for a translator in one language."""

from dataclasses import dataclass

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.translation import untranslated

MOST = 200  # of a pile are named; when these are done, the next are


@dataclass(frozen=True, slots=True)
class Pile:
    """Records that wait for the same: the first of them, in the order of kinds and ids, and how many there are."""

    first: tuple[Entry, ...]
    size: int

    @property
    def more(self) -> int:
        """How many wait beside those that are named."""
        return self.size - len(self.first)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records whose original has changed since, that are translated in part, and that have no translation. Drafts are left out."""

    outdated: Pile
    partly: Pile
    missing: Pile


def waiting(catalogue: Catalogue, language: str, most: int = MOST) -> Waiting:
    """The work there is; of each pile at most so many records are named."""

    def pile(entries: list[Entry]) -> Pile:
        return Pile(tuple(entries[:most]), len(entries))

    begun = [entry for entry in catalogue.entries.values() if language in entry.translations]
    return Waiting(
        outdated=pile([entry for entry in begun if language in entry.outdated]),
        partly=pile([entry for entry in begun if language not in entry.outdated and untranslated(entry.translations[language])]),
        missing=pile([entry for entry in catalogue.entries.values() if language not in entry.translations]),
    )
