"""Values in French text: pure functions from a text to what it says and where.

They read the clean text of one block (see `loaders.readers.layout`): single
spaces, straight apostrophes, no marks.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value and where it stands: ``text[start:end]`` are its words."""

    value: Value
    start: int
    end: int


def outside(found: "list[Found[T]]", taken: "list[tuple[int, int]]") -> "list[Found[T]]":
    """Those that touch none of the spans `taken`."""
    return [
        item
        for item in found
        if not any(item.start < end and start < item.end for start, end in taken)
    ]
