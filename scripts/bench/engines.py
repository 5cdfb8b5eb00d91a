"""What builds sites in the benchmark: this hub, and other engines on the same records. Each has a folder of its own to build in."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar, NamedTuple

from bench.corpus import Corpus
from bench.writing import LANGUAGES, Page, as_yaml, pages, records_of_hub, written

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = Path(__file__).resolve().parent / "peers"
INSTALLED = ROOT / ".cache" / "bench"
PER_PAGE = 50


class Engine(ABC):
    """One way to build a site of the records: `name` in results, `called` in tables; what builds from the same files has one folder."""

    name: str
    called: str
    works_in: str
    environment: ClassVar[Mapping[str, str]] = {}

    @property
    @abstractmethod
    def version(self) -> str:
        """Which version is measured."""

    @abstractmethod
    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        """Write so many records, and what else it builds from, into a folder; gives how many files the records are, and their bytes."""

    @abstractmethod
    def command(self) -> list[str | Path]:
        """What builds the site in its folder into `site/`."""

    def begin(self, folder: Path) -> None:
        """What comes before a build and is not measured."""
        _ = folder

    def clean(self, folder: Path) -> None:
        """Forget the last build."""
        for name in ("site", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)


class Hub(Engine):
    """This hub, without the search index: but for Zensical the others make none."""

    name, called, works_in = "hub", "This hub", "hub"
    environment: ClassVar = {"HUB_SEARCH": "off", "PYTHONPATH": "hooks", "SOURCE_DATE_EPOCH": "1795305600"}

    @property
    def version(self) -> str:
        return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])

    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        shutil.copytree(ROOT / "docs", folder / "docs")
        shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return written(records_of_hub(Corpus(size).records()), folder / "content")

    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "knowledge_hub", "build"]


class HubWithSearch(Hub):
    """This hub as it is published."""

    name, called = "hub-search", "This hub, with search"
    environment: ClassVar = {**Hub.environment, "HUB_SEARCH": "on"}


class HubAgain(Hub):
    """This hub, when it has built the site before and one event has another title."""

    name, called = "hub-again", "This hub, after one change"
    _OLD, _NEW = "title: ", "title: Called anew, "

    def begin(self, folder: Path) -> None:
        subprocess.run(self.command(), cwd=folder, env={**os.environ, **self.environment}, check=True, capture_output=True)
        event = self._event(folder)
        event.write_text(event.read_text(encoding="utf-8").replace(self._OLD, self._NEW, 1), encoding="utf-8")

    def clean(self, folder: Path) -> None:
        super().clean(folder)
        event = self._event(folder)
        event.write_text(event.read_text(encoding="utf-8").replace(self._NEW, self._OLD, 1), encoding="utf-8")

    @staticmethod
    def _event(folder: Path) -> Path:
        return folder / "content" / "events" / "events-0.yml"


class Peer(Engine):
    """An engine of others, installed by `make bench` alone."""

    package: str

    @property
    def version(self) -> str:
        return _locked(self.package)


class Hugo(Peer):
    """With templates of ours. Topics are its taxonomy, and it relates pages by them."""

    name, called, works_in, package = "hugo", "Hugo", "hugo", "hugo"

    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
        return written(((self.file(page), _with_front(page)) for page in pages(Corpus(size).records(), *LANGUAGES)), folder / "content")

    def file(self, page: Page) -> str:
        return f"{page.language}/{page.folder}/{page.id}" + ("/_index.md" if page.folder == "topics" else ".md")

    def command(self) -> list[str | Path]:
        (binary,) = (INSTALLED / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo")  # itself, not its wrapper in Python
        return [binary, "--quiet", "--destination", "site"]


class HugoWithoutRelated(Hugo):
    name, called = "hugo-plain", "Hugo, without related pages"
    environment: ClassVar = {"HUGO_PARAMS_RELATED": "false"}


class Eleventy(Peer):
    """With templates of ours."""

    name, called, works_in = "eleventy", "Eleventy", "eleventy"

    @property
    def version(self) -> str:
        return str(json.loads((PEERS / "package.json").read_text())["dependencies"]["@11ty/eleventy"])

    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        shutil.copytree(PEERS / "eleventy", folder, dirs_exist_ok=True)
        (folder / "package.json").write_text('{ "type": "module" }\n')
        files = ((f"{page.language}/{page.folder}/{page.id}.md", _with_front(page)) for page in pages(Corpus(size).records(), *LANGUAGES))
        return written(files, folder / "content")

    def command(self) -> list[str | Path]:
        return [INSTALLED / "venv" / "bin" / "node", INSTALLED / "node" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs", "--quiet"]


class MkDocs(Peer):
    """One page for each record; its listings and pages of topics are written for it beforehand, and it draws them."""

    name, called, works_in, package = "mkdocs", "MkDocs with Material", "mkdocs", "mkdocs-material"
    environment: ClassVar = {"NO_MKDOCS_2_WARNING": "1"}

    @property
    def version(self) -> str:
        return f"{_locked('mkdocs')}, {_locked('mkdocs-material')}"

    def prepare(self, size: int, folder: Path) -> tuple[int, int]:
        shutil.copytree(PEERS / "mkdocs", folder, dirs_exist_ok=True)
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / "index.md").write_text("# Records\n\n- [English](en/index.md)\n- [Čeština](cs/index.md)\n")
        counted = [written(_markdown_site(size, language), folder / "docs" / language) for language in LANGUAGES]
        return sum(count for count, _ in counted), sum(written_bytes for _, written_bytes in counted)

    def command(self) -> list[str | Path]:
        return [INSTALLED / "venv" / "bin" / "mkdocs", "build", "--strict"]


class Zensical(MkDocs):
    """Builds from the files of MkDocs."""

    name, called, package = "zensical", "Zensical", "zensical"

    @property
    def version(self) -> str:
        return _locked("zensical")

    def command(self) -> list[str | Path]:
        return [INSTALLED / "venv" / "bin" / "zensical", "build", "--clean", "--strict"]


ENGINES: tuple[Engine, ...] = (Hub(), HubWithSearch(), HubAgain(), Hugo(), HugoWithoutRelated(), Eleventy(), MkDocs(), Zensical())

# What the engines do in this comparison, for the table on the page: the work, and for hub, Hugo, Eleventy, MkDocs and Zensical whether
# it is done: yes, no, "ours" (by templates or code of ours), "before" (written beforehand, in time that is not counted), "apart".
COLUMNS = ("hub", "hugo", "eleventy", "mkdocs", "zensical")
_DONE = {
    "records": "yes yes yes yes yes",
    "lists": "yes yes yes before before",
    "topics": "yes yes yes before before",
    "related": "yes yes ours no no",
    "feeds": "yes yes ours no no",
    "languages": "yes yes ours no no",
    "links": "yes ours ours yes yes",
    "pages": "yes no no no no",
    "fields": "yes no no no no",
    "more": "yes no no no no",
    "search": "apart no no no yes",
}
SHARED_WORK = {work: dict(zip(COLUMNS, done.split(), strict=True)) for work, done in _DONE.items()}


def _locked(package: str) -> str:
    """The version that the lock file names."""
    found = re.search(rf"^{package}==(\S+)", (PEERS / "requirements.lock").read_text(), re.MULTILINE)
    assert found, package  # noqa: S101
    return found.group(1)


def _with_front(page: Page) -> str:
    return f"---\n{as_yaml(page.front_matter)}---\n\n{page.body}"


class _Item(NamedTuple):
    """What lists say of a record; `path` is that of its page, without its ending."""

    day: date
    path: str
    title: str
    summary: str


def _markdown_site(size: int, language: str) -> Iterator[tuple[str, str]]:
    """Pages of records, listings of each kind, and the records of each topic, in Markdown alone. No more than the lists is held at once."""
    titles: dict[str, str] = {}
    lists: dict[str, list[_Item]] = {}
    for page in pages(Corpus(size).records(), language):
        item = _Item(page.day, f"{page.folder}/{page.id}", page.title, page.summary)
        titles[item.path] = item.title
        for path in (page.folder, *(f"topics/{topic}/all" for topic in page.topics)):
            lists.setdefault(path, []).append(item)
    for page in pages(Corpus(size).records(), language):
        yield f"{page.folder}/{page.id}.md", _markdown(page, titles)
    for path, items in lists.items():
        items.sort(reverse=True)
        parts = [items[first : first + PER_PAGE] for first in range(0, len(items), PER_PAGE)]
        for number, part in enumerate(parts, 1):
            yield f"{path}/{'index' if number == 1 else f'page-{number}'}.md", _listing(path, part, number, len(parts))
    yield "index.md", "# Records\n\n" + "".join(f"- [{path}]({path}/index.md)\n" for path in lists if "/" not in path)


def _markdown(page: Page, titles: Mapping[str, str]) -> str:
    front = as_yaml({"title": page.title, "description": page.summary})
    facts = "".join(f"{name}\n: {value}\n\n" for name, value in page.facts.items())
    topics = "".join(f"- [{titles[f'topics/{topic}']}](../topics/{topic}.md)\n" for topic in page.topics)
    links = "".join(f"- [{titles[link]}](../{link}.md)\n" for link in page.links)
    sources = "".join(f"- [{one['title']}]({one['url']}), {one['publisher']}, {one['read']}\n" for one in page.sources)
    more = f"## All\n\n[All](../topics/{page.id}/all/index.md)\n" if page.folder == "topics" else ""
    return (
        f"---\n{front}---\n\n# {page.title}\n\n{page.summary}\n\n{facts}\n{page.body}\n"
        f"## Topics\n\n{topics}\n## Linked\n\n{links}\n## Sources\n\n{sources}\n{more}"
    )


def _listing(path: str, items: list[_Item], number: int, pages: int) -> str:
    up = "../" * (path.count("/") + 1)
    entries = "".join(f"## [{item.title}]({up}{item.path}.md)\n\n{item.summary}\n\n{item.day}\n\n" for item in items)
    around = [(number - 1, "‹"), (number + 1, "›")]
    turning = " ".join(f"[{sign}]({'index' if other == 1 else f'page-{other}'}.md)" for other, sign in around if 1 <= other <= pages)
    return f"# {path}\n\n{entries}{turning}\n"
