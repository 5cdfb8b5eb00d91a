"""JSON Schema (2020-12) of each kind of record and of its translations, for editors, forms and other programs.

A schema sees one file: what each field is called, what it holds, whether it is needed. That a link leads somewhere, that days stand in
order and that a translation fits its original is seen by `hub check` alone. A schema is stated for values as a reader of YAML 1.2
sees them; it refuses nothing that the hub takes, but for a word of a vocabulary with spaces inside its quotes, which nobody should write.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.marks import WRITTEN
from knowledge_hub.kinds.parts import Frozen
from knowledge_hub.kinds.readers import SLUG
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import with_article
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.translation import FOLLOWS, VERSION

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LIST = "A list: put each on a line of its own, after '- '."
NEEDED = "A text is needed here."
Schema = dict[str, Any]


def files() -> Iterator[tuple[str, str]]:
    """Every schema: its path, and its text."""
    for kind in KINDS.values():
        yield path_of(kind), _text(schema_of(kind))
        yield path_of(kind, translation=True), _text(translation_schema_of(kind))


def path_of(kind: type[Record], *, translation: bool = False) -> str:
    """Where the schema of a kind stands, below the root of the project and of the site."""
    return f"{FOLDER}/{kind.kind}{'.translation' if translation else ''}.json"


def schema_line(kind: type[Record], *, translation: bool = False) -> str:
    """The first line of a record: it tells an editor which schema the file follows, by the way from its folder."""
    return f"# yaml-language-server: $schema=../../{path_of(kind, translation=translation)}"


def schema_of(kind: type[Record]) -> Schema:
    """What a record of this kind is."""
    defined: dict[str, Schema] = {}
    return {**_head(kind, kind.called[0], kind.what_it_is()), **_fields(kind, defined), "$defs": _sorted(defined)}


def translation_schema_of(kind: type[Record]) -> Schema:
    """What a translation of a record of this kind is: the translated fields alone, and which version of the original it follows."""
    defined: dict[str, Schema] = {}
    fields = _translated_fields(kind, defined)
    fields["properties"][FOLLOWS] = {
        "title": "Version of the original",
        "description": "The version of the original that this translation says: hub translated writes it.",
        "type": ["string", "number"],
        "pattern": f"^{VERSION}$",
        "patternErrorMessage": "Run hub translated with this file.",
    }
    said = f"The translation of {with_article(kind.called[0].lower())}: its texts alone. Days, figures and links come from the original."
    head = _head(kind, f"{kind.called[0]}, translated", said)
    return {**head, **fields, "required": ["title", "summary"], "$defs": _sorted(defined)}


def _head(kind: type[Record], title: str, description: str) -> Schema:
    module = kind.__module__.replace(".", "/")
    told = f"Made by scripts/schemas.py from hooks/{module}.py and the modules beside it: change those, then run it."
    return {"$schema": DIALECT, "$comment": told, "title": title, "description": description}


def _fields(model: type[Frozen], defined: dict[str, Schema]) -> Schema:
    """The fields of a record or of a part."""
    found = shapes(model)
    needed = [shape.name for shape in found if shape.required]
    return {
        "type": "object",
        "properties": {shape.name: _field(shape, _value(shape, defined)) for shape in found},
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _field(shape: Shape, value: Schema) -> Schema:
    said: Schema = {"title": shape.label, "description": shape.description}
    if not shape.many:
        default = {"default": _written(shape.default)} if isinstance(shape.default, bool | str) and shape.default != "" else {}
        return {**said, **value, **default}
    fewest = {"minItems": shape.fewest} if shape.fewest else {}
    return {**said, "type": "array", **fewest, "errorMessage": LIST, "items": value}


def _value(shape: Shape, defined: dict[str, Schema]) -> Schema:
    """What one value of this field is."""
    if shape.part:
        return _part(shape.part, defined, _fields)
    if shape.words:
        return {"enum": list(shape.words), "markdownEnumDescriptions": list(shape.words.values())}
    if shape.target:
        return {**_named(f"id-of-{shape.target}", _id_of(shape.target), defined), "examples": list(shape.examples)}
    return _sort(shape, defined)


def _sort(shape: Shape, defined: dict[str, Schema]) -> Schema:
    if shape.sort is None:
        raise TypeError(f"the field {shape.name} holds no sort of value that has a schema")
    sort = shape.sort
    name, schema = sort.name, {"description": str(sort.says), **sort.schema, "examples": list(sort.examples)}
    if shape.fewest and not shape.many:
        name, schema = f"needed-{name}", {**schema, "type": WRITTEN, "minLength": shape.fewest, "errorMessage": NEEDED}
    own = {"examples": list(shape.examples)} if shape.examples != sort.examples else {}
    return {**_named(name, schema, defined), **own}


def _id_of(target: str) -> Schema:
    """The id of a record of this kind; that of a step of a guide is the id of the guide, a slash and its own."""
    slug = SLUG.pattern
    kind = KINDS.get(target)
    named = f"The name of a file in content/{kind.kept_in}/, without .yml." if kind else "The id of a guide, a slash and that of its step."
    form = slug if kind else f"{slug}/{slug}"
    return {"description": named, "type": WRITTEN, "pattern": rf"^\s*({form})\s*$", "patternErrorMessage": named}


def _translated_fields(model: type[Frozen], defined: dict[str, Schema]) -> Schema:
    """The fields of a record or of a part that a translation may hold. An entry that stays as it is, is {}."""
    found: dict[str, Schema] = {}
    for shape in shapes(model):
        value = _translated_value(shape, defined)
        if value:
            said = {"title": shape.label, "description": shape.description}
            found[shape.name] = {**said, "type": "array", "errorMessage": LIST, "items": value} if shape.many else {**said, **value}
    return {"type": "object", "properties": found, "additionalProperties": False}


def _translated_value(shape: Shape, defined: dict[str, Schema]) -> Schema | None:
    if shape.part:
        return _part(shape.part, defined, _translated_fields) if translatable(shape.part) else None
    return _sort(shape, defined) if shape.translated else None


def translatable(model: type[Frozen]) -> bool:
    """Whether a part has any text that is translated."""
    return any(shape.translated or (shape.part and translatable(shape.part)) for shape in shapes(model))


def _part(part: type[Frozen], defined: dict[str, Schema], fields: Any) -> Schema:
    name = part.__name__
    if name not in defined:
        defined[name] = {"title": _words(name), "description": part.what_it_is(), **fields(part, defined)}
    return {"$ref": f"#/$defs/{name}"}


def _named(name: str, schema: Mapping[str, Any], defined: dict[str, Schema]) -> Schema:
    defined.setdefault(name, dict(schema))
    return {"$ref": f"#/$defs/{name}"}


def _sorted(defined: dict[str, Schema]) -> dict[str, Schema]:
    return dict(sorted(defined.items()))


def _words(name: str) -> str:
    """AgendaItem: Agenda item."""
    apart = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name)
    return apart.strip().capitalize()


def _written(value: bool | str) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
