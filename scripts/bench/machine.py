"""What the machine is on which something is measured."""

import os
import platform
from pathlib import Path
from typing import Any


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


def memory_of_machine(name: str) -> int:
    """Bytes that /proc/meminfo tells under this name, 0 where there is no such file."""
    return next((int(line.split()[1]) * 1024 for line in _lines("/proc/meminfo") if line.startswith(f"{name}:")), 0)


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
