"""The sitemap: every page with the day of its record, and its versions in other languages. See https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from knowledge_hub.project import Project
from knowledge_hub.publish.plan import Planned

MOST = 50_000


def sitemaps(project: Project, pages: Iterable[Planned]) -> dict[str, str]:
    """The files of the sitemap by name."""
    entries = [_entry(project, page) for page in pages]
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [[]]
    if len(parts) == 1:
        return {"sitemap.xml": _urlset(parts[0])}
    files = {f"sitemap-{number}.xml": _urlset(part) for number, part in enumerate(parts, 1)}
    index = "".join(f"<sitemap><loc>{escape(project.url + name)}</loc></sitemap>" for name in files)
    return {
        **files,
        "sitemap.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>\n',
    }


def _entry(project: Project, page: Planned) -> str:
    address = escape(project.url + project.prefix(page.language) + page.path)
    day = f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else ""
    versions = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(project.url + project.prefix(code) + page.path)}/>'
        for code in page.languages
        if len(page.languages) > 1
    )
    return f"<url><loc>{address}</loc>{day}{versions}</url>"


def _urlset(entries: list[str]) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return head + "\n".join(entries) + "\n</urlset>\n"
