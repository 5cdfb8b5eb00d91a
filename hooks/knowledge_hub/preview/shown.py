"""What stands at each address of a site of which nothing is written: drawn when it is first asked for."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge_hub.publish.beside import BESIDE, Files
from knowledge_hub.publish.browse import list_with
from knowledge_hub.publish.whole import Whole
from knowledge_hub.publish.writing import Content, File, drawn

OURS = "/_preview/"  # below which the preview's own files stand
PAGE = "text/html; charset=utf-8"
_TYPES = mimetypes.MimeTypes()
for _ending, _type in {
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".jsonld": "application/ld+json",
    ".opml": "text/x-opml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}.items():
    _TYPES.add_type(_type, _ending)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets. `version` changes when the page does, and when a style, script or picture of the site does."""

    body: bytes
    type: str = PAGE
    status: int = 200
    version: str = ""
    location: str = ""


def page_of(html: str, status: int = 200, edition: str = "") -> Answer:
    """A page with the script by which it follows what is saved."""
    version = sha256(f"{edition}{html}".encode()).hexdigest()[:16]
    return Answer(with_script(html, version).encode(), status=status, version=version)


def with_script(html: str, version: str) -> str:
    """The page with the one thing that the preview adds to it."""
    return html.replace("</head>", f"{script_of(version)}</head>", 1)


def script_of(version: str) -> str:
    return f'<script src="{OURS}preview.js?version={version}" type="module"></script>'


class Shown:
    """A site without mistakes. `roots` are folders with files that stand in the site as they are; the first that has one gives it."""

    def __init__(self, whole: Whole, roots: tuple[Path, ...]) -> None:
        self._whole, self._roots = whole, roots
        self._edition = _edition(roots[0])
        self._pages: dict[str, Answer] = {}
        self._files: dict[str, Content] = {}
        self._begun: dict[Files, Iterator[File]] = {}

    def at(self, path: str) -> Answer:
        """What stands at a path below the root of the site."""
        if path == "index.html" or path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        found = None if path == "404.html" else self._page(path) or self._file(path)
        return found or self._missing(path)

    def _page(self, path: str) -> Answer | None:
        if path not in self._pages:
            page = self._whole.pages.get(path)
            if page is None:
                return None
            self._pages[path] = page_of(self._whole.drawn(page), edition=self._edition)
        return self._pages[path]

    def _file(self, path: str) -> Answer | None:
        content = self._beside(path)
        if content is None:
            found = (root / path for root in self._roots if is_given(root / path, root))
            content = next((file.read_bytes() for file in found), None)
        return None if content is None else Answer(content, type_of(path))

    def _missing(self, path: str) -> Answer:
        folder = f"{path}/"
        if not path.endswith("/") and (folder in self._whole.pages or self._beside(folder) is not None):
            return Answer(b"", status=301, location=f"{path.rpartition('/')[2]}/")
        if "404.html" not in self._pages:
            self._pages["404.html"] = page_of(self._whole.missing(), 404, self._edition)
        return self._pages["404.html"]

    def _beside(self, path: str) -> bytes | None:
        """A file for machines; of its sort all that come before it are found with it."""
        for sort in () if path in self._files else self._sorts(path):
            for name, content in sort:
                self._files[name] = content
                if name == path:
                    break
        if path not in self._files:
            return None
        found = self._files[path] = drawn(self._files[path])
        return found

    def _sorts(self, path: str) -> Iterator[Iterator[File]]:
        """The sorts of files of which this could be one, each as far as it is not drawn yet."""
        for files, paths in BESIDE.items():
            if paths.fullmatch(path):
                if files not in self._begun:
                    self._begun[files] = iter(files(self._whole.drawing, self._whole.everything))
                yield self._begun[files]
        page = self._whole.pages.get(list_with(path)) if list_with(path) else None
        if page:
            yield self._whole.beside(page)


def type_of(path: str) -> str:
    """The content type of a file."""
    if path.endswith("/"):
        return PAGE
    guessed = _TYPES.guess_type(path)[0] or ("text/plain" if "." not in path.rpartition("/")[2] else "application/octet-stream")
    written = guessed.startswith("text/") or guessed.endswith(("json", "xml"))
    return f"{guessed}; charset=utf-8" if written else guessed


def is_given(file: Path, root: Path) -> bool:
    """Whether this is a file in the folder that readers get as it is."""
    try:
        there = file.is_file()
    except OSError:  # a longer name than a file can have
        return False
    if not there or file.suffix == ".md":
        return False
    real, top = file.resolve(), root.resolve()
    return real.is_relative_to(top) and not any(part.startswith(".") for part in real.relative_to(top).parts)


def files_of(docs: Path) -> Iterator[Path]:
    """The files in docs/ that are no written pages."""
    return (file for file in sorted(docs.rglob("*")) if is_given(file, docs))


def _edition(docs: Path) -> str:
    """Changes when a style, script or picture does."""
    stamps = ((str(file), file.stat().st_mtime_ns) for file in files_of(docs))
    return sha256(repr([*stamps]).encode()).hexdigest()
