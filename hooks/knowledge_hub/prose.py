"""Contributed Markdown becomes HTML that is safe in any page: CommonMark in safe mode, an allow-list, one address policy."""

import re

import nh3
from comrak import ExtensionOptions, RenderOptions, render_markdown

from knowledge_hub.addresses import allowed

TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "h3",
    "h4",
    "h5",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_DEEP = re.compile(r"((?:>[ \t]*){30})(?:>[ \t]*)+")  # the cleaner takes seconds for thousands of quotes in quotes
_LOWER = {"1": "3", "2": "3", "3": "4", "4": "5", "5": "5", "6": "5"}


def _keep(_element: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not allowed(value) else value


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_keep,
    link_rel="noopener noreferrer nofollow",
    url_schemes={"http", "https", "mailto", "tel"},
)


_GITHUB = ExtensionOptions()
_GITHUB.table = _GITHUB.autolink = _GITHUB.tagfilter = _GITHUB.strikethrough = _GITHUB.tasklist = True
_SAFE = RenderOptions()  # no HTML but its own
_SAFE.github_pre_lang = _SAFE.gfm_quirks = True


def html_of(markdown: str) -> str:
    """Safe HTML of a contributed text. Headings begin at h3, because a page's own sections are h2."""
    drawn = render_markdown(_DEEP.sub(r"\1", markdown) if markdown.count(">") > 30 else markdown, _GITHUB, None, _SAFE)
    return _CLEANER.clean(_HEADING.sub(lambda tag: f"<{tag[1]}h{_LOWER[tag[2]]}>", drawn))
