"""What a reader of a guide can tick: the checks of its steps, under names that stay when they are reworded, moved or translated."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from knowledge_hub.kinds.guide import Guide
from knowledge_hub.speech import plain


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist as the page's language says it; `key` is its name in the reader's browser."""

    key: str
    text: str


def checks_of(original: Guide, guide: Guide) -> dict[str, tuple[Check, ...]]:
    """For each step of a guide its checks, none where it has no checklist.

    A key is made of the letters and digits of the original's text, so every language shares it, and neither another place
    nor other signs between the words change it. Of a text that was reworded assets/js/progress.js takes the place.
    """
    return {
        ours.id: tuple(Check(key, text) for key, text in zip(_keys(ours.checklist), theirs.checklist, strict=True))
        for ours, theirs in zip(original.steps, guide.steps, strict=True)
    }


def _keys(texts: tuple[str, ...]) -> list[str]:
    """Eight hexadecimal digits for each text; the second of the same texts is told apart by its number."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        bare = "".join(sign for sign in plain(text) if sign.isalnum())
        seen[bare] += 1
        keys.append(sha256(f"{bare}{seen[bare] if seen[bare] > 1 else ''}".encode()).hexdigest()[:8])
    return keys
