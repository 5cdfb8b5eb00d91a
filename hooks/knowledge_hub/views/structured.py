"""Pages in the words of schema.org (https://schema.org), for JSON-LD. What a kind says of itself stands with the kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.guide import Guide
from knowledge_hub.kinds.schema import Described, thing
from knowledge_hub.project import Project
from knowledge_hub.speech import Speech

CONTEXT = "https://schema.org"
SEARCH_PAGE = "search/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_STEP_ON_THE_WAY = re.compile(r'<li[^>]*>(?:<a href="([^"]*)"[^>]*>)?(.*?)(?:</a>)?</li>')
_ELEMENT = re.compile(r"<[^>]*>")


class Schema:
    """Says records and pages in one language.

    A record is not its page: it has one identity, whatever the language it is told in, and a page in each.
    """

    def __init__(self, project: Project, catalogue: Catalogue, speech: Speech) -> None:
        self.project, self.catalogue, self.speech = project, catalogue, speech
        self.language = speech.language
        self.prefix = project.prefix(self.language)

    def identity(self, entry: Entry) -> str:
        return f"{self.project.url}{entry.path}#{entry.kind}"

    def address(self, entry: Entry) -> str:
        """The address of a record's page in this language, or of the original where there is none."""
        return self.project.url + self.project.prefix(entry.told_in(self.language, self.project.original)) + entry.path

    def name_of(self, entry: Entry) -> Described:
        """A record by its type, identity and name."""
        record = entry.in_language(self.language)
        return {"@type": record.schema_type, "@id": self.identity(entry), "name": str(record.title)}

    def record(self, entry: Entry) -> Described:
        """A record with all that its kind says of it."""
        record, address = entry.in_language(self.language), self.address(entry)
        described = {**self.name_of(entry), "description": str(record.summary), "url": address}
        return described | record.described(_Beside(self, address))

    def chapter(self, entry: Entry, number: int) -> Described:
        """A step of a guide, which has a page of its own."""
        record = entry.in_language(self.language)
        step = record.step_described(number, self.address(entry)) if isinstance(record, Guide) else {}
        return {**step, "inLanguage": self.language, "isPartOf": self.name_of(entry)}

    def listing(self, name: str, address: str, entries: Iterable[Entry], first: int = 1) -> Described:
        """A page that lists records; `first` is the place of its first one in the whole list."""
        listed = [
            {"@type": "ListItem", "position": position, "url": self.address(entry), "name": str(entry.in_language(self.language).title)}
            for position, entry in enumerate(entries, first)
        ]
        items = thing("ItemList", itemListElement=listed)
        return thing("CollectionPage", **{"@id": address}, name=name, url=address, inLanguage=self.language, mainEntity=items)

    def page(self, name: str, description: str, address: str) -> Described:
        """A page that is neither of a record nor of a list."""
        return thing("WebPage", **{"@id": address}, name=name, description=description, url=address, inLanguage=self.language)

    def site(self, searched: bool) -> tuple[Described, ...]:
        """The site as a whole, `searched` where it has a page for that, and its records as data that anybody may use."""
        project = self.project
        checked = max((entry.record.verified for entry in self.catalogue.entries.values() if entry.record.verified), default=None)
        site = thing(
            "WebSite",
            **{"@id": f"{project.url}#site"},
            name=project.name,
            description=project.description,
            url=project.url + self.prefix,
            inLanguage=list(project.languages),
            license=LICENCE,
            potentialAction=self._search() if searched else None,
        )
        records = thing(
            "Dataset",
            **{"@id": f"{project.url}#records"},
            name=project.name,
            description=self.speech.say(
                "Good practices, guides, funding calls, events, policies, projects and organisations for the green transition of "
                "European clusters, each with its sources and the day its facts were last checked."
            ),
            url=project.url + self.prefix,
            inLanguage=list(project.languages),
            license=LICENCE,
            isAccessibleForFree=True,
            dateModified=checked,
            keywords=[self.speech.say(KINDS[kind].called[1]) for kind in data_files(self.catalogue)],
            distribution=[self._download(kind, path) for kind, path in data_files(self.catalogue).items()],
        )
        return site, records

    def _search(self) -> Described:
        address = f"{self.project.url}{self.prefix}{SEARCH_PAGE}?q={{words}}"
        return {"@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": address}, "query-input": "required name=words"}

    def _download(self, kind: str, path: str) -> Described:
        name = self.speech.say(KINDS[kind].called[1])
        return thing("DataDownload", name=name, contentUrl=self.project.url + path, encodingFormat="application/ld+json")

    def trail(self, page: str, root: str, here: str) -> Described | None:
        """The breadcrumbs of a drawn page, as they stand on it. `root` stands in it for the address of the site."""
        start = page.find('<nav class="breadcrumb"')
        if start < 0:
            return None
        steps = []
        for position, (target, text) in enumerate(_STEP_ON_THE_WAY.findall(page, start, page.index("</nav>", start)), 1):
            address = target.replace(root, self.project.url, 1) if target else here
            steps.append({"@type": "ListItem", "position": position, "name": _plain(text), "item": {"@id": address}})
        return {"@type": "BreadcrumbList", "itemListElement": steps}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a record may ask when it says itself; see `kinds.schema.Beside`."""

    schema: Schema
    address: str

    @property
    def language(self) -> str:
        return self.schema.language

    def say(self, text: str) -> str:
        return self.schema.speech.say(text)

    def country(self, code: str) -> str:
        return self.schema.speech.country(code)

    def named(self, kind: str, *ids: str | None) -> list[Described]:
        schema = self.schema
        return [schema.name_of(schema.catalogue.get(kind, id)) for id in ids if id and schema.catalogue.has(kind, id)]


def data_files(catalogue: Catalogue) -> dict[str, str]:
    """Where the records of each kind that has any stand as data, below the root of the site."""
    return {name: f"data/{kind.kept_in}.jsonld" for name, kind in KINDS.items() if catalogue.of(name)}


def graph(*nodes: Described | None) -> Described:
    """What a page says, as one document; empty where it says nothing."""
    said = [node for node in nodes if node]
    return {"@context": CONTEXT, "@graph": said} if said else {}


def _plain(text: str) -> str:
    return unescape(_ELEMENT.sub("", text)).strip()
