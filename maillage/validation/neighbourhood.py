"""What the graph says around some triples: enough to judge them by the rules."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from maillage import turtle
from maillage.rdf import (
    MLG,
    OA,
    RDF,
    RDFS,
    SKOS,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Statement,
    Term,
    Triple,
)
from maillage.store import View
from maillage.vocabulary import Scheme

INCOMING = (
    *(MLG.territoire, MLG.releveDe, MLG.amende, MLG.composanteDe, MLG.aPartie, MLG.aMontant),
    *(MLG.aEvenement, MLG.decrit, MLG.mentionne, MLG.porteSur, RDF.subject, SKOS.inScheme),
    *(MLG.source, MLG.statueSur),
)
"""Links that rules follow backwards."""
SHARED = (MLG.siren,)
"""Numbers by which rules find two things that are one."""
LOOKED_UP = (Scheme.HORS_INTERCOMMUNALITE.node,)
"""Short lists of exceptions that rules look up by code: their concepts are always told."""
CROWD = 500
"""A thing that more things point to by one link is a class of things, not a neighbour."""
PROOFS = frozenset(
    {MLG.Enonce, MLG.Passage, OA.TextPositionSelector, OA.TextQuoteSelector, RDF.Statement}
)
"""Kinds of things that only their own document speaks of."""
TOLD_FAR = frozenset(
    {
        *(RDF.type, RDFS.label, SKOS.prefLabel, MLG.codeInsee, MLG.siren),
        *(MLG.valeur, MLG.millesime, MLG.villePrincipale, MLG.decideePar, MLG.dateConsultation),
    }
)
"""What is told of a thing one step further: its names, and the values that rules compare."""


def schema(folder: Path, view: View | None) -> Sequence[Statement]:
    """The subclasses and the concepts' schemes: from the graph, or else from the ontology's files.

    Raises:
        InputError: a file of the ontology is not Turtle.
    """
    if view is not None:
        classes = view.quads(None, RDFS.subClassOf, None, DefaultGraph())
        return [*classes, *(quad for scheme in LOOKED_UP for quad in _listed(scheme, view))]
    return [triple for path in sorted(folder.rglob("*.ttl")) for triple in turtle.read(path)]


def around(statements: Iterable[Statement], view: View) -> Iterator[Quad]:
    """All about the things that statements name, what points to them or shares their number.

    Of what these name in turn, only the names and the values that rules compare.
    """
    told_here = list(statements)
    proofs = {told.subject for told in told_here if told.object in PROOFS}
    named = {node for told in told_here for node in (told.subject, told.object)}
    near = {node for node in named - proofs if isinstance(node, NamedNode)}
    near |= {source for node in list(near) for source in _pointing(node, view)}
    near |= set(_sharing(told_here, view))
    quads = [quad for node in sorted(near, key=str) for quad in _about(node, view)]
    far = {quad.object for quad in quads if isinstance(quad.object, NamedNode)} - near
    yield from quads
    for node in sorted(far, key=str):
        yield from (quad for quad in _about(node, view) if quad.predicate in TOLD_FAR)


def _about(node: NamedNode, view: View) -> list[Quad]:
    return list(view.quads(node, None, None, DefaultGraph()))


def _listed(scheme: NamedNode, view: View) -> Iterator[Quad]:
    """The concepts of a scheme, by their notations."""
    for quad in view.quads(None, SKOS.inScheme, scheme, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad
            yield from view.quads(quad.subject, SKOS.notation, None, DefaultGraph())


def _sharing(statements: Iterable[Statement], view: View) -> Iterator[NamedNode]:
    """The things that have a number of the statements for their own."""
    for told in statements:
        if told.predicate in SHARED and isinstance(told.object, Literal):
            for quad in view.quads(None, told.predicate, told.object, DefaultGraph()):
                if isinstance(quad.subject, NamedNode):
                    yield quad.subject


def _pointing(node: NamedNode, view: View) -> Iterator[NamedNode]:
    for predicate in INCOMING:
        found: list[Term | Triple] = []
        for quad in view.quads(None, predicate, node, DefaultGraph()):
            found.append(quad.subject)
            if len(found) > CROWD:
                break
        else:
            yield from (subject for subject in found if isinstance(subject, NamedNode))
