"""The wordings of a template: its ``lookups.yml``, where a new wording is one line."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.readers.layout import Block
from loaders.readers.organisations import folded
from loaders.reading import Evidence
from maillage.errors import InputError
from maillage.plain import from_yaml


@lru_cache(maxsize=16)
def load(path: Path) -> Mapping[str, Any]:
    """The table of a template.

    Raises:
        InputError: it is missing, or is not YAML.
    """
    try:
        found = from_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror}); put it back") from error
    except yaml.YAMLError as error:
        raise InputError(path, f"is not valid YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(found, dict):
        raise InputError(path, "must hold a table of wordings")
    return found


def said(blocks: Sequence[Block], wordings: Sequence[str]) -> Evidence:
    """The first place that says one of the wordings; accents, case and œ do not count."""
    pattern = re.compile("|".join(map(_spelled, wordings)), re.IGNORECASE)
    for block in blocks:
        if match := pattern.search(folded(block.text)):
            return block.evidence(*match.span())
    return ()


def _spelled(wording: str) -> str:
    words = re.split(r"[\s,-]+", folded(wording).replace("œ", "oe"))
    return (
        r"(?<!\w)"
        + r"[\s,-]+".join(re.escape(word).replace("oe", "(?:oe|œ)") + "s?" for word in words)
        + r"(?!\w)"
    )
