"""What is asked of the records while a page is drawn is noted: the page is as it was for as long as the answers are."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")

Asked = tuple[str, ...]  # something that was asked of a catalogue: a kind and an id, or a word for it and what it is about
EVERYTHING: Asked = ("everything",)


def those_of(kind: str) -> Asked:
    """The question for all records of a kind."""
    return "all", kind


def those_naming(kind: str, id: str) -> Asked:
    """The question for the records that name one."""
    return "naming", kind, id


def those_in(country: str) -> Asked:
    """The question for the records of a country."""
    return "country", country


class Asking:
    """Takes in what is asked of it. `keys` are those of the records: a kind and an id are the question for the record."""

    def __init__(self, keys: Iterable[Asked]) -> None:
        self.asked: set[Asked] = set()
        self._keys = {key: key for key in keys}

    @contextmanager
    def asking(self) -> Iterator[set[Asked]]:
        """Takes in what is asked inside; who asks outside has asked it too."""
        outside = self.asked
        self.asked = inside = set[Asked]()
        try:
            yield inside
        finally:
            self.asked = outside
            outside |= inside

    def kept(self, asked: Iterable[Asked]) -> tuple[Asked, ...]:
        """These questions as they are kept: that for a record is the key of the record, whoever asks it."""
        return tuple(self._keys.get(one, one) for one in asked)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is asked inside counts for nobody: the answer stands for much else, and who uses it says what of it."""
        outside = self.asked
        self.asked = set()
        try:
            yield
        finally:
            self.asked = outside


class Once(Generic[Key, Made]):
    """What is made once for all that show it, by a key; each of them has asked of the catalogue what it was made from."""

    def __init__(self, of: Asking) -> None:
        self._of = of
        self._made: dict[Key, tuple[Made, tuple[Asked, ...]]] = {}

    def get(self, key: Key, make: Callable[[], Made]) -> Made:
        """What stands under the key, made now where nothing does."""
        found = self._made.get(key)
        if found is None:
            with self._of.asking() as asked:
                told = make()
            found = self._made[key] = told, self._of.kept(asked)
        else:
            self._of.asked.update(found[1])
        return found[0]

    def __len__(self) -> int:
        return len(self._made)

    def clear(self) -> None:
        """Forget it."""
        self._made.clear()
