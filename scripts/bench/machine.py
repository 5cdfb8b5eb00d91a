"""What the machine is on which something is measured."""

import os
import platform
import tempfile
from pathlib import Path
from typing import Any

MEMORY_DISK = Path("/dev/shm")  # noqa: S108


def machine() -> dict[str, Any]:
    """What this machine is: its processor, cores, and bytes of memory."""
    model = next((line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return {"processor": model, "cores": os.cpu_count(), "memory": memory_of_machine("MemTotal")}


def same_machine(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether these are alike; another kernel leaves a little more or less of the same memory."""
    about = [(some["processor"], some["cores"], round(some["memory"] / 1e9)) for some in (one, other)]
    return about[0] == about[1]


def under() -> str:
    """The system and the Python that run this."""
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}"


def room(place: Path | None) -> tempfile.TemporaryDirectory[str]:
    """A folder to build in, deleted in the end: in this one, or else on the memory disk where there is one."""
    return tempfile.TemporaryDirectory(dir=place or (MEMORY_DISK if MEMORY_DISK.is_dir() else None), prefix="hub-bench-")


def memory_of_machine(name: str) -> int:
    """Bytes that /proc/meminfo tells under this name, 0 where there is no such file."""
    return next((int(line.split()[1]) * 1024 for line in _lines("/proc/meminfo") if line.startswith(f"{name}:")), 0)


def on_disk(place: Path) -> bool:
    """Whether files in this folder are written to a disk; else it is a memory disk, or the system does not tell."""
    mounted = {Path(line.split()[1]): line.split()[2] for line in _lines("/proc/mounts")}
    sort = next((mounted[folder] for folder in (place.resolve(), *place.resolve().parents) if folder in mounted), "tmpfs")
    return sort not in ("tmpfs", "ramfs")


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
