"""All rules over one graph: our bulk engine against the reference, pySHACL."""

from bench.timing import bounded, median
from maillage import validation
from maillage.settings import Settings
from maillage.store import View
from maillage.validation.bulk import BulkEngine
from maillage.validation.reference import ReferenceEngine

LIMIT = 120.0
"""Seconds after which the reference is stopped."""
PATIENCE = 3600.0
"""The same, on the whole country."""


def side_by_side(view: View, settings: Settings, limit: float = LIMIT) -> None:
    """Prints both times and whether the results are the same."""
    shapes = validation.load(settings.shapes)
    ours, found = median(lambda: len(set(BulkEngine().findings(shapes, view))))
    theirs = bounded(lambda: len(set(ReferenceEngine().findings(shapes, view))), limit)
    print("| engine | results | seconds |\n|---|---|---|")
    print(f"| bulk | {found} | {ours / 1000:.2f} |")
    if isinstance(theirs, str):
        print(f"| pySHACL | – | {theirs} |\n\nmore than {limit * 1000 / ours:.0f} times faster")
    else:
        print(f"| pySHACL | {theirs[1]} | {theirs[0] / 1000:.2f} |")
        print(f"\n{theirs[0] / ours:.0f} times faster")
