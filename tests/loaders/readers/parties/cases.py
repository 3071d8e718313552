"""Parties as the whole reader gives them, in short; persons are told, never named."""

from pathlib import Path
from typing import Any

import yaml

from loaders import read
from loaders.reading import Party
from loaders.source import Source
from tests.loaders.cases import SETTINGS


def parties(text: str) -> tuple[Party, ...]:
    """The parties of a text, through the reader that all documents go through."""
    source = Source(text, "0" * 64, "text/markdown")
    return read.read_source(source, read.knowledge(SETTINGS)).parties


def agreed(words: str) -> tuple[Party, ...]:
    """The parties of a convention that begins with these words."""
    return parties(f"CONVENTION DE PROJET\n\n{words}\n\nIl est convenu ce qui suit.\n")


def names(found: tuple[Party, ...]) -> list[str]:
    return [party.organisation for party in found]


def short(party: Party) -> list[object]:
    """Organisation, quality, post, whether a person is read, last segment of the entity."""
    entity = party.entity.rpartition("/")[2] if party.entity else None
    return [party.organisation, party.quality, party.role, party.person is not None, entity]


def cases(name: str) -> dict[str, Any]:
    """The tables of ``<name>.yml``."""
    text = Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
