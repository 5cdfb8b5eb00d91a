"""What tests share: the site as readers get it, built once on a fixed day; a server for it; a browser."""

import fcntl
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial, wraps
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, sync_playwright

from knowledge_hub import reports
from knowledge_hub.loading import load
from knowledge_hub.project import Project, project_in
from knowledge_hub.publish import publish

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where the system has one
TOGETHER = "HUB_TESTS_FOLDER"

PATIENCE = 10_000  # milliseconds until a page counts as stuck
SILENT: WeakSet[BrowserContext] = WeakSet()  # readers whose browser runs no scripts


def draw_frames(into: Path) -> None:
    """The engine's part of `hub build`: the frames and the pages written by hand."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(into)],
        cwd=ROOT,
        env={**os.environ, "HUB_FRAMES_ONLY": "1", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))},
        check=True,
    )


def finish(site: Path, project: Project) -> None:
    """The hub's part of `hub build`: everything else. A site with problems is no site to test."""
    published = publish(site, project, load(project), NOW)
    if any(not problem.warning for problem in published.problems):
        pytest.fail(f"the site has problems:\n{reports.as_text(published.problems, project.root)}", pytrace=False)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server that answers as a host would: missing pages get the site's own 404.html."""
    with _Host(("127.0.0.1", 0), partial(_Answer, directory=str(site))) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/"
        host.shutdown()


class _Host(ThreadingHTTPServer):
    request_queue_size = 128  # a browser opens more connections at once than the usual five


class _Answer(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body of an answer waits 40 ms for word that its head has come

    def end_headers(self) -> None:
        """Styles, scripts and fonts last: a reader goes on to the next page with those of the one before."""
        if self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            return super().send_error(code, message, explain)
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        return None

    def log_message(self, *_: Any) -> None:
        """A test run is no place for an access log."""


def pytest_configure(config: pytest.Config) -> None:
    """One folder for built sites for all test processes, in memory where that exists."""
    if not hasattr(config, "workerinput"):
        os.environ[TOGETHER] = tempfile.mkdtemp(prefix="hub-tests-", dir=MEMORY if MEMORY.is_dir() else None)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(TOGETHER), ignore_errors=True)


def pytest_xdist_auto_num_workers() -> int:
    """One test process more than there are cores: each waits for its browser a fifth of the time."""
    return (os.cpu_count() or 1) + 1


def once(name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first test process to need it makes, and the others wait for."""
    folder = Path(os.environ[TOGETHER], name)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            begun = folder.with_suffix(".begun")
            shutil.rmtree(begun, ignore_errors=True)
            make(begun)
            begun.rename(folder)
    return folder


def few_frames(frames: Path, target: Path, *kept: str) -> Path:
    """A copy of what the engine draws with the home pages and those named alone, of the pages written by hand."""
    shutil.copytree(frames, target)
    homes = {target / home / page / "index.html" for home in ("", "cs") for page in ("", *kept)}
    for page in [*target.rglob("index.html")]:
        if page not in homes and "_frame" not in page.parts:
            page.unlink()
    return target


@pytest.fixture(scope="session")
def frames() -> Path:
    """What the engine draws, before any record is in it."""
    return once("frames", draw_frames)


@pytest.fixture(scope="session")
def site(frames: Path) -> Path:
    """The whole site with its search, as `hub build` makes it on 22 November 2026."""
    return once("site", lambda folder: finish(shutil.copytree(frames, folder), project_in(ROOT)))


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site, with a slash at the end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def small_site(frames: Path) -> Any:
    """A function that builds a site from the records in a folder, beside the home page and what is named of the pages written by hand."""

    def build(name: str, root: Path, *kept: str) -> Path:
        def make(target: Path) -> None:
            finish(few_frames(frames, target, *kept), replace(project_in(ROOT), root=root))

        return once(f"site-of-{name}", make)

    return build


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window. It takes no part in anything beyond the pages it is shown."""
    chromium = runpy.run_path(str(ROOT / "scripts" / "browser.py"))
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        for way in ("goto", "reload", "go_back", "go_forward"):
            patch.setattr(Page, way, _and_run(getattr(Page, way)))
        started = playwright.chromium.launch(executable_path=chromium["shell"](), args=chromium["switches"]())
        yield started
        started.close()


def follow(link: Locator) -> None:
    """Press a link, and be on the page that it leads to: a change of the address alone, as pages make when they are left, is none."""
    with link.page.expect_event("load"):
        link.click()
    link.page.evaluate(SCRIPTS_RAN)


SCRIPTS_RAN = "() => Promise.allSettled([...document.querySelectorAll('script[type=module]')].map(({ src }) => import(src)))"


def _and_run(opened: Callable[..., Any]) -> Callable[..., Any]:
    """The same way to a page, but there only when its scripts have run: its load event does not wait for those that await something."""

    @wraps(opened)
    def there(page: Page, *args: Any, **options: Any) -> Any:
        response = opened(page, *args, **options)
        if page.context not in SILENT:
            try:
                page.evaluate(SCRIPTS_RAN)
            except Error as error:
                if "navigation" not in error.message:  # an old address leads on
                    raise
        return response

    return there


@contextmanager
def reader(browser: Browser, address: str, **ways: Any) -> Iterator[BrowserContext]:
    """A reader who opens the site for the first time; `ways` are what Playwright calls context options."""
    context = browser.new_context(base_url=address, **ways)
    context.set_default_timeout(PATIENCE)
    if not ways.get("java_script_enabled", True):
        SILENT.add(context)
    yield context
    context.close()


# Opens pages in frames that are not drawn, eight at a time, and gives what LOOK says of each once it is loaded.
SIDE_BY_SIDE = """async (paths) => {
    const seen = async (path) => {
        const frame = document.createElement("iframe");
        frame.hidden = true;
        frame.src = path;
        await new Promise((loaded) => { frame.onload = loaded; document.body.append(frame); });
        const said = await (LOOK)(frame.contentDocument);
        frame.remove();
        return said;
    };
    const said = [];
    while (paths.length) said.push(...await Promise.all(paths.splice(0, 8).map(seen)));
    return said;
}"""


def in_frames(page: Page, paths: Sequence[str], look: str, site: str = "") -> list[Any]:
    """What the function `look`, in JavaScript, says of each of these pages, where nothing hangs on how they are drawn.

    They are read and their scripts run as in a tab of their own, in a fifth of the time.
    """
    page.goto(f"{site}assets/css/tokens.css")  # a document that does nothing, on the same host
    said: list[Any] = page.evaluate(SIDE_BY_SIDE.replace("LOOK", look), [f"/{path}" for path in paths])
    return said


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A new reader's first page, still empty, on a wide screen."""
    with reader(browser, server, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
