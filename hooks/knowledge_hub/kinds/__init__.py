"""The kinds of record: one module for each declares its model, its labels and its rules across fields."""

from importlib import import_module
from pkgutil import iter_modules

from knowledge_hub.kinds.record import Record

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

KINDS: dict[str, type[Record]] = {kind.kind: kind for kind in sorted(Record.__subclasses__(), key=lambda kind: (kind.rank, kind.kept_in))}
FOLDERS: dict[str, type[Record]] = {kind.kept_in: kind for kind in KINDS.values()}
