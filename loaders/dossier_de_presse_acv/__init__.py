"""Template: press kit of the signature of an « Action cœur de ville » convention.

The kit is not the convention: it announces one.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from loaders.readers import lookups, programme_axes
from loaders.readers.core import Document
from loaders.reading import Reading
from maillage.model import Issue, Level

NAME = "dossier-de-presse-acv"
LOOKUPS = Path(__file__).with_name("lookups.yml")
COVER = 15


def recognises(document: Document, reading: Reading) -> bool:
    """Whether the cover is that of a press kit of the programme."""
    if reading.kind not in ("dossier-de-presse", "autre"):
        return False
    table = lookups.load(LOOKUPS)
    return all(lookups.said(document.blocks[:COVER], words) for words in table["recognise"])


def read(document: Document, reading: Reading) -> Reading:
    """The core's reading, with the convention that the kit announces."""
    table, cover = lookups.load(LOOKUPS), document.blocks[:COVER]
    certain = replace(
        reading,
        template=NAME,
        kind=table["kind"],
        programme=table["programme"],
        convention_type=table["type"],
        kind_evidence=lookups.said(cover, table["recognise"][0]),
        programme_evidence=lookups.said(cover, table["programme_names"]),
        convention_type_evidence=lookups.said(document.blocks, table["type_names"]),
    )
    told = programme_axes.told(certain, document)
    return replace(told, issues=(*told.issues, *_unsigned(told)))


def _unsigned(reading: Reading) -> Iterator[Issue]:
    if not any(each.event == "signature" for each in reading.dates):
        message = "Aucune date de signature n'a été lue sur la couverture."
        yield Issue(Level.WARNING, message, "L'indiquer dans data/corrections")
