"""The same content on the same day gives the same bytes, whichever command builds it and in whatever order its files were made."""

import re
from pathlib import Path

from small_project import built, contents, engine, hub, small_project

# Pagefind promises stable bytes for its fragments alone (https://github.com/Pagefind/pagefind/issues/638): the words and the
# values of filters stand in its index in no order, and the files that name the index by its hash differ with it.
IN_NO_ORDER = re.compile(r"pagefind/(filter/|index/|pagefind\.[a-z]+_\w+\.pf_meta|pagefind-entry\.json)")


def test_a_second_build_of_files_made_in_another_order_gives_the_same_bytes(workplace: Path, tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert hub(project, "build", HUB_SEARCH="on", PYTHONHASHSEED="2").returncode == 0
    assert in_order(contents(project / "site")) == in_order(contents(built(workplace)[0] / "site"))


def test_mkdocs_build_and_hub_build_give_the_same_bytes(workplace: Path, tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert engine(project, "mkdocs", "--strict", "--quiet", PYTHONHASHSEED="2").returncode == 0
    assert contents(project / "site") == contents(built(workplace, "off")[0] / "site")


def in_order(site: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a site less those of Pagefind that have no fixed order."""
    return {path: content for path, content in site.items() if not IN_NO_ORDER.match(path)}
