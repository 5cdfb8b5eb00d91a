"""The page of a record, and those of its chapters."""

from knowledge_hub.publish.drawing import Drawing, Part
from knowledge_hub.publish.plan import ChapterPage, RecordPage


def _record(drawing: Drawing, page: RecordPage) -> Part:
    entry, url = page.entry, drawing.address(page.language, page.path)
    view = drawing.view(entry, page.language)
    body = drawing.pages[page.language].draw(f"kinds/{entry.kind}/page.html.j2", view=view, edited=page.source, url=url)
    said = drawing.schemas[page.language].record(entry)
    return Part(str(view.record.title), str(view.record.summary), body, (said,))


def _chapter(drawing: Drawing, page: ChapterPage) -> Part:
    entry, number, url = page.entry, page.number, drawing.address(page.language, page.path)
    view = drawing.view(entry, page.language)
    chapter = view.record.chapters[number]
    template = f"kinds/{entry.kind}/chapter.html.j2"
    body = drawing.pages[page.language].draw(template, view=view, number=number, edited=page.source, url=url)
    said = drawing.schemas[page.language].chapter(entry, number)
    return Part(f"{chapter.title} – {view.record.title}", str(chapter.summary), body, (said,))


PARTS = {"record": _record, "chapter": _chapter}
