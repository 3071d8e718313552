"""Groups of quads that several tables state alike: populations, legal bodies, memberships."""

from collections.abc import Iterator
from functools import cache

from loaders.tabular.context import Context
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, Literal, NamedNode, Quad, label, typed


def of(name: str) -> str:
    """« de » before a proper name: de Fleurance, d'Agde, du Havre, des Abymes."""
    if name.startswith("Le "):
        return "du " + name[3:]
    if name.startswith("Les "):
        return "des " + name[4:]
    return ("d'" if name[:1] in "AEIOUYÀÂÉÈÊËÎÏÔŒÆ" else "de ") + name


@cache
def year(vintage: int) -> Literal:
    """A vintage as an ``xsd:gYear``."""
    return typed(str(vintage), "gYear")


def last_seen(source: Source, context: Context, territory: NamedNode) -> Iterator[Quad]:
    """The vintage that a territory of the past was last seen in; nothing for one of today."""
    if source.vintage < context.current:
        yield Quad(territory, MLG.millesime, year(source.vintage), source.graph)


def population(
    graph: NamedNode,
    territory: NamedNode,
    code: str,
    name: str,
    value: str,
    vintage: int,
    kind: str,
) -> Iterator[Quad]:
    """A dated population; `kind` is the count it is (« municipale », « totale »)."""
    node = iri.population(code, vintage)
    yield Quad(territory, MLG.aPopulation, node, graph)
    yield Quad(node, RDF.type, MLG.Population, graph)
    yield Quad(node, RDFS.label, label(f"Population {kind} {of(name)} ({vintage})"), graph)
    yield Quad(node, MLG.valeur, typed(value, "integer"), graph)
    yield Quad(node, MLG.millesime, year(vintage), graph)


def legal_body(graph: NamedNode, siren: str, name: str, territory: NamedNode) -> Iterator[Quad]:
    """The public body that administers a territory."""
    body = iri.organisation(siren)
    yield Quad(body, RDF.type, MLG.OrganisationPublique, graph)
    yield Quad(body, RDFS.label, label(name), graph)
    yield Quad(body, MLG.siren, Literal(siren), graph)
    yield Quad(body, MLG.administre, territory, graph)


def adhesion(
    graph: NamedNode,
    notation: str,
    code: str,
    name: str,
    identifiers: str = "",
    territory: NamedNode | None = None,
    signed: bool = True,
) -> Iterator[Quad]:
    """A territory's membership in a programme; not `signed` makes it one that is planned.

    `identifiers`: none, one, or several joined by `` ; ``. `territory` is the
    commune of this code unless given.
    """
    node = iri.adhesion(notation, code)
    kind = MLG.Adhesion if signed else MLG.AdhesionEnvisagee
    yield Quad(node, RDF.type, kind, graph)
    yield Quad(node, RDFS.label, label(f"{name}, programme {notation}"), graph)
    yield Quad(node, MLG.programme, iri.programme(notation), graph)
    yield Quad(node, MLG.territoire, territory or iri.commune(code), graph)
    for identifier in filter(None, identifiers.split(" ; ")):
        yield Quad(node, MLG.identifiant, Literal(identifier), graph)


def date_signature(graph: NamedNode, notation: str, code: str, day: str) -> Iterator[Quad]:
    """The date of signature of a membership, where it is known."""
    if day:
        node = iri.adhesion(notation, code)
        yield Quad(node, MLG.dateSignature, typed(day, "date"), graph)
