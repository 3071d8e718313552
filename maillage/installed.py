"""Where the rules stand: in the checkout, or beside the installed command.

Another project that uses ``maillage check`` (pre-commit, a CI job) has no
checkout of ours: the package brings the ontology, the rules and the tables.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from maillage.settings import Settings

MARK = Path("ontology") / "maillage.ttl"
HERE = Path(__file__).parent


def with_rules(settings: Settings, prefix: Path = Path(sys.prefix), here: Path = HERE) -> Settings:
    """`settings` with a root that has the rules, where none was named and this folder has none."""
    if settings.root != Path() or (settings.root / MARK).is_file():
        return settings
    found = next((root for root in _roots(prefix, here) if (root / MARK).is_file()), None)
    return replace(settings, root=found) if found else settings


def _roots(prefix: Path, here: Path) -> Iterator[Path]:
    """The checkout of an editable installation, then what a wheel brings."""
    yield here.parent
    yield prefix / "share" / "maillage"
