"""Prints what one run measures on this machine; trust ratios, not the last digit.

The graph is that of two départements with both documents, small enough for
rdflib; the last table is the whole country, on our store alone.
"""

import tempfile
from pathlib import Path

from bench import questions, rules
from maillage.build import build, ensure
from maillage.settings import Settings, settings
from tests.checkout import small_checkout


def main() -> None:
    """Runs every measure in turn."""
    with tempfile.TemporaryDirectory() as folder:
        small = Settings(root=small_checkout(Path(folder) / "checkout"))
        view = build(small).release.view()
        print("## Saved questions: Maillage on disk, rdflib in memory (the Lot and the Gers)\n")
        questions.side_by_side(view, small)
        print("\n## All rules: our bulk engine, pySHACL (the Lot and the Gers)\n")
        rules.side_by_side(view, small)
    config = settings()
    print("\n## Saved questions on the whole country\n")
    questions.alone(ensure(config).view(), config)


if __name__ == "__main__":
    main()
