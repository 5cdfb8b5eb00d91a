"""The feeds: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), and OPML 2.0 (https://opml.org/spec2.opml)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from knowledge_hub.asking import Once
from knowledge_hub.catalogue import Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.values import Text
from knowledge_hub.pages import Pages
from knowledge_hub.publish.writing import File, Lazy
from knowledge_hub.views.feeds import ATOM, OPML, Feed, begun_on, changed_on, feeds_of
from knowledge_hub.views.followed import EVERYTHING, title_of
from knowledge_hub.views.structured import LICENCE

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feeds(pages: Pages) -> Iterator[File]:
    """Every feed of a language, and the list of them, each with its path below the root."""
    writer = _Writer(pages)
    found = feeds_of(pages.catalogue, pages.now.date()).values()
    for feed in found:
        given = tuple(entry.key for entry in feed.entries)
        yield pages.prefix + feed.atom, Lazy(given, partial(writer.atom, feed))
        yield pages.prefix + feed.json, Lazy(given, partial(writer.json, feed))
    yield pages.prefix + OPML, writer.opml(found)


class _Writer:
    """Writes the feeds of one language. Each record is written once, for all feeds it belongs to."""

    def __init__(self, pages: Pages) -> None:
        self.pages, self.project = pages, pages.project
        self.root = pages.project.url + pages.prefix
        self._written: Once[tuple[str, str], tuple[str, str]] = Once(pages.catalogue)

    def title(self, feed: Feed) -> str:
        """What it is about comes first: the lists of readers are narrow."""
        if feed.of.path == EVERYTHING:
            return self.project.name
        return f"{feed.of.title(self.pages.catalogue, self.pages.speech)} · {self.project.name}"

    def atom(self, feed: Feed) -> str:
        project = self.project
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.pages.language}">\n'
            f"<id>{_text(self._id(f'feeds/{feed.of.path}'))}</id>\n<title>{_text(self.title(feed))}</title>\n"
            f"<subtitle>{_text(self.pages.speech.say('New and changed records'))}</subtitle>\n<updated>{_stamp(feed.updated)}</updated>\n"
            f"<author><name>{_text(project.name)}</name><uri>{_text(project.url)}</uri></author>\n"
            f'<link rel="self" type="{ATOM}" href={_value(self.root + feed.atom)}/>\n'
            f'<link rel="alternate" type="text/html" href={_value(self.project.url + self.pages.home_of(feed.of))}/>\n'
            f'<link rel="license" href="{LICENCE}"/>\n<rights>CC BY 4.0, {_text(project.name)}</rights>\n'
            f"<icon>{_text(project.url)}assets/img/favicon.svg</icon>\n<generator>Knowledge hub</generator>\n"
            + "\n".join(self._entry(entry)[0] for entry in feed.entries)
            + "\n</feed>\n"
        )

    def json(self, feed: Feed) -> str:
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title(feed),
            "description": self.pages.speech.say("New and changed records"),
            "user_comment": f"CC BY 4.0, {LICENCE}",
            "home_page_url": self.project.url + self.pages.home_of(feed.of),
            "feed_url": self.root + feed.json,
            "favicon": f"{self.project.url}assets/img/favicon.svg",
            "language": self.pages.language,
            "authors": [{"name": self.project.name, "url": self.project.url}],
        }
        items = ",\n".join(self._entry(entry)[1] for entry in feed.entries)
        return f'{_json(head)[:-1]}, "items": [\n{items}\n]}}\n'

    def opml(self, feeds: Iterable[Feed]) -> str:
        """The Atom feeds, one group for each sort of thing to follow, to be taken over by a reader at once."""
        groups = ((sort, list(group)) for sort, group in groupby(feeds, key=lambda feed: feed.of.sort))
        body = "\n".join(
            f"<outline text={_value(title_of(sort, self.pages.speech))}>\n{self._outlines(group)}\n</outline>" for sort, group in groups
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head><title>{_text(self.project.name)}</title>'
            f"<ownerName>{_text(self.project.name)}</ownerName></head>\n<body>\n{body}\n</body>\n</opml>\n"
        )

    def _outlines(self, feeds: Iterable[Feed]) -> str:
        return "\n".join(
            f'<outline type="rss" text={_value(self.title(feed))} title={_value(self.title(feed))} language="{self.pages.language}"'
            f" xmlUrl={_value(self.root + feed.atom)} htmlUrl={_value(self.project.url + self.pages.home_of(feed.of))}/>"
            for feed in feeds
        )

    def _id(self, name: str) -> str:
        return self.project.tag(self.pages.prefix + name)

    def _entry(self, entry: Entry) -> tuple[str, str]:
        """The record as an entry of Atom and as an item of JSON Feed."""
        return self._written.get(entry.key, partial(self._both, entry))

    def _both(self, entry: Entry) -> tuple[str, str]:
        self.pages.catalogue.asked.add(entry.key)
        pages, record = self.pages, self.pages.in_language(entry)
        id, title, summary = self._id(entry.lasting), str(record.title), str(record.summary)
        address = self.project.url + pages.path_of(entry)
        language = record.title.language if type(record.title) is Text else self.project.original
        other = f' xml:lang="{language}"' if language != pages.language else ""
        changed, begun = _stamp(changed_on(entry.record)), _stamp(begun_on(entry.record))
        subjects = [(entry.kind, "", pages.label(entry.kind)), *self._subjects(entry)]
        categories = "".join(f"<category term={_value(term)}{scheme} label={_value(label)}/>" for term, scheme, label in subjects)
        atom = (
            f"<entry><id>{_text(id)}</id><title{other}>{_text(title)}</title><updated>{changed}</updated><published>{begun}</published>"
            f'<link rel="alternate" type="text/html" hreflang="{language}" href={_value(address)}/>{categories}'
            f"<summary{other}>{_text(summary)}</summary></entry>"
        )
        item = {
            "id": id,
            "url": address,
            "title": title,
            "content_text": summary,
            "date_published": begun,
            "date_modified": changed,
            "language": language,
            "tags": [label for _, _, label in subjects],
        }
        return atom, _json(item)

    def _subjects(self, entry: Entry) -> Iterator[tuple[str, str, str]]:
        """The topics and ecosystems of a record: the id, the scheme it is from, as an attribute, and its name. Drafts are left out."""
        for kind, ids in (("topic", entry.record.topics), ("ecosystem", entry.record.ecosystems)):
            scheme = f" scheme={_value(f'{self.project.url}{KINDS[kind].kept_in}/')}"
            for id in ids:
                if self.pages.catalogue.has(kind, id):
                    yield id, scheme, str(self.pages.in_language(self.pages.catalogue.get(kind, id)).title)


def _stamp(day: date | None) -> str:
    """The beginning of a day, as RFC 3339 writes it. The records of a feed have days, see views/feeds."""
    return f"{day}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


def _value(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("", text))


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
