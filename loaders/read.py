"""A document → its normalised text and its Reading.

One document goes through once: text with positions, the template that
recognises it, what it says. Nothing is written.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from loaders import (
    avenant,
    convention_adhesion_pvd,
    convention_cadre_acv,
    convention_cadre_pvd,
    convention_opah,
    convention_ort,
    deliberation,
    dossier_de_presse_acv,
)
from loaders.formats import PLAIN, Options, load
from loaders.readers import core
from loaders.readers.core import Document
from loaders.readers.knowledge import Knowledge
from loaders.reading import Reading
from loaders.source import Source
from maillage.model import Issue, Level
from maillage.settings import Settings

TEMPLATES: tuple[ModuleType, ...] = (
    avenant,
    convention_adhesion_pvd,
    convention_cadre_acv,
    convention_cadre_pvd,
    convention_opah,
    convention_ort,
    deliberation,
    dossier_de_presse_acv,
)
"""Every template: a module with `NAME`, `recognises` and `read`, of a document and its reading."""
UNKNOWN = Issue(
    Level.WARNING,
    "Aucun modèle ne reconnaît ce document : seules les valeurs communes ont été lues.",
    "Vérifier ce qui a été lu ; pour un nouveau genre de document, ajouter un modèle dans loaders/",
)


@lru_cache(maxsize=2)
def knowledge(settings: Settings) -> Knowledge:
    """What the readers know, loaded once for these settings."""
    return Knowledge.load(settings)


def read(path: Path, settings: Settings, options: Options = PLAIN) -> tuple[str, Reading]:
    """The normalised text of a document, and what it says.

    Raises:
        InputError: the file cannot be read, or a table or scheme is missing.
    """
    source = load(path, options)
    return source.text, read_source(source, knowledge(settings))


def read_source(source: Source, known: Knowledge) -> Reading:
    """What a text says, by the first template that recognises it, else by the core alone."""
    return read_document(Document(source, known))


def read_document(document: Document) -> Reading:
    """The same of a document whose blocks are used again."""
    reading = core.read(document)
    for template in TEMPLATES:
        if template.recognises(document, reading):
            return core.without_persons(template.read(document, reading))
    return core.without_persons(replace(reading, issues=(UNKNOWN, *reading.issues)))
