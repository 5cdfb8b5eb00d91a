"""The command line: what each verb says and ends with: 0 when all is well, 1 when something is wrong, 2 when it was misused."""

import errno
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge_hub.cli import app, main
from small_project import NOW, SMALL, built, contents, frames, hub, run, small_project

RIVERS, RAIN = ((SMALL / "content" / file).read_text(encoding="utf-8") for file in ("funding-calls/clean-rivers.yml", "topics/rain.yml"))
MISTAKES = {
    "content/funding-calls/clean-rivers.yml": RIVERS.replace("single-stage", "single-stag").replace("2026-02-20", "2026-02-30"),
    "content/topics/rain.yml": RAIN.replace("broader: water", "broader: waters"),
}
SAID = """\
content/funding-calls/clean-rivers.yml:6:17: deadline_model: 'single-stag' is not one of the words used here [not-in-vocabulary]
    did you mean 'single-stage'?
    6 | deadline_model: single-stag
      |                 ^
content/funding-calls/clean-rivers.yml:8:8: cut_offs.day: 2026-02-30 is not in the calendar [not-in-calendar]
    8 | - day: 2026-02-30
      |        ^
content/topics/rain.yml:3:10: broader: 'waters' is not a topic [dead-link]
    did you mean 'water'?
    3 | broader: waters
      |          ^
17 records, 3 problems, 0 warnings
"""
VERBS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
AS_DATA = [
    {
        "file": "content/funding-calls/clean-rivers.yml",
        "line": 6,
        "column": 17,
        "field": "deadline_model",
        "code": "not-in-vocabulary",
        "message": "'single-stag' is not one of the words used here",
        "advice": "did you mean 'single-stage'?",
        "severity": "error",
        "fix": {"line": 6, "column": 17, "written": "single-stag", "instead": "single-stage"},
    },
    {
        "file": "content/funding-calls/clean-rivers.yml",
        "line": 8,
        "column": 8,
        "field": "cut_offs.day",
        "code": "not-in-calendar",
        "message": "2026-02-30 is not in the calendar",
        "advice": "",
        "severity": "error",
        "fix": None,
    },
    {
        "file": "content/topics/rain.yml",
        "line": 3,
        "column": 10,
        "field": "broader",
        "code": "dead-link",
        "message": "'waters' is not a topic",
        "advice": "did you mean 'water'?",
        "severity": "error",
        "fix": {"line": 3, "column": 10, "written": "waters", "instead": "water"},
    },
]
NOTHING_TO_STAMP = """{}: is finished already, or no site of this project: it has no frame to stamp
    Have the engine draw it anew and no more, as HUB_FRAMES_ONLY=1 mkdocs build does.
"""
NOT_SHOWN = re.compile(r"[^\n\x20-\x7e\u00a0-\u200a\u2010-\u2027\u202f-\u2065]")  # what steers a terminal, and what turns text round


@dataclass(frozen=True)
class Told:
    """What a command said, and the status it ended with."""

    status: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, in which commands run, on 15 January 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    return small_project(tmp_path)


def told(*words: str) -> Told:
    """What `hub` with these words says, in this process."""
    result = CliRunner().invoke(app, list(words), prog_name="hub")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Told(result.exit_code, result.stdout, result.stderr)


def test_help_names_every_verb_and_says_what_it_does(tmp_path: Path) -> None:
    console_script = str(Path(sys.executable).with_name("hub"))
    finished = run(tmp_path, console_script, "--help", COLUMNS="120")
    verbs = dict(re.findall(r"^  ([a-z]+)  +(\S.*)$", finished.stdout.partition("Commands:")[2], re.MULTILINE))
    assert (finished.stderr, finished.returncode) == ("", 0)
    assert list(verbs) == VERBS
    assert all(verbs.values())


def test_help_names_first_what_is_used_most() -> None:
    assert VERBS == ["build", "check", "serve", "new", "fmt", "explain", "translated", "import", "export", "diff", "stamp", "links", "due"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_of_its_own(verb: str) -> None:
    said = told(verb, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Usage: hub {verb} [OPTIONS]")


def test_check_counts_the_records_when_all_is_well(project: Path) -> None:
    assert told("check") == Told(0, "18 records, no problems\n", "")
    assert told("check", "--format", "json") == Told(0, "[]\n", "")


def test_check_shows_each_mistake_with_its_line_and_a_caret(tmp_path: Path) -> None:
    finished = hub(small_project(tmp_path, MISTAKES), "check")
    assert (finished.stdout, finished.stderr, finished.returncode) == (SAID, "", 1)


def test_check_gives_the_same_as_json(project: Path) -> None:
    for path, text in MISTAKES.items():
        (project / path).write_text(text)
    said = told("check", "--format", "json")
    assert (json.loads(said.out), said.err, said.status) == (AS_DATA, "", 1)


def test_the_caret_stays_below_its_place_in_a_long_line(project: Path) -> None:
    (project / "content/topics/rain.yml").write_text(RAIN + f"ecosystems: [{'textiles, ' * 30}wool]\n")
    line, caret = told("check").out.splitlines()[-3:-1]
    assert line[caret.index("^") :] == "wool]"
    assert len(line) < 120


def test_build_says_what_it_built() -> None:
    project, said = built("off")
    assert re.fullmatch(r"site/ is built: 18 records, \d+ pages, \d+\.\d s\n", said)
    assert sorted(path.name for path in project.iterdir()) == [".cache", "content", "docs", "hooks", "mkdocs.yml", "site"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["bild"],
            "Usage: hub [OPTIONS] COMMAND [ARGS]...\nTry 'hub --help' for help.\n\nError: No such command 'bild'. Did you mean 'build'?\n",
        ),
        (
            ["build", "--fast"],
            "Usage: hub build [OPTIONS]\nTry 'hub build --help' for help.\n\nError: No such option: --fast (Possible options: --fresh)\n",
        ),
        (["explain", "tabb", "--lang", "cs"], "„tabb“ není kód žádného hlášení\n    mysleli jste „tab“?\n"),
        (["explain", "--lang", "xx"], "--lang: there is no 'xx' here\n    One of: en, cs.\n"),
        (["explain", "tab", "--lang", "de"], "--lang: there is no 'de' here\n    One of: en, cs.\n"),
        (["new", "topic", "--lang", "xx"], "--lang: there is no 'xx' here\n    One of: en, cs.\n"),
        (["check", "--format", "xml"], "--format: there is no 'xml' here\n    One of: text, json, sarif, github.\n"),
        (["links", "--format", "txt"], "--format: there is no 'txt' here\n    did you mean 'text'?\n"),
        (["serve", "--port", "abc"], "--port: 'abc' is not a whole number\n"),
        (["serve", "--port", "70000"], "--port: 70000 is more than 65535\n"),
        (["stamp", "nowhere"], "nowhere: no site was built here\n"),
        (["stamp", "mkdocs.yml"], "mkdocs.yml: no site was built here\n"),
        (["stamp", "docs"], "docs: no site was built here\n"),
        (["stamp", "."], ".: no site was built here\n"),
    ],
)
def test_who_misuses_a_verb_is_told_so(project: Path, words: list[str], says: str) -> None:
    assert told(*words) == Told(2, "", says)


@pytest.mark.parametrize("verb", ["links", "due"])
def test_a_folder_remembers_no_failures_of_links(project: Path, verb: str) -> None:
    said = told(verb, "--state", "content")
    assert (said.status, said.out) == (2, "")
    assert said.err.endswith("file 'content' is a directory.\n")


def test_a_folder_that_is_no_project_is_told_from_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["check"], ["build"], ["stamp", "site"], ["links"]):
        assert told(*words) == Told(2, "", "no mkdocs.yml here: run hub in the folder of the project\n")
    assert list(tmp_path.iterdir()) == []


def test_the_project_itself_is_never_stamped(project: Path) -> None:
    (project / "index.html").write_text("a page in the wrong place")
    assert told("stamp", ".") == Told(2, "", ".: no site was built here\n")


def test_a_site_without_frames_cannot_be_stamped(project: Path) -> None:
    (project / "made").mkdir()
    (project / "made" / "index.html").write_text("<p>a site of something else</p>")
    assert told("stamp", "made") == Told(2, "", NOTHING_TO_STAMP.format("made"))
    assert contents(project / "made") == {"index.html": b"<p>a site of something else</p>"}
    assert not (project / "made.new").exists()


def test_a_site_that_is_finished_is_not_stamped_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = shutil.copytree(frames(), tmp_path / "project", symlinks=True)
    monkeypatch.chdir(project)
    monkeypatch.setenv("HUB_SEARCH", "off")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    assert told("stamp", "site").status == 0
    finished = contents(project / "site")
    assert told("stamp", "site") == Told(2, "", NOTHING_TO_STAMP.format("site"))
    assert contents(project / "site") == finished


@pytest.mark.parametrize("written", ["soon", "²", "-1", "99999999999999999999"])
def test_a_day_of_the_build_that_is_none_is_told(project: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    for page in ("site/index.html", "site/_frame/index.html"):
        (project / page).parent.mkdir()
        (project / page).write_text("<p>a page</p>")
    assert told("stamp", "site") == Told(2, "", f"SOURCE_DATE_EPOCH is '{written}': seconds since 1970 belong there\n")


@pytest.mark.parametrize(
    ("words", "place"),
    [(["build"], "site.new"), (["new", "topic", "--title", "Wind", "--field", "summary=Wind."], "content/topics/.wind.yml.new")],
)
def test_a_place_that_cannot_be_written_to_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], place: str
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        if path != project:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes" if words[0] == "new" else "mkdir", refuse)
    monkeypatch.setattr(sys, "argv", ["hub", *words])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert capsys.readouterr() == ("", f"{project / place}: Permission denied\n")


@pytest.mark.parametrize(("file", "says"), [(".cache", "Not a directory"), (".cache/links/state.json/x", "Is a directory")])
def test_what_stands_where_failures_of_links_are_remembered_is_told(tmp_path: Path, file: str, says: str) -> None:
    project = small_project(tmp_path, {file: ""})
    finished = hub(project, "check")
    assert (finished.stderr, finished.returncode) == (f"{project}/.cache/links/state.json: {says}\n", 1)


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_contributed_can_steer_the_terminal(project: Path, form: str) -> None:
    steering = "\\e[2J\\x9b31m\\a\\u202e\\U000e0041"
    (project / "content/topics/rain.yml").write_text(f'title: Rain\nsummary: Rain.\nbroader: "{steering}"\n')
    (project / "content/topics/wind.yml").write_text(f'title: Wind\nsummary: Wind.\n"{steering}": x\n')
    (project / "content/topics/\x1b[31mred.yml").write_text("title: Red\nsummary: Red.\n")
    (project / "content/topics/bell.yml").write_text("title: \x07\x1b[31m\nsummary: Bell.\n")
    said = told("check", "--format", form)
    assert (said.status, said.err) == (1, "")
    assert NOT_SHOWN.findall(said.out) == []
    if form == "json":
        assert any("\x1b[2J\x9b31m\x07\u202e\U000e0041" in problem["message"] for problem in json.loads(said.out))


def test_nothing_contributed_can_steer_the_terminal_of_mkdocs(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"content/topics/rain.yml": 'title: Rain\nsummary: Rain.\nbroader: "\\e[2J\\x9b31m"\n'})
    finished = run(project, sys.executable, "-m", "mkdocs", "build", "--strict")
    assert finished.returncode == 1
    assert "content/topics/rain.yml:3:10: broader: '\\u001b[2J\\u009b31m' is not a topic" in finished.stderr
    assert NOT_SHOWN.findall(finished.stdout + finished.stderr) == []


def test_some_files_are_checked_alone(project: Path) -> None:
    for path, text in MISTAKES.items():
        (project / path).write_text(text)
    said = told("check", "content/topics/rain.yml")
    assert said == Told(1, SAID[SAID.index("content/topics") :].replace("17 records, 3 problems, ", "1 problem, "), "")
    assert told("check", "content/topics/water.yml", "content/guides") == Told(0, "no problems\n", "")
    assert told("check", str(project / "content" / "topics"), "--format", "json").status == 1


def test_what_has_one_answer_is_mended_and_told_in_a_line(project: Path) -> None:
    for path, text in MISTAKES.items():
        (project / path).write_text(text)
    assert told("check", "--fix", "content/topics/rain.yml", "content/funding-calls/clean-rivers.yml") == Told(
        1,
        "content/funding-calls/clean-rivers.yml:6:17: 'single-stag' becomes 'single-stage'\n"
        "content/topics/rain.yml:3:10: 'waters' becomes 'water'\n"
        "content/funding-calls/clean-rivers.yml: fields in their order, no blanks behind lines\n"
        "content/funding-calls/clean-rivers.yml:11:8: cut_offs.day: 2026-02-30 is not in the calendar [not-in-calendar]\n"
        "    11 | - day: 2026-02-30\n"
        "       |        ^\n"
        "3 mended, 1 problem, 0 warnings\n",
        "",
    )
    assert (project / "content/topics/rain.yml").read_text() == RAIN


def test_a_dry_run_shows_what_would_be_mended(project: Path) -> None:
    (project / "content/topics/rain.yml").write_text(MISTAKES["content/topics/rain.yml"])
    said = told("check", "--fix", "--dry-run", "content/topics/rain.yml")
    assert [line for line in said.out.splitlines() if line[0] in "+-"] == [
        "--- a/content/topics/rain.yml",
        "+++ b/content/topics/rain.yml",
        "-broader: waters",
        "+broader: water",
    ]
    assert (said.status, said.err) == (1, "")
    assert (project / "content/topics/rain.yml").read_text() == MISTAKES["content/topics/rain.yml"]
    assert told("check", "--fix", "--dry-run", "content/topics/water.yml") == Told(0, "", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "content/topics/snow.yml"], "content/topics/snow.yml: is not there\n"),
        (["check", "mkdocs.yml"], "mkdocs.yml: is no file in content/\n"),
        (["check", "--dry-run"], "--dry-run goes with --fix: it shows what would be mended\n"),
    ],
)
def test_who_checks_what_is_no_record_is_told_so(project: Path, words: list[str], says: str) -> None:
    assert told(*words) == Told(2, "", says)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("", "mkdocs.yml:1:1: holds no settings [settings]\n    Settings are fields, each 'name: value' on a line of its own.\n"),
        (
            "- a",
            "mkdocs.yml:1:1: holds no settings [settings]\n"
            "    Settings are fields, each 'name: value' on a line of its own.\n    1 | - a\n      | ^\n",
        ),
        (
            "site_url: [",
            "mkdocs.yml:1:12: the file ends inside a bracket [bracket-not-closed]\n"
            "    Close the bracket; a text with brackets in it goes in quotes.\n    1 | site_url: [\n      |            ^\n",
        ),
        (
            "site_url: https://hub.example.org/\nextra: {hub: {languages: en}}",
            "mkdocs.yml:2:26: languages: is no list of languages [settings]\n"
            "    Codes in small letters, the language of the records first, as in [en, cs].\n"
            "    2 | extra: {hub: {languages: en}}\n      |                          ^\n",
        ),
    ],
)
def test_of_a_project_whose_settings_cannot_be_read_nothing_else_is_told(project: Path, settings: str, says: str) -> None:
    (project / "mkdocs.yml").write_text(settings)
    assert told("check") == Told(1, f"{says}0 records, 1 problem, 0 warnings\n", "")
    assert told("build") == Told(1, says, "1 problem; site/ is as it was\n")


def test_a_command_that_is_stopped_while_it_loads_says_nothing(project: Path) -> None:
    stopped = """
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "knowledge_hub.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from knowledge_hub.__main__ import main
main()
"""
    finished = run(project, sys.executable, "-c", stopped)
    assert (finished.returncode, finished.stdout, finished.stderr) == (130, "", "")


def test_a_check_of_one_file_waits_for_nothing_that_builds_the_site(project: Path) -> None:
    words = "import sys; from knowledge_hub.cli import app; app(['check', 'content/topics/rain.yml'], standalone_mode=False)"
    listed = (
        f"{words}\nprint(sorted(name for name in sys.modules if name in ('jinja2', 'icalendar', 'selectolax', 'knowledge_hub.publish')))"
    )
    finished = run(project, sys.executable, "-c", listed)
    assert (finished.stdout, finished.stderr) == ("no problems\n[]\n", "")


def test_a_build_says_where_its_time_went(project: Path) -> None:
    """The stages follow each other, so their seconds add up to the whole."""
    finished = hub(project, "build", "--profile", HUB_SEARCH="on")
    assert (finished.returncode, finished.stderr) == (0, "")
    said, empty, head, *lines = finished.stdout.splitlines()
    assert said.startswith("site/ is built: 18 records, ")
    assert (empty, head.split()) == ("", ["seconds", "done", "a", "second", "MB"])
    seconds = {line[: re.search(r"  +\d", line).start()]: float(re.findall(r"\d+\.\d+", line)[0]) for line in lines}
    stages = [name for name in seconds if not name.startswith(" ")]
    assert stages == [*("recall", "records", "frames", "plan", "pages", "links", "search", "swap", "remember", "between them", "the whole")]
    assert {"  pages: record", "  pages: listing", "  files: calendars", "  files: feeds"} <= set(seconds)
    assert sum(seconds[name] for name in stages[:-1]) == pytest.approx(seconds["the whole"], abs=0.1)
    assert all(seconds[name] > 0 for name in ("records", "pages", "search", "  pages: record"))
