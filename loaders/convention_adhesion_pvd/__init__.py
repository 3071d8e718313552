"""Template: convention d'adhésion « Petites villes de demain » (2021).

The national text is the same from town to town; what differs is read by the
core. The template knows what the document must hold: parties of each quality,
the articles by their titles, a duration, a place for the date of signature.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from loaders.readers import checks, events, lookups
from loaders.readers.core import Document
from loaders.readers.layout import Kind
from loaders.reading import Reading
from maillage.model import Issue, Level

NAME = "convention-adhesion-pvd"
LOOKUPS = Path(__file__).with_name("lookups.yml")
COVER = 12
QUALITIES = {"beneficiaire": "collectivité bénéficiaire", "etat": "représentation de l'État"}
"""The groups of parties that every such convention has, in words."""


def recognises(document: Document, reading: Reading) -> bool:
    """Whether the first blocks of an agreement name an adhesion convention of the programme."""
    if reading.kind not in ("convention", "autre"):
        return False
    if reading.convention_type not in (None, NAME):
        return False
    table = lookups.load(LOOKUPS)
    return all(lookups.said(document.blocks[:COVER], words) for words in table["recognise"])


def read(document: Document, reading: Reading) -> Reading:
    """The core's reading, with what the template makes certain and what it misses."""
    table, cover = lookups.load(LOOKUPS), document.blocks[:COVER]
    return replace(
        reading,
        template=NAME,
        kind=table["kind"],
        programme=table["programme"],
        convention_type=table["type"],
        kind_evidence=reading.kind_evidence or lookups.said(cover, table["type_names"]),
        programme_evidence=lookups.said(cover, table["programme_names"]),
        convention_type_evidence=lookups.said(cover, table["type_names"]),
        issues=(*reading.issues, *_missing(document, reading)),
    )


def _missing(document: Document, reading: Reading) -> Iterator[Issue]:
    signed = any(each.event == "signature" for each in reading.dates)
    blank = events.blank_signature(document.blocks)
    if blank and not signed:
        yield checks.blank_signature(blank)
    elif not signed:
        message = "Aucune date de signature n'a été trouvée."
        yield Issue(Level.INFO, message, checks.DATE_ONCE_KNOWN)
    for quality, words in QUALITIES.items():
        if not any(party.quality == quality for party in reading.parties):
            message = f"Aucune {words} n'a été lue parmi les parties."
            remedy = "Vérifier la liste des parties dans le document"
            yield Issue(Level.WARNING, message, remedy)
    if reading.duration_months is None:
        remedy = "Vérifier l'article du document sur la durée"
        yield Issue(Level.WARNING, "Aucune durée n'a été lue.", remedy)
    headings = [block for block in document.blocks if block.kind is Kind.HEADING]
    for titles in lookups.load(LOOKUPS)["articles"].values():
        if not lookups.said(headings, titles):
            message = f"Aucun titre d'article ne dit « {titles[0]} »."
            place = f"loaders/{LOOKUPS.parent.name}/{LOOKUPS.name}"
            remedy = f"Si l'article porte un autre titre, l'ajouter à {place}"
            yield Issue(Level.INFO, message, remedy)
