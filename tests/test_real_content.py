"""The records of the hub itself."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.doubts import doubts
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.good_practice import GoodPractice
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import load
from knowledge_hub.project import project_in
from knowledge_hub.translation import untranslated

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(project_in(ROOT))


def test_nothing_is_wrong_with_any_record(catalogue: Catalogue) -> None:
    """Warnings, as that a translation is older than its original, stop nothing here either."""
    assert "\n".join(str(problem) for problem in catalogue.problems if not problem.warning) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_records(catalogue: Catalogue, kind: str) -> None:
    assert catalogue.of(kind)


@pytest.mark.parametrize("language", project_in(ROOT).languages[1:])
def test_every_record_is_translated(catalogue: Catalogue, language: str) -> None:
    assert [entry.file for entry in catalogue.entries.values() if language not in entry.translations] == []


def test_nothing_deserves_a_second_look_but_facts_that_grew_old(catalogue: Catalogue) -> None:
    """On the day after the facts were gathered there is no doubt at all; later, days of verification may be over a year ago."""
    found = [*catalogue.problems, *doubts(project_in(ROOT), catalogue, date(2026, 11, 22))]
    assert "\n".join(str(problem) for problem in found) == ""


def test_no_record_stands_alone(catalogue: Catalogue) -> None:
    lonely = [entry.file for entry in catalogue.entries.values() if not entry.references and not catalogue.naming(*entry.key)]
    assert lonely == []


def test_every_practice_names_who_did_it_its_topic_the_step_of_the_guide_that_it_shows_and_a_policy(catalogue: Catalogue) -> None:
    wanted = {"organisation", "topic", "guide-step", "policy"}
    assert [
        (entry.file, wanted - {link.kind for link in entry.references})
        for entry in catalogue.of("good-practice")
        if wanted - {link.kind for link in entry.references}
    ] == []


def test_a_practice_is_told_in_at_least_a_hundred_and_twenty_words(catalogue: Catalogue) -> None:
    counted = {entry.id: words(entry.record) for entry in catalogue.of("good-practice")}
    assert {id: number for id, number in counted.items() if number < 120} == {}


def words(practice: Record) -> int:
    assert isinstance(practice, GoodPractice)
    prose = (practice.summary, practice.challenge, practice.approach, practice.results.words, practice.resources, practice.transferability)
    return len(" ".join([*prose, *practice.lessons, practice.text]).split())


def test_what_is_to_be_complete_in_czech_is(catalogue: Catalogue) -> None:
    whole = {"guide", "policy", "event-series", "topic", "ecosystem"}
    assert [
        entry.file_in("cs")
        for entry in catalogue.entries.values()
        if (entry.kind in whole or "CZ" in entry.record.in_countries) and untranslated(entry.translations["cs"])
    ] == []


def test_no_record_leads_to_a_copy_of_the_platform_s_site(catalogue: Catalogue) -> None:
    copies = re.compile(r"hosted-temp\.com|resourceefficient\.eu|preview\.clustercollaboration\.eu")
    assert [entry.file for entry in catalogue.entries.values() if copies.search((ROOT / entry.file).read_text(encoding="utf-8"))] == []
