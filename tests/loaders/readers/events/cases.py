"""Dates of a written text, and the tables of cases beside these tests."""

from pathlib import Path
from typing import Any

import yaml

from loaders.readers.events import events
from loaders.readers.layout import blocks


def dated(text: str) -> list[list[str | None]]:
    """Value, event and what it is about, of every date of a text."""
    return [[each.value, each.event, each.about] for each in events(blocks(text))]


def cases(name: str) -> dict[str, Any]:
    """The tables of ``<name>.yml``."""
    text = Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
