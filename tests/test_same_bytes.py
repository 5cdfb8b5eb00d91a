"""The same content on the same day gives the same bytes, whichever command builds it and in whatever order its files were made."""

from pathlib import Path

from small_project import built, contents, engine, hub, small_project


def test_a_second_build_of_files_made_in_another_order_gives_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert hub(project, "build", HUB_SEARCH="on", PYTHONHASHSEED="2").returncode == 0
    assert contents(project / "site") == contents(built()[0] / "site")


def test_mkdocs_build_and_hub_build_give_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert engine(project, "mkdocs", "--strict", "--quiet", PYTHONHASHSEED="2").returncode == 0
    assert contents(project / "site") == contents(built("off")[0] / "site")
