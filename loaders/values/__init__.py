"""Values in French text: pure functions from a text to what it says and where.

They read the clean text of one block (see `loaders.readers.layout`): single
spaces, straight apostrophes, no marks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Generic, TypeVar

T = TypeVar("T")
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value and where it stands: ``text[start:end]`` are its words."""

    value: Value
    start: int
    end: int


Reader = Callable[[str], list[Found[T]]]


def remembered(reader: Reader[T]) -> Reader[T]:
    """A reader that looks at each text once: many readers ask the same of the same block."""
    once = lru_cache(maxsize=4_096)(lambda text: tuple(reader(text)))

    @wraps(reader)
    def read(text: str) -> list[Found[T]]:
        return list(once(text))

    return read


def outside(found: "list[Found[T]]", taken: "list[tuple[int, int]]") -> "list[Found[T]]":
    """Those that touch none of the spans `taken`."""
    return [
        item
        for item in found
        if not any(item.start < end and start < item.end for start, end in taken)
    ]
