"""`hub serve`: pages are drawn when they are asked for, follow what is saved, and outlive every mistake."""

import errno
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import reader
from knowledge_hub import loading, preview
from knowledge_hub.loading import Kept, judged_of
from knowledge_hub.preview import Host, Preview, state, watching
from knowledge_hub.preview.shown import script_of
from knowledge_hub.preview.watching import Watch
from knowledge_hub.project import project_in
from knowledge_hub.publish.parts import PARTS
from small_project import NOW, SMALL, built, contents, environment, hub, small_project

PATIENCE = 60  # seconds
RAIN = "content/topics/rain.yml"
SCRIPT = re.compile(re.escape(script_of("VERSION")).replace("VERSION", "[0-9a-f]{16}").encode())
UNKNOWN_TOPIC = """content/topics/rain.yml:3:10: broader: 'waters' is not a topic [dead-link]
    did you mean 'water'?
    3 | broader: waters
      |          ^"""


def saved(path: Path, text: str) -> None:
    """Save a file as editors do, under another name first."""
    path.with_name(f"{path.name}~").write_text(text, encoding="utf-8")
    path.with_name(f"{path.name}~").replace(path)


class Served:
    """A project that is being shown, in this process."""

    def __init__(self, project: Path) -> None:
        self.project, self.told = project, list[str]()
        self.host = Host(("127.0.0.1", 0), Preview(project, lambda: NOW, self.told.append))
        self.preview, self.port = self.host.preview, self.host.server_port

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body of what stands at a path, which is sent as it is written."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        asked.request("GET", path)
        answer = asked.getresponse()
        body = answer.read()
        asked.close()
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, answer.headers["Location"] or answer.headers["Content-Type"], body

    def save(self, file: str, text: str) -> None:
        """Save a file and show it."""
        saved(self.project / file, text)
        self.preview.refresh({(self.project / file).resolve()})

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.project / file).read_text(encoding="utf-8")
        assert old in text
        self.save(file, text.replace(old, new))


@contextmanager
def served(project: Path) -> Iterator[Served]:
    shown = Served(project)
    shown.preview.refresh()
    threading.Thread(target=shown.host.serve_forever, daemon=True).start()
    with shown.host:
        yield shown
        shown.host.shutdown()
        shown.preview.close()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small project as it is, for tests that change nothing, or put it back."""
    with served(small_project(tmp_path_factory.mktemp("preview") / "project")) as found:
        yield found


def test_every_file_has_the_bytes_of_a_build_and_pages_have_one_script_more(shown: Served) -> None:
    site = contents(built("off")[0] / "site")
    found = {path: shown.get(f"/{path}")[2] for path in site}
    scripts = {path: len(SCRIPT.findall(content)) for path, content in found.items()}
    assert {path: SCRIPT.sub(b"", content) for path, content in found.items()} == site
    redirects = {path for path, content in site.items() if b'http-equiv="refresh"' in content}
    assert scripts == {path: int(path.endswith(".html") and path not in redirects) for path in site}


@pytest.mark.parametrize(
    ("path", "status", "type"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/topics/rain/?from=search", 200, "text/html; charset=utf-8"),
        ("/topics/rain", 301, "rain/"),
        ("/old/rain", 301, "rain/"),
        ("/old/rain/", 200, "text/html; charset=utf-8"),
        ("/topics/snow/", 404, "text/html; charset=utf-8"),
        ("/_frame/", 404, "text/html; charset=utf-8"),
        ("/sitemap.xml.gz", 404, "text/html; charset=utf-8"),
        ("/about.md", 404, "text/html; charset=utf-8"),
        ("/assets/css/hub.css", 200, "text/css; charset=utf-8"),
        ("/assets/js/words/cs.js", 200, "text/javascript; charset=utf-8"),
        ("/assets/fonts/newsreader-latin.woff2", 200, "font/woff2"),
        ("/calendars/events.ics", 200, "text/calendar; charset=utf-8"),
        ("/manifest.webmanifest", 200, "application/manifest+json; charset=utf-8"),
        ("/_headers", 200, "text/plain; charset=utf-8"),
        ("/_preview/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/../mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/assets/%2e%2e/%2e%2e/mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("//etc/passwd", 404, "text/html; charset=utf-8"),
        ("/%00", 404, "text/html; charset=utf-8"),
        pytest.param(f"/{'long' * 100}/", 404, "text/html; charset=utf-8", id="a longer name than a file can have"),
    ],
)
def test_each_address_is_answered_as_a_host_would(shown: Served, path: str, status: int, type: str) -> None:
    assert shown.get(path)[:2] == (status, type)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("[::1", 421),
        ("LOCALHOST:8000", 200),
        ("hub.localhost", 200),
        ("rebound.example", 421),
        ("rebound.example:8000", 421),
        ("127.0.0.1.rebound.example", 421),
        ("notlocalhost", 421),
    ],
)
def test_a_page_from_elsewhere_whose_name_leads_here_reads_nothing(shown: Served, host: str, status: int) -> None:
    for path in ("/", "/_preview/events?path=/&version=none"):
        asked = http.client.HTTPConnection("127.0.0.1", shown.port, timeout=20)
        asked.request("GET", path, headers={"Host": host})
        answer = asked.getresponse()
        assert answer.status == status
        assert answer.status == 200 or answer.read() == f"This is http://127.0.0.1:{shown.port}/\n".encode()
        asked.close()


def test_who_shows_it_to_others_is_asked_by_any_name(tmp_path: Path) -> None:
    with Host(("0.0.0.0", 0), Preview(tmp_path, lambda: NOW, print)) as host:  # noqa: S104
        assert host.is_meant("laptop.example:8000")


def has_ipv6() -> bool:
    """Whether this computer can be reached by IPv6 from itself; in a container it often cannot."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


of_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="there is no IPv6 here")


@of_ipv6
def test_the_address_can_be_of_ipv6(tmp_path: Path) -> None:
    with Host(("::1", 0), Preview(tmp_path, lambda: NOW, print)) as host:
        assert host.address == f"http://[::1]:{host.server_port}/"
        assert host.is_meant(f"[::1]:{host.server_port}")
        assert not host.is_meant("rebound.example:8000")


@pytest.mark.parametrize(
    ("address", "named"),
    [("192.0.2.1", "192.0.2.1"), pytest.param("2001:db8::1", "[2001:db8::1]", marks=of_ipv6)],  # for documentation: no computer has them
)
def test_an_address_that_this_computer_does_not_have_is_told(tmp_path: Path, address: str, named: str) -> None:
    finished = hub(small_project(tmp_path), "serve", "--address", address)
    says = f"{named}:8000 cannot be had ({os.strerror(errno.EADDRNOTAVAIL)}); --address names another\n"
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", says, 2)


def test_a_site_below_the_root_of_its_host_is_shown_there(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://hub.example.org/", "https://example.org/hub/"))
    with served(project) as found:
        assert found.get("/")[:2] == (302, "/hub/")
        assert found.get("/hub/topics/")[0] == 200
        assert found.host.address == f"http://127.0.0.1:{found.port}/hub/"


def test_what_was_judged_of_a_record_is_kept_until_one_of_its_files_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, kept, read = project_in(small_project(tmp_path)), Kept(), list[str]()
    monkeypatch.setattr(loading, "judged_of", lambda project, found: read.append(found.id) or judged_of(project, found))
    first = loading.load(project, kept=kept)
    assert len(read) == len(kept.judged) > len(first.entries)  # a draft too
    read.clear()
    (tmp_path / "content/topics/water.cs.yml").write_text("title: Vodička\nsummary: Voda.\n", encoding="utf-8")
    (tmp_path / "content/topics/snow.yml").write_text("title: Snow\nsummary: Snow.\n")
    (tmp_path / "content/topics/rain.yml").unlink()
    second = loading.load(project, kept=kept)
    assert read == ["snow", "water"]
    assert second.problems == loading.load(project).problems
    assert list(second.entries) == list(loading.load(project).entries)
    assert second.get("topic", "water").in_language("cs").title == "Vodička"


def test_a_record_that_is_saved_shows_and_is_told_in_a_line(shown: Served) -> None:
    page = shown.get("/topics/rain/")[2]
    shown.told.clear()
    shown.change(RAIN, "title: Rain", "title: Soft rain")
    assert b">Soft rain</h1>" in shown.get("/topics/rain/")[2]
    assert b"Soft rain" in shown.get("/feeds/topics/rain/feed.json")[2]
    shown.change(RAIN, "title: Soft rain", "title: Rain")
    assert shown.get("/topics/rain/")[2] == page
    assert [re.sub(r"\d\.\d\d", "0.00", line) for line in shown.told] == [f"{RAIN}: 0.00 s"] * 2


def test_a_mistake_is_told_as_hub_check_does_and_leaves_the_pages(shown: Served) -> None:
    page = shown.get("/topics/rain/")
    shown.told.clear()
    shown.change(RAIN, "broader: water", "broader: waters")
    assert shown.told == [UNKNOWN_TOPIC, f"{RAIN}: 1 problem; the pages are as they were"]
    assert shown.preview.now()[1] == (UNKNOWN_TOPIC,)
    assert shown.get("/topics/rain/") == page
    shown.change(RAIN, "broader: waters", "broader: water")
    assert shown.preview.now()[1] == ()


def test_code_that_cannot_be_loaded_is_told_until_another_process_begins(shown: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown.preview, "_unloaded", ())
    page = shown.get("/topics/rain/")
    shown.preview.fail_to_load("Traceback (most recent call last):\n  …\nSyntaxError: invalid syntax")
    assert shown.preview.now()[1] == ("SyntaxError: invalid syntax",)
    shown.change(RAIN, "broader: water", "broader: waters")
    assert shown.preview.now()[1] == ("SyntaxError: invalid syntax", UNKNOWN_TOPIC)
    shown.change(RAIN, "broader: waters", "broader: water")
    shown.change(RAIN, "title: Rain", "title: Soft rain")
    assert shown.preview.now()[1] == ("SyntaxError: invalid syntax",)
    assert shown.get("/topics/rain/") == page
    shown.change(RAIN, "title: Soft rain", "title: Rain")


def test_changed_code_is_run_at_the_port_that_was_free_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, given = list[list[str]](), [sys.executable, "-m", "knowledge_hub", "serve", "--port", "0"]
    monkeypatch.setattr(os, "execv", lambda _, words: run.append(words))
    monkeypatch.setattr(sys, "orig_argv", given)
    with Host(("127.0.0.1", 0), Preview(tmp_path, lambda: NOW, print)) as host:
        preview.begin_anew(host)
        assert run == [[*given, "--port", str(host.server_port)]]


def test_what_deserves_a_look_is_told_of_the_file_that_was_saved(shown: Served) -> None:
    shown.told.clear()
    text = (shown.project / RAIN).read_text()
    shown.save(RAIN, "title: Rain\nsummary: Rain.\nbroader: water\n")
    assert [line.split("\n")[0] for line in shown.told[:-1]] == [
        f"{RAIN}:1:1: warning: sources: missing [no-sources]",
        f"{RAIN}:1:1: warning: verified: missing [not-verified]",
        f"{RAIN}:2:10: warning: summary: says the same as the title [summary-like-title]",
    ]
    shown.save(RAIN, text)


def test_a_written_page_follows_and_one_that_the_engine_refuses_is_told(tmp_path: Path) -> None:
    with served(small_project(tmp_path)) as found:
        found.change("docs/about.md", "## What", "## Whatever")
        assert b"Whatever" in found.get("/about/")[2]
        found.change("docs/about.md", "index.md", "nowhere.md")
        assert found.preview.now()[1] == (
            "WARNING -  Doc file 'about.md' contains a link 'nowhere.md', but the target is not found among documentation files.\n\n"
            "Aborted with 1 warnings in strict mode!",
        )
        found.change(RAIN, "title: Rain", "title: Soft rain")
        assert b"Soft rain" not in found.get("/topics/rain/")[2]
        found.change("docs/about.md", "nowhere.md", "index.md")
        assert found.preview.now()[1] == ()
        assert b"Soft rain" in found.get("/topics/rain/")[2]


def test_a_style_that_is_saved_shows_without_the_engine(shown: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "engine", lambda *_: pytest.fail("the engine was asked"))
    version = SCRIPT.findall(shown.get("/")[2])
    shown.save("docs/assets/css/keep.css", ".keep { color: red }\n")
    assert shown.get("/assets/css/keep.css")[2] == b".keep { color: red }\n"
    assert SCRIPT.findall(shown.get("/")[2]) != version


def test_a_page_that_cannot_be_drawn_leaves_the_others(shown: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.told.clear()
    shown.save(RAIN, (shown.project / RAIN).read_text())  # nothing is drawn yet
    monkeypatch.setitem(PARTS, "countries", lambda *_: 1 // 0)
    status, _, body = shown.get("/countries/")
    assert (status, b"<h1>This page cannot be drawn</h1>" in body) == (500, True)
    assert shown.told[-1].endswith("ZeroDivisionError: integer division or modulo by zero\n")
    assert shown.get("/topics/")[0] == 200


def test_the_swap_file_of_an_editor_is_no_mistake_here(shown: Served) -> None:
    swap = shown.project / "content" / "topics" / ".rain.yml.swp"
    swap.write_text("")
    shown.change(RAIN, "title: Rain", "title: Rain")
    swap.unlink()
    assert shown.preview.now()[1] == ()


def test_saves_in_one_go_are_told_together_and_programs_files_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "TOGETHER", 0.5)  # a busy machine may tell of the second long after the first
    project = small_project(tmp_path)
    with Watch(project) as watch:
        (project / "content/topics/.rain.yml.swp").write_text("")
        (project / "content/topics/rain.new~").write_text("title: Rain\n")
        (project / "content/topics/rain.new~").replace(project / RAIN)
        (project / "content/topics/water.yml").unlink()
        (project / "mkdocs.yml").write_text("")
        (project / "README.md").write_text("")
        assert watch.changes(5) == {project / RAIN, project / "content/topics/water.yml", project / "mkdocs.yml"}
        assert (project / RAIN).read_text() == "title: Rain\n"  # to read is no change
        shutil.rmtree(project / "docs")
        assert project / "docs" in watch.changes(5)
        (project / "docs").mkdir()
        assert watch.changes(5) == {project / "docs"}
        (project / "docs" / "index.md").write_text("# Home\n")
        assert watch.changes(5) == {project / "docs" / "index.md"}
        assert watch.changes(0.1) == frozenset()


@contextmanager
def running(project: Path, *words: str, **own: str) -> Iterator[subprocess.Popen[str]]:
    """`hub` with these words at work, as a terminal starts it: it hears when it is interrupted."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored here would be ignored there
    process = subprocess.Popen(
        [sys.executable, "-m", "knowledge_hub", *words],
        cwd=project,
        env=environment(**own),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    signal.signal(signal.SIGINT, before)
    given_up = threading.Timer(PATIENCE, process.kill)  # who waits for a line that does not come gets none
    given_up.start()
    with process:
        try:
            yield process
        finally:
            given_up.cancel()
            process.kill()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_the_command_leaves_nothing_when_it_is_stopped_or_its_terminal_closed(tmp_path: Path, sign: signal.Signals) -> None:
    project, folder = small_project(tmp_path / "project"), tmp_path / "temporary"
    folder.mkdir()
    with running(project, "serve", "--port", "0", TMPDIR=str(folder)) as serving:
        assert serving.stdout
        assert serving.stdout.readline()
        assert len([*folder.iterdir()]) == 1
        serving.send_signal(sign)
        assert (serving.wait(10), serving.stdout.read()) == (0, "")
    assert [*folder.iterdir()] == []


def test_the_command_shows_what_is_saved_and_ends_quietly(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    with running(project, "serve", "--port", "0") as serving:
        assert serving.stdout
        said = serving.stdout.readline()
        address = re.fullmatch(r"(http://127\.0\.0\.1:\d+/) shows 18 records; an edit shows on its own, Ctrl and C end it\n", said)
        assert address
        taken = hub(project, "serve", "--port", address[1].split(":")[2].strip("/"))
        assert (taken.returncode, taken.stdout, taken.stderr) == (2, "", f"{address[1][7:-1]} is taken; --port names another\n")
        saved(project / RAIN, (project / RAIN).read_text().replace("title: Rain", "title: Soft rain"))
        assert re.fullmatch(rf"{RAIN}: \d\.\d\d s\n", serving.stdout.readline())
        serving.send_signal(signal.SIGINT)
        assert (serving.wait(10), serving.stdout.read()) == (0, "")


def test_an_open_page_follows_and_a_mistake_stands_above_it_until_it_is_mended(shown: Served, browser: Browser) -> None:
    with reader(browser, shown.host.address) as context:
        page, violations = context.new_page(), list[str]()
        page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
        page.goto("topics/rain/")
        bar = page.locator("#preview-problems")
        shown.change(RAIN, "title: Rain", "title: Soft rain")
        expect(page.get_by_role("heading", level=1)).to_have_text("Soft rain")
        shown.change(RAIN, "broader: water", "broader: waters")
        expect(bar.locator("summary")).to_have_text("1 problem: the page is as it was")
        expect(bar.locator("pre")).to_have_text(UNKNOWN_TOPIC)
        page.evaluate("() => { document.title = 'not loaded anew'; }")
        shown.change(RAIN, "title: Soft rain\n", "title: Rain\n")
        shown.change(RAIN, "broader: waters", "broader: water")
        expect(bar).to_have_count(0)
        expect(page.get_by_role("heading", level=1)).to_have_text("Rain")
        page.evaluate("() => { document.title = 'not loaded anew'; }")
        shown.change("content/topics/water.cs.yml", "title: Voda", "title: Vodička")
        shown.change("content/topics/water.cs.yml", "title: Vodička", "title: Voda")
        expect(page).to_have_title("not loaded anew")
        assert violations == []


def test_a_project_that_begins_with_a_mistake_shows_it_until_it_is_mended(tmp_path: Path, browser: Browser) -> None:
    text = (SMALL / RAIN).read_text()
    project = small_project(tmp_path, {RAIN: text.replace("broader: water", "broader: waters")})
    with served(project) as found, reader(browser, found.host.address) as context:
        page = context.new_page()
        page.goto("topics/rain/")
        expect(page.locator("h1")).to_have_text("1 problem")
        expect(page.locator("body > pre")).to_have_text(UNKNOWN_TOPIC)
        found.save(RAIN, text)
        expect(page.locator("h1")).to_have_text("Rain")
