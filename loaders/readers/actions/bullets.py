"""Actions as items of a list under an axis: « - Halle (Ville de X) : 46 logements. Coût : … »."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers.actions import axes
from loaders.readers.actions.heads import Head
from loaders.readers.layout import Block, Kind

_ITEM = re.compile(
    r"^(?P<title>[A-ZÀ-ÞŒ«][^:()]{6,110}?) ?(?:\((?P<owner>[^()]{3,80})\)) ?(?::|[-–—]|$)"
)


def heads(blocks: Sequence[Block]) -> Iterator[Head]:
    """The items of the lists right under the headings of axes, with who carries them."""
    under = False
    for block in blocks:
        if axes.of(block):
            under = True
        elif block.kind is Kind.HEADING:
            under = False
        elif under and block.kind is Kind.BULLET and (match := _ITEM.match(block.text)):
            start, end = match.span("owner")
            end = start + len(re.split(r", (?:avec|en lien)", match["owner"])[0])
            yield Head(block, None, match.span("title"), owner_span=(start, end))
