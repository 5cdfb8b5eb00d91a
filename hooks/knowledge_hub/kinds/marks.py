"""What the annotation of a field says of it: what reads it, out of which words it is, where it leads, whether it is translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function, no_info_plain_validator_function

from knowledge_hub.kinds.readers import reference_of, refused, text_of
from knowledge_hub.kinds.values import Label, Text
from knowledge_hub.problems import did_you_mean, surely


@dataclass(frozen=True, slots=True)
class Translated:
    """Marks a field whose text a translation may carry."""


# What a text in YAML may look like to an editor, which reads 2030 as a number and true as a truth value; we read what is written.
WRITTEN = ["string", "number", "boolean"]


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """A sort of value: its name, what reads the text that was written, its JSON Schema (2020-12), examples, and what it is in words.

    What was read before passes, and a translated text keeps its language. The schema can say less than the reader checks
    (a day of the calendar, an address of a public site); it never refuses what the reader takes.
    """

    name: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    examples: tuple[str, ...]  # as written; two at least: an editor would write a single one into the record
    says: Label

    def value_of(self, value: Any) -> Any:
        """The value that a text stands for. Raises PydanticCustomError in the contributor's words."""
        if type(value) is Label:
            return value
        if isinstance(value, str):
            result = self.read(value.strip())
            return Text(result, value.language) if type(value) is Text and type(result) is str else result
        if isinstance(value, list | dict):
            text_of(value)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.value_of)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word out of a vocabulary: each word as written in a record, with its label in English."""

    labels: Mapping[str, str]

    def __hash__(self) -> int:
        return id(self.labels)

    def read(self, text: str) -> str:
        if text not in self.labels:
            says, words = f"'{text}' is not one of the words used here", ", ".join(self.labels)
            advice = did_you_mean(text, self.labels, f"One of: {words}.")
            raise refused(says, advice, code="not-in-vocabulary", instead=surely(text, self.labels))
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(lambda value: self.read(text_of(value)), handler(source))


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The id of a record of this kind. That it exists is checked when all records are known."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(lambda value: reference_of(text_of(value)), handler(source))
