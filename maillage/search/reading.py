"""From the graph of a release to the entries of its index."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log10

from maillage import iri
from maillage.rdf import MLG, RDFS, DefaultGraph, Literal, NamedNode, Term
from maillage.search import listing
from maillage.search.entry import Entry
from maillage.search.kinds import KINDS, Kind
from maillage.store import View

MERGE = DefaultGraph()
WIDEST = 5000
"""Territories of a programme that its name still tells something about."""
PARTY_WEIGHT = 1.0
"""What an organisation that takes part in something weighs more than one that is only listed."""
COUNTED = ("communes", "intercommunalites")
"""The tables that count people; the last vintage of each is enough to tell large from small."""
POPULATIONS = """SELECT ?chose ?valeur
WHERE {{ GRAPH {0} {{ ?p mlg:valeur ?valeur . ?chose mlg:aPopulation ?p }} }}"""
DEPARTEMENTS = (
    "SELECT ?chose ?valeur { ?chose mlg:appartientA ?valeur . ?valeur a mlg:Departement }"
)
PROGRAMMES = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?a a mlg:Adhesion ; mlg:programme ?p } GROUP BY ?p"
MEMBERS = "SELECT ?chose WHERE {{ ?a mlg:programme {0} ; mlg:territoire ?chose }}"
PARTIES = """SELECT DISTINCT ?valeur
WHERE { ?x mlg:organisation|mlg:financeur|mlg:maitreOuvrage|mlg:reunit ?valeur }"""


@dataclass
class _Draft:
    """What is gathered of one thing."""

    kind: Kind
    names: list[Literal] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    weight: float = 0.0

    def named(self, language: str) -> tuple[str, ...]:
        found = {one.value for one in self.names if (one.language or "fr") == language}
        return tuple(sorted(found)) if len(found) > 1 else tuple(found)


class _Names:
    """The names of things that are only mentioned, read once each."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[Term, tuple[str, ...]] = {}

    def of(self, node: Term) -> tuple[str, ...]:
        if node not in self._known:
            assert isinstance(node, NamedNode), "only things are around others"
            quads = self._view.quads(node, RDFS.label, None, MERGE)
            named = sorted(q.object.value for q in quads if isinstance(q.object, Literal))
            self._known[node] = tuple(named)
        return self._known[node]


def entries(view: View, texts: Mapping[str, str]) -> list[Entry]:
    """All that a release has pages of; `texts` are the public texts of its documents, by slug."""
    drafts = _named(view)
    names = _Names(view)
    for kind in KINDS:
        _tell(view, drafts, kind, names)
    _place(view, drafts, names)
    _code(view, drafts)
    _weigh(view, drafts, names)
    for slug, text in texts.items():
        draft = drafts.get(iri.document(slug).value)
        if draft:
            draft.words["texts"].append(text)
    facets, orders = _listed(view, drafts)
    return [
        _entry(thing, draft, facets.get(thing, {}), orders.get(thing, {}))
        for thing, draft in drafts.items()
        if draft.names
    ]


def _pairs(view: View, kind: Kind, path: str) -> Iterator[tuple[str, Term]]:
    query = f"SELECT ?chose ?valeur WHERE {{ ?chose a {kind.of} ; {path} ?valeur }}"
    found = _rows(view, query)
    return ((chose, value) for chose, value in found if chose.startswith(kind.inside))


def _rows(view: View, query: str) -> Iterator[tuple[str, Term]]:
    for row in view.select(listing.prefixed(query)):
        yield row["chose"].value, row["valeur"]


def _named(view: View) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    for kind in KINDS:
        for path in kind.names:
            for thing, name in _pairs(view, kind, path):
                draft = drafts.setdefault(thing, _Draft(kind, weight=kind.weight))
                if draft.kind is kind and isinstance(name, Literal):
                    draft.names.append(name)
    return drafts


def _tell(view: View, drafts: Mapping[str, _Draft], kind: Kind, names: _Names) -> None:
    def told(group: str, found: Iterable[tuple[str, Term]], is_thing: bool = False) -> None:
        for thing, value in found:
            draft = drafts.get(thing)
            if draft and draft.kind is kind:
                draft.words[group] += names.of(value) if is_thing else (value.value,)

    for group, paths in (("aliases", kind.aliases), ("codes", kind.codes), ("texts", kind.texts)):
        for path in paths:
            told(group, _pairs(view, kind, path))
    for group, paths in (("about", kind.about), ("around", kind.around)):
        for path in paths:
            told(group, _pairs(view, kind, path), is_thing=True)


def _place(view: View, drafts: Mapping[str, _Draft], names: _Names) -> None:
    """The départements of territories, and of what is about territories."""
    known: dict[str, set[Term]] = defaultdict(set)
    for territory, departement in _rows(view, DEPARTEMENTS):
        known[territory].add(departement)
    placed = defaultdict(set, {thing: set(known[thing]) for thing in drafts if thing in known})
    for kind in KINDS:
        for thing, place in _pairs(view, kind, kind.place) if kind.place else ():
            is_one = place.value.startswith(iri.departement("").value)
            placed[thing] |= {place} if is_one else known.get(place.value, set())
    for thing, draft in drafts.items():
        for departement in sorted(placed.get(thing, ()), key=str):
            draft.words["places"].append(departement.value)
            draft.words["around"] += names.of(departement)


def _code(view: View, drafts: Mapping[str, _Draft]) -> None:
    for quad in view.quads(None, MLG.siren, None, MERGE):
        node, value = quad.subject, quad.object
        draft = drafts.get(node.value) if isinstance(node, NamedNode) else None
        if draft and isinstance(value, Literal):
            draft.words["codes"].append(value.value)


def _counted(view: View) -> Iterator[NamedNode]:
    for table in COUNTED:
        start = iri.table_graph(table, "").value
        vintages = sorted(graph for graph in view.graphs() if graph.startswith(start))
        yield from map(NamedNode, vintages[-1:])


def _weigh(view: View, drafts: Mapping[str, _Draft], names: _Names) -> None:
    """People, programmes that not every town is in, and who takes part in something."""
    for graph in _counted(view):
        for thing, people in _rows(view, POPULATIONS.format(graph)):
            if thing in drafts:
                drafts[thing].weight += log10(1 + float(people.value))
    for row in list(view.select(listing.prefixed(PROGRAMMES))):
        if int(row["n"].value) <= WIDEST:
            _enrol(view, drafts, row["p"], names)
    for row in view.select(listing.prefixed(PARTIES)):
        draft = drafts.get(row["valeur"].value)
        if draft:
            draft.weight += PARTY_WEIGHT


def _enrol(view: View, drafts: Mapping[str, _Draft], programme: Term, names: _Names) -> None:
    for row in view.select(listing.prefixed(MEMBERS.format(programme))):
        draft = drafts.get(row["chose"].value)
        if draft:
            draft.words["around"] += names.of(programme)


def _listed(
    view: View, drafts: Mapping[str, _Draft]
) -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, dict[str, int]]]:
    facets: dict[str, dict[str, tuple[str, ...]]] = {}
    orders: dict[str, dict[str, int]] = {}
    for one in listing.LISTINGS:
        found = listing.values(view, one)
        titles = {thing: " ".join(drafts[thing].named("fr")) for thing in found if thing in drafts}
        facets |= {thing: found[thing] for thing in titles}
        orders |= listing.orders(view, one, titles)
    return facets, orders


def _entry(
    thing: str,
    draft: _Draft,
    facets: Mapping[str, tuple[str, ...]],
    orders: Mapping[str, int],
) -> Entry:
    words = {group: tuple(dict.fromkeys(found)) for group, found in draft.words.items()}
    english = draft.named("en")
    return Entry(
        iri=thing,
        kind=draft.kind.name,
        french=draft.named("fr") or english,
        english=english,
        aliases=words.get("aliases", ()),
        codes=(re.split("[/#]", thing)[-1], *words.get("codes", ())),
        texts=words.get("texts", ()),
        about=words.get("about", ()),
        around=words.get("around", ()),
        places=words.get("places", ()),
        weight=round(draft.weight, 4),
        facets=facets,
        orders=orders,
    )
