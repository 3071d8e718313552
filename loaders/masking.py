"""Texts with personal details hidden, character for character: positions stay the same."""

from collections.abc import Iterable

from loaders.reading import Personal

MASK = "█"


def mask(text: str, personal: Iterable[Personal]) -> str:
    """`text` with every span that identifies a person replaced by as many « █ »."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted((each.passage.start, each.passage.end) for each in personal):
        if end <= position:
            continue
        start = max(start, position)
        pieces += [text[position:start], MASK * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def contacts(personal: Iterable[Personal]) -> tuple[Personal, ...]:
    """The details that are not even kept in the tree: those of persons without public office."""
    return tuple(each for each in personal if not each.office)
