"""The cases of a value reader: a YAML file beside its tests."""

from pathlib import Path
from typing import Any

import yaml


def cases(name: str) -> dict[str, Any]:
    """The tables of ``<name>.yml``."""
    text = Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
