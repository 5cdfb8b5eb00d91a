"""Templates are compiled and filled here: autoescape on, nothing undefined. The only module that imports jinja2.

A site has ten thousand pages and each fills some hundred places, so the code that Jinja generates is kept to what these
templates need: a call is a call and an attribute an attribute (no template asks for the context, none reads dictionaries with a
dot), and what is safe already is not wrapped again.
"""

import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def printed(value: Any) -> str:
    """A value as it stands in a page: escaped, unless it is HTML of ours."""
    return value if type(value) is Markup else escaped(value)


escaped = lru_cache(maxsize=4096, typed=True)(escape)  # most of what is printed is printed again


class _Generator(CodeGenerator):
    """Writes a template's Python."""

    maybe_missing = 0  # inside `is defined`, where an attribute may be missing

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        self.visit(node.node, frame)
        outer, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        shown, self.stream = self.stream.getvalue(), outer
        self.write(f"({shown.removeprefix(', ')})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if self.maybe_missing:
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        lenient = int(node.name == "defined")
        self.maybe_missing += lenient
        super().visit_Test(node, frame)
        self.maybe_missing -= lenient

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("environment.printed(")


def _compiled() -> BytecodeCache:
    """Where compiled templates are kept from build to build: beside Python's own, under a name that changes with what compiles them."""
    compiler = sha256(Path(__file__).read_bytes() + version("jinja2").encode()).hexdigest()[:8]
    folder = Path(__file__).with_name("__pycache__")
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return _Unkept()
    return FileSystemBytecodeCache(str(folder), f"%s.{compiler}.jinja")


class _Unkept(BytecodeCache):
    """Templates compiled once for all languages, and for this build alone."""

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _compiled()


class _Environment(Environment):
    code_generator_class = _Generator
    printed = staticmethod(printed)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002
        """Every template sees the same names; Jinja's own way would copy a chain of dictionaries for each page."""
        return self.globals


class Stencil:
    """The templates in a folder, with the names and filters that all of them know."""

    def __init__(self, folder: Path, names: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> None:
        self._environment = _Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.do"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all of them
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(names)
        self._environment.filters.update(filters)
        for file in sorted((folder / "macros").iterdir()):
            module = self._environment.get_template(f"macros/{file.name}").module
            self.know(**{name: macro for name, macro in vars(module).items() if not name.startswith("_")})

    def prepare(self) -> None:
        """Load all templates now, not each when it is first drawn."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def know(self, **names: Any) -> None:
        """Give the templates more names; macros keep those they were compiled with."""
        self._environment.globals.update(names)

    def draw(self, template: str, **shown: Any) -> str:
        """The template with what it shows."""
        return self._environment.get_template(template).render(**shown)
