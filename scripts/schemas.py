"""Write the JSON Schema of each kind of record into schemas/: `python scripts/schemas.py`, or `--check` to see whether they are fresh."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_hub import schemas  # noqa: E402


def main(check: bool) -> int:
    wanted = dict(schemas.files())
    there = {file.relative_to(ROOT).as_posix(): file for file in sorted((ROOT / schemas.FOLDER).glob("*"))}
    stale = [path for path, text in wanted.items() if path not in there or there[path].read_text(encoding="utf-8") != text]
    gone = [path for path in there if path not in wanted]
    for path in [*stale, *gone]:
        if check:
            print(f"{path} is not fresh: run python scripts/schemas.py")
        elif path in gone:
            there[path].unlink()
        else:
            (ROOT / path).parent.mkdir(exist_ok=True)
            (ROOT / path).write_text(wanted[path], encoding="utf-8")
    return 1 if check and stale + gone else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
