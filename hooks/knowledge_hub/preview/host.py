"""Answers browsers on this computer, and tells the open pages when to follow."""

import json
import re
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from knowledge_hub.preview.shown import OURS, PAGE, Answer, type_of
from knowledge_hub.preview.state import Preview

SCRIPT = Path(__file__).with_name("preview.js")
ALIVE = 15.0  # seconds after which an open page is told that it is not forgotten
_HERE = re.compile(r"((.+\.)?localhost|[\d.]+|\[[\da-f:.]+\])?", re.IGNORECASE)  # what nobody else can have lead to this computer


def in_url(address: str) -> str:
    """An address of a computer as it stands in that of a page: IPv6 in brackets."""
    return f"[{address}]" if ":" in address else address


class Host(ThreadingHTTPServer):
    """Shows a preview at an address of this computer, given as name and port."""

    daemon_threads = True
    request_queue_size = 128  # a browser opens more connections at once than the usual five

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        self.preview, self._name = preview, in_url(address[0])
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Request)

    @property
    def address(self) -> str:
        """Where the home page stands."""
        return f"http://{self._name}:{self.server_port}{self.preview.base}"

    def is_meant(self, host: str) -> bool:
        """Whether a browser that asks for this host means us. A page from elsewhere can have its own name lead to this computer, and would
        be let read what is shown at it; see https://en.wikipedia.org/wiki/DNS_rebinding.
        """
        reached_by_others = not ip_address(str(self.server_address[0])).is_loopback
        name = re.sub(r":\d*$", "", host)
        return reached_by_others or name == self._name or bool(_HERE.fullmatch(name))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that does not wait for its answer is nothing to tell."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body of an answer waits 40 ms for word that its head has come
    server: Host

    def do_GET(self) -> None:
        address, _, query = self.path.partition("?")
        path, preview = unquote(address, errors="replace"), self.server.preview
        if not self.server.is_meant(self.headers.get("Host", "")):
            self._send(Answer(f"This is {self.server.address}\n".encode(), type_of("a.txt"), 421))
        elif path == f"{OURS}events" and self.command == "GET":
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            self._follow(preview, _below(preview, asked.get("path", "/")), asked.get("version", ""))
        elif path == f"{OURS}preview.js":
            self._send(Answer(SCRIPT.read_bytes(), type_of(SCRIPT.name)))
        elif path.startswith(preview.base):
            self._send(preview.answer(_below(preview, path)))
        else:
            self._send(Answer(b"", PAGE, 302, location=preview.base))

    do_HEAD = do_GET  # noqa: N815

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", quote(answer.location))
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer.body)

    def _follow(self, preview: Preview, path: str, version: str) -> None:
        """Tell an open page what is wrong, until it has changed; see https://html.spec.whatwg.org/multipage/server-sent-events.html."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told: tuple[str, ...] = ()
        while True:
            number, wrong = preview.now()
            if preview.answer(path).version != version:
                self._tell("changed", "")
                return
            if wrong != told:
                self._tell("problems", json.dumps(wrong))
                told = wrong
            if not preview.wait(number, ALIVE):
                self._tell("alive", "")

    def _tell(self, event: str, text: str) -> None:
        self.wfile.write(f"event: {event}\ndata: {text}\n\n".encode())

    def log_message(self, *_: Any) -> None:
        """What is read is not told, what is saved is."""


def _below(preview: Preview, path: str) -> str:
    return path.removeprefix(preview.base)
