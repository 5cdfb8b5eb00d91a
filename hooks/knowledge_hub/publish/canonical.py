"""Pagefind's index with its parts in a fixed order, so that the same content gives the same bytes.

Pagefind names filters, their values and sorts in the order of a hash table, which is another one in every run
(https://github.com/Pagefind/pagefind/issues/638). Its files are gzip around a mark and CBOR, named by the hash of what they hold:
pagefind-entry.json names the pf_meta of each language, and that names the filters. So these are sorted and named anew, from the
leaves to the root; nothing of what they say changes.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

MARK = b"pagefind_dcd"
FILTERS, SORTS = 3, 4  # their places in a pf_meta: filters by name and file, sorts by name and the pages in their order


def put_in_order(folder: Path) -> None:
    """Rewrite the filters, the pf_meta of each language and the entry of the index in this folder."""
    entry = folder / "pagefind-entry.json"
    said = json.loads(entry.read_text(encoding="utf-8"))
    for language in said["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(old)
        prefix = language["hash"].rpartition("_")[0]
        meta[FILTERS] = sorted([name, _filter(folder / "filter", prefix, file)] for name, file in meta[FILTERS])
        meta[SORTS].sort()
        written = cbor2.dumps(meta)
        language["hash"] = f"{prefix}_{_hash(written, 10)}"
        old.unlink()
        _write(folder / f"pagefind.{language['hash']}.pf_meta", written)
    entry.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def _filter(folder: Path, prefix: str, file: str) -> str:
    """Put the values of a filter in order; gives the new name of its file."""
    old = folder / f"{file}.pf_filter"
    name, values = _read(old)
    written = cbor2.dumps([name, sorted(values)])
    new = f"{prefix}_{_hash(written, 7)}"
    old.unlink()
    _write(folder / f"{new}.pf_filter", written)
    return new


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(MARK))


def _write(file: Path, written: bytes) -> None:
    file.write_bytes(gzip.compress(MARK + written, mtime=0))


def _hash(written: bytes, length: int) -> str:
    return hashlib.sha256(written).hexdigest()[:length]
