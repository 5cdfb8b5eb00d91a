"""A page becomes the finished HTML: its part is drawn, and its frame stamped around it."""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from knowledge_hub.asking import EVERYTHING
from knowledge_hub.catalogue import Answers
from knowledge_hub.embedded import as_script
from knowledge_hub.kinds.schema import Described
from knowledge_hub.pages import ROOT
from knowledge_hub.publish.announced import announced
from knowledge_hub.publish.assets import used_on
from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.frame import Frame, Slot, way_to_root
from knowledge_hub.publish.hosting import POLICY, PREVIEW, preview_of
from knowledge_hub.publish.parts import PARTS
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.slots import SLOTS
from knowledge_hub.views.feedback import PATH
from knowledge_hub.views.structured import SEARCH_PAGE, graph

_HEAD = "\x04"  # stands for the head until the rest of the page is known
_PAGE = "\x03"  # stands in a masthead for the page's own path


class Stamp:
    """Stamps the frame of a language around what its pages show. What stands around many pages is drawn once."""

    def __init__(self, drawing: Drawing, frames: Mapping[str, Frame]) -> None:
        self.drawing, self.frames, self.project = drawing, frames, drawing.project
        self._mastheads: dict[tuple[str, str, tuple[str, ...]], str] = {}
        self._colophons: dict[str, str] = {}
        self._previews: Answers[tuple[str, str], str] = Answers(self._preview)

    def planned(self, page: Planned) -> str:
        """The HTML of a page that the hub draws."""
        return self._around(PARTS[page.sort](self.drawing, page), self.frames[page.language], page)

    def written(self, page: Planned, frame: Frame) -> str:
        """The HTML of a page written by hand: its part stands in its frame already, but for what it shows of the catalogue."""
        head = frame.written_in("head")
        title, description = head.get("title", ""), head.get("description", "")
        return self._around(Part(title, description, "", self._said(page, title, description)), frame, page)

    def _said(self, page: Planned, title: str, description: str) -> tuple[Described, ...]:
        schema = self.drawing.schemas[page.language]
        if page.path:
            return (schema.page(title, description, self.drawing.address(page.language, page.path)),)
        return schema.site(searched=schema.prefix + SEARCH_PAGE in self.drawing.paths)

    def _around(self, part: Part, frame: Frame, page: Planned) -> str:
        """The page in its frame, with its head, which follows from what stands below it."""
        whole = frame.stamp(lambda slot: self._filled(slot, part, page))
        if _HEAD in whole:
            whole = whole.replace(_HEAD, self._head(part, page, whole), 1)
        return whole.replace(ROOT, self._root(page))

    def _filled(self, slot: Slot, part: Part, page: Planned) -> str:
        if slot.name in FRAME_SLOTS:
            return FRAME_SLOTS[slot.name](self, slot, part, page)
        self.drawing.catalogue.asked.add(EVERYTHING)
        return SLOTS[slot.name](self.drawing.pages[page.language], slot.written)

    def _root(self, page: Planned) -> str:
        """The way to the root of the site. The page for missing addresses is shown at any depth, so there it begins at the host."""
        return urlsplit(self.project.url).path if page.sort == "missing" else way_to_root(self.project.prefix(page.language) + page.path)

    def _head(self, part: Part, page: Planned, whole: str) -> str:
        pages, address = self.drawing.pages[page.language], self.drawing.address(page.language, page.path)
        document = graph(*part.said, self.drawing.schemas[page.language].trail(whole, ROOT, address))
        versions = [(code, self.drawing.address(code, page.path)) for code in page.languages]
        if len(versions) > 1:
            versions.append(("x-default", self.drawing.address(self.project.original, page.path)))
        return pages.draw(
            "layouts/head.html.j2",
            title=part.title,
            description=part.description,
            policy=POLICY,
            canonical=address if page.languages else "",
            alternates=versions if len(versions) > 2 else [],
            announced=announced(pages, page) if page.languages else (),
            sort=page.sort,
            structured=as_script(document) if document else "",
            used=used_on(whole),
            preview=self.project.url + self._previews[page.kind, page.language],
            preview_size=PREVIEW,
        )

    def _preview(self, page: tuple[str, str]) -> str:
        """The picture beside a shared link, by kind and language; that of the original, or of any page, where there is none yet."""
        kind, language = page
        tried = [preview_of(*one) for one in (page, (kind, self.project.original), ("", language), ("", self.project.original))]
        return next((picture for picture in tried if (self.project.docs / picture).is_file()), tried[-1])

    def _masthead(self, page: Planned) -> str:
        key = (page.language, page.section, page.languages)
        if key not in self._mastheads:
            elsewhere = f"{page.section}/" if page.section else ""
            ways = [(code, _PAGE if code in page.languages else elsewhere) for code in self.project.languages]
            tongues = [(code, ROOT + self.project.prefix(code) + way) for code, way in ways]
            self._mastheads[key] = self.drawing.pages[page.language].draw(
                "layouts/masthead.html.j2", section=page.section, tongues=tongues, search=self.drawing.search
            )
        return self._mastheads[key].replace(_PAGE, page.path)

    def _breadcrumb(self, page: Planned, title: str) -> str:
        return self.drawing.pages[page.language].draw("layouts/breadcrumb.html.j2", title=title, path=page.path)

    def _edit(self, page: Planned, title: str) -> str:
        address = self.drawing.address(page.language, page.path)
        return self.drawing.pages[page.language].draw("layouts/edit.html.j2", file=page.source, title=title, url=address)

    def _colophon(self, page: Planned) -> str:
        language, pages = page.language, self.drawing.pages[page.language]
        if page.sort == "missing":  # the address that was asked for is known to the browser alone, see missing.js
            return pages.draw("layouts/colophon.html.j2", page_url="")
        if language not in self._colophons:
            self._colophons[language] = pages.draw("layouts/colophon.html.j2", page_url=self.drawing.address(language, PATH))
        return self._colophons[language].replace(PATH, quote(page.path, safe=""))


# What fills the slots of the frame; the others show something of the catalogue on a page written by hand.
FRAME_SLOTS: dict[str, Callable[[Stamp, Slot, Part, Planned], str]] = {
    "head": lambda *_: _HEAD,
    "masthead": lambda stamp, _slot, _part, page: stamp._masthead(page),
    "breadcrumb": lambda stamp, slot, _part, page: stamp._breadcrumb(page, slot.written["title"]),
    "body": lambda _stamp, _slot, part, _page: part.body,
    "edit": lambda stamp, _slot, part, page: stamp._edit(page, part.title),
    "colophon": lambda stamp, _slot, _part, page: stamp._colophon(page),
}
