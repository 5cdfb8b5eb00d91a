"""Some files of a large catalogue, checked without reading the others: that a record is there is known from the names of files."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.crosslinks import circles, dead_links, taken_addresses
from knowledge_hub.folders import files, key_of, named
from knowledge_hub.kinds import KINDS
from knowledge_hub.loading import Found, Instead, Judged, addresses_of, judged, judged_of, links_to_wider, olds_of, reader, steps_of
from knowledge_hub.problems import Problem
from knowledge_hub.project import Project
from knowledge_hub.reading import Reference
from knowledge_hub.source import raw

Key = tuple[str, str]


def load_some(project: Project, chosen: Collection[Path], instead: Instead | None = None) -> Catalogue:
    """The records that these files belong to, with all that is wrong in the files, and the few others that were looked at for that."""
    instead = instead or {}
    problems: list[Problem] = []
    found = {(kind.kind, id): Found(kind.kind, id, languages) for kind, ids in files(project, problems) for id, languages in ids.items()}
    wanted = {key_of(named(project, path)) for path in chosen}
    ours = [found[key] for key in sorted(found.keys() & wanted)]
    read = [*(judged_of(project, one) for one in ours if (one.kind, one.id) not in instead)]
    read += [judged(key, versions) for key, versions in instead.items()]
    problems += [problem for one in read for problem in one.problems]
    entries = {one.key: one.entry for one in read if one.entry and not one.entry.record.draft}
    entries |= {entry.key: entry for entry in _beside(project, found, read, entries)}
    problems += _of_links(project, found, read, entries, instead)
    problems += _circles(project, found, [entries[one.key] for one in read if one.key in entries])
    if any(entry.redirects for entry in entries.values()):
        addresses = {
            f"{KINDS[kind].kept_in}/{id}": named(project, one.languages.get("", project.content)) for (kind, id), one in found.items()
        }
        problems += taken_addresses(project, addresses | addresses_of(entries.values()), olds_of(_in_order(entries)))
    names = places_of(project, chosen) | {document.file for versions in instead.values() for document in versions.values()}
    return Catalogue(_in_order(entries), (problem for problem in problems if problem.place.file in names))


def places_of(project: Project, chosen: Collection[Path]) -> set[str]:
    """These files as messages name them, and the folders they stand in: a folder where none belongs is said once, for all in it."""
    return {named(project, place) for path in chosen for place in (path, *path.parents) if place.is_relative_to(project.content)}


def _in_order(entries: Mapping[Key, Entry]) -> list[Entry]:
    return sorted(entries.values(), key=lambda entry: (entry.record.kept_in, entry.id))


def _of_links(
    project: Project, found: Mapping[Key, Found], read: list[Judged], entries: Mapping[Key, Entry], instead: Instead
) -> Iterator[Problem]:
    known: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for kind, id in (*found, *instead):
        known[kind][id] = None
    links = [link for one in read for link in one.links if one.entry is None or not one.entry.record.draft]
    guides = {link.record[1] for link in links if link.kind == "guide-step"}
    of_guides = {id: entries.get(("guide", id)) or _entry(project, found, ("guide", id)) for id in guides}
    unread = {("guide", id) for id, guide in of_guides.items() if guide is None and ("guide", id) in found}
    steps = steps_of(guide for guide in of_guides.values() if guide)
    yield from dead_links(links, {**known, "guide-step": steps}, unread, reader(project, instead))


def _circles(project: Project, found: Mapping[Key, Found], entries: list[Entry]) -> Iterator[Problem]:
    for kind, links in links_to_wider(entries).items():

        def wider(id: str, kind: str = kind, known: Mapping[str, Reference] = links) -> Reference | None:
            entry = None if id in known else _entry(project, found, (kind, id))
            return known.get(id) or (links_to_wider([entry])[kind].get(id) if entry else None)

        yield from circles(links, wider)


def _entry(project: Project, found: Mapping[Key, Found], key: Key) -> Entry | None:
    entry = judged_of(project, found[key]).entry if key in found else None
    return entry if entry and not entry.record.draft else None


def _beside(project: Project, found: Mapping[Key, Found], read: list[Judged], entries: Mapping[Key, Entry]) -> Iterator[Entry]:
    """Records that could have the title and a source of one of ours, or, if one of ours has old addresses, that have some too or have
    pages below which such an address stands.
    """
    ours = {one.key for one in read}
    olds = [old for entry in entries.values() for old in entry.record.redirect_from]
    above = {key_of(f"content/{old.rpartition('/')[0]}") for old in olds}
    alike: dict[str, list[tuple[list[str], bytes]]] = {kind: [] for kind in KINDS}
    for entry in entries.values():
        title = entry.record.title.casefold().split()
        alike[entry.kind] += [(title, (source.url or source.document or "").encode()) for source in entry.record.sources]
    for key, one in found.items():
        if key in ours or "" not in one.languages or not (olds or alike[key[0]]):
            continue
        text = raw(one.languages[""])
        told_too = key in above or (olds and b"redirect_from" in text)
        if told_too or any(name in text and _holds(text, title) for title, name in alike[key[0]]):
            other = _entry(project, found, key)
            if other:
                yield other


def _holds(text: bytes, words: list[str]) -> bool:
    said = text.decode(errors="replace").casefold()
    return all(word in said for word in words)
