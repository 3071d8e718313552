"""Groupings of local authorities (BANATIC): EPCI, PETR, syndicats."""

from collections.abc import Iterator, Mapping

from loaders.tabular import values
from loaders.tabular.context import Context
from loaders.tabular.facts import legal_body
from loaders.tabular.rows import Column, Layout, read
from loaders.tabular.source import Source
from maillage import iri
from maillage.rdf import MLG, RDF, RDFS, SKOS, Literal, NamedNode, Quad, label

NAME = "groupements"
OFFICIAL: tuple[str, ...] = ()
SCHEME = "nature-groupement"
NATURES: Mapping[str, tuple[str, str]] = {
    "CA": ("communauté d'agglomération", "agglomeration community"),
    "CC": ("communauté de communes", "community of communes"),
    "CU": ("communauté urbaine", "urban community"),
    "EPT": ("établissement public territorial", "territorial public body"),
    "MET69": ("métropole de Lyon", "metropolis of Lyon"),
    "METRO": ("métropole", "metropolis"),
    "PETR": ("pôle d'équilibre territorial et rural", "territorial and rural balance pole"),
    "POLEM": ("pôle métropolitain", "metropolitan pole"),
    "SIVOM": ("syndicat intercommunal à vocations multiples", "multi-purpose joint syndicate"),
    "SIVU": ("syndicat intercommunal à vocation unique", "single-purpose joint syndicate"),
    "SMF": ("syndicat mixte fermé", "closed mixed syndicate"),
    "SMO": ("syndicat mixte ouvert", "open mixed syndicate"),
}
"""Legal natures of BANATIC, with their names in French and English."""
LAYOUT = Layout(
    columns=(
        Column("siren", values.siren, filled=True),
        Column("nom", values.text, ("libelle",), filled=True),
        Column("nature", values.one_of({notation: notation for notation in NATURES}), filled=True),
        Column("departement", values.departement),
        Column("region", values.region),
        Column("population", values.integer, required=False),
    ),
    key=("siren",),
)
EPCI_NATURES = frozenset({"CC", "CA", "CU", "METRO", "MET69"})
"""Natures of the groupings that are intercommunalités in our sense."""


def _natures(graph: NamedNode) -> Iterator[Quad]:
    """The natures as concepts of a scheme of their own, which only this table uses."""
    scheme = iri.scheme(SCHEME)
    titles = (label("Natures de groupements"), label("Natures of groupings", "en"))
    yield Quad(scheme, RDF.type, SKOS.ConceptScheme, graph)
    for title in titles:
        yield Quad(scheme, SKOS.prefLabel, title, graph)
        yield Quad(scheme, RDFS.label, title, graph)
    for notation, (french, english) in NATURES.items():
        concept = iri.concept(SCHEME, notation)
        yield Quad(concept, RDF.type, SKOS.Concept, graph)
        yield Quad(concept, SKOS.inScheme, scheme, graph)
        yield Quad(concept, SKOS.notation, Literal(notation), graph)
        for name in (label(french), label(english, "en")):
            yield Quad(concept, SKOS.prefLabel, name, graph)
            yield Quad(concept, RDFS.label, name, graph)


def quads(source: Source, context: Context) -> Iterator[Quad]:
    """Each grouping as an organisation; an EPCI's body is a public one that administers it."""
    graph = source.graph
    yield from _natures(graph)
    for row in read(source.path, LAYOUT):
        siren, nature = row["siren"], row["nature"]
        body = iri.organisation(siren)
        if nature in EPCI_NATURES:
            name = context.epci_names.get(siren, row["nom"])
            yield from legal_body(graph, siren, name, iri.intercommunalite(siren))
        else:
            yield Quad(body, RDFS.label, label(row["nom"]), graph)
            yield Quad(body, MLG.siren, Literal(siren), graph)
        yield Quad(body, RDF.type, MLG.Groupement, graph)
        yield Quad(body, MLG.nature, iri.concept(SCHEME, nature), graph)
