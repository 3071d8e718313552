"""The page of a programme: what it is, and its members page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from api.pages.graph import Graph, natural
from api.pages.inside import Share, share_with_ort
from api.pages.kinds.concept import FOUNDATION, description
from api.pages.lists import reference
from api.pages.map import Layer, Shape, national
from api.pages.page import Page
from api.pages.spread import Spread, spread
from api.pages.towns import PROGRAMMES, departement_code, members, signatures
from api.pages.values import Row, Value, filled, row, thing, values
from maillage import iri
from maillage.rdf import MLG, RDF, SKOS, NamedNode
from maillage.store import View

PER_PAGE = 50
COMMUNE = 5
"""Characters of the code of a commune; that of an intercommunalité has nine."""
ADHESIONS = """PREFIX mlg: <https://w3id.org/maillage/def#>
SELECT ?adhesion WHERE { GRAPH ?list { ?adhesion mlg:programme ?programme ; a ?kind } }"""


@dataclass(frozen=True)
class Member:
    territory: Value
    departement: Value | None
    identifier: str | None
    signed: tuple[Value, ...]
    ends: tuple[Value, ...]
    href: str | None


@dataclass(frozen=True)
class Members:
    """One page of the territories of a programme; `chosen` is a département's code."""

    shown: tuple[Member, ...]
    total: int
    page: int
    pages: int
    departements: tuple[tuple[str, str, int], ...]
    """Code, name and number of members, for the choice."""
    chosen: str | None


@dataclass(frozen=True)
class Signed:
    """How many signed in a year, and their share of the largest year in per cent."""

    year: str
    count: int
    share: int


@dataclass(frozen=True)
class Programme:
    definition: Value | None
    rows: tuple[Row, ...]
    axes: tuple[Value, ...]
    conventions: tuple[Value, ...]
    members: Members
    layer: Layer | None
    """The programme's towns on the map, where it is one of those that home draws."""
    shapes: tuple[Shape, ...]
    spread: Spread | None
    """The map of any other programme."""
    years: tuple[Signed, ...]
    share: Share | None
    intended: int
    """Rows of the programme's table that are not signed."""


@lru_cache(maxsize=64)
def adhesions(
    view: View, programme: NamedNode, kind: NamedNode
) -> Mapping[str, Sequence[NamedNode]]:
    """The memberships of a programme today by département, by code: kept, some have 35 000."""
    listed = reference(view, programme)
    if listed is None:
        return {}
    query = ADHESIONS.replace("?programme", str(programme)).replace("?kind", str(kind))
    rows = view.select(query.replace("?list", str(listed)))
    kept: dict[str, list[NamedNode]] = {}
    for node in sorted({found["adhesion"].value for found in rows}):
        kept.setdefault(_departement(node), []).append(NamedNode(node))
    return dict(sorted(kept.items()))


def _departement(adhesion: str) -> str:
    """The code of the département of a commune's membership; empty for an intercommunalité."""
    code = adhesion.rpartition("/")[2]
    return departement_code(code) if len(code) == COMMUNE else ""


def _member(graph: Graph, node: NamedNode) -> Member:
    territory, code = graph.node(node, MLG.territoire), _departement(node.value)
    return Member(
        territory=thing(graph, territory) if territory else Value(graph.name(node)),
        departement=thing(graph, iri.departement(code)) if code else None,
        identifier=graph.text(node, MLG.identifiant),
        signed=values(graph, node, MLG.dateSignature),
        ends=values(graph, node, MLG.dateEcheance),
        href=thing(graph, node).href,
    )


def _members(page: Page, node: NamedNode) -> Members:
    graph, query = page.graph, page.request.query_params
    everyone = adhesions(page.service.view, node, MLG.Adhesion)
    chosen = query.get("departement") or None
    parts = everyone.values() if chosen is None else [everyone.get(chosen, ())]
    kept = list(chain.from_iterable(parts))
    pages = max(1, -(-len(kept) // PER_PAGE))
    number = page.asked(pages)
    start = (number - 1) * PER_PAGE
    return Members(
        shown=tuple(_member(graph, one) for one in kept[start : start + PER_PAGE]),
        total=len(kept),
        page=number,
        pages=pages,
        departements=tuple(
            (code, graph.name(iri.departement(code)), len(members))
            for code, members in everyone.items()
            if code
        ),
        chosen=chosen,
    )


def _communes(view: View, programme: NamedNode) -> frozenset[NamedNode]:
    """The communes of the memberships, whose address ends with their code."""
    found = chain.from_iterable(adhesions(view, programme, MLG.Adhesion).values())
    codes = (one.value.rpartition("/")[2] for one in found)
    return frozenset(iri.commune(code) for code in codes if len(code) == COMMUNE)


def _years(view: View, notation: str) -> tuple[Signed, ...]:
    counts = Counter(day[:4] for day in signatures(view, notation).values())
    largest = max(counts.values(), default=1)
    return tuple(
        Signed(year, count, round(100 * count / largest)) for year, count in sorted(counts.items())
    )


def build(page: Page, node: NamedNode) -> Programme:
    """All that the page of a programme shows."""
    graph, t = page.graph, page.t
    asked = (
        ("concept.notation", SKOS.notation),
        *FOUNDATION,
    )
    rows = (row(graph, t(key), node, predicate) for key, predicate in asked)
    notation = (iri.path_of(node.value) or "").rpartition("/")[2]
    axes = (
        one
        for one in graph.subjects(RDF.type, MLG.Axe)
        if (iri.path_of(one.value) or "").startswith(f"axe/{notation}/")
    )
    conventions = (
        one
        for one in graph.subjects(RDF.type, MLG.Convention)
        if node in graph.nodes(one, MLG.programme)
    )
    shown = national(page.service.view, page.service.settings.data / "geo")
    drawn = next((layer for layer in shown.layers if layer.name == notation), None)
    view, geo = page.service.view, page.service.settings.data / "geo"
    is_town = notation in PROGRAMMES
    return Programme(
        definition=description(graph, node),
        rows=filled(rows),
        axes=tuple(thing(graph, one) for one in sorted(axes, key=natural)),
        conventions=tuple(thing(graph, one) for one in sorted(conventions, key=natural)),
        members=_members(page, node),
        layer=drawn,
        shapes=shown.shapes if drawn else (),
        spread=None if drawn else spread(_communes(view, node), geo),
        years=_years(view, notation) if is_town else (),
        share=share_with_ort(page, members(view, notation)) if notation == "pvd" else None,
        intended=sum(map(len, adhesions(page.service.view, node, MLG.AdhesionEnvisagee).values())),
    )
