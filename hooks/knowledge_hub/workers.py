"""Work that falls into parts is done here, in several processes of this computer, or by the workers of an executor that is given."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


def done(do: Callable[[Part], Result], parts: Sequence[Part], *, several: bool, executor: Executor | None = None) -> Iterator[Result]:
    """What a function makes of each part, in their order. `several` says whether starting more processes pays.

    Processes of this computer are forked, so they know what this one knows. The workers of an executor get the function by its name
    and the part as it is pickled, so they need the same version of this package.
    """
    if executor is not None:
        yield from executor.map(do, parts)
    elif several and cores() > 1:
        with ProcessPoolExecutor(cores(), mp_context=get_context("fork"), initializer=gc.disable) as pool:
            yield from pool.map(do, parts)
    else:
        yield from map(do, parts)


def cores() -> int:
    """How many processes can run side by side; one where a process cannot be forked."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
