"""What a reader can follow: everything, a kind, a topic, an ecosystem, a series, a country, a programme; and the records of each."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from itertools import chain

from knowledge_hub.catalogue import Catalogue, Entry, once_each
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.project import Project
from knowledge_hub.kinds.record import Record
from knowledge_hub.speech import Speech, hyphenated, plain
from knowledge_hub.views.lists import gathered

EVERYTHING = "all"
GATHERING = ("topic", "ecosystem", "event-series")  # kinds whose pages gather other records
SORTS = (EVERYTHING, "kind", *GATHERING, "country", "programme")


@dataclass(frozen=True, eq=False)
class Followed:
    """One thing to follow, and what finds its records in the order of the catalogue.

    `path` is its part of addresses, as in all, events, topics/water, countries/cz, programmes/life. `word` says what it is: the kind, the
    id of the record that gathers, the code of the country, or the programme as its first record writes it. `page` is the path of its own
    page; a programme has none, so there it is the home page's.
    """

    sort: str
    path: str
    word: str
    found: Callable[[], Iterable[Entry]]
    page: str = ""

    def title(self, catalogue: Catalogue, speech: Speech) -> str:
        """What it is called in this language; a record by its title, which knows its own language."""
        if self.sort == "kind":
            return speech.say(KINDS[self.word].called[1])
        if self.sort == "country":
            return speech.country(self.word)
        if self.sort in GATHERING:
            return catalogue.get(self.sort, self.word).in_language(speech.language).title
        return speech.say("Everything new") if self.sort == EVERYTHING else self.word

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self.found())


def title_of(sort: str, speech: Speech) -> str:
    """What a language calls a sort of things that can be followed."""
    if sort in KINDS:
        return speech.say(KINDS[sort].called[1])
    say = speech.say
    named = {EVERYTHING: say("Everything"), "kind": say("Kinds of record"), "country": say("Countries")}
    return named.get(sort) or say("Programmes")


@lru_cache(maxsize=1)
def followed(catalogue: Catalogue) -> Mapping[str, Followed]:
    """Everything that can be followed, by path; in the order of its sorts, then of kinds, ids, codes and names."""
    return {thing.path: thing for thing in _all(catalogue)}


def _all(catalogue: Catalogue) -> Iterator[Followed]:
    yield Followed(EVERYTHING, EVERYTHING, EVERYTHING, catalogue.entries.values)
    for kind, model in KINDS.items():
        if catalogue.of(kind):
            yield Followed("kind", model.kept_in, kind, partial(catalogue.of, kind), f"{model.kept_in}/")
    for entry in chain.from_iterable(map(catalogue.of, GATHERING)):
        yield Followed(entry.kind, entry.path.strip("/"), entry.id, partial(_with_gathered, catalogue, entry), entry.path)
    for code in sorted(catalogue.countries):
        path = f"countries/{code.lower()}"
        yield Followed("country", path, code, partial(iter, catalogue.countries[code]), f"{path}/")
    yield from _programmes(catalogue)


def _with_gathered(catalogue: Catalogue, entry: Entry) -> tuple[Entry, ...]:
    return (entry, *gathered(catalogue, entry))


def _programmes(catalogue: Catalogue) -> Iterator[Followed]:
    names: dict[str, str] = {}
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries.values():
        programme, path = _programme(entry)
        if programme:
            names.setdefault(path, programme)
            entries[path].append(entry)
    for path in sorted(names):
        yield Followed("programme", path, names[path], partial(iter, entries[path]))


@once_each
def _programme(entry: Entry) -> tuple[str, str]:
    """The programme of a record, and where it stands in addresses."""
    programme = programme_of(entry.record)
    return programme, f"programmes/{slug(programme)}" if programme else ""


def programme_of(record: Record) -> str:
    """The programme of a call or project without what stands behind its name: 'LIFE' for 'LIFE, Clean Energy Transition'."""
    named = record.programme if isinstance(record, FundingCall | Project) else None
    return re.split(r" *(?:,|\(| / )", named)[0] or named if named else ""


def slug(name: str) -> str:
    """A name as it stands in addresses. Where letters would be lost, a short sum of the name keeps it apart from others."""
    bare = plain(name)
    kept = hyphenated(name)[:60].strip("-")
    lost = any(sign.isalpha() and not sign.isascii() for sign in bare) or not kept
    return "-".join(filter(None, (kept, sha256(name.encode()).hexdigest()[:8]))) if lost else kept
