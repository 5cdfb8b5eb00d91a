"""The sitemap: every page with the day of its record, and its versions in other languages. See https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from knowledge_hub.project import Project
from knowledge_hub.publish.plan import Planned, RecordPage
from knowledge_hub.publish.writing import File, Lazy
from knowledge_hub.views.narrowing import facets_of

MOST = 50_000


def sitemaps(project: Project, pages: Sequence[Planned]) -> Iterator[File]:
    """The files of the sitemap. The day of a list is that of its records, so each file is drawn anew when one of them has changed."""
    days = tuple((str(page.entry.record.verified), facets_of(page.entry)) for page in pages if isinstance(page, RecordPage))
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)] or [()]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    for name, part in zip(names, parts, strict=True):
        given = days, tuple((page.language, page.path, page.languages) for page in part)
        yield name, Lazy(given, partial(_urlset, project, part))
    if len(parts) > 1:
        index = "".join(f"<sitemap><loc>{escape(project.url + name)}</loc></sitemap>" for name in names)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        yield "sitemap.xml", f"{head}{index}</sitemapindex>\n"


def _entry(project: Project, page: Planned) -> str:
    address = escape(project.url + project.prefix(page.language) + page.path)
    day = f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else ""
    versions = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(project.url + project.prefix(code) + page.path)}/>'
        for code in page.languages
        if len(page.languages) > 1
    )
    return f"<url><loc>{address}</loc>{day}{versions}</url>"


def _urlset(project: Project, pages: Iterable[Planned]) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return head + "\n".join(_entry(project, page) for page in pages) + "\n</urlset>\n"
