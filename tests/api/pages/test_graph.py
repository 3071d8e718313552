"""What pages ask of the graph: sources, latest vintages, what is said and what is inferred."""

from api.pages.graph import Graph
from api.pages.home import figures
from api.pages.language import Texts
from api.pages.sources import Source, sources
from api.pages.thing import rows
from api.pages.values import ordered
from maillage import iri
from maillage.rdf import (
    DCTERMS,
    MLG,
    RDF,
    RDFS,
    XSD,
    Literal,
    NamedNode,
    Quad,
    Term,
    integer,
)
from maillage.store import Store, View

OLD, NEW = (iri.table_graph("communes", year) for year in ("2019", "2026"))
PLACE, GONE = iri.commune("46042"), iri.commune("46001")
QUADS = (
    *(Quad(one, RDF.type, MLG.Commune, OLD) for one in (PLACE, GONE)),
    Quad(PLACE, RDF.type, MLG.Commune, NEW),
    Quad(iri.region("76"), RDF.type, MLG.Region, iri.table_graph("regions", "2026")),
    Quad(PLACE, MLG.aPopulation, iri.population("46042", 2019), OLD),
    Quad(PLACE, RDFS.seeAlso, iri.population("46042", 2019), iri.INFERENCE_GRAPH),
    Quad(PLACE, MLG.note, Literal("lu"), iri.document_graph("essai")),
    Quad(OLD, DCTERMS.title, Literal("Communes", language="fr"), OLD),
    Quad(OLD, DCTERMS.issued, Literal("2019", datatype=XSD.gYear), OLD),
    Quad(NEW, DCTERMS.title, Literal("Communes en 2026", language="fr"), NEW),
    Quad(NEW, MLG.millesime, Literal("2026", datatype=XSD.gYear), NEW),
)


def view() -> View:
    store = Store()
    store.add(QUADS)
    return store.view()


def test_a_territory_that_was_abolished_is_not_counted() -> None:
    assert figures(view()).territories == 2


def test_a_source_is_a_table_with_its_year_where_the_title_lacks_it() -> None:
    assert sources(Graph(view(), "fr"), [PLACE, PLACE]) == (
        Source("Communes", "2019", "/page/graph/table/communes/2019"),
        Source("Communes en 2026", None, "/page/graph/table/communes/2026"),
    )


def test_what_is_only_inferred_is_not_repeated() -> None:
    labels = [row.label for row in rows(Graph(view(), "fr"), Texts("fr"), PLACE)]
    assert labels == ["aPopulation", "note"]


def test_values_stand_in_the_order_of_a_person() -> None:
    days = [Literal(day, datatype=XSD.date) for day in ("2018-07-13", "2019-01-02")]
    terms: list[Term] = [
        NamedNode("https://example.org/Action 10".replace(" ", "-")),
        NamedNode("https://example.org/Action-9"),
        *reversed(days),
        integer(100),
        integer(20),
        Literal("NaN", datatype=XSD.integer),
    ]
    said = [term.value for term in ordered(Graph(view(), "fr"), terms)]
    assert said[:4] == ["20", "100", "2018-07-13", "2019-01-02"]
    assert said[4:6] == ["https://example.org/Action-9", "https://example.org/Action-10"]


def test_names_stand_in_the_order_of_a_dictionary() -> None:
    names = {"1": "Zone", "2": "écho", "3": "Fin", "4": "Œuvre", "5": "Orme"}
    nodes = {name: NamedNode(f"{iri.THING}essai/{name}") for name in names}
    store = Store()
    store.add(
        Quad(nodes[one], RDFS.label, Literal(name, language="fr"), iri.ONTOLOGY_GRAPH)
        for one, name in names.items()
    )
    known = Graph(store.view(), "fr")
    found = [known.name(one) for one in known.by_name(nodes.values())]
    assert found == ["écho", "Fin", "Œuvre", "Orme", "Zone"]


def test_values_that_are_not_shown_are_counted() -> None:
    store = Store()
    store.add(Quad(PLACE, MLG.note, integer(n), iri.document_graph("essai")) for n in range(203))
    (row,) = rows(Graph(store.view(), "fr"), Texts("fr"), PLACE)
    assert (len(row.values), row.more) == (200, 3)
