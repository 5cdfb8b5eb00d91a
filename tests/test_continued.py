"""A build goes on from the one before: what cannot have changed stays as it is, and the site is the one that a build from scratch makes."""

import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

import pytest
import yaml
from typer.testing import CliRunner

from bench.corpus import COUNTRIES, Corpus, Values
from bench.writing import as_yaml, records_of_hub, written
from knowledge_hub.cli import app
from knowledge_hub.loading import load
from knowledge_hub.problems import mistakes
from knowledge_hub.project import project_in
from knowledge_hub.publish import publish
from knowledge_hub.publish.memory import FOLDER, HEAD, Memory
from knowledge_hub.publish.writing import renew, stage_beside
from small_project import NOW, ROOT, contents, environment, frames, hub, small_project

RECORDS = 30
STEPS = 5
ENGINE = "\nframes "  # the stage in which the engine draws, of a build from scratch alone
RAIN = {"content/topics/rain.yml": "title: Rain\nsummary: Rain that falls on roofs.\n"}

Edit = Callable[[Path, Random], object]


def some(content: Path, random: Random, *folders: str) -> Path:
    """The original of one record, from one of these folders if any are given."""
    found = [file for file in sorted(content.rglob("*.yml")) if file.stem.count(".") == 0]
    return random.choice([file for file in found if not folders or file.parent.name in folders])


def change(file: Path, **fields: object) -> None:
    values: Values = yaml.safe_load(file.read_text(encoding="utf-8")) | fields
    file.write_text(as_yaml({name: value for name, value in values.items() if value is not None}), encoding="utf-8")


def a_title(content: Path, random: Random) -> None:
    change(some(content, random), title=f"Record {random.randint(0, 999)} by another name")


def a_summary(content: Path, random: Random) -> None:
    change(some(content, random), summary=f"What it says in short, said anew for the {random.randint(2, 999)}th time.")


def a_title_in_czech(content: Path, random: Random) -> None:
    change(random.choice(sorted(content.rglob("*.cs.yml"))), title=f"Záznam {random.randint(0, 999)} jiného jména")


def the_day_of_a_check(content: Path, random: Random) -> None:
    change(some(content, random), verified=date(2025, 12, 1) + timedelta(random.randint(0, 40)))


def topics(content: Path, random: Random) -> None:
    named = sorted(file.stem for file in (content / "topics").glob("*.yml") if "." not in file.stem)
    change(some(content, random, "events", "funding-calls", "good-practices", "projects"), topics=random.sample(named, 2))


def the_country_of_an_event(content: Path, random: Random) -> None:
    change(some(content, random, "events"), country=random.choice(COUNTRIES))


def the_day_of_an_event(content: Path, random: Random) -> None:
    change(some(content, random, "events"), start=f"20{random.randint(19, 29)}-{random.randint(1, 12):02}-11 09:00")


def the_deadline_of_a_call(content: Path, random: Random) -> None:
    opens = date(2025, 6, 1) + timedelta(random.randint(0, 300))
    change(some(content, random, "funding-calls"), opens=opens, cut_offs=[{"day": opens + timedelta(random.randint(20, 300))}])


def a_record_more(content: Path, random: Random) -> None:
    file = some(content, random, "events", "news", "funding-calls", "good-practices", "guides")
    shutil.copy(file, file.with_stem(f"more-{random.randint(0, 9999)}"))


def a_record_less(content: Path, random: Random) -> None:
    file = some(content, random)
    file.unlink()
    file.with_suffix(".cs.yml").unlink(missing_ok=True)


def another_name(content: Path, random: Random) -> None:
    file = some(content, random)
    change(file, redirect_from=[f"{file.parent.name}/{file.stem}"])
    name = f"called-{random.randint(0, 9999)}"
    if (other := file.with_suffix(".cs.yml")).exists():
        other.rename(file.with_name(f"{name}.cs.yml"))
    file.rename(file.with_name(f"{name}.yml"))


def a_draft(content: Path, random: Random) -> None:
    change(some(content, random), draft=True)


def no_translation(content: Path, random: Random) -> None:
    some(content, random).with_suffix(".cs.yml").unlink(missing_ok=True)


def a_new_time_and_nothing_else(content: Path, random: Random) -> None:
    os.utime(some(content, random))


EDITS: tuple[Edit, ...] = (
    *(a_title, a_summary, a_title_in_czech, the_day_of_a_check, topics, the_country_of_an_event, the_day_of_an_event),
    *(the_deadline_of_a_call, a_record_more, a_record_less, another_name, a_draft, no_translation, a_new_time_and_nothing_else),
)


def from_scratch(project: Path, *, search: bool = False) -> dict[str, bytes] | None:
    """What a build that knows of none before makes of the project: its records in frames that are drawn already; None where it refuses."""
    site = shutil.copytree(frames() / "site", project / "scratch")
    settings = project_in(project)
    finished = publish(site, settings, load(settings), NOW, with_search=search)
    made = None if mistakes(finished.problems) else contents(site)
    shutil.rmtree(site)
    return made


def edited(project: Path, random: Random) -> tuple[list[str], dict[str, bytes]]:
    """Edit records in one to three ways; gives in which, and the site of a build from scratch. What would be a mistake is taken back."""
    content = project / "content"
    while True:
        before, edits = shutil.copytree(content, project / "before"), random.choices(EDITS, k=random.randint(1, 3))
        for edit in edits:
            edit(content, random)
        made = from_scratch(project)
        if made:
            shutil.rmtree(before)
            return [edit.__name__ for edit in edits], made
        shutil.rmtree(content)
        before.rename(content)


def times(site: Path) -> dict[str, int]:
    return {file.relative_to(site).as_posix(): file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes] | None) -> list[str]:
    """The files that only one of two sites has, or that they have in two forms."""
    assert other is not None
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_site_is_what_a_build_from_scratch_makes_and_no_other_file_is_touched(tmp_path: Path, seed: int) -> None:
    project, random = small_project(tmp_path / "project"), Random(seed)
    written(records_of_hub(Corpus(RECORDS).records()), project / "content")
    assert hub(project, "build").returncode == 0
    before = contents(project / "site")

    for step in range(STEPS):
        (told, wanted), then = edited(project, random), times(project / "site")
        finished = hub(project, "build", "--profile")
        after = contents(project / "site")

        assert finished.returncode == 0, (step, told, finished.stdout, finished.stderr)
        assert ENGINE not in finished.stdout
        assert differing(after, wanted) == [], (step, told)
        newer = sorted(path for path, moment in times(project / "site").items() if then.get(path) != moment)
        assert newer == [path for path in differing(before, after) if path in after], (step, told)
        before = after


def test_the_search_finds_what_was_changed_and_what_was_not(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    assert hub(project, "build", HUB_SEARCH="on").returncode == 0
    (project / "content" / "topics" / "rain.yml").write_text(RAIN["content/topics/rain.yml"], encoding="utf-8")

    finished = hub(project, "build", "--profile", HUB_SEARCH="on")

    assert ENGINE not in finished.stdout
    assert differing(contents(project / "site"), from_scratch(project, search=True)) == []


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built."""
    project = small_project(tmp_path_factory.mktemp("continued") / "project")
    assert hub(project, "build").returncode == 0
    return project


@pytest.fixture
def project(finished: Path, tmp_path: Path) -> Iterator[Path]:
    """The same with what the build left to the next one. What a test changes is as it was afterwards: a memory holds in its place alone."""
    before = shutil.copytree(finished, tmp_path / "before", symlinks=True)
    yield finished
    shutil.rmtree(finished)
    shutil.copytree(before, finished, symlinks=True)


def is_remembered(project: Path, now: datetime = NOW) -> bool:
    memory = Memory(project_in(project), search=False)
    memory.recall(now)
    return memory.earlier is not None


def continued(project: Path, **own: str) -> bool:
    """Build, and tell whether the build went on from the one before."""
    finished = hub(project, "build", "--profile", **own)
    assert (finished.returncode, finished.stderr) == (0, "")
    return ENGINE not in finished.stdout


def test_where_nothing_has_changed_nothing_is_written(project: Path) -> None:
    before = times(project / "site")
    assert continued(project)
    assert times(project / "site") == before


def test_records_that_were_written_again_and_say_what_they_said_draw_no_page(project: Path) -> None:
    for file in (project / "content").rglob("*.yml"):
        os.utime(file)
    finished = hub(project, "build", "--profile")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "pages: " not in finished.stdout


def test_in_whatever_order_a_process_keeps_its_sets_nothing_has_changed(tmp_path: Path) -> None:
    forms = {f".github/ISSUE_TEMPLATE/{name}.yml": "" for name in ("correction", "missing", "priority", "idea")}
    project = small_project(tmp_path, forms)
    assert hub(project, "build", PYTHONHASHSEED="1").returncode == 0
    assert all(continued(project, PYTHONHASHSEED=seed) for seed in ("2", "3", "4"))


def another_page(project: Path) -> None:
    about = project / "docs" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")


def another_style(project: Path) -> None:
    (project / "docs" / "assets" / "css" / "hub.css").write_text("body { color: red }\n", encoding="utf-8")


def another_name_of_the_site(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("site_name: ", "site_name: The "), encoding="utf-8")


def a_file_of_the_site_that_was_touched(project: Path) -> None:
    (project / "site" / "about" / "index.html").write_text("touched", encoding="utf-8")


def a_file_of_the_site_that_is_gone(project: Path) -> None:
    (project / "site" / "about" / "index.html").unlink()


def a_file_that_somebody_laid_into_the_site(project: Path) -> None:
    (project / "site" / "CNAME").write_text("hub.example.org", encoding="utf-8")


def parts(project: Path) -> Iterator[Path]:
    return (file for file in sorted((project / FOLDER).iterdir()) if file.name != HEAD)


def a_damaged_part(project: Path) -> None:
    part = next(parts(project))
    part.write_bytes(part.read_bytes()[:-3] + b"xyz")


def a_part_that_is_gone(project: Path) -> None:
    next(parts(project)).unlink()


def an_empty_head(project: Path) -> None:
    (project / FOLDER / HEAD).write_bytes(b"")


class Harmful:
    """What would make a folder if it were unpickled as any pickle is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def a_head_that_calls_something(project: Path) -> None:
    harmful = pickle.dumps(Harmful(project / "harmed"))
    (project / FOLDER / HEAD).write_bytes(blake2b(harmful, digest_size=32).digest() + harmful)


def a_memory_of_another_project(project: Path) -> None:
    other = small_project(project.with_name("other"), RAIN)
    assert hub(other, "build").returncode == 0
    shutil.rmtree(project / FOLDER)
    shutil.copytree(other / FOLDER, project / FOLDER)


@pytest.mark.parametrize(
    "otherwise",
    [
        *(another_page, another_style, another_name_of_the_site),
        *(a_file_of_the_site_that_was_touched, a_file_of_the_site_that_is_gone, a_file_that_somebody_laid_into_the_site),
        *(a_damaged_part, a_part_that_is_gone, an_empty_head, a_head_that_calls_something, a_memory_of_another_project),
    ],
)
def test_where_anything_does_not_fit_nothing_is_remembered(project: Path, otherwise: Callable[[Path], None]) -> None:
    assert is_remembered(project)
    otherwise(project)
    assert not is_remembered(project)
    assert not (project / "harmed").exists()


def test_a_site_that_was_touched_is_built_from_scratch(project: Path) -> None:
    before = contents(project / "site")
    a_file_of_the_site_that_was_touched(project)
    assert not continued(project)
    assert contents(project / "site") == before


def test_pages_name_the_day_so_another_day_is_another_site(project: Path) -> None:
    assert is_remembered(project, NOW + timedelta(minutes=1))
    assert not is_remembered(project, NOW + timedelta(days=1))


def test_a_call_that_closes_within_the_day_is_told_so_by_the_next_build(tmp_path: Path) -> None:
    call = (ROOT / "tests/small/content/funding-calls").glob("*.yml")
    name = sorted(file.name for file in call if "." not in file.stem)[0]
    project = small_project(tmp_path / "project")
    change(project / "content" / "funding-calls" / name, opens=None, cut_offs=[{"day": NOW.date(), "time": "14:00"}])
    noon, later = int(NOW.timestamp()), int(NOW.timestamp()) + 3 * 60 * 60
    assert hub(project, "build", SOURCE_DATE_EPOCH=str(noon)).returncode == 0

    assert continued(project, SOURCE_DATE_EPOCH=str(later))

    after = contents(project / "site")
    assert hub(project, "build", "--fresh", SOURCE_DATE_EPOCH=str(later)).returncode == 0
    assert differing(after, contents(project / "site")) == []


def test_a_changed_template_is_seen(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    (project / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", project / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    own = {"PYTHONPATH": str(project / "hooks")}
    assert hub(project, "build", **own).returncode == 0
    assert continued(project, **own)
    template = project / "hooks" / "knowledge_hub" / "templates" / "layouts" / "colophon.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + "<!-- another -->", encoding="utf-8")

    assert not continued(project, **own)

    assert "<!-- another -->" in (project / "site" / "about" / "index.html").read_text(encoding="utf-8")


def test_with_a_mistake_the_site_stays_and_the_next_build_goes_on(project: Path) -> None:
    before, rain = contents(project / "site"), project / "content" / "topics" / "rain.yml"
    rain.write_text(RAIN["content/topics/rain.yml"] + "broader: nothing\n", encoding="utf-8")
    assert hub(project, "build").returncode == 1
    assert contents(project / "site") == before
    rain.write_text(RAIN["content/topics/rain.yml"], encoding="utf-8")
    assert continued(project)
    assert "topics/rain/index.html" in contents(project / "site")


def test_many_small_changes_are_put_together(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("knowledge_hub.publish.memory.MOST_ADDED", 8)
    rain, kept = project / "content" / "topics" / "rain.yml", []
    for number in range(5):
        rain.write_text(f"title: Rain {number}\nsummary: Rain that falls on roofs.\n", encoding="utf-8")
        finished = CliRunner().invoke(app, ["build", "--profile"])
        assert (finished.exit_code, ENGINE in finished.output) == (0, False), finished.output
        kept.append(len([*parts(project)]))
    assert max(kept) < 8
    assert differing(contents(project / "site"), from_scratch(project)) == []


def test_where_nothing_can_be_remembered_the_site_is_built(tmp_path: Path) -> None:
    project = small_project(tmp_path, {".cache": "a file where the folder would be"})
    assert not continued(project)
    assert not continued(project)
    assert differing(contents(project / "site"), from_scratch(project)) == []


@pytest.mark.parametrize("gone", ["old/index.html", None], ids=["on its way", "at its end"])
def test_a_renewal_that_was_killed_is_finished_by_the_next_build(tmp_path: Path, gone: str | None) -> None:
    site = tmp_path / "site"
    for path in filter(None, ("index.html", "same/index.html", gone)):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f"{path} of before", encoding="utf-8")
    renewal = tmp_path / "site.renewal"
    (renewal / "new").mkdir(parents=True)
    (renewal / "new" / "index.html").write_text("new", encoding="utf-8")
    if gone:
        (renewal / ".gone").write_text(gone, encoding="utf-8")

    with stage_beside(site):
        pass

    assert contents(site) == {
        "index.html": b"index.html of before",
        "new/index.html": b"new",
        "same/index.html": b"same/index.html of before",
    }
    assert not renewal.exists()


def test_a_renewal_gives_the_files_that_are_others_now(tmp_path: Path) -> None:
    site, stage = tmp_path / "site", tmp_path / "site.new"
    for folder, files in {site: {"index.html": "a", "b/index.html": "b"}, stage: {"index.html": "a", "b/index.html": "c"}}.items():
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")

    assert renew(stage, site, ()) == ("b/index.html",)
    assert contents(site) == {"index.html": b"a", "b/index.html": b"c"}
