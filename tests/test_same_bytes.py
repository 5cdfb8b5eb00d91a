"""The same content on the same day gives the same bytes, whichever command builds it and in whatever order its files were made."""

import os
import shutil
from pathlib import Path

from distributed import LocalCluster

from small_project import built, contents, engine, hub, small_project


def test_a_second_build_of_files_made_in_another_order_gives_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert hub(project, "build", HUB_SEARCH="on", PYTHONHASHSEED="2").returncode == 0
    assert contents(project / "site") == contents(built()[0] / "site")


def test_mkdocs_build_and_hub_build_give_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path, backwards=True)
    assert engine(project, "mkdocs", "--strict", "--quiet", PYTHONHASHSEED="2").returncode == 0
    assert contents(project / "site") == contents(built("off")[0] / "site")


def test_a_file_that_says_what_it_said_keeps_its_time(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"content/topics/rain.yml": "title: Rain\nsummary: Rain that falls on roofs.\n"})
    site = shutil.copytree(built("off")[0] / "site", project / "site")
    before = contents(site)
    for path in before:
        os.utime(site / path, (1, 1))
    assert hub(project, "build").returncode == 0
    after = contents(site)
    newer = {path for path in after if (site / path).stat().st_mtime != 1}
    assert newer == {path for path in after if after[path] != before.get(path)}
    assert {"topics/rain/index.html", "about/index.html"} & newer == {"topics/rain/index.html"}


def test_the_workers_of_a_dask_cluster_give_the_same_bytes(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as cluster:
        finished = hub(project, "build", "--scheduler", cluster.scheduler_address)
        asked = {str(key).partition("-")[0] for key, *_ in cluster.scheduler.transition_log}
    assert (finished.returncode, asked) == (0, {"_part_read", "_do"}), finished.stderr
    assert contents(project / "site") == contents(built("off")[0] / "site")
    assert sorted(file.name for file in project.iterdir() if file.name.startswith(".site")) == []
