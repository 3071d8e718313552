"""A template of documents: what recognises one, and what such a document must hold.

The core reads; a template makes certain what the document is, and tells what is
missing from it. All that differs between templates of agreements stands in
their ``lookups.yml``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from loaders.readers import checks, events, lookups, programme_axes
from loaders.readers.core import Document
from loaders.readers.layout import Kind
from loaders.reading import Reading
from maillage.model import Issue, Level

COVER = 12
"""Blocks in which the words that recognise a template stand."""
QUALITIES = {
    "beneficiaire": "Aucune collectivité bénéficiaire n'a été lue",
    "etat": "Aucun représentant de l'État n'a été lu",
    "partenaire": "Aucun partenaire n'a été lu",
}
"""What is said of a group of parties that has none."""


@dataclass(frozen=True)
class Template:
    """A template whose wordings stand in the file `wordings`.

    That file may hold: ``kind``, ``programme``, ``types`` (what the core must have
    found), ``recognise`` (groups of words, one of each on the cover), ``sure``
    (values that are certain once recognised), ``articles`` (titles by what they
    are about), ``qualities`` (groups of parties), ``duration``, ``signature`` and
    ``actions`` (whether one is expected).
    """

    name: str
    wordings: Path

    @property
    def table(self) -> Mapping[str, Any]:
        return lookups.load(self.wordings)

    def recognises(self, document: Document, reading: Reading) -> bool:
        """Whether the core found what this template is for, and the cover says its words."""
        table = self.table
        if reading.kind not in table["kinds"]:
            return False
        if "types" in table and reading.convention_type not in table["types"]:
            return False
        if "programmes" in table and reading.programme not in table["programmes"]:
            return False
        cover = document.blocks[:COVER]
        return all(lookups.said(cover, words) for words in table.get("recognise", ()))

    def read(self, document: Document, reading: Reading) -> Reading:
        """The core's reading, with what the template makes certain and what it misses."""
        told = programme_axes.told(self._certain(document, reading), document)
        missing = tuple(self._missing(document, told))
        return replace(told, template=self.name, issues=(*told.issues, *missing))

    def _certain(self, document: Document, reading: Reading) -> Reading:
        sure = self.table.get("sure")
        if not sure:
            return reading
        cover = document.blocks[:COVER]
        type_said = lookups.said(cover, sure["type_names"])
        return replace(
            reading,
            kind=sure["kind"],
            programme=sure["programme"],
            convention_type=sure["type"],
            kind_evidence=reading.kind_evidence or type_said,
            programme_evidence=lookups.said(cover, sure["programme_names"]),
            convention_type_evidence=type_said,
        )

    def _missing(self, document: Document, reading: Reading) -> Iterator[Issue]:
        table = self.table
        if table.get("signature"):
            yield from _signature(document, reading)
        for quality in table.get("qualities", ()):
            if not any(party.quality == quality for party in reading.parties):
                message = f"{QUALITIES[quality]} parmi les parties."
                remedy = "Vérifier la liste des parties dans le document"
                yield Issue(Level.WARNING, message, remedy)
        if table.get("duration") and reading.duration_months is None:
            remedy = "Vérifier l'article du document sur la durée"
            yield Issue(Level.WARNING, "Aucune durée n'a été lue.", remedy)
        if table.get("actions") and not reading.actions:
            remedy = "Vérifier les fiches et les tableaux d'actions du document"
            yield Issue(Level.WARNING, "Aucune action n'a été lue.", remedy)
        yield from self._articles(document)

    def _articles(self, document: Document) -> Iterator[Issue]:
        """Articles that such a document has, by their titles: their numbers shift."""
        headings = [block for block in document.blocks if block.kind is Kind.HEADING]
        for titles in self.table.get("articles", {}).values():
            if not lookups.said(headings, titles):
                message = f"Aucun titre d'article ne dit « {titles[0]} »."
                place = f"loaders/{self.wordings.parent.name}/{self.wordings.name}"
                remedy = f"Si l'article porte un autre titre, l'ajouter à {place}"
                yield Issue(Level.INFO, message, remedy)


def _signature(document: Document, reading: Reading) -> Iterator[Issue]:
    """A place for the date that was not filled in, or no date at all."""
    if any(each.event == "signature" for each in reading.dates):
        return
    blank = events.blank_signature(document.blocks)
    if blank:
        yield checks.blank_signature(blank)
    else:
        message = "Aucune date de signature n'a été trouvée."
        yield Issue(Level.INFO, message, checks.DATE_ONCE_KNOWN)
