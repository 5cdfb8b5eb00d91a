"""A row becomes documents: the original and its translations, whose places are the cells they were read in."""

from collections.abc import Mapping
from typing import Any

from knowledge_hub.document import Document, Value, Way
from knowledge_hub.tables.columns import Column

Tree = dict[str | int, Any]
Cells = Mapping[Column, tuple[int, Value]]  # of each column its number in the table, counted from one, and the text or list in it


def document_of(file: str, row: int, cells: Cells, like: Tree | None = None) -> tuple[Document, Tree]:
    """The document that these cells of a row make, in the order of its kind, and the same with the numbers its entries had.

    An empty cell is left out but keeps its place. A translation is `like` its original: what it does not say of a list of parts stays
    an empty part.
    """
    tree: Tree = {}
    areas: dict[Way, int] = {}
    for column in sorted(cells, key=lambda column: column.rank):
        place, value = cells[column]
        for length in range(len(column.way) + 1):
            areas.setdefault(column.way[:length], place)
        if value:
            inner = tree
            for part in column.way[:-1]:
                inner = inner.setdefault(part, {})
            inner[column.way[-1]] = value
    document = Document(file)
    document.values = _Settling(document, row, areas).value(tree, like, (), ())
    for way, place in areas.items():
        document.spots.setdefault(way, (row, place, row, place))
    return document, tree


class _Settling:
    """Turns the numbers of entries into lists; the places of what was written follow the entries to their new numbers."""

    def __init__(self, document: Document, row: int, areas: Mapping[Way, int]) -> None:
        self.document, self.row, self.areas = document, row, areas

    def value(self, tree: Any, like: Any, old: Way, way: Way) -> Any:
        """What stands at this way, which was `old` in the table."""
        place = self.areas.get(old, 0)
        if place:
            self.document.spots[way] = (self.row, place, self.row, place)
        if isinstance(tree, list):
            for index in range(len(tree)):
                self.document.spots[(*way, index)] = (self.row, place, self.row, place)
        if not isinstance(tree, dict):
            return tree
        theirs = like if isinstance(like, dict) else {}
        if any(isinstance(key, int) for key in (*tree, *theirs)):
            pairs = enumerate(sorted({*tree, *theirs}))
            return [self.value(tree.get(number, {}), theirs.get(number), (*old, number), (*way, index)) for index, number in pairs]
        return {key: self.value(value, theirs.get(key), (*old, key), (*way, key)) for key, value in tree.items()}
