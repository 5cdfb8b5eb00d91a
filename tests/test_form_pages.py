"""What stands behind a form: where a new file is made, and what is looked up in it."""

import json
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from knowledge_hub.kinds import KINDS
from knowledge_hub.project import Project
from knowledge_hub.views.form import Asked, kinds_with_form, new_file, sections
from small_project import built, contents

HUB = "https://git.example.org/hub"


@pytest.mark.parametrize(
    ("edit_path", "found"),
    [
        ("edit/main", (f"{HUB}/new/main/content/events", "filename", "value")),
        ("/edit/next/", (f"{HUB}/new/next/content/events", "filename", "value")),
        ("-/edit/main", (f"{HUB}/-/new/main/content/events", "file_name", "")),
        ("src/branch/main", None),
        ("", None),
    ],
)
def test_a_new_file_is_made_beside_where_files_are_edited(edit_path: str, found: tuple[str, str, str] | None) -> None:
    project = Project(Path(), repository=f"{HUB}/", edit_path=edit_path)
    opened = new_file(project, "content/events")
    assert (astuple(opened) if opened else None) == found
    assert new_file(replace(project, repository=""), "content/events") is None


def test_a_field_is_asked_for_as_what_it_holds_needs() -> None:
    form = kinds_with_form()["event"]
    asked = {one.id: one for _, fields in sections(KINDS["event"], form) for one in flat(fields)}
    controls = {
        id: asked[id].control for id in ("title", "summary", "report", "form", "zone", "topics", "registration", "agenda", "key_messages")
    }
    assert controls == {
        "title": "line",
        "summary": "lines",
        "report": "lines",
        "form": "words",
        "zone": "look",
        "topics": "looks",
        "registration": "part",
        "agenda": "parts",
        "key_messages": "texts",
    }
    assert asked["agenda-§-speakers-§-name"].control == "line"
    assert asked["partners-§-organisation"].otherwise == "name"
    assert asked["organiser"].otherwise == ""
    assert (asked["form"].help, asked["start"].help != "") == ("", True)


def flat(fields: tuple[Asked, ...]) -> list[Asked]:
    return [one for field in fields for one in (field, *flat(field.below))]


def test_what_can_be_looked_up_stands_beside_the_forms_in_each_language() -> None:
    site = contents(built()[0] / "site")
    looked_up = {path: json.loads(text) for path, text in site.items() if "contribute/look/" in path}
    assert looked_up["contribute/look/topic.json"] == [["rain", "Rain"], ["water", "Water"]]
    assert looked_up["cs/contribute/look/topic.json"] == [["rain", "Rain"], ["water", "Voda"]]
    assert looked_up["contribute/look/guide-step.json"][0][0].startswith("save-water/")
    known = looked_up["cs/contribute/look/known.json"]
    assert ["CZ", "Česko", "Czechia"] in known["countries"]
    assert ["cs", "čeština"] in known["languages"]
    assert "Europe/Prague" in known["zones"]
    assert not any("kept-quiet" in row[0] for path, rows in looked_up.items() if "known" not in path for row in rows)  # drafts
