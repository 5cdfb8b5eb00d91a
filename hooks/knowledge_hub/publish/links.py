"""Every internal link, anchor, image and language version is checked on the bytes that are published."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.problems import Place, Problem
from knowledge_hub.publish.writing import file_of
from knowledge_hub.workers import done

MOST_ORIGINS = 20
CHUNK = 128
WORTH_SEVERAL = 1000  # below this many pages with anchors, starting more processes costs more than it saves
KNOWN = 4096  # addresses of which it is remembered where they lead: most pages share most of theirs
_POINTING = '[href],[src],meta[property="og:image"]'  # the last: the picture beside a shared link
_PLAIN = re.compile(r"([\w-]+(\.[\w-]+)*/)*([\w-]+(\.[\w-]+)*)?", re.ASCII)


@dataclass(slots=True)
class Seen:
    """What some pages point to: each target with the pages that do, anchors on other pages, and sets of language versions."""

    targets: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    versions: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        for target, origins in other.targets.items():
            known = self.targets.setdefault(target, [])
            known.extend(origins[: MOST_ORIGINS - len(known)])
        for anchor, origins in other.anchors.items():
            self.anchors.setdefault(anchor, []).extend(origins)
        for versions, origins in other.versions.items():
            self.versions.setdefault(versions, []).extend(origins)
        self.broken.extend(other.broken)

    def look(self, path: str, tree: LexborHTMLParser, site_address: str) -> None:
        """Take in the links of one finished page; `path` is its path below the root."""
        versions: list[str] = []
        on_page: list[str] = []
        root = "../" * path.count("/")
        for node in tree.css(_POINTING):
            attributes = node.attributes
            address = attributes.get("href") or attributes.get("src") or attributes.get("content")
            if not address:
                self.broken.append(("", path))
                continue
            if "hreflang" in attributes and attributes.get("rel") == "alternate":
                versions.append(address)
            target, fragment = _resolved(path, address, root, site_address)
            if fragment and target == path:
                on_page.append(fragment)
            elif target is not None:
                self._point(path, target, fragment)
        if on_page:
            ids = ids_of(tree)
            self.broken += [(f"#{fragment}", path) for fragment in dict.fromkeys(on_page) if fragment not in ids]
        if versions:
            self.versions.setdefault(tuple(sorted(versions)), []).append(path)

    def _point(self, path: str, target: str, fragment: str) -> None:
        origins = self.targets.get(target)
        if origins is None:
            self.targets[target] = [path]
        elif len(origins) < MOST_ORIGINS:
            origins.append(path)
        if fragment:
            self.anchors.setdefault((target, fragment), []).append(path)


def ids_of(tree: LexborHTMLParser) -> set[str]:
    """The ids that a page gives to its elements."""
    return {node.attributes.get("id") or "" for node in tree.css("[id]")}


def _resolved(path: str, address: str, root: str, site_address: str) -> tuple[str | None, str]:
    """The page or file on this site that an address on a page leads to, and its anchor; None for the rest of the web."""
    if root and address.startswith(root):
        plain = _below_root(address[len(root) :])
        if plain:
            return plain
    target, _, fragment = address.partition("#")
    if not target:
        return path, unquote(fragment)
    return _target(path[: path.rfind("/") + 1], target, site_address), unquote(fragment)


@lru_cache(maxsize=KNOWN)
def _below_root(address: str) -> tuple[str, str] | None:
    """The page and the anchor of a plain address that is written from the root."""
    target, _, fragment = address.partition("#")
    return (target, unquote(fragment)) if _PLAIN.fullmatch(target) else None


@lru_cache(maxsize=KNOWN)
def _target(folder: str, target: str, site_address: str) -> str | None:
    base = urlsplit(site_address).path
    if target.startswith(site_address):
        target = base + target.removeprefix(site_address)
    elif ":" in target.split("/")[0] or target.startswith("//") or (target.startswith("/") and not target.startswith(base)):
        return None
    target = unquote(target.partition("?")[0])
    joined = target.removeprefix(base).lstrip("/") if target.startswith("/") else folder + target
    normal = posixpath.normpath(joined) if joined else "."
    if normal == ".":
        return ""
    return normal + ("/" if joined.endswith(("/", "/.", "/..")) or joined in (".", "..") else "")


@dataclass(frozen=True, slots=True)
class Standing:
    """The files of a site that is being finished: those in the stage, and those of an `earlier` site that `stay`; others are `gone`."""

    stage: Path
    earlier: Path | None = None
    stay: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()

    def file(self, target: str) -> Path | None:
        """The file of what stands at a path below the root; None where nothing does."""
        name = file_of(target)
        if self.earlier and name in self.stay:
            return self.earlier / name
        return None if target.startswith("..") or not (file := self.stage / name).is_file() else file


def problems_of(seen: Seen, site: Standing, written: Mapping[str, str], site_address: str) -> Iterator[Problem]:
    """Links that lead nowhere, each at the file it was written in. `written` gives the source file of each page."""
    for origin, says in chain(_nowhere(seen, site), _no_spot(seen, site), _not_named_back(seen, site_address)):
        yield Problem(Place(written.get(origin, origin), 1 if origin in written else 0), says, code="link-to-nowhere")


def _nowhere(seen: Seen, site: Standing) -> Iterator[tuple[str, str]]:
    for address, origin in seen.broken:
        yield origin, f"the link '{address}' leads nowhere on its own page" if address else "holds a link without an address"
    for target, origins in seen.targets.items():
        if not site.file(target):
            for origin in dict.fromkeys(origins):
                yield origin, f"the link to '{target}' leads to no page"


def _no_spot(seen: Seen, site: Standing) -> Iterator[tuple[str, str]]:
    wanted: dict[str, list[str]] = {}
    for target, fragment in seen.anchors:
        if site.file(target):
            wanted.setdefault(target, []).append(fragment)
    asked = list(wanted.items())
    parts = [asked[start : start + CHUNK] for start in range(0, len(asked), CHUNK)]
    found = done(partial(lacking, site), parts, several=len(asked) >= WORTH_SEVERAL)
    for target, fragment in chain.from_iterable(found):
        for origin in dict.fromkeys(seen.anchors[target, fragment]):
            yield origin, f"the link to '{target}#{fragment}' leads to no such spot"


def lacking(site: Standing, asked: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """Of the anchors that these pages are to have those that they lack; a page that is not there lacks them all."""
    found: list[tuple[str, str]] = []
    for target, fragments in asked:
        file = site.file(target)
        ids = ids_of(LexborHTMLParser(file.read_bytes())) if file else set()
        found += [(target, fragment) for fragment in fragments if fragment not in ids]
    return found


def _not_named_back(seen: Seen, site_address: str) -> Iterator[tuple[str, str]]:
    for versions, origins in seen.versions.items():
        for other in (version.removeprefix(site_address) for version in versions):
            if other not in origins:
                for path in origins:
                    yield path, f"names '{other}' as its version in another language, which does not name it back"


def unknown_files(written: Iterable[str], site: Standing) -> list[str]:
    """Pages that were to be written and are not there."""
    return [path for path in written if file_of(path) not in site.stay and not site.file(path)]
