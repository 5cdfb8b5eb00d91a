"""The same content on the same day gives the same bytes, whichever command builds it and in whatever order its files were made."""

import gzip
import re
from pathlib import Path

from small_project import built, contents, engine, hub, small_project

IN_NO_ORDER = re.compile(r"pagefind/(filter/|pagefind\.[a-z]+_\w+\.pf_meta|pagefind-entry\.json)")


def test_a_second_build_of_files_made_in_another_order_gives_the_same_bytes(workplace: Path, tmp_path: Path) -> None:
    """Pagefind writes the values of a filter in no order; its files of filters, and those that name them, differ in that alone."""
    project = small_project(tmp_path, backwards=True)
    assert hub(project, "build", HUB_SEARCH="on", PYTHONHASHSEED="2").returncode == 0
    first, second = contents(built(workplace) / "site"), contents(project / "site")
    assert [path for path in second if not IN_NO_ORDER.match(path) and second[path] != first.get(path)] == []
    assert sorted(filter(None, map(named, second))) == sorted(filter(None, map(named, first)))
    assert filters(second) == filters(first)


def test_mkdocs_build_and_hub_build_give_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    assert hub(project, "build").returncode == 0
    assert engine(project, "mkdocs", "--strict", "--quiet", "--site-dir", "other").returncode == 0
    assert contents(project / "other") == contents(project / "site")


def named(path: str) -> str:
    """A path without the hash of the file's content."""
    return re.sub(r"_[0-9a-f]{7,}(?=\.pf_)", "", path)


def filters(site: dict[str, bytes]) -> list[bytes]:
    """The bytes of each file of filters, sorted."""
    return sorted(bytes(sorted(gzip.decompress(content))) for path, content in site.items() if path.startswith("pagefind/filter/"))
