"""Prints what one run measures on this machine; trust ratios, not the last digit.

The first graph is that of two départements with both documents, small enough
for rdflib; then the whole country. With ``--patient``, pySHACL checks the whole
country too, which takes it the better part of an hour.
"""

import sys
import tempfile
from pathlib import Path

from bench import checking, questions, rules, schema, serving, wrk
from maillage.build import build, ensure
from maillage.settings import Settings, settings
from tests.checkout import small_checkout

PATIENT = "--patient"


def main() -> None:
    """Runs every measure in turn."""
    with tempfile.TemporaryDirectory() as folder:
        small = Settings(root=small_checkout(Path(folder) / "checkout"))
        view = build(small).release.view()
        print("## Saved questions: Maillage on disk, rdflib in memory (the Lot and the Gers)\n")
        questions.side_by_side(view, small)
        print("\n## All rules: our bulk engine, pySHACL (the Lot and the Gers)\n")
        rules.side_by_side(view, small)
        print("\n## Requests drawn from /openapi.json (the Lot and the Gers)\n")
        schema.alone(small)
        config = settings()
        print("\n## One new convention checked: the Lot and the Gers, the whole country\n")
        release = ensure(config)
        country = release.view()
        checking.side_by_side({"two départements": (small, view), "the country": (config, country)})
    print("\n## Saved questions on the whole country\n")
    questions.alone(country, config)
    if wrk.is_there():
        print("\n## Served over HTTP, beside the native Oxigraph server (the whole country)")
        serving.beside_oxigraph(config, release)
        print("\n## Served over HTTP, beside rdflib-endpoint (the whole country)")
        serving.beside_rdflib(config, release)
    else:
        print("\nwrk is not here (Debian: apt-get install wrk): what is served was not measured")
    if PATIENT in sys.argv:
        print("\n## All rules on the whole country\n")
        rules.side_by_side(country, config, rules.PATIENCE)


if __name__ == "__main__":
    main()
