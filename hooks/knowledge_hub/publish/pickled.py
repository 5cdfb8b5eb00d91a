"""Parts of a memory: what is pickled stands in a file behind its sum, and is read with care."""

import io
import pickle
from hashlib import blake2b
from pathlib import Path
from typing import Any

_DIGEST = 32  # bytes of the sum before each part
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    *(("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")),
    ("decimal", "Decimal"),
}


class _Unpickler(pickle.Unpickler):
    """Makes objects of the hub's own classes and of a few plain ones, and calls nothing else: a part may have come from anywhere."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if _is_ours(module) and "." not in name else None
        if not isinstance(found, type) or not _is_ours(found.__module__):
            raise pickle.UnpicklingError(f"{module}.{name} is nothing to remember")
        return found


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == __name__.partition(".")[0]


def read_part(file: Path) -> Any:
    """What stands in a part. Raises UnpicklingError where it is damaged."""
    written = file.read_bytes()
    if blake2b(written[_DIGEST:], digest_size=_DIGEST).digest() != written[:_DIGEST]:
        raise pickle.UnpicklingError("damaged")
    return _Unpickler(io.BytesIO(memoryview(written)[_DIGEST:])).load()


def write_part(folder: Path, part: object) -> str:
    """Write a part under the name of its sum; gives the name."""
    written = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
    digest = blake2b(written, digest_size=_DIGEST).digest()
    name = digest.hex()[:_DIGEST]
    (folder / name).write_bytes(digest + written)
    return name
