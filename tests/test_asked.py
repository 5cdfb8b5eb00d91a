"""A catalogue tells what was asked of it, so that it can be said what a page was drawn from."""

from pathlib import Path

from knowledge_hub.asking import EVERYTHING, Once, those_in, those_naming, those_of
from small_project import catalogue_of

TEXT = "title: A record\nsummary: It is.\n"
RECORDS = {"topics/water.yml": TEXT, "topics/rain.yml": TEXT + "broader: water\n"}


def test_whoever_asks_outside_has_asked_what_is_asked_inside(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, RECORDS)
    with catalogue.asking() as outside:
        catalogue.has("topic", "snow")
        with catalogue.asking() as inside:
            catalogue.get("topic", "rain")
            catalogue.naming("topic", "water")
    assert inside == {("topic", "rain"), those_naming("topic", "water")}
    assert outside == {("topic", "snow")} | inside


def test_what_is_asked_aside_counts_for_nobody(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, RECORDS)
    with catalogue.asking() as asked, catalogue.aside():
        catalogue.of("topic")
    assert asked == set()


def test_whoever_asks_for_many_asks_for_them_together(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, RECORDS)
    with catalogue.asking() as asked:
        catalogue.of("topic")
        catalogue.in_country("CZ")
        assert len(catalogue.entries) == 2
    assert asked == {those_of("topic"), those_in("CZ"), EVERYTHING}


def test_a_step_of_a_guide_is_asked_for_with_its_guide(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, RECORDS)
    with catalogue.asking() as asked:
        assert catalogue.find("guide-step", "save-water/look") is None
    assert asked == {("guide", "save-water")}


def test_what_was_made_for_another_is_asked_by_all_that_show_it(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, RECORDS)
    made: Once[str, str] = Once(catalogue)
    asked = []
    for _ in range(2):
        with catalogue.asking() as one:
            assert made.get("rain", lambda: catalogue.get("topic", "rain").record.title) == "A record"
        asked.append(one)
    assert asked == [{("topic", "rain")}, {("topic", "rain")}]
