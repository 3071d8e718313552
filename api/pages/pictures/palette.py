"""The colours of pictures: those of the style sheet in its light scheme.

A picture writes them as attributes (``fill="#1d5c43"``). Inside a page the
style sheet gives each of them its variable, so that the dark scheme and print
apply; a picture on its own keeps them.
"""

from collections.abc import Mapping

INK = "#1b201d"
SOFT = "#555c56"
LINE = "#ddd5c4"
PAPER = "#fbf8f1"
LAND = "#efe8d9"
GREEN = "#1d5c43"
OCHRE = "#b9771a"
GREY = "#71776f"
BLUE = "#3a6ea5"
PLUM = "#8c4a7c"
SKY = "#6fb0c8"
OLIVE = "#9aa14b"
BRICK = "#c0503c"
SERIES = (GREEN, OCHRE, BLUE, PLUM, SKY, BRICK, OLIVE, GREY)
"""Colours of a series, in this order: neighbours differ in lightness too."""
PROGRAMMES: Mapping[str, str] = {
    "ACV": GREEN,
    "ACV2": OLIVE,
    "PVD": OCHRE,
    "ORT": GREY,
    "CRTE": BLUE,
    "TI": PLUM,
    "FS": SKY,
}
"""The same colour for the same programme everywhere."""
STEPS = ("#dfe9df", "#b3cfba", "#7fae91", "#46856a", "#1c5a42")
"""From little to much; in a dark scheme the style sheet turns them round."""
TOKENS = tuple(dict.fromkeys((INK, SOFT, LINE, PAPER, LAND, *SERIES, *PROGRAMMES.values(), *STEPS)))


def colours(names: list[str]) -> dict[str, str]:
    """The colour of each of these, a programme's own first; past eight, they come again."""
    own = {name: PROGRAMMES[name.upper()] for name in names if name.upper() in PROGRAMMES}
    free = [colour for colour in SERIES if colour not in own.values()] or list(SERIES)
    others = [name for name in dict.fromkeys(names) if name not in own]
    return own | {name: free[place % len(free)] for place, name in enumerate(others)}
