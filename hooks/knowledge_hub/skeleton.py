"""The skeleton of a record: what is needed, empty; all else as a comment with an example, each field with what to write."""

from collections.abc import Iterator

from knowledge_hub.kinds.record import Record
from knowledge_hub.schemas import schema_line
from knowledge_hub.shape import Shape, shapes

HEAD = """\
{line}
# {about}
# Needed is what stands without a #. Take away the # of what else you know, and delete the rest.
"""


def skeleton(kind: type[Record]) -> str:
    """A record of this kind to be filled in."""
    head = HEAD.format(line=schema_line(kind), about=kind.what_it_is())
    return head + "".join(f"\n# {shape.description}\n{sketch(shape)}" for shape in shapes(kind))


def sketch(shape: Shape) -> str:
    """One field of a record in the skeleton, without its description: open where it is needed, else an example behind #."""
    lines = _open(shape) if shape.required else (f"# {line}" for line in example_lines(shape, told=True))
    return "".join(f"{line}\n" for line in lines)


def example_lines(shape: Shape, *, told: bool = False) -> Iterator[str]:
    """A field with an example of its value, as a record holds it; the fields of a part with what to write behind them if `told`."""
    if shape.below:
        yield f"{shape.name}:"
        each = [(below, example_lines(below, told=told)) for below in shape.below]
        yield from _part(shape, [line for below, lines in each for line in (_told(below, lines) if told else lines)])
    elif shape.many:
        yield f"{shape.name}:"
        yield from (f"- {_plain(example)}" for example in shape.examples[:2])
    elif _is_prose(shape):
        yield f"{shape.name}: |-"
        yield f"  {shape.examples[0]}"
    else:
        yield f"{shape.name}: {_plain(shape.examples[0])}"


def _open(shape: Shape) -> Iterator[str]:
    """A needed field, empty. Of a part in which nothing is needed by itself the first field is open."""
    if not shape.below:
        yield from ([f"{shape.name}:", "-"] if shape.many else [f"{shape.name}:"])
        return
    yield f"{shape.name}:"
    needed = [below for below in shape.below if below.required] or shape.below[:1]
    lines: list[str] = []
    for below in sorted(shape.below, key=lambda below: below not in needed):
        if below in needed:
            lines += _told(below, _open(below))
        else:
            lines += [f"# {line}" for line in _told(below, example_lines(below, told=True))]
    yield from _part(shape, lines)


def _part(shape: Shape, lines: list[str]) -> Iterator[str]:
    """The lines of a part below its name, or as the one entry of a list."""
    for number, line in enumerate(lines):
        yield f"{'- ' if shape.many and not number else '  '}{line}"


def _told(shape: Shape, lines: Iterator[str]) -> list[str]:
    """The lines of a field, with its description behind the first."""
    first, *rest = lines
    return [f"{first}  # {shape.description}", *rest]


def _is_prose(shape: Shape) -> bool:
    return bool(shape.sort and shape.sort.name == "prose")


def _plain(example: str) -> str:
    """An example as it is written in a record; none of them holds a quote."""
    return f'"{example}"' if ": " in example or " #" in example else example
