"""A title or a name that a thing lacks and has elsewhere: as another property, or without @fr."""

import re
from collections.abc import Iterator

from maillage import iri
from maillage.rdf import DCTERMS, RDFS, SH, SKOS, Literal, NamedNode, Term, Triple
from maillage.rdf import label as labelled
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text

NAMES = (DCTERMS.title, RDFS.label, SKOS.prefLabel)
MADE = re.compile(r"(?:action|fiche|fiche[- ]action)\W*(?:n°|no|num[ée]ro)?\W*[\d.]*[a-z]?", re.I)
"""« Action 3 » is a name that was made, not a title that was printed."""


def mends(case: Case) -> Iterator[Repair]:
    if case.path == RDFS.label and case.value is not None:
        yield from _official(case)
    if case.path not in NAMES or case.value is not None:
        return
    language = _language(case)
    if language is None and not case.lacks(case.path):
        return
    bare = [each for each in case.objects(case.focus, case.path) if _has(each, "")]
    if language == "fr" and len(bare) == 1:
        fact = Triple(case.focus, case.path, bare[0])
        french = "Dire que ce libellé est en français (@fr)"
        label = Text(french, "Say that this label is in French (@fr)")
        yield from case.replaced(labelled(bare[0].value), label, fact)
        return
    yield from _from_another(case, case.path, language or "fr")


def _official(case: Case) -> Iterator[Repair]:
    """The official name of a commune, for each other name that the file gives it."""
    place = case.known.place(case.focus) if isinstance(case.focus, NamedNode) else None
    if place is None or not case.focus.value.startswith(f"{iri.THING}commune/"):
        return
    others = [
        triple
        for triple in case.given
        if (triple.subject, triple.predicate) == (case.focus, RDFS.label)
        and triple.object != labelled(place.name)
    ]
    if len(others) == 1:
        label = Text(f"Écrire son nom : {place.name}", f"Write its name: {place.name}")
        yield from case.replaced(labelled(place.name), label, others[0])


def _language(case: Case) -> str | None:
    """The language in which the rule wants a label; None where it wants any."""
    for shape in case.shapes.index.objects(NamedNode(case.violation.rule), SH.qualifiedValueShape):
        heads = case.shapes.index.objects(shape, SH.languageIn)
        for head in heads:
            found = case.shapes.index.items(head)
            if len(found) == 1 and isinstance(found[0], Literal):
                return found[0].value
    return None


def _has(term: Term, language: str) -> bool:
    return isinstance(term, Literal) and (term.language or "") == language


def _from_another(case: Case, path: NamedNode, language: str) -> Iterator[Repair]:
    """The same name from another property, in the language that is wanted."""
    found = {
        term.value
        for name in NAMES
        if name != path
        for term in case.objects(case.focus, name)
        if _has(term, language)
    }
    if len(found) != 1:
        return
    name = found.pop()
    if path == DCTERMS.title and MADE.fullmatch(name):
        return
    label = Text(
        f"Reprendre le nom « {name} », si c'est bien lui",
        f"Take the name “{name}”, if that is the one",
    )
    yield from case.added(path, labelled(name, language), label)
