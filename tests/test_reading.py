"""Records are read in several processes where there are many; nobody can tell from what comes out."""

from pathlib import Path

import pytest

from knowledge_hub import loading, workers
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.kinds.values import Text
from knowledge_hub.loading import load
from knowledge_hub.project import project_in

ROOT = Path(__file__).parent.parent


def told(found: Catalogue) -> list[tuple[object, ...]]:
    return [
        (entry.key, entry.file, entry.record, entry.references, entry.translations, entry.outdated, entry.redirects)
        for entry in found.entries.values()
    ]


def test_reading_in_several_processes_gives_the_same_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = load(project_in(ROOT))
    monkeypatch.setattr(loading, "WORTH_SEVERAL", 1)
    monkeypatch.setattr(loading, "CHUNK", 7)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    together = load(project_in(ROOT))
    assert told(together) == told(alone)
    assert together.problems == alone.problems


def test_a_translated_text_keeps_its_language_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "WORTH_SEVERAL", 1)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    title = load(project_in(ROOT)).get("topic", "water").translations["cs"].title
    assert isinstance(title, Text)
    assert (str(title), title.language) == ("Voda", "cs")


def test_a_translation_shares_with_its_original_what_it_does_not_say() -> None:
    water = load(project_in(ROOT)).get("topic", "water")
    translation = water.translations["cs"]
    assert translation.sources is water.record.sources
    assert translation.title != water.record.title
