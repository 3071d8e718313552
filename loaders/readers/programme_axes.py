"""The axes of a programme: those that a document prints, national or its own, and those it lost.

Where the sequence of the national axes has a gap, a heading was lost, and the
axis of what stands over the gap is proposed by content. The printed axis is
never changed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from loaders.readers import lookups
from loaders.readers.core import Document
from loaders.readers.layout import Block
from loaders.readers.organisations import folded
from loaders.reading import ActionSheet, AxisHeading, Reading
from loaders.state.wording import series
from maillage.model import Issue, Level

LOOKUPS = Path(__file__).with_name("axes.yml")
REPEATED = 2
"""Times that the text must say a theme to decide where the title says none."""


def told(reading: Reading, document: Document) -> Reading:
    """The reading with its axes told national or local, and axes proposed over gaps."""
    if reading.programme not in lookups.load(LOOKUPS):
        return reading
    axes = tuple(replace(axis, national=_is_national(axis)) for axis in reading.axes)
    return replace(
        reading,
        axes=axes,
        actions=tuple(_proposed(document, reading.actions, axes)),
        issues=(*reading.issues, *_gaps(axes)),
    )


def _is_national(axis: AxisHeading) -> bool:
    """Whether the programme has an axis of this notation and its title says the same thing."""
    words = lookups.load(LOOKUPS)["ACV"]["axes"].get(axis.notation)
    if words is None:
        return False
    return not axis.title or not words or any(_says(axis.title, word) for word in words)


def _says(text: str, words: str) -> int:
    """How often a text says these words, in any number and accent."""
    parts = [re.escape(part) + "[sx]?" for part in re.split(r"[\s-]+", folded(words).lower())]
    return len(re.findall(rf"(?<!\w){'[ -]+'.join(parts)}(?!\w)", folded(text).lower()))


def _missing(axes: Sequence[AxisHeading]) -> dict[str, list[str]]:
    """For each axis that a gap follows, the notations of the programme that are missing there."""
    national = [key for key in lookups.load(LOOKUPS)["ACV"]["axes"] if key.isdigit()]
    printed = [axis.notation for axis in axes if axis.notation.isdigit()]
    gaps: dict[str, list[str]] = {}
    for here, following in zip(printed, [*printed[1:], None], strict=False):
        last = int(following) if following else int(here) + 1
        lost = [str(number) for number in range(int(here) + 1, last) if str(number) in national]
        if lost:
            gaps[here] = lost
    return gaps


def _proposed(
    document: Document, actions: Sequence[ActionSheet], axes: Sequence[AxisHeading]
) -> Iterator[ActionSheet]:
    gaps = _missing(axes)
    every = [key for key in lookups.load(LOOKUPS)["ACV"]["axes"] if key.isdigit()]
    for action, (start, end) in zip(actions, document.sheets.bodies, strict=True):
        if action.axis is None and axes:
            yield replace(
                action, proposed_axis=_theme(action, document.blocks[start + 1 : end], every)
            )
        elif action.axis in gaps:
            among = [action.axis, *gaps[action.axis]]
            axis = _theme(action, document.blocks[start + 1 : end], among)
            yield replace(action, proposed_axis=axis if axis != action.axis else None)
        else:
            yield action


def _theme(action: ActionSheet, body: Sequence[Block], among: Sequence[str]) -> str | None:
    """The axis whose themes the title says most, else the text; None where two say as much."""
    themes = lookups.load(LOOKUPS)["ACV"]["themes"]
    text = " ".join(block.text for block in body)
    for words, least in ((action.title, 1), (text, REPEATED)):
        scores = {axis: sum(_says(words, theme) for theme in themes[axis]) for axis in among}
        best = max(scores.values())
        winners = [axis for axis, score in scores.items() if score == best]
        if best >= least and len(winners) == 1:
            return winners[0]
    return None


def _gaps(axes: Sequence[AxisHeading]) -> Iterator[Issue]:
    for here, lost in _missing(axes).items():
        heading = next(axis for axis in axes if axis.notation == here)
        which = f"Les titres des axes {series(lost, 'et')} manquent"
        if len(lost) == 1:
            which = f"Le titre de l'axe {lost[0]} manque"
        message = f"{which} après l'axe {here}."
        remedy = "L'axe imprimé est gardé, un autre est proposé : trancher dans data/corrections"
        yield Issue(Level.WARNING, message, remedy, heading.evidence)
