"""Problems as GitHub and other tools read them."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from knowledge_hub.cli import app
from knowledge_hub.problems import Fix, Place, Problem
from knowledge_hub.reports import as_commands, as_sarif, as_summary
from small_project import SMALL, small_project

RAIN = (SMALL / "content/topics/rain.yml").read_text(encoding="utf-8")
DEAD = Problem(
    Place("content/topics/rain.yml", 3, 10),
    "'waters' is not a topic",
    "broader",
    "did you mean 'water'?",
    code="dead-link",
    fix=Fix(Place("content/topics/rain.yml", 3, 10), "waters", "water"),
)
STRAY = Problem(Place("content/a,b:c%/x", 0), "is\n::stop-commands::no\r\nrecord", code="stray-file", warning=True)
MOVED = Problem(
    Place("content/topic/rain.yml", 1),
    "no records are kept in content/topic/",
    "",
    "did you mean 'topics'?",
    code="unknown-folder",
    fix=Fix(Place("content/topic/rain.yml", 0), "content/topic/rain.yml", "content/topics/rain.yml"),
)


def test_a_problem_is_an_annotation_on_its_line() -> None:
    assert as_commands([DEAD]) == (
        "::error file=content/topics/rain.yml,line=3,col=10,title=dead-link::broader: 'waters' is not a topic%0Adid you mean 'water'?\n"
    )


def test_what_a_contributor_wrote_can_neither_end_an_annotation_nor_begin_a_command() -> None:
    assert as_commands([STRAY]) == "::warning file=content/a%2Cb%3Ac%25/x,title=stray-file::is%0A::stop-commands::no\\u000d%0Arecord\n"


def test_ten_problems_and_ten_warnings_are_shown_beside_their_lines() -> None:
    said = as_commands([DEAD] * 12 + [STRAY] * 12).splitlines()
    assert [line.partition(" ")[0] for line in said] == ["::error"] * 10 + ["::warning"] * 10


def test_the_summary_tells_all_of_them_and_what_to_write(tmp_path: Path) -> None:
    small_project(tmp_path, {"content/topics/rain.yml": RAIN.replace("broader: water", "broader: waters")})
    assert (
        as_summary([DEAD, STRAY, MOVED], 17, tmp_path)
        == """\
### hub check: 17 records, 2 problems, 1 warning

- **problem** `content/topics/rain.yml:3` `broader` `'waters' is not a topic` (`dead-link`)
  `did you mean 'water'?`
- warning `content/a,b:c%/x` `is ::stop-commands::no record` (`stray-file`)
- **problem** `content/topic/rain.yml:1` `no records are kept in content/topic/` (`unknown-folder`)
  `did you mean 'topics'?`

### What mends itself

Each of these has one answer. `hub check --fix` writes it; or put the block into a comment on the line.

`content/topics/rain.yml:3`

```suggestion
broader: water
```

`content/topic/rain.yml` belongs in `content/topics/rain.yml`

"""
    )


def test_a_line_that_holds_backticks_stays_in_its_block(tmp_path: Path) -> None:
    small_project(tmp_path, {"content/topics/rain.yml": RAIN.replace("broader: water", "broader: waters # ```` <img>")})
    assert "`````suggestion\nbroader: water # ```` <img>\n`````\n" in as_summary([DEAD], 17, tmp_path)


def test_a_file_that_is_not_what_it_was_gets_no_suggestion(tmp_path: Path) -> None:
    small_project(tmp_path)
    assert "suggestion" not in as_summary([DEAD], 17, tmp_path)


def test_sarif_has_its_standard_form() -> None:
    told = json.loads(as_sarif([DEAD, STRAY, MOVED]))
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(told)
    assert told["runs"][0]["tool"]["driver"]["rules"] == [{"id": "dead-link"}, {"id": "stray-file"}, {"id": "unknown-folder"}]
    assert told["runs"][0]["results"][0] == {
        "ruleId": "dead-link",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "broader: 'waters' is not a topic\ndid you mean 'water'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/topics/rain.yml"},
                    "region": {"startLine": 3, "startColumn": 10},
                }
            }
        ],
        "fixes": [
            {
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": "content/topics/rain.yml"},
                        "replacements": [
                            {
                                "deletedRegion": {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 16},
                                "insertedContent": {"text": "water"},
                            }
                        ],
                    }
                ]
            }
        ],
    }


def test_a_check_on_github_annotates_and_writes_the_summary_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_project(tmp_path, {"content/topics/rain.yml": RAIN.replace("broader: water", "broader: waters")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    done = CliRunner().invoke(app, ["check", "--format", "github"])
    said = done.output.splitlines()
    line = RAIN[: RAIN.index("broader")].count("\n") + 1
    assert said[0] == (
        f"::error file=content/topics/rain.yml,line={line},col=10,title=dead-link::broader: 'waters' is not a topic%0Adid you mean 'water'?"
    )
    assert (done.exit_code, said[-1].split(", ")[1]) == (1, "1 problem")
    assert "```suggestion\nbroader: water\n```" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_a_sound_project_has_nothing_to_annotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    shutil.rmtree(tmp_path / "docs")
    done = CliRunner().invoke(app, ["check", "--format", "sarif"])
    assert (done.exit_code, json.loads(done.output)["runs"][0]["results"]) == (0, [])
