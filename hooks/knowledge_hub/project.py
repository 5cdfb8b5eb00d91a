"""The project in a folder: where its content is, its languages and its address, as mkdocs.yml says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from babel import localedata

from knowledge_hub.document import Document, Value
from knowledge_hub.problems import Place, Problem
from knowledge_hub.source import read

SETTINGS = "mkdocs.yml"
ENGINES_PART = "hooks/main.py"
SITE = "site"  # the folder that is built, unless site_dir names another
FORMS = ".github/ISSUE_TEMPLATE"
BEGAN = "2026-11-21"


@dataclass(frozen=True, slots=True)
class Project:
    """Settings that the hub shares with the engine. `forms` are the names of the repository's issue forms."""

    root: Path
    name: str = ""
    url: str = ""
    description: str = ""
    repository: str = ""
    edit_path: str = ""
    mail: str = ""
    forms: frozenset[str] = frozenset()
    known_as: str = ""
    site_dir: str = SITE
    languages: tuple[str, ...] = ("en",)
    problems: tuple[Problem, ...] = field(default=())
    readable: bool = True  # the settings: of a project where they are not, nothing else can be told

    @property
    def original(self) -> str:
        """The language that records are written in; its pages stand at the root of the site."""
        return self.languages[0]

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self.root / self.site_dir

    def prefix(self, language: str) -> str:
        """The folder of a language's pages: '' for the original, 'cs/' for Czech."""
        return "" if language == self.original else f"{language}/"

    def tag(self, name: str) -> str:
        """A name for ever for something of this site, as in tag:hub.example.eu,2026-11-21:events/talk. See RFC 4151."""
        return f"tag:{self.known_as or f'{urlsplit(self.url).hostname},{BEGAN}'}:{name}"

    def edit_address(self, file: str) -> str:
        """Where this file can be edited in the browser; empty where no repository is named."""
        return f"{self.repository.rstrip('/')}/{self.edit_path.strip('/')}/{file}" if self.repository else ""


def project_in(root: Path) -> Project:
    """The project whose mkdocs.yml stands in this folder. Problems of the settings stand in it."""
    document = read(root / SETTINGS, SETTINGS)
    unread = [_of_settings(problem) for problem in document.problems]
    values = document.values
    extra = values.get("extra", {})
    hub = extra.get("hub", {}) if isinstance(extra, dict) else {}
    hub = hub if isinstance(hub, dict) else {}
    languages = tuple(word for word in _list(hub.get("languages")) if isinstance(word, str)) or ("en",)
    problems = unread.copy()
    if not unread and not str(values.get("site_url", "")).startswith(("https://", "http://")):
        problems.append(
            Problem(
                _place(document, "site_url"),
                "names no address",
                "site_url",
                "The address the site will have, as in https://hub.example.eu/.",
                code="settings",
            )
        )
    unknown = list(_unknown_languages(document, hub.get("languages")))
    problems += unknown
    known_as = _text(hub.get("known_as"))
    if known_as and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*,\d{4}-\d{2}-\d{2}", known_as):
        advice = "A name of yours and a day on which it was yours, as in hub.example.eu,2026-11-21."
        place, says = document.place(("extra", "hub", "known_as")), f"'{known_as}' is no name with a day"
        problems.append(Problem(place, says, "known_as", advice, code="settings"))
    site_dir = _text(values.get("site_dir")) or SITE
    if root.resolve().is_relative_to((root / site_dir).resolve()):
        says, advice = f"'{site_dir}' holds the project itself", "A folder for the site alone, as in site."
        problems.append(Problem(_place(document, "site_dir"), says, "site_dir", advice, code="settings"))
    return Project(
        root=root,
        name=_text(values.get("site_name")),
        url=_text(values.get("site_url")).rstrip("/") + "/",
        description=_text(values.get("site_description")),
        repository=_text(hub.get("repository")),
        edit_path=_text(hub.get("edit_path")),
        mail=_text(hub.get("mail")),
        forms=frozenset(form.name for form in (root / FORMS).glob("*.yml")),
        known_as=known_as,
        site_dir=site_dir,
        languages=languages,
        problems=tuple(problems),
        readable=not unread and not unknown,
    )


def _of_settings(problem: Problem) -> Problem:
    """What is wrong with a file that holds no record, in words for settings."""
    if problem.code in ("empty-record", "not-a-record"):
        return replace(
            problem, says="holds no settings", advice="Settings are fields, each 'name: value' on a line of its own.", code="settings"
        )
    return replace(problem, says=problem.says.replace("the record", "the file"))


def _unknown_languages(document: Document, written: Value | None) -> Iterator[Problem]:
    """What is wrong with the list of languages."""
    way, advice = ("extra", "hub", "languages"), "Codes in small letters, the language of the records first, as in [en, cs]."
    if not isinstance(written, list | None) or written == []:
        yield Problem(document.place(way), "is no list of languages", "languages", advice, code="settings")
    for index, code in enumerate(_list(written)):
        place = document.place((*way, index))
        if not isinstance(code, str) or not re.fullmatch("[a-z]{2,3}", code) or not localedata.exists(code):
            called = f"'{code}'" if isinstance(code, str) else "what stands here"
            yield Problem(place, f"{called} is no language that the site can speak", "languages", advice, code="settings")
        elif code in _list(written)[:index]:
            yield Problem(place, f"'{code}' stands here a second time", "languages", advice, code="settings")


def _place(document: Document, name: str) -> Place:
    return document.place((name,))


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Value | None) -> list[Value]:
    return value if isinstance(value, list) else []
