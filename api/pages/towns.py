"""What the pages of territories compare: each answer is kept, since a release does not change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from api.pages.lists import reference
from maillage import iri
from maillage.rdf import MLG, RDF, Literal, NamedNode
from maillage.store import Row, View

PROGRAMMES = ("acv", "acv2", "pvd", "ort", "va")
"""Programmes whose towns are told apart in a list of communes (the others hold nearly all)."""
PREFIX = "PREFIX mlg: <https://w3id.org/maillage/def#>\n"
MEMBERS = """SELECT ?town WHERE {
  GRAPH ?list { ?adhesion mlg:programme ?programme ; a mlg:Adhesion ; mlg:territoire ?town }
}"""
COUNT = """SELECT (COUNT(?adhesion) AS ?count) WHERE {
  GRAPH ?list { ?adhesion mlg:programme ?programme ; a mlg:Adhesion }
}"""
SIGNED = """SELECT ?town (MIN(STR(?day)) AS ?signed) WHERE {
  ?adhesion mlg:programme ?programme ; a mlg:Adhesion ;
    mlg:territoire ?town ; mlg:dateSignature ?day
} GROUP BY ?town"""
BY_SIZE = """SELECT ?town ?people WHERE {
  %s
  GRAPH ?list { ?town mlg:aPopulation ?count . ?count mlg:valeur ?people }
}"""
IN_PROGRAMME = "GRAPH %s { ?adhesion mlg:programme %s ; a mlg:Adhesion ; mlg:territoire ?town }"
OF_TYPE = '?town mlg:typeIntercommunalite "%s"'
PEOPLE = """SELECT ?inside (SUM(?people) AS ?total) WHERE {
  %s
  GRAPH ?list { ?town mlg:aPopulation ?count . ?count mlg:valeur ?people }
} GROUP BY ?inside"""
GRANTS = """SELECT ?inside ?dispositif ?year
  (COUNT(DISTINCT ?grant) AS ?count) (SUM(?value) AS ?total)
WHERE {
  %s
  ?grant mlg:territoire ?town ; a mlg:Subvention ; mlg:aMontant ?money .
  ?money mlg:valeur ?value .
  OPTIONAL { ?grant mlg:dispositif ?dispositif }
  OPTIONAL { ?grant mlg:millesime ?year }
} GROUP BY ?inside ?dispositif ?year"""
INSIDE = {
    "departement": "?town mlg:appartientA ?node . BIND(?node AS ?inside)",
    "region": "?inside mlg:appartientA ?node . ?town mlg:appartientA ?inside .",
    "intercommunalite": "?town mlg:appartientA ?node . BIND(?node AS ?inside)",
}
"""How a territory of each kind holds its communes: the part that figures are summed for."""


@dataclass(frozen=True)
class Granted:
    """Grants of a dispositif in a year: how many, and euros; None where no dispositif is said."""

    dispositif: NamedNode | None
    year: str
    count: int
    total: Decimal


def segment(node: NamedNode) -> str:
    """The kind of a thing, as the first part of its path says: ``commune``, ``departement``…"""
    return (iri.path_of(node.value) or "").partition("/")[0]


def code_of(node: NamedNode) -> str:
    """What tells a territory from others of its kind: the rest of its path, ``46042``."""
    return (iri.path_of(node.value) or "").partition("/")[2]


def departement_code(commune: str) -> str:
    """The code of the département that the code of a commune begins with: ``2A``, ``971``."""
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]


def _node(row: Row, name: str) -> NamedNode | None:
    found = row.get(name)
    return found if isinstance(found, NamedNode) else None


def _decimal(row: Row, name: str) -> Decimal:
    found = row.get(name)
    return Decimal(found.value) if isinstance(found, Literal) else Decimal()


@lru_cache(maxsize=32)
def members(view: View, notation: str) -> frozenset[NamedNode]:
    """The territories of a programme today, by the list that counts."""
    programme = iri.programme(notation)
    listed = reference(view, programme)
    if listed is None:
        return frozenset()
    query = MEMBERS.replace("?programme", str(programme)).replace("?list", str(listed))
    found = (_node(row, "town") for row in view.select(PREFIX + query))
    return frozenset(one for one in found if one)


@lru_cache(maxsize=32)
def signatures(view: View, notation: str) -> Mapping[NamedNode, str]:
    """The first day on which each territory signed, where a table or a document says it."""
    query = SIGNED.replace("?programme", str(iri.programme(notation)))
    rows = view.select(PREFIX + query)
    return {town: row["signed"].value for row in rows if (town := _node(row, "town"))}


def programmes_of(view: View, node: NamedNode) -> tuple[str, ...]:
    """The short names of the town programmes that a commune is in."""
    return tuple(name.upper() for name in PROGRAMMES if node in members(view, name))


def _latest(view: View, table: str) -> NamedNode | None:
    start = iri.table_graph(table, "").value
    found = [graph for graph in view.graphs() if graph.startswith(start)]
    return NamedNode(max(found)) if found else None


def _by_size(view: View, table: str, which: str) -> tuple[tuple[int, NamedNode], ...]:
    listed = _latest(view, table)
    if listed is None:
        return ()
    rows = view.select(PREFIX + (BY_SIZE % which).replace("?list", str(listed)))
    found = {(int(_decimal(row, "people")), town) for row in rows if (town := _node(row, "town"))}
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].value)))


@lru_cache(maxsize=32)
def towns_by_size(view: View, notation: str) -> tuple[tuple[int, NamedNode], ...]:
    """The towns of a programme today with their latest population, the smallest first."""
    programme = iri.programme(notation)
    listed = reference(view, programme)
    return _by_size(view, "communes", IN_PROGRAMME % (listed, programme)) if listed else ()


@lru_cache(maxsize=32)
def groups_by_size(view: View, kind: str) -> tuple[tuple[int, NamedNode], ...]:
    """The intercommunalités of a type (CC, CA, CU, METRO) with their population."""
    return _by_size(view, "intercommunalites", OF_TYPE % kind) if kind.isalnum() else ()


@lru_cache(maxsize=256)
def people_in(view: View, node: NamedNode) -> tuple[str, Mapping[NamedNode, int]]:
    """The year of the latest table, and the inhabitants of each part of a territory."""
    listed, inside = _latest(view, "communes"), INSIDE.get(segment(node))
    if listed is None or inside is None:
        return "", {}
    query = (PEOPLE % inside).replace("?node", str(node)).replace("?list", str(listed))
    rows = view.select(PREFIX + query)
    counted = {part: int(_decimal(row, "total")) for row in rows if (part := _node(row, "inside"))}
    return listed.value.rpartition("/")[2], counted


@lru_cache(maxsize=256)
def grants_in(view: View, node: NamedNode) -> Mapping[NamedNode, tuple[Granted, ...]]:
    """The grants to the communes and groups of communes of each part of a territory."""
    inside = INSIDE.get(segment(node))
    if inside is None:
        return {}
    found: dict[NamedNode, list[Granted]] = {}
    for row in view.select(PREFIX + (GRANTS % inside).replace("?node", str(node))):
        part, year = _node(row, "inside"), row.get("year")
        if part:
            found.setdefault(part, []).append(
                Granted(
                    _node(row, "dispositif"),
                    year.value if year else "",
                    int(_decimal(row, "count")),
                    _decimal(row, "total"),
                )
            )
    return {part: tuple(each) for part, each in found.items()}


@lru_cache(maxsize=2)
def sizes(view: View) -> Mapping[NamedNode, int]:
    """How many territories each programme has today, where a table lists them."""
    found: dict[NamedNode, int] = {}
    programmes = {quad.subject for quad in view.quads(None, RDF.type, MLG.Programme)}
    for one in sorted((p for p in programmes if isinstance(p, NamedNode)), key=lambda p: p.value):
        listed = reference(view, one)
        if listed:
            query = COUNT.replace("?programme", str(one)).replace("?list", str(listed))
            rows = view.select(PREFIX + query)
            found[one] = next((int(_decimal(row, "count")) for row in rows), 0)
    return found


def warm(view: View) -> None:
    """Reads the lists once, so that no visitor waits for them."""
    for name in PROGRAMMES:
        members(view, name)
        signatures(view, name)
