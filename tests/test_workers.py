"""Work that falls into parts is done by several processes, this one among them."""

import gc
import os
import time
from collections.abc import Iterator

import pytest

from knowledge_hub import workers

PARTS = range(40)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)


def by_whom(part: int) -> tuple[int, int]:
    time.sleep(0.005)
    return part, os.getpid()


def refuse_the_last(part: int) -> int:
    if part == PARTS[-1]:
        raise ValueError(f"part {part} is refused")
    return part


def test_results_come_in_the_order_of_the_parts_and_this_process_works_too() -> None:
    done = [*workers.done(by_whom, PARTS, several=True)]
    assert [part for part, _ in done] == [*PARTS]
    by_process = {process for _, process in done}
    assert os.getpid() in by_process
    assert len(by_process) == 2


@pytest.mark.parametrize("several", [True, False])
def test_what_a_part_raises_is_raised_in_its_turn(several: bool) -> None:
    done = workers.done(refuse_the_last, PARTS, several=several)
    assert [next(done) for _ in PARTS[:-1]] == [*PARTS[:-1]]
    with pytest.raises(ValueError, match="part 39 is refused"):
        next(done)


def test_what_is_not_asked_for_is_not_done_and_collecting_goes_on_afterwards() -> None:
    done = workers.done(by_whom, PARTS, several=True)
    assert isinstance(done, Iterator)
    assert next(done)[0] == 0
    assert not gc.isenabled()
    done.close()  # type: ignore[attr-defined]
    assert gc.isenabled()


def test_another_process_does_something_meanwhile() -> None:
    with workers.meanwhile(os.getpid, several=True) as process:
        assert process() != os.getpid()


def test_what_is_too_little_for_another_process_is_done_by_this_one() -> None:
    with workers.meanwhile(os.getpid, several=False) as process:
        assert process() == os.getpid()
