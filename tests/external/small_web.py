"""A small web on 127.0.0.1: sites that are well, slow, flaky, moved, shut to robots, or gone."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from urllib.parse import urlsplit

CODES = {"/gone": 404, "/robots": 403, "/busy": 429, "/login": 401, "/broken": 500, "/silent": 0}
REDIRECTS = {
    "/old": (301, "/new"),
    "/older": (308, "/old"),
    "/away": (302, "/new"),
    "/old-then-away": (301, "/away"),
    "/old-then-gone": (301, "/gone"),
    "/circle": (301, "/circle"),
}


class SmallWeb:
    """The addresses of the small web, and how often each path was asked for.

    As a proxy it is the site of every host; `failing` holds paths that are gone for now.
    """

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.failing: set[str] = set()

    def at(self, path: str) -> str:
        return self.root + path

    def answer(self, path: str) -> tuple[int, str]:
        """The status for this path, and where it leads; a status of 0 is silence."""
        self.asked[path] += 1
        if path == "/slow":
            time.sleep(3.5)
        if path == "/flaky" and self.asked[path] < 3:
            return 503, ""
        if path in self.failing:
            return 404, ""
        return REDIRECTS.get(path, (CODES.get(path, 200), ""))


@contextmanager
def small_web() -> Iterator[SmallWeb]:
    """The small web while a test runs."""

    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.agents.add(self.headers["User-Agent"])
            parts = urlsplit(self.path)
            status, location = web.answer(parts.path)
            if not status:
                self.close_connection = True
                return
            self.send_response(status)
            if location:
                host = f"{parts.scheme}://{parts.netloc}" if parts.netloc else web.root
                self.send_header("Location", host + location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    web = SmallWeb(server.server_port)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield web
    server.shutdown()
    server.server_close()


def closed_port() -> str:
    """An address at which nothing listens."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"
