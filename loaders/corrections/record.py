"""Decisions recorded for a document of the checkout: tried on its reading, then written."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from loaders import corrections
from loaders.corrections import write
from loaders.draft import Stated, draft_in
from loaders.load import documents
from maillage import iri
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.settings import Settings

Entry = Mapping[str, Any]


def record(settings: Settings, slug: str, decision: Entry, who: str, when: date, why: str) -> Path:
    """Adds a decision to the file of a document's corrections, and returns the file.

    Raises:
        InputError: no document has this name, who or why is missing, or the
            decision is none, names nothing in the document, or changes nothing.
    """
    return record_all(settings, slug, [decision], who, when, why)


def record_all(
    settings: Settings, slug: str, decisions: Sequence[Entry], who: str, when: date, why: str
) -> Path:
    """The same of several decisions: all are written, or none."""
    document = document_of(settings, slug)
    path = write.file_of(settings, slug)
    with write.alone(settings):
        before = write.text_of(path)
        after = before
        for decision in decisions:
            after = write.appended(after, write.entry(decision, who, when, why))
        tried(document, document.read_bytes(), settings, before, after)
        write_atomically(path, after.encode())
    return path


def document_of(settings: Settings, slug: str) -> Path:
    """The document of this name in the graph.

    Raises:
        InputError: there is none.
    """
    for path in documents(settings):
        if iri.slug(path.stem) == slug:
            return path
    english = "no document of data/documents has this name; put the document there first"
    french = "aucun document de data/documents ne porte ce nom ; l'y déposer d'abord"
    raise InputError(slug, english, french)


def tried(path: Path, data: bytes, settings: Settings, before: str, after: str) -> Stated:
    """The document read with the corrections `after`, where each new one tells something.

    Raises:
        InputError: a new decision names nothing in the document, or changes nothing.
    """
    old = draft_in(path, data, settings, decided=before)
    new = draft_in(path, data, settings, decided=after)
    held = corrections.parse(before, write.PLACE) if before.strip() else ()
    taken = corrections.parse(after, write.PLACE)[len(held) :]
    if new.applied < old.applied + len(taken):
        known = {issue.message for issue in old.issues}
        told = [issue.message for issue in new.issues if issue.message not in known]
        french = told[0] if told else "la décision ne s'applique pas à ce document"
        raise InputError(write.PLACE, f"the decision does not apply: {french}", french)
    if new.reading == old.reading and any(each.action != "accept" for each in taken):
        french = "la décision ne change rien à ce qui est lu"
        raise InputError(write.PLACE, "the decision changes nothing in what is read", french)
    return new
