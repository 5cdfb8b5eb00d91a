"""Work that falls into parts is done here, in several processes of this computer, or by the workers of an executor that is given."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
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
        with not_collecting(), ProcessPoolExecutor(cores() - 1, mp_context=get_context("fork")) as pool:
            yield from _done_together(pool, do, parts)
    else:
        yield from map(do, parts)


@contextmanager
def meanwhile(do: Callable[[], Result], *, several: bool) -> Iterator[Callable[[], Result]]:
    """Something is done by another process while this one goes on; gives what waits for it. Where that does not pay, it is done then."""
    if several and cores() > 1:
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
            yield pool.submit(do).result
    else:
        yield do


def _done_together(pool: Executor, do: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
    """The same by other processes and this one, which takes on the next part that nobody has begun: were it to stand by, it would take
    as much memory as one that works."""
    theirs = {number: pool.submit(do, part) for number, part in enumerate(parts)}
    ours: dict[int, Future[Result]] = {}
    ahead = iter(range(len(parts)))
    try:
        for number in range(len(parts)):
            while number not in ours and not theirs[number].done():
                begun = next((other for other in ahead if other in theirs and theirs[other].cancel()), None)
                if begun is None:
                    break
                ours[begun] = _done_at_once(do, parts[begun])
            their = theirs.pop(number)  # or all results stayed to the end
            yield ours.pop(number, their).result()
    finally:
        for their in theirs.values():
            their.cancel()


def _done_at_once(do: Callable[[Part], Result], part: Part) -> Future[Result]:
    """What a function makes of a part, or raises when it is asked for."""
    done: Future[Result] = Future()
    try:
        done.set_result(do(part))
    except Exception as error:
        done.set_exception(error)
    return done


@contextmanager
def not_collecting() -> Iterator[None]:
    """Records and what is drawn of them hold no cycles: to look for some takes time, and a process then keeps a copy of all it looks at."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def cores() -> int:
    """How many processes can run side by side; one where a process cannot be forked."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
