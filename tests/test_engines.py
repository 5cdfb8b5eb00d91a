"""Other engines than MkDocs can draw the frames: `hub stamp` finishes their sites with the same pages."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from small_project import built, contents, engine, hub, small_project

properdocs = pytest.mark.skipif(find_spec("properdocs") is None, reason="ProperDocs is not installed")
zensical = pytest.mark.skipif(find_spec("zensical") is None, reason="Zensical is not installed")


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """The small site as MkDocs and `hub build` make it, without search."""
    return contents(built("off")[0] / "site")


@properdocs
def test_a_site_of_properdocs_is_stamped_into_the_same_site(site: dict[str, bytes], tmp_path: Path) -> None:
    project = small_project(tmp_path)
    drawn = engine(project, "properdocs", "--config-file", "mkdocs.yml", "--strict", "--quiet", HUB_FRAMES_ONLY="1")
    assert (drawn.stderr, drawn.returncode) == ("", 0)
    assert hub(project, "stamp", "site").returncode == 0
    assert contents(project / "site") == site


@properdocs
def test_properdocs_runs_the_hub_as_mkdocs_does(site: dict[str, bytes], tmp_path: Path) -> None:
    project = small_project(tmp_path)
    drawn = engine(project, "properdocs", "--config-file", "mkdocs.yml", "--strict", "--quiet")
    assert (drawn.stderr, drawn.returncode) == ("", 0)
    assert contents(project / "site") == site


@zensical
def test_a_site_of_zensical_is_stamped_into_the_same_pages(site: dict[str, bytes], tmp_path: Path) -> None:
    """Zensical runs no hooks: its theme's files stay in the site, and its theme calls the contents of a written page 'On this page'."""
    project = small_project(tmp_path)
    drawn = engine(project, "zensical", "--strict")
    assert drawn.returncode == 0, drawn.stdout + drawn.stderr
    assert hub(project, "stamp", "site").returncode == 0
    stamped = contents(project / "site")
    theirs = re.compile(r"assets/(images|javascripts|stylesheets)/|search\.json$")
    assert {path for path in stamped if not theirs.match(path)} == set(site)
    assert [path for path in site if stamped[path] != site[path]] == ["about/index.html"]
    assert stamped["about/index.html"].replace(b"On this page", b"Table of contents") == site["about/index.html"]
