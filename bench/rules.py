"""All rules over one graph: our bulk engine against the reference, pySHACL."""

from bench.timing import median
from maillage import validation
from maillage.settings import Settings
from maillage.store import View
from maillage.validation.bulk import BulkEngine
from maillage.validation.reference import ReferenceEngine


def side_by_side(view: View, settings: Settings) -> None:
    """Prints both times and whether the results are the same."""
    shapes = validation.load(settings.shapes)
    ours, found = median(lambda: len(BulkEngine().findings(shapes, view)))
    theirs, same = median(lambda: len(ReferenceEngine().findings(shapes, view)), 1)
    print("| engine | results | seconds |\n|---|---|---|")
    print(f"| bulk | {found} | {ours / 1000:.2f} |\n| pySHACL | {same} | {theirs / 1000:.2f} |")
    print(f"\n{theirs / ours:.0f} times faster")
