"""A planned page becomes the finished HTML: its part drawn, the frame stamped around it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from knowledge_hub.catalogue import Answers, Catalogue, Entry
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import DATES
from knowledge_hub.kinds.schema import Described
from knowledge_hub.pages import ROOT, Pages, as_script
from knowledge_hub.project import Project
from knowledge_hub.publish import browse, forms
from knowledge_hub.publish.announced import announced
from knowledge_hub.publish.assets import used_on
from knowledge_hub.publish.frame import Frame, Slot, way_to_root
from knowledge_hub.publish.hosting import POLICY, PREVIEW, preview_of
from knowledge_hub.publish.plan import Planned, listing_path
from knowledge_hub.publish.slots import SLOTS
from knowledge_hub.schemas import path_of
from knowledge_hub.shape import shapes
from knowledge_hub.skeleton import skeleton
from knowledge_hub.speech import Speech, plain
from knowledge_hub.views.dates import by_month, by_year, dates_of
from knowledge_hub.views.feedback import PATH
from knowledge_hub.views.feeds import feeds_of
from knowledge_hub.views.fields import fields_of
from knowledge_hub.views.form import new_file, sections
from knowledge_hub.views.lists import PAGE_SIZE, by_kind, in_reading_order
from knowledge_hub.views.map import map_of
from knowledge_hub.views.pictures import picture_of
from knowledge_hub.views.record import Neighbours, RecordView, neighbours_in, record_view
from knowledge_hub.views.related import Kinship
from knowledge_hub.views.search import Search
from knowledge_hub.views.structured import SEARCH_PAGE, Schema, graph
from knowledge_hub.views.waiting import MOST, waiting

_HEAD = "\x04"  # stands for the head until the rest of the page is known


@dataclass(frozen=True, slots=True)
class Part:
    """What one page puts into its frame; `said` is what it says in the words of schema.org, its breadcrumbs aside."""

    title: str
    description: str
    body: str
    said: tuple[Described, ...] = ()


class Drawing:
    """Draws finished pages. Made once for a build; what pages share is drawn once. `paths` are those of all pages of the site."""

    def __init__(
        self, project: Project, catalogue: Catalogue, frames: Mapping[str, Frame], now: datetime, *, search: bool, paths: Collection[str]
    ) -> None:
        self.project, self.catalogue, self.frames, self.now, self.search = project, catalogue, frames, now, search
        self.searches = {language: Search(catalogue, Speech(language)) for language in project.languages} if search else {}
        self.pages = {language: Pages(project, catalogue, language, now) for language in project.languages}
        self.schemas = {language: Schema(project, catalogue, pages.speech) for language, pages in self.pages.items()}
        self.paths = paths
        self._mastheads: dict[tuple[str, str, tuple[str, ...]], str] = {}
        self._colophons: dict[str, str] = {}
        for pages in self.pages.values():
            feeds = feeds_of(catalogue, now.date()) if f"{pages.prefix}feeds/" in paths else {}
            pages.stencil.know(exists=paths.__contains__, feed=feeds.get)

    @cached_property
    def neighbours(self) -> Answers[str, Mapping[tuple[str, str], Neighbours]]:
        """By kind."""
        return Answers(lambda kind: neighbours_in(self.catalogue, kind, self.now))

    @cached_property
    def kinship(self) -> Kinship:
        return Kinship(self.catalogue, self.now)

    def prepare(self) -> None:
        """Find out now what pages share: processes that draw side by side would each do so by themselves."""
        _ = [self.neighbours[kind] for kind in KINDS]
        self.kinship.prepare()
        for pages in self.pages.values():
            pages.stencil.prepare()

    def forget(self) -> None:
        """Give up what is kept for pages that are drawn one after the other."""
        for pages in self.pages.values():
            pages.cards.clear()

    def finished(self, page: Planned) -> str:
        """The HTML of a planned page."""
        part = getattr(self, f"_{page.sort}")(page)
        return self.stamp(self.frames[page.language], page, part)

    def stamp(self, frame: Frame, page: Planned, part: Part | None = None) -> str:
        """A frame with the page's part in it; a page written by hand has its part in the frame already."""
        pages = self.pages[page.language]

        def fill(slot: Slot) -> str:
            if slot.name == "masthead":
                return self._masthead(page)
            if slot.name == "colophon":
                return self._colophon(page)
            if slot.name == "body":
                return part.body if part else ""
            if slot.name == "breadcrumb":
                return pages.draw("layouts/breadcrumb.html.j2", title=slot.written["title"], path=page.path)
            if slot.name == "edit":
                title = next(head.written["title"] for head in frame.slots if head.name == "head")
                return pages.draw("layouts/edit.html.j2", file=page.source, title=title, url=self._address(page.language, page.path))
            return SLOTS[slot.name](pages, self.catalogue, self.now, slot.written)

        return self._whole(frame, fill, page, part)

    def _whole(self, frame: Frame, fill: Callable[[Slot], str], page: Planned, part: Part | None) -> str:
        """The page with its head, which follows from what stands below it."""
        heads: list[Slot] = []

        def later(slot: Slot) -> str:
            if slot.name != "head":
                return fill(slot)
            heads.append(slot)
            return _HEAD

        whole = frame.stamp(later)
        if heads:
            part = part or Part(heads[0].written["title"], heads[0].written["description"], "")
            whole = whole.replace(_HEAD, self._head(page, part, whole), 1)
        return whole.replace(ROOT, self._root(page))

    def _root(self, page: Planned) -> str:
        """The way to the root of the site. The page for missing addresses is shown at any depth, so there it begins at the host."""
        if page.sort == "missing":
            return self.project.url[self.project.url.find("/", len("https://")) :]
        return way_to_root(self.project.prefix(page.language) + page.path)

    def missing(self, frame: Frame) -> str:
        """The page for addresses that lead nowhere. It can be shown at any depth, so its links begin at the root of the host; a host
        knows one such page, so it speaks every language."""
        page = Planned("missing", self.project.original, "404.html", "", (), "docs")
        title = " / ".join(pages.speech.say("This page is not here") for pages in self.pages.values())
        body = "".join(pages.draw("layouts/missing.html.j2", part=part) for part in ("words", "shelves") for pages in self.pages.values())
        part = Part(title, self.project.description, body)
        return self._whole(frame, lambda slot: self._missing_slot(slot, page, part), page, part)

    def _missing_slot(self, slot: Slot, page: Planned, part: Part) -> str:
        if slot.name == "masthead":
            return self._masthead(page)
        return self._colophon(page) if slot.name == "colophon" else part.body

    def _head(self, page: Planned, part: Part, whole: str) -> str:
        schema, address = self.schemas[page.language], self._address(page.language, page.path)
        said = part.said
        if page.sort == "written":
            said = (
                (schema.page(part.title, part.description, address),)
                if page.path
                else schema.site(searched=schema.prefix + SEARCH_PAGE in self.paths)
            )
        document = graph(*said, schema.trail(whole, ROOT, address))
        versions = [(code, self._address(code, page.path)) for code in page.languages]
        if len(versions) > 1:
            versions.append(("x-default", self._address(self.project.original, page.path)))
        return self.pages[page.language].draw(
            "layouts/head.html.j2",
            title=part.title,
            description=part.description,
            policy=POLICY,
            canonical=address if page.languages else "",
            alternates=versions if len(versions) > 2 else [],
            announced=announced(self.pages[page.language], page) if page.languages else (),
            sort=page.sort,
            structured=as_script(document) if document else "",
            used=used_on(whole),
            preview=self.project.url + preview_of(page.kind, page.language),
            preview_size=PREVIEW,
        )

    def _address(self, language: str, path: str) -> str:
        return self.project.url + self.project.prefix(language) + path

    def _masthead(self, page: Planned) -> str:
        key = (page.language, page.section, page.languages)
        if key not in self._mastheads:
            marker = "\x03"
            tongues = []
            for code in self.project.languages:
                path = marker if code in page.languages else f"{page.section}/" if page.section else ""
                tongues.append((code, ROOT + self.project.prefix(code) + path))
            self._mastheads[key] = self.pages[page.language].draw(
                "layouts/masthead.html.j2", section=page.section, tongues=tongues, search=self.search
            )
        return self._mastheads[key].replace("\x03", page.path)

    def _colophon(self, page: Planned) -> str:
        language = page.language
        if page.sort == "missing":  # the address that was asked for is known to the browser alone, see missing.js
            return self.pages[language].draw("layouts/colophon.html.j2", page_url="")
        if language not in self._colophons:
            self._colophons[language] = self.pages[language].draw("layouts/colophon.html.j2", page_url=self._address(language, PATH))
        return self._colophons[language].replace(PATH, quote(page.path, safe=""))

    def _record(self, page: Planned) -> Part:
        entry = page.entry
        if entry is None:
            raise ValueError(f"a page of a record needs the record: {page.path}")
        pages = self.pages[page.language]
        view = self._view(entry, page.language)
        url = self._address(page.language, page.path)
        body = pages.draw(f"kinds/{entry.kind}/page.html.j2", view=view, edited=page.source, url=url)
        said = self.schemas[page.language].record(entry)
        return Part(str(view.record.title), str(view.record.summary), body, (said,))

    def _view(self, entry: Entry, language: str) -> RecordView:
        neighbours, related = self.neighbours[entry.kind][entry.key], self.kinship.of(entry)
        search = self.searches.get(language)
        return record_view(self.catalogue, entry, language, self.now, neighbours, related=related, search=search)

    def _chapter(self, page: Planned) -> Part:
        entry = page.entry
        if entry is None:
            raise ValueError(f"a chapter needs its record: {page.path}")
        view = self._view(entry, page.language)
        url = self._address(page.language, page.path)
        chapter = view.record.chapters[page.page]
        body = self.pages[page.language].draw(
            f"kinds/{entry.kind}/chapter.html.j2", view=view, number=page.page, edited=page.source, url=url
        )
        said = self.schemas[page.language].chapter(entry, page.page)
        return Part(f"{chapter.title} – {view.record.title}", str(chapter.summary), body, (said,))

    def _listing(self, page: Planned) -> Part:
        pages, listing = self.pages[page.language], page.listing
        if listing is None:
            raise ValueError(f"a page of a list needs the list: {page.path}")
        kind = KINDS[page.kind]
        facet = browse.facet_of(page.kind, page.facet) if page.facet else None
        name = browse.name_of(pages, facet, page.value) if facet else ""
        first = page.page == 1 and not facet
        facets = [(one.facet, browse.values_of(pages, listing, one)) for one in listing.narrowings] if first else []
        body = pages.draw(
            "layouts/listing.html.j2",
            page=page,
            listing=listing,
            name=name,
            about=browse.about(pages, facet, page.value) if facet else "",
            facets=facets,
            lists=[(one, values) for one, values in facets if one.listed],
            sorts=browse.SORTS,
            index=browse.FILES,
            above=in_reading_order(self.catalogue.of(kind.gathered_by), self.now) if first and kind.gathered_by else (),
            picture=picture_of(self.catalogue, page.kind, page.language) if first else None,
            path_of=lambda number: listing_path(page.kind, number, page.facet, page.value),
        )
        title = pages.label(page.kind, many=True)
        description = pages.speech.say((kind.__doc__ or "").strip().split("\n")[0])
        if facet:
            title = f"{title}: {browse.plain_name_of(pages, facet, page.value)}"
            description = f"{title}. {description}"
        if page.page > 1:
            title = f"{title} ({page.page})"
        place = (page.page - 1) * PAGE_SIZE + 1
        said = self.schemas[page.language].listing(title, self._address(page.language, page.path), page.entries, place)
        return Part(title, description, body, (said,))

    def beside(self, page: Planned) -> Iterator[tuple[str, str]]:
        """The files that belong to a page and are drawn from the same parts: path below the root and content."""
        if page.sort == "listing":
            yield from browse.files(self.pages[page.language], page)

    def _countries(self, page: Planned) -> Part:
        pages = self.pages[page.language]
        speech = pages.speech
        title = speech.say("Countries")
        found = map_of(self.catalogue.entries.values())
        countries = tuple(sorted(found.countries, key=lambda country: (plain(speech.country(country.code)), country.code)))
        elsewhere = sorted(set(self.catalogue.countries) - {country.code for country in countries})
        return Part(
            title,
            speech.say("What the hub holds for each country, across all kinds of record."),
            pages.draw("layouts/countries.html.j2", map=replace(found, countries=countries), elsewhere=elsewhere),
            (self.schemas[page.language].listing(title, self._address(page.language, page.path), ()),),
        )

    def _country(self, page: Planned) -> Part:
        pages = self.pages[page.language]
        found = self.catalogue.countries[page.country]
        name = pages.speech.country(page.country)
        groups = by_kind(found, self.now)
        body = pages.draw("layouts/country.html.j2", code=page.country, name=name, found=groups, total=len(found))
        held = ", ".join(f"{pages.label(group.kind, many=True)} ({len(group.entries)})" for group in groups)
        said = self.schemas[page.language].listing(name, self._address(page.language, page.path), found)
        return Part(name, f"{name}: {held}", body, (said,))

    def _year(self, page: Planned) -> Part:
        pages = self.pages[page.language]
        years = by_year(dates_of(self.catalogue))
        known = list(years)
        at = known.index(page.year)
        body = pages.draw(
            "layouts/year.html.j2",
            year=page.year,
            months=by_month(years[page.year]),
            total=len(years[page.year]),
            earlier=known[at - 1] if at else None,
            later=known[at + 1] if at + 1 < len(known) else None,
            sorts=DATES,
        )
        title = pages.speech.say("Calendar of %(year)s") % {"year": page.year}
        return Part(title, pages.speech.say("Events and deadlines of the year, month by month."), body)

    def _form(self, page: Planned) -> Part:
        pages, kind = self.pages[page.language], KINDS[page.kind]
        if kind.asked is None:
            raise ValueError(f"a form needs to be asked for: {page.path}")
        title, description = pages.speech.say(kind.asked.title), pages.speech.say((kind.__doc__ or "").strip().split("\n")[0])
        asked = tuple(sections(kind, kind.asked))
        opened = new_file(self.project, f"content/{kind.kept_in}")
        body = pages.draw(
            "layouts/form.html.j2",
            kind=page.kind,
            title=title,
            description=description,
            sections=asked,
            new_file=opened,
            known=as_script(forms.known(pages, kind, asked, opened)),
        )
        return Part(
            title, description, body, (self.schemas[page.language].page(title, description, self._address(page.language, page.path)),)
        )

    def _waiting(self, page: Planned) -> Part:
        pages = self.pages[page.language]
        body = pages.draw("layouts/waiting.html.j2", waiting=waiting(self.catalogue, page.language), most=MOST)
        return Part(
            pages.speech.say("What waits for a translator"),
            pages.speech.say("Each of these can be opened, translated and sent in by anybody."),
            body,
        )

    def _fields(self, page: Planned) -> Part:
        pages = self.pages[page.language]
        say = pages.speech.say
        if not page.kind:
            found = {kind: [shape.required for shape in shapes(model)] for kind, model in KINDS.items()}
            counts = {kind: (sum(needed), len(needed) - sum(needed)) for kind, needed in found.items()}
            about = say("A record is a list of fields, each with its name, a colon and what it holds. Every kind of record has its own.")
            return Part(say("Fields of records"), about, pages.draw("layouts/fields-of-all.html.j2", counts=counts))
        kind = KINDS[page.kind]
        title = say("%(kind)s: the fields") % {"kind": pages.label(page.kind)}
        about = say((kind.__doc__ or "").strip().split("\n")[0])
        shown = {"fields": fields_of(kind, say), "skeleton": skeleton(kind), "schema": path_of(kind)}
        return Part(title, about, pages.draw("layouts/fields.html.j2", kind=kind, title=title, about=about, **shown))

    def redirect(self, page: Planned, old: str) -> str:
        """A page that sends a reader from an old address to the page."""
        title = str(page.entry.in_language(page.language).title) if page.entry else ""
        address = self._address(page.language, page.path)
        root = way_to_root(self.project.prefix(page.language) + old)
        way = root + self.project.prefix(page.language) + page.path
        return self.pages[page.language].draw("layouts/redirect.html.j2", title=title, canonical=address, address=way)
