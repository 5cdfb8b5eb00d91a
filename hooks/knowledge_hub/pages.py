"""Records and views become HTML parts."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from knowledge_hub import icons
from knowledge_hub.addresses import format_of
from knowledge_hub.asking import Once
from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.embedded import as_attribute
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.parts import MEASURES
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.values import Label, Text, When, at, host
from knowledge_hub.project import Project
from knowledge_hub.prose import html_of
from knowledge_hub.shape import shapes
from knowledge_hub.speech import Speech
from knowledge_hub.stencil import Stencil, escaped
from knowledge_hub.views.calendars import calendar_at, file_of, own_dates
from knowledge_hub.views.citation import bibtex
from knowledge_hub.views.editions import is_told, report_languages
from knowledge_hub.views.feedback import Ways, matters, ways
from knowledge_hub.views.followed import GATHERING, Followed, title_of
from knowledge_hub.views.occasions import occasion_of
from knowledge_hub.views.offers import Offer, next_of, single, subscription
from knowledge_hub.views.pictures import budget_of, compared
from knowledge_hub.views.related import Reason
from knowledge_hub.views.status import BRUSSELS, Status, closes, facts_of, midnight, status_of, today_in
from knowledge_hub.views.structured import LICENCE

TEMPLATES = Path(__file__).parent / "templates"
ROOT = "\x01"  # stands for the way from a page to the root of the site until the page is stamped
MANY = 4096  # parts that pages of one language share; those of pages that are drawn one after the other are few
_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>', re.DOTALL)


class Pages:
    """Draws the HTML parts of one language."""

    def __init__(self, project: Project, catalogue: Catalogue, language: str, now: datetime) -> None:
        self.project, self.catalogue, self.language, self.now = project, catalogue, language, now
        self.speech, self.today = Speech(language), today_in(BRUSSELS, now)
        self.prefix = project.prefix(language)
        self._cards: Once[tuple[str, str], Markup] = Once(catalogue)
        self._neighbours: Once[tuple[str, str], Markup] = Once(catalogue)
        self._facts: dict[tuple[str, str], Markup] = {}
        self._links: dict[tuple[str, str], Markup] = {}
        self._texts: dict[str, Markup] = {}
        self._reasons: Once[Reason, Markup] = Once(catalogue)
        self._matters = matters(self.speech.say)
        self.stencil = Stencil(TEMPLATES, {**ALIKE, **self._names()}, self._filters())

    def _names(self) -> dict[str, Any]:
        """What templates know in this language, of this site and on this day."""
        return {
            "project": self.project,
            "language": self.language,
            "prefix": self.prefix,
            "speech": self.speech,
            "now": self.now,
            "today": self.today,
            "_": self.text,
            "ngettext": self.text_of,
            "label": self.label,
            "word_of": self.word_of,
            "measure_of": self.measure_of,
            "sort_of": partial(title_of, speech=self.speech),
            "get": self.catalogue.get,
            "has": self.catalogue.has,
            "published": self.catalogue.published,
            "in_language": self.in_language,
            "has_page": self.has_page,
            "report_languages": self.report_languages,
            "address": self.address,
            "link": self.link,
            "link_as": self.link_as,
            "card": self.card,
            "neighbour": self.neighbour,
            "step_title": self.step_title,
            "named": self.named,
            "home_of": self.home_of,
            "status_of": self.status,
            "facts": self.facts,
            "offer_of": self.offer_of,
            "offer_at": self.offer_at,
            "ways_to_tell": self.ways_to_tell,
        }

    def _filters(self) -> dict[str, Callable[..., Any]]:
        """How this language says a value."""
        speech = self.speech
        return {
            "said": self.said,
            "prose": self.prose,
            "number": speech.number,
            "day": speech.day,
            "when": speech.when,
            "money": speech.money,
            "country": speech.country,
            "tongue": speech.tongue,
            "clock": speech.clock,
            "month": speech.month,
        }

    def forget(self) -> None:
        """Give up what is kept for pages that are drawn one after the other: the cards of a list, and what else has become much."""
        self._cards.clear()
        for kept in (self._neighbours, self._facts, self._links, self._reasons):
            if len(kept) > MANY:
                kept.clear()

    def draw(self, template: str, **shown: Any) -> str:
        """The template with what it shows."""
        return self.stencil.draw(template, **shown)

    def text(self, text: str, **shown: Any) -> Markup:
        """The interface's text in this language, with what it shows escaped."""
        said = self._texts.get(text)
        if said is None:
            said = self._texts[text] = escape(self.speech.say(text))
        return said % shown if shown else said

    def text_of(self, one: str, many: str, number: int) -> Markup:
        """The interface's text for so many things."""
        return escape(self.speech.say_of(one, many, number)) % {"num": self.speech.number(number)}

    @staticmethod
    def safe(drawn: str) -> Markup:
        """HTML that a template of ours drew, for use in another."""
        return Markup(drawn)  # noqa: S704

    def said(self, text: str) -> Markup:
        """A record's text, marked with its language where that is not the page's."""
        if type(text) is Label:
            return self.text(text)
        language = text.language if type(text) is Text else self.project.original
        safe = escaped(str(text))
        return safe if language == self.language else Markup(f'<span lang="{language}">{safe}</span>')  # noqa: S704 - both are clean

    def prose(self, text: str) -> Markup:
        """A record's Markdown as HTML, marked with its language where that is not the page's."""
        language = text.language if type(text) is Text else self.project.original
        drawn = html_of(text)
        return Markup(drawn if language == self.language else f'<div class="stack" lang="{language}">{drawn}</div>')  # noqa: S704 - cleaned by html_of

    def has_page(self, entry: Entry) -> bool:
        """Whether the record has a page in this language."""
        return entry.told_in(self.language, self.project.original) == self.language

    def address(self, entry: Entry) -> str:
        """The address of a record's page in this language, or of the original where there is none."""
        return ROOT + self.path_of(entry)

    def path_of(self, entry: Entry) -> str:
        """The same below the root of the site."""
        return (self.prefix if self.has_page(entry) else "") + entry.path

    def offer_of(self, entry: Entry) -> Offer | None:
        """The calendar that a record's page offers: one to subscribe to, or an event or call that is to come; none without dates."""
        coming = next_of(own_dates(entry), self.now.date())
        if coming is None:
            return self.offer_at(entry.path.strip("/"))
        occasion = occasion_of(self.catalogue, coming, self.project.url + self.path_of(entry), self.speech)
        return single(occasion, str(self.in_language(entry).title), self.prefix + file_of(entry), self.project.url)

    def offer_at(self, path: str) -> Offer | None:
        """The calendar to subscribe to of what stands at this path, as in topics/water; none where it has no dates."""
        subject = calendar_at(self.catalogue, path)
        if subject is None:
            return None
        return subscription(subject.title(self.catalogue, self.speech), self.prefix + subject.path, self.project.url)

    def in_language(self, entry: Entry) -> Record:
        return entry.in_language(self.language)

    def status(self, record: Record) -> Status | None:
        return status_of(record, self.now)

    def facts(self, entry: Entry) -> Markup:
        """What the browser needs to say anew how a record stands, as an attribute in single quotes. Made once for all places."""
        self.catalogue.asked.add(entry.key)
        made = self._facts.get(entry.key)
        if made is None:
            made = self._facts[entry.key] = as_attribute(self.spoken_facts(self.in_language(entry)))
        return made

    def spoken_facts(self, record: Record) -> dict[str, Any]:
        """The facts of a record's status; behind a cut-off in another zone than that of Brussels what this language calls its town."""
        facts = facts_of(record) or {}
        for cut in [*facts.get("cuts", ()), facts.get("register", ())]:
            if len(cut) > 3 and cut[3]:
                cut.extend([*[""] * (5 - len(cut)), self.speech.town(cut[3])])
        return facts

    def link(self, entry: Entry) -> Markup:
        """The title of a record as a link to its page, marked where that is in another language. Made once for all places."""
        self.catalogue.asked.add(entry.key)
        made = self._links.get(entry.key)
        if made is None:
            other = "" if self.has_page(entry) else f' hreflang="{self.project.original}"'
            made = Markup(f'<a href="{self.address(entry)}"{other}>{self.said(self.in_language(entry).title)}</a>')  # noqa: S704
            self._links[entry.key] = made
        return made

    def link_as(self, entry: Entry, text: str) -> Markup:
        """A link to a record's page with a text of its own."""
        return Markup('<a href="{}">{}</a>').format(self.address(entry), text)

    def neighbour(self, entry: Entry, reason: Reason | None = None) -> Markup:
        """A record as one of several beside another, with what the two have in common where that is the reason; drawn once for all."""
        item = self._neighbours.get(entry.key, partial(self._as, "neighbour", entry))
        if reason is None:
            return item
        return Markup(f'{item.rstrip().removesuffix("</li>")}<p class="because">{self.because(reason)}</p></li>')  # noqa: S704 - both are clean

    def because(self, reason: Reason) -> Markup:
        """What two records have in common, drawn once for all that have the same in common."""
        return self._reasons.get(reason, lambda: self.safe(self.draw("layouts/because.html.j2", reason=reason)))

    def step_title(self, id: str) -> str:
        """The title of a step of a guide; its id is that of the guide, a slash and its own."""
        guide, _, step = id.partition("/")
        chapters = self.in_language(self.catalogue.get("guide", guide)).chapters
        return next(chapter.title for chapter in chapters if chapter.id == step)

    def ways_to_tell(self, sort: str, title: str, address: str) -> Ways:
        """The ways to tell the editors something about the page with this title and address."""
        return ways(self.project, self.language, self._matters[sort], title, address)

    def card(self, entry: Entry) -> Markup:
        """A record in a list, drawn once for every list it stands in."""
        return self._cards.get(entry.key, partial(self._as, "card", entry))

    def _as(self, named: str, entry: Entry) -> Markup:
        """A record as the part of this name shows it."""
        self.catalogue.asked.add(entry.key)
        template, record = template_of(entry.kind, named), self.in_language(entry)
        return self.safe(self.draw(template, entry=entry, record=record, status=self.status(entry.record)))

    def report_languages(self, entry: Entry) -> list[str]:
        """The languages in which the report of an event can be read, the page's own first."""
        found = [language or self.project.original for language in report_languages(entry)]
        return sorted(found, key=lambda language: language != self.language)

    def measure_of(self, measure: str) -> str:
        """What a measure counts, as a heading."""
        return self.speech.say(MEASURES[measure])

    def label(self, kind: str, many: bool = False) -> str:
        """What this language calls a kind of record."""
        return self.speech.say(KINDS[kind].called[1 if many else 0])

    def named(self, thing: Followed) -> Markup:
        """What can be followed by its name; the title of a record is marked with its language where that is not the page's."""
        title = thing.title(self.catalogue, self.speech)
        return self.said(title) if thing.sort in GATHERING else escape(title)

    def home_of(self, thing: Followed) -> str:
        """The path below the root of the site of the page that shows it; the original's where this language has none."""
        untold = thing.sort in GATHERING and not self.has_page(self.catalogue.get(thing.sort, thing.word))
        return ("" if untold else self.prefix) + thing.page

    def word_of(self, record: BaseModel, field: str, word: str) -> str:
        """The label of a word out of a field's vocabulary."""
        return self.speech.say(vocabulary(type(record), field)[word])


@cache
def vocabulary(model: type[BaseModel], field: str) -> Mapping[str, str]:
    """The words of a field and their labels in English."""
    return next(shape.words for shape in shapes(model) if shape.name == field)


@cache
def template_of(kind: str, named: str) -> str:
    """The template that a kind has for a part of this name, else that of all kinds."""
    own = f"kinds/{kind}/{named}.html.j2"
    return own if (TEMPLATES / own).is_file() else f"layouts/{named}.html.j2"


def instant(day: date | When, clock: time, zone: str) -> str:
    """2025-01-15T08:30:00+01:00: a time of day on the clock of a zone."""
    when = When.of(day)
    return at(When(when.year, when.month, when.day, clock), zone).isoformat()


def read_anew() -> None:
    """Forget what was read of the templates, where they have changed."""
    template_of.cache_clear()
    icons.read_anew()


def headings(body: str) -> list[tuple[str, Markup]]:
    """The ids and titles of a page's sections."""
    return [(id, Markup(title)) for id, title in _HEADING.findall(body)]  # noqa: S704 - taken from drawn HTML


# What templates know in every language.
ALIKE: dict[str, Any] = {
    "root": ROOT,
    "kinds": KINDS,
    "icon": icons.icon,
    "icon_of": icons.icon_of,
    "sign": icons.sign,
    "host": host,
    "licence_of_content": LICENCE,
    "format_of": format_of,
    "headings": headings,
    "bibtex": bibtex,
    "is_told": is_told,
    "compared": compared,
    "budget_of": budget_of,
    "as_when": When.of,
    "instant": instant,
    "closes": closes,
    "midnight": midnight,
}
