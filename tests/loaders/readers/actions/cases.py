"""Actions of a written text, and the tables of cases beside these tests."""

from pathlib import Path
from typing import Any

import yaml

from loaders.readers import actions
from loaders.readers.layout import blocks
from loaders.reading import ActionSheet, Evidence


def sheets(text: str) -> tuple[ActionSheet, ...]:
    return actions.read(blocks(text)).actions


def sheet(body: str) -> ActionSheet:
    """The one action of a sheet with this body."""
    (found,) = sheets(f"Action 3 : Ouvrir un café\n\n{body}\n")
    return found


def quotes(evidence: Evidence) -> list[str]:
    return [passage.quote for passage in evidence]


def cases(name: str) -> dict[str, Any]:
    """The tables of ``<name>.yml``."""
    text = Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
