"""Pagefind's index with its parts in a fixed order, so that the same content gives the same bytes.

Pagefind numbers pages as the file system lists them, and names filters, their values and sorts in the order of a hash table, which
is another one in every run (https://github.com/Pagefind/pagefind/issues/638). Its files are gzip around a mark and CBOR, named by a
hash of what they hold: pagefind-entry.json names the pf_meta of each language, and that names pages, words and filters. Here pages
are numbered by the hash of their content, the rest is sorted, and files are named anew, from the leaves to the root. What the index
says stays the same. The shapes are those of pagefind_web/src/{index,metadata}.rs.
"""

import gzip
import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Any

import cbor2

from knowledge_hub.workers import done

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
PAGES, WORDS, FILTERS, SORTS = 1, 2, 3, 4  # their places in a pf_meta
WORTH_SEVERAL = 40  # below this many files, starting more processes costs more than it saves


def put_in_order(folder: Path) -> None:
    """Rewrite the index in this folder."""
    entry = folder / ENTRY
    said = json.loads(entry.read_text(encoding="utf-8"))
    for language in said["languages"].values():
        file = folder / f"pagefind.{language['hash']}.pf_meta"
        prefix = language["hash"].rpartition("_")[0]
        meta = _read(file)
        _order(meta, folder, prefix)
        language["hash"] = _renamed(file, f"pagefind.{prefix}", meta, 10).removeprefix("pagefind.")
    entry.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def _order(meta: Any, folder: Path, prefix: str) -> None:
    """Put the pf_meta of a language in order, and the files that it names."""
    order = sorted(range(len(meta[PAGES])), key=lambda page: meta[PAGES][page][0])
    number = {old: new for new, old in enumerate(order)}
    meta[PAGES] = [meta[PAGES][old] for old in order]
    files = [folder / "index" / f"{chunk[2]}.pf_index" for chunk in meta[WORDS]]
    names = done(partial(_words, prefix=prefix, number=number), files, several=len(files) >= WORTH_SEVERAL)
    for chunk, name in zip(meta[WORDS], names, strict=True):
        chunk[2] = name
    for named in meta[FILTERS]:
        file = folder / "filter" / f"{named[1]}.pf_filter"
        name, values = _read(file)
        values = sorted([value, sorted(number[page] for page in pages)] for value, pages in values)
        named[1] = _renamed(file, prefix, [name, values], 7)
    meta[FILTERS].sort()
    meta[SORTS] = sorted([name, [number[page] for page in pages]] for name, pages in meta[SORTS])


def _words(file: Path, prefix: str, number: dict[int, int]) -> str:
    """Give the pages of all words in a file their new numbers; gives the file's new name."""
    words = _read(file)
    for _, pages, variants in words[0]:
        _renumber(pages, number)
        for _, found in variants:
            _renumber(found, number)
        variants.sort()
    return _renamed(file, prefix, words, 7)


def _renumber(pages: list[list[Any]], number: dict[int, int]) -> None:
    """Give the pages of a word their new numbers. Each is written as what it is more than the one before."""
    old = 0
    for page in pages:
        old += page[0]
        page[0] = number[old]
    pages.sort(key=lambda page: page[0])
    before = 0
    for page in pages:
        before, page[0] = page[0], page[0] - before


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(MARK))


def _renamed(file: Path, prefix: str, content: Any, length: int) -> str:
    """Write the content in place of the file; gives its new name, without the ending."""
    written = cbor2.dumps(content)
    name = f"{prefix}_{hashlib.sha256(written).hexdigest()[:length]}"
    file.unlink()
    file.with_name(name + file.suffix).write_bytes(gzip.compress(MARK + written, 6, mtime=0))
    return name
