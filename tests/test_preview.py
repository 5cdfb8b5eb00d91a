"""`hub serve`: pages are drawn when they are asked for, follow what is saved, and outlive every mistake."""

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from knowledge_hub.preview import Host, Preview
from knowledge_hub.preview.shown import script_of
from small_project import NOW, built, contents, small_project

RAIN = "content/topics/rain.yml"
SCRIPT = re.compile(re.escape(script_of("VERSION")).replace("VERSION", "[0-9a-f]{16}").encode())
UNKNOWN_TOPIC = """content/topics/rain.yml:3:10: broader: 'waters' is not a topic [dead-link]
    did you mean 'water'?
    3 | broader: waters
      |          ^"""


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
        """Save a file as editors do, under another name first, and show it."""
        path = self.project / file
        path.with_name(f"{path.name}~").write_text(text, encoding="utf-8")
        path.with_name(f"{path.name}~").replace(path)
        self.preview.refresh({path.resolve()})

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
    ],
)
def test_each_address_is_answered_as_a_host_would(shown: Served, path: str, status: int, type: str) -> None:
    assert shown.get(path)[:2] == (status, type)


def test_a_site_below_the_root_of_its_host_is_shown_there(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://hub.example.org/", "https://example.org/hub/"))
    with served(project) as found:
        assert found.get("/")[:2] == (302, "/hub/")
        assert found.get("/hub/topics/")[0] == 200
        assert found.host.address == f"http://127.0.0.1:{found.port}/hub/"
