"""What the search knows of a record beside its text: what it can be narrowed to and sorted by, and words it is also found by."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from string import ascii_lowercase

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.inflection import Families, used_in, words_of
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.speech import Speech, plain
from knowledge_hub.views.status import Status

# How a call or an event stands, in the three words that readers narrow a search to.
STANDS = {
    "open": "open",
    "soon": "open",
    "last": "open",
    "continuous": "open",
    "today": "open",
    "running": "open",
    "planned": "coming",
    "undated": "coming",
    "postponed": "coming",
    "past": "over",
    "cancelled": "over",
}

COUNTRY = "country"  # what stands as the kind of a country's page, which is none of a record
WORTH_SPELLING = 4  # letters of a word from which a misspelt one tells what was meant


@dataclass(frozen=True, slots=True)
class Findable:
    """Facets by name, in the words of addresses; sort keys by name; what stands beside the title, as other names and other forms of its
    words; more words to find it by."""

    facets: tuple[tuple[str, str], ...]
    sorts: tuple[tuple[str, str], ...]
    forms: str
    words: str


class Search:
    """The search of one language."""

    def __init__(self, catalogue: Catalogue, speech: Speech) -> None:
        self._catalogue, self._speech = catalogue, speech
        texts = (f"{record.title} {record.summary}" for record in self._records())
        self._used = used_in(chain(texts, map(speech.country, catalogue.countries)))
        self._families = Families(speech.language, self._used, len(catalogue.entries))
        self._named = lru_cache(maxsize=None)(self._name_and_forms)

    def _records(self) -> Iterator[Record]:
        return (entry.in_language(self._speech.language) for entry in self._catalogue.entries.values())

    def spelling(self) -> dict[str, list[str]]:
        """The words of titles and summaries, and the names of countries, by their first letter, from a to z and without its mark; those
        first that most records use.

        By them the search knows how a word is written that somebody misspelt.
        """
        letters: dict[str, list[str]] = {letter: [] for letter in ascii_lowercase}
        for word in sorted(self._used, key=lambda word: (-self._used[word], word)):
            if len(word) >= WORTH_SPELLING:
                letters.get(plain(word)[0], []).append(word)
        return letters

    def findable(self, entry: Entry, status: Status | None) -> Findable:
        """What the search knows of this record."""
        record = entry.in_language(self._speech.language)
        stands = STANDS.get(status.state, "") if status else ""
        facets = [("kind", entry.kind)]
        facets += [("topic", id) for id in record.topics]
        facets += [("ecosystem", id) for id in record.ecosystems]
        facets += [("country", code) for code in record.in_countries]
        if record.when:
            facets.append(("year", str(record.when.year)))
        if stands:
            facets.append(("status", stands))
        day = record.when.first if record.when else record.verified
        sorts = [("date", f"{day.isoformat() if day else '0'} {entry.path}")]  # no two alike, so that their order is one
        if status and status.day and stands in ("open", "coming"):
            sorts.append(("ahead", f"{status.day.isoformat()} {entry.path}"))
        forms = (*record.also_called, *self._edition(entry), *self._families.others(record.title))
        return Findable(
            tuple(facets), tuple(sorts), " ".join(forms), " ".join(self._more(entry, words_of(" ".join((record.title, *forms)))))
        )

    def _edition(self, entry: Entry) -> Iterator[str]:
        """The words by which readers ask for one of a series: what gathers them, and the day."""
        gathering = dict.fromkeys(key for key in ((link.kind, link.id) for link in entry.references) if key[0] == entry.record.gathered_by)
        for key in gathering:
            yield from self._named(key)
        if gathering and entry.record.when:
            yield from self._speech.when(entry.record.when).split()

    def country(self, code: str) -> Findable:
        """What the search knows of the page of a country."""
        name = self._speech.country(code)
        facets = (("kind", COUNTRY), ("country", code))
        return Findable(facets, (("date", f"0 countries/{code}"),), " ".join(self._families.others(name)), "")

    def _more(self, entry: Entry, titled: tuple[str, ...]) -> Iterator[str]:
        """Words of what the record is and names, and other forms of its summary's. Pagefind weighs one place alone of each word on a
        page, so what the title would be found by is left out: there it weighs more."""
        for word in dict.fromkeys(self._around(entry)):
            if not word.casefold().startswith(titled):
                yield word

    def _around(self, entry: Entry) -> Iterator[str]:
        record = entry.in_language(self._speech.language)
        yield from self._families.others(record.summary)
        yield from self._speech.say(KINDS[entry.kind].called[0]).split()
        for code in record.in_countries:
            yield from self._speech.country(code).split()
        for key in sorted({(link.kind, link.id) for link in entry.references if link.kind in ("topic", "ecosystem", "organisation")}):
            yield from self._named(key)

    def _name_and_forms(self, key: tuple[str, str]) -> tuple[str, ...]:
        """The words in the name of a record that another one names, with their other forms."""
        title = self._catalogue.get(*key).in_language(self._speech.language).title if self._catalogue.has(*key) else ""
        return (*title.split(), *self._families.others(title))
