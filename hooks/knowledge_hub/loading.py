"""Every file below content/ is read and checked, each record by itself and then against the others: what comes out is the catalogue."""

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.crosslinks import Old, circles, dead_links, links_to_itself, taken_addresses
from knowledge_hub.document import Document
from knowledge_hub.folders import files, named
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.guide import Guide
from knowledge_hub.problems import Place, Problem
from knowledge_hub.project import Project
from knowledge_hub.reading import Reference, record_of, references
from knowledge_hub.source import read
from knowledge_hub.translation import Translation, share, translated
from knowledge_hub.workers import done, not_collecting

WORTH_SEVERAL = 2000  # below this many records, starting more processes costs more than it saves
CHUNK = 250


Versions = Mapping[str, Document]  # a record as written: '' is the original, the others are its translations by language
Instead = Mapping[tuple[str, str], Versions]  # documents by kind and id that count in place of what stands in content/


def load(project: Project, instead: Instead | None = None, kept: "Kept | None" = None, executor: Executor | None = None) -> Catalogue:
    """Read and check everything below content/. What is wrong stands in the catalogue's problems.

    `instead` holds documents by kind and id: they count as if they stood in content/ in place of the files there. With `kept`, what
    an earlier call has read is read again only where its files have changed. The workers of an `executor` do the reading, if one is
    given; they need the project under the same path.
    """
    if not project.readable:
        return Catalogue((), project.problems)
    again = bool(kept and kept.judged)
    with not_collecting():
        try:
            return _load(project, instead or {}, kept, executor)
        finally:
            if not again:
                gc.freeze()


@dataclass(frozen=True, slots=True)
class Found:
    """The files of one record: where they are, and nothing read yet."""

    kind: str
    id: str
    languages: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the files of one record hold: the entry (None where the record has a mistake), its links, and what is wrong."""

    key: tuple[str, str]
    entry: Entry | None
    links: tuple[Reference, ...]
    problems: tuple[Problem, ...]


Stamps = tuple[tuple[str, int, int], ...]  # the files of a record: path, nanosecond of the last change, size


class Kept:
    """What the files of each record held when they were last read."""

    def __init__(self) -> None:
        self.judged: dict[tuple[str, str], tuple[Stamps, Judged]] = {}
        self.suspects: Collection[tuple[str, str]] | None = None  # the only records that can have changed, where that is known

    def read(self, project: Project, found: list[Found], executor: Executor | None) -> Iterator[Judged]:
        """Everything that was found, in its order; only what has changed is read."""
        stamps = {(one.kind, one.id): self._stamps(one) for one in found}
        self.judged = {key: kept for key, kept in self.judged.items() if stamps.get(key) == kept[0]}
        for judged in _all_read(project, [one for one in found if (one.kind, one.id) not in self.judged], executor):
            self.judged[judged.key] = (stamps[judged.key], judged)
        return (self.judged[key][1] for key in stamps)

    def _stamps(self, found: Found) -> Stamps:
        key = (found.kind, found.id)
        if self.suspects is not None and key not in self.suspects and key in self.judged:
            return self.judged[key][0]
        return tuple(_stamp(str(path)) for path in found.languages.values())


def _stamp(file: str) -> tuple[str, int, int]:
    try:
        known = os.stat(file)  # noqa: PTH116 - half the time of a path's own
    except OSError:  # gone since it was listed, or leads nowhere
        return file, 0, 0
    return file, known.st_mtime_ns, known.st_size


def _load(project: Project, instead: Instead, kept: Kept | None, executor: Executor | None) -> Catalogue:
    problems: list[Problem] = list(project.problems)
    entries: list[Entry] = []
    drafts: set[tuple[str, str]] = set()
    links: list[Reference] = []
    found = [Found(kind.kind, id, languages) for kind, ids in files(project, problems) for id, languages in ids.items()]
    found = [one for one in found if (one.kind, one.id) not in instead]
    read_all = kept.read if kept is not None else _all_read
    for one in (*read_all(project, found, executor), *(judged(key, versions) for key, versions in instead.items())):
        problems += one.problems
        if one.entry is None:
            drafts.add(one.key)
            links += one.links
        elif one.entry.record.draft:
            drafts.add(one.key)
        else:
            entries.append(one.entry)
            links += one.links
    if instead:
        entries.sort(key=lambda entry: (entry.record.kept_in, entry.id))
    known: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for entry in entries:
        known[entry.kind][entry.id] = None
    problems += dead_links(links, {**known, "guide-step": steps_of(entries)}, drafts, reader(project, instead))
    for links_of_kind in links_to_wider(entries).values():
        problems += circles(links_of_kind, links_of_kind.get)
    if olds := [*olds_of(entries)]:
        problems += taken_addresses(project, addresses_of(entries), olds)
    return Catalogue(entries, problems)


def steps_of(entries: Iterable[Entry]) -> dict[str, None]:
    """The steps of the guides among these records, each as guide/step."""
    return {f"{entry.id}/{step.id}": None for entry in entries if isinstance(entry.record, Guide) for step in entry.record.steps}


def links_to_wider(entries: Iterable[Entry]) -> dict[str, dict[str, Reference]]:
    """The links of these records to wider ones of their kind, by kind and by the id of the record they stand in."""
    found: dict[str, dict[str, Reference]] = {kind: {} for kind in KINDS if KINDS[kind].wider}
    for entry in entries:
        if entry.record.wider:
            found[entry.kind].update((entry.id, link) for link in entry.references if link.field == entry.record.wider)
    return found


def addresses_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The file of each of these records by its address, and by those of its chapters."""
    return {f"{entry.path}{part}".strip("/"): entry.file for entry in entries for part in ("", *(one.id for one in entry.record.chapters))}


def olds_of(entries: Iterable[Entry]) -> Iterator[Old]:
    """The old addresses of these records."""
    for entry in entries:
        if entry.redirects:
            yield from ((old, place, entry.file) for old, place in zip(entry.record.redirect_from, entry.redirects, strict=True))


def reader(project: Project, instead: Instead) -> Callable[[str], Document]:
    """What gives the document of a file of the project, or the one that counts in its place."""
    given = {document.file: document for versions in instead.values() for document in versions.values()}
    return lambda file: given.get(file) or read(project.root / file, file)


def _all_read(project: Project, found: list[Found], executor: Executor | None) -> Iterator[Judged]:
    """Everything that was found, read in its order."""
    parts = [found[start : start + CHUNK] for start in range(0, len(found), CHUNK)]
    several = len(found) >= WORTH_SEVERAL
    return chain.from_iterable(done(partial(_part_read, project), parts, several=several, executor=executor))


def _part_read(project: Project, part: list[Found]) -> list[Judged]:
    return [judged_of(project, one) for one in part]


def judged_of(project: Project, found: Found) -> Judged:
    """What the files of one record hold."""
    key = (found.kind, found.id)
    original = found.languages.get("")
    if original is None:
        advice = f"The original stands beside it, as {found.id}.yml."
        says = f"translates {found.id}.yml, which is not there"
        files_here = [Place(named(project, path)) for path in found.languages.values()]
        stray = tuple(Problem(place, says, advice=advice, code="translation-of-nothing") for place in files_here)
        return Judged(key, None, (), stray)
    return judged(key, {language: read(path, named(project, path)) for language, path in found.languages.items()})


def judged(key: tuple[str, str], versions: Versions) -> Judged:
    """What the documents of one record hold; its original is among them."""
    kind, document = KINDS[key[0]], versions[""]
    record, problems = record_of(document, kind)
    translations: dict[str, Translation] = {}
    for language, version in versions.items():
        if language:
            translation, wrong = translated(document, version, kind, language)
            problems += wrong
            if translation:
                translations[language] = translation
                if record:
                    share(record, translation.record, version.values)
    links = tuple(references(document, kind))
    problems += links_to_itself(key, links)
    if record is None:
        return Judged(key, None, links, tuple(problems))
    entry = Entry(
        *key,
        document.file,
        record,
        links,
        {language: translation.record for language, translation in translations.items()},
        tuple(language for language, translation in translations.items() if translation.outdated),
        _places(document, "redirect_from"),
    )
    return Judged(key, entry, links, tuple(problems))


def _places(document: Document, field: str) -> tuple[Place, ...]:
    entries = document.values.get(field, [])
    return tuple(document.place((field, index)) for index in range(len(entries)))
