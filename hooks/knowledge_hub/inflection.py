"""The other forms of a record's words, so that a reader finds it by any of them.

Pagefind takes the endings off words in languages whose rules it knows; of the others it finds words as they are written, with or
without diacritics. For those, words that have one stem (Snowball's rules, https://snowballstem.org/) form a family, and a record
that uses one member is found by all that the hub itself uses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

import snowballstemmer

from knowledge_hub.speech import plain

# Languages that Pagefind has no rules for, and Snowball's name of each. See https://pagefind.app/docs/multilingual/.
STEMMERS = {"cs": "czech"}
MOST = 8  # of a large family only the forms that are used most
COMMON = 0.1  # a family that more of the texts use than this tells no record from another: it is left out
FEW = 20  # of so few texts nothing can be said
_WORD = re.compile(r"[^\W\d_]{3,}")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that are worth looking for, in small letters."""
    return tuple(_WORD.findall(text.casefold()))


def used_in(texts: Iterable[str]) -> Counter[str]:
    """Each word that is worth looking for with the number of texts that use it."""
    return Counter(word for text in texts for word in set(words_of(text)))


class Families:
    """The families of the words that so many texts of one language use; none for a language whose endings Pagefind knows."""

    def __init__(self, language: str, used: Mapping[str, int], number: int) -> None:
        self._family: dict[str, tuple[str, ...]] = {}
        if language not in STEMMERS:
            return
        stem = snowballstemmer.stemmer(STEMMERS[language]).stemWord
        by_stem: dict[str, list[str]] = defaultdict(list)
        for word in sorted(used, key=lambda word: (-used[word], word)):
            by_stem[plain(stem(word))].append(word)
        for family in by_stem.values():
            if sum(used[word] for word in family) <= number * COMMON or number < FEW:
                self._family.update(dict.fromkeys(family, tuple(family[:MOST])))

    def others(self, text: str) -> tuple[str, ...]:
        """The forms that the text does not use itself, in the order of the alphabet. What begins another form is found with it."""
        if not self._family:
            return ()
        words = set(words_of(text))
        forms = sorted(words.union(*(self._family.get(word, ()) for word in words)))
        ends = [form for form, following in pairwise((*forms, "")) if not following.startswith(form)]
        return tuple(form for form in ends if form not in words)
