"""A new record from what a person says of it: asked where it is needed, put among the comments of a skeleton, and checked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

from pydantic_core import PydanticCustomError

from knowledge_hub.checking import problems_with
from knowledge_hub.composing import composed
from knowledge_hub.document import Document
from knowledge_hub.folders import why_stray
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.marks import OneOf
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Problem, did_you_mean, mistakes
from knowledge_hub.project import Project
from knowledge_hub.retelling import retold
from knowledge_hub.schemas import schema_line
from knowledge_hub.shape import Shape, shapes
from knowledge_hub.skeleton import HEAD, sketch
from knowledge_hub.source import parse, raw
from knowledge_hub.speech import Speech, id_from, plain

Way = tuple[str, ...]
MOST_OFFERED = 10


class Refused(Exception):  # noqa: N818 - what a person said cannot be taken
    """What cannot be taken, in the contributor's words; the advice stands in a second line."""


@dataclass(slots=True)
class Beginning:
    """What is known of a new record of this kind."""

    kind: type[Record]
    values: dict[str, Any] = field(default_factory=dict)

    def put(self, way: Way, said: str) -> None:
        """Take a value; a list takes one more. Raises Refused where there is no such field."""
        shape = field_at(self.kind, way)
        if shape.below:
            names = ", ".join(".".join((*way, below.name)) for below in shape.below)
            raise Refused(f"'{'.'.join(way)}' holds fields\n    The fields here: {names}.")
        into: Any = self.values
        among = shapes(self.kind)
        for name in way[:-1]:
            part = next(one for one in among if one.name == name)
            into = into.setdefault(name, [{}] if part.many else {})
            into, among = (into[0] if part.many else into), part.below
        if shape.many:
            into.setdefault(way[-1], []).append(said)
        else:
            into[way[-1]] = said

    def has(self, way: Way) -> bool:
        value: Any = self.values
        for name in way:
            value = value[0] if isinstance(value, list) and value else value
            value = value.get(name) if isinstance(value, dict) else None
        return bool(value)

    @property
    def missing(self) -> list[Way]:
        """The fields that are needed and not known."""
        return [way for way, _ in needed(shapes(self.kind)) if not self.has(way)]

    @property
    def id(self) -> str:
        """The id that the title makes."""
        return id_from(str(self.values.get("title", "")))

    @property
    def text(self) -> str:
        """The record: what is known, and all else as a comment with an example."""
        parts = [HEAD.format(line=schema_line(self.kind), about=self.kind.what_it_is())]
        for shape in shapes(self.kind):
            known = composed({shape.name: self.values[shape.name]}) if shape.name in self.values else sketch(shape)
            parts.append(f"\n# {shape.description}\n{known}")
        return "".join(parts)


def field_at(kind: type[Record], way: Way) -> Shape:
    """The field at this way. Raises Refused where there is none."""
    *above, name = way
    among = field_at(kind, tuple(above)).below if above else shapes(kind)
    for shape in among:
        if shape.name == name:
            return shape
    known = [".".join((*above, shape.name)) for shape in among]
    asked = ".".join(way)
    advice = did_you_mean(asked, known, f"The fields here: {', '.join(known)}.") if known else "Nothing stands below it."
    raise Refused(f"'{asked}' is not a field here\n    {advice}")


def needed(among: Iterable[Shape], way: Way = ()) -> Iterator[tuple[Way, Shape]]:
    """The fields that a record needs, down to single values. Of a part in which nothing is needed by itself it is the first."""
    for shape in among:
        if shape.required and shape.below:
            yield from (
                needed([below for below in shape.below if below.required], (*way, shape.name))
                if any(below.required for below in shape.below)
                else [((*way, shape.name, shape.below[0].name), shape.below[0])]
            )
        elif shape.required:
            yield (*way, shape.name), shape


def taken(kind: type[Record], document: Document, pairs: Iterable[str], title: str) -> Beginning:
    """What a file says, then what was said beside it as name=value. Raises Refused."""
    beginning = Beginning(kind)
    for name, value in document.values.items():
        field_at(kind, (name,))
        beginning.values[name] = stripped(value)
    said: set[Way] = set()
    for pair in [*([f"title={title}"] if title else []), *pairs]:
        name, sign, value = pair.partition("=")
        if not sign or not value.strip():
            raise Refused(f"'{pair}' is not a field with its value\n    As in --field country=CZ.")
        way = tuple(name.strip().split("."))
        beginning.put(way, value.strip())
        if way in said and not field_at(kind, way).many:
            raise Refused(f"'{name.strip()}' is said a second time\n    It takes one value.")
        said.add(way)
    return beginning


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: stripped(one) for name, one in value.items()}
    return [stripped(one) for one in value] if isinstance(value, list) else value.strip()


def place_of(project: Project, beginning: Beginning, id: str) -> Path:
    """Where the record is to stand. Raises Refused where it cannot stand there."""
    id = id or beginning.id
    if not id:
        raise Refused("the title makes no id\n    Choose one with --id.")
    path = project.content / beginning.kind.kept_in / f"{id.replace('/', '?')}.yml"
    why = why_stray(path, ())
    if why:
        raise Refused(f"{why.says}\n    {why.advice}")
    if path.exists() or path.is_symlink():
        raise Refused(f"{path.relative_to(project.root).as_posix()}: is there already\n    Choose another id with --id.")
    return path


def mistakes_in(project: Project, beginning: Beginning, path: Path, today: date) -> tuple[Problem, ...]:
    """What would be wrong if the record stood there."""
    file = path.relative_to(project.root).as_posix()
    key = (beginning.kind.kind, path.stem)
    return mistakes(problems_with(project, {key: {"": parse(beginning.text, Document(file))}}, today))


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks a person for what is not known yet. `ask` shows a few words and gives the answer; `tell` shows a line."""

    project: Project
    speech: Speech
    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def complete(self, beginning: Beginning) -> None:
        """Ask for all that is needed, and for topics."""
        wanted = [*needed(shapes(beginning.kind))]
        wanted += [((shape.name,), shape) for shape in shapes(beginning.kind) if shape.target == "topic" and shape.many]
        for way, shape in wanted:
            if not beginning.has(way):
                self.field(beginning, way, shape)

    def field(self, beginning: Beginning, way: Way, shape: Shape) -> None:
        say = self.speech.say
        self.tell("")
        self.tell(say(shape.description))
        if shape.words:
            words = ", ".join(f"{word} ({say(label)})" for word, label in shape.words.items())
            self.tell(fill(words, 96, break_on_hyphens=False))
        if shape.many:
            self.tell(say("One after the other; leave the last one empty."))
        known = ids_of(self.project, shape.target) if shape.target in KINDS else {}
        while True:
            answer = self.answer(shape, known)
            if answer:
                beginning.put(way, answer)
            if (answer and not shape.many) or (not answer and (beginning.has(way) or not shape.required)):
                return

    def answer(self, shape: Shape, known: Mapping[str, str]) -> str:
        """One value that can be right; empty where nothing was said."""
        offered: list[str] = []
        while answer := self.ask(self.speech.say(shape.label)).strip():
            if known and answer not in known:
                if answer.isdigit() and 0 < int(answer) <= len(offered):
                    return offered[int(answer) - 1]
                offered = near(answer, known)
                for number, id in enumerate(offered, 1):
                    self.tell(f"{number:4}  {id}  {known[id]}")
                say = self.speech.say
                self.tell(say("Write an id or a number.") if offered else say("Nothing is like that. Write a part of an id or a title."))
                continue
            says = why_refused(shape, answer)
            if not says:
                return answer
            self.tell(retold(says, self.speech))
        return ""


def why_refused(shape: Shape, said: str) -> str:
    """What is wrong with one value, and what to write; empty where nothing is."""
    try:
        if shape.words:
            OneOf(shape.words).read(said)
        elif shape.sort:
            shape.sort.read(said)
    except PydanticCustomError as refusal:
        told = refusal.context or {}
        return f"{told['says']}" + (f"\n    {told['advice']}" if told.get("advice") else "")
    return ""


def ids_of(project: Project, kind: str) -> dict[str, str]:
    """The ids of the records of a kind, each with its title."""
    found = {}
    for path in sorted((project.content / KINDS[kind].kept_in).glob("*.yml")):
        if "." not in path.stem:
            title = re.search(rb"^title:[ ]*(.*)$", raw(path), re.MULTILINE)
            found[path.stem] = title[1].decode(errors="replace").strip().strip("'\"") if title else ""
    return found


def near(part: str, known: Mapping[str, str]) -> list[str]:
    """The ids that hold this part of a word, or whose titles do; else the one it may be a misspelling of."""
    words = plain(part).split()
    found = [id for id, title in known.items() if all(word in id or word in plain(title) for word in words)]
    meant = did_you_mean(part, known).removeprefix("did you mean '").removesuffix("'?")
    return found[:MOST_OFFERED] or ([meant] if meant else [])
