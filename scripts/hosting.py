"""Serves a built site as a host does: compressed, with lasting styles, scripts and fonts. For what is measured in a browser."""

import gzip
import mimetypes
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest+json")


class Host(ThreadingHTTPServer):
    """A server on a free port of this machine."""

    request_queue_size = 128  # a browser opens more connections at once than the usual five

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


def serve(site: Path, sent: Callable[[str, int], object] = lambda _path, _bytes: None) -> Host:
    """Serve a site until `shutdown()`. `sent` hears the path of every answer and the bytes of its body as they are sent."""
    packed: dict[Path, bytes] = {}

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or the body of an answer waits 40 ms for word that its head has come

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            file = (site / path / "index.html" if path == "" or path.endswith("/") else site / path).resolve()
            found = file.is_file() and file.is_relative_to(site.resolve())
            if not found:
                file = site / "404.html"
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            small = kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", "")
            if small and file not in packed:
                packed[file] = gzip.compress(file.read_bytes())
            body = packed[file] if small else file.read_bytes()
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "public, max-age=31536000" if "/assets/" in self.path else "no-cache")
            if small:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            sent(path, len(body))

        def log_message(self, *_: object) -> None:
            """What is measured is what is to be read."""

    server = Host(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
