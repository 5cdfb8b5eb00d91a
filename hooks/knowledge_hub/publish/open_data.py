"""The records as open data: a file of JSON-LD for each kind, in the words of schema.org, for anybody to take."""

import json
from collections.abc import Iterable, Sequence
from functools import partial

from knowledge_hub.catalogue import Entry
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.plan import Planned
from knowledge_hub.publish.writing import File, Lazy
from knowledge_hub.views.structured import CONTEXT, Schema, data_files


def open_data(drawing: Drawing, _pages: Sequence[Planned]) -> Iterable[File]:
    """All records of each kind as their original says them, a line for each."""
    schema = drawing.schemas[drawing.project.original]
    for kind, path in data_files(drawing.catalogue).items():
        entries = drawing.catalogue.of(kind)
        yield path, Lazy(tuple(entry.id for entry in entries), partial(_written, schema, entries))


def _written(schema: Schema, entries: Sequence[Entry]) -> str:
    schema.catalogue.asked.update(entry.key for entry in entries)
    records = (json.dumps(schema.record(entry), ensure_ascii=False, default=str) for entry in entries)
    return f'{{"@context": "{CONTEXT}", "@graph": [\n' + ",\n".join(records) + "\n]}\n"
