"""The records of the hub itself."""

from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue, load
from knowledge_hub.kinds import KINDS
from knowledge_hub.project import project_in

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
