"""Running headers and page numbers left in a text by what extracted it.

They stand where a page ends, in the middle of sentences and sheets, and say nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

_PAGE = re.compile(
    r"[-–—\s*_]*(?:page|p\.)\s*\d{1,3}\s*(?:(?:/|sur|de)\s*\d{1,3})?[-–—\s*_.]*"
    r"|[-–—\s]*\d{1,3}\s*(?:/|sur)\s*\d{1,3}[-–—\s]*|\s*[-–—]\s*\d{1,3}\s*[-–—]\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
_LONGEST = 120
_NEAR = 2
"""Lines with words between a running line and the end of its page."""

Line = tuple[int, int]


def lines(source: str, spans: Sequence[Line]) -> frozenset[int]:
    """Where the running lines begin, of the lines with words at `spans`."""
    texts = [source[start:end].strip() for start, end in spans]
    ends = {
        index
        for index, (start, _) in enumerate(spans)
        if "\f" in source[spans[index - 1][1] if index else 0 : start]
    }
    breaks = {index for index, text in enumerate(texts) if _PAGE.fullmatch(text)}
    breaks |= _numbers(texts)
    edges = breaks | ends
    near = {
        index + step for index in edges for step in range(-_NEAR, _NEAR + 1) if index + step >= 0
    }
    running = set(breaks)
    for places in _repeated(texts).values():
        if len(places) > 2 and sum(place in near for place in places) >= 0.6 * len(places):
            running |= {place for place in places if place in near}
    return frozenset(spans[index][0] for index in running)


def _numbers(texts: Sequence[str]) -> set[int]:
    """Lines that are a number and count up by one from page to page."""
    found = [
        (index, int(match[1]))
        for index, text in enumerate(texts)
        if (match := _NUMBER.fullmatch(text))
    ]
    counted = Counter(number - position for position, (_, number) in enumerate(found))
    if not counted:
        return set()
    offset, times = counted.most_common(1)[0]
    if times < 2:
        return set()
    return {index for position, (index, number) in enumerate(found) if number - position == offset}


def _repeated(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if 3 < len(text) <= _LONGEST:
            places[re.sub(r"\d+", "#", text).casefold()].append(index)
    return places
