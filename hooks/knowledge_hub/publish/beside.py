"""The files that stand beside the pages, for machines rather than readers: each sort is one function in the list at the end."""

from collections.abc import Callable, Iterable, Sequence

from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.feeds import feeds
from knowledge_hub.publish.hosting import hosting
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.sitemap import sitemaps
from knowledge_hub.publish.words import words

# The files of one sort, each with its path below the root. It is given the site and every page of it.
Files = Callable[[Drawing, Sequence[Planned]], Iterable[tuple[str, str | bytes]]]


def _sitemaps(drawing: Drawing, pages: Sequence[Planned]) -> Iterable[tuple[str, str | bytes]]:
    return sitemaps(drawing.project, pages).items()


def _words(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[tuple[str, str | bytes]]:
    for language in drawing.project.languages:
        yield f"assets/js/words/{language}.js", words(language)


def _hosting(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[tuple[str, str | bytes]]:
    return hosting(drawing.project)


BESIDE: tuple[Files, ...] = (_sitemaps, _words, _hosting, feeds)
