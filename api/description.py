"""The description of the SPARQL service, of its data and of its limits (SPARQL 1.1 SD)."""

from collections.abc import Iterator

from api.evaluation import ANSWER_BYTES
from api.formats import GRAPHS, SOLUTIONS
from api.service import Service
from maillage.rdf import (
    DCTERMS,
    RDF,
    RDFS,
    VOID,
    BlankNode,
    Literal,
    NamedNode,
    Namespace,
    Triple,
    integer,
    label,
)
from maillage.settings import Settings

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
Value = NamedNode | BlankNode | Literal


def limits(settings: Settings) -> dict[str, str]:
    """What the endpoint allows, a sentence a language."""
    seconds, rows = f"{settings.query_seconds:g}", settings.query_rows
    memory, size = settings.query_megabytes, ANSWER_BYTES // 2**20
    rate, body = settings.rate_per_minute, settings.body_bytes
    fr = (
        f"Une requête s'arrête après {seconds} s (503) ou {memory} Mio de mémoire (503) ; une "
        f"réponse est coupée à {rows} lignes (en-tête Maillage-Truncated) et refusée au-delà de "
        f"{size} Mio ; une demande a au plus {body} octets (413)"
    )
    en = (
        f"A query stops after {seconds} s (503) or {memory} MiB of memory (503); an answer is cut "
        f"after {rows} rows (header Maillage-Truncated) and refused over {size} MiB; a request "
        f"has at most {body} bytes (413)"
    )
    if rate:
        fr += f" ; un client envoie au plus {rate} demandes par minute (429)"
        en += f"; a client sends at most {rate} requests a minute (429)"
    more = _refused(settings.allowed_services)
    return {"fr": fr + more["fr"], "en": en + more["en"]}


def _refused(services: tuple[str, ...]) -> dict[str, str]:
    if not services:
        return {
            "fr": ". SERVICE, FROM d'un graphe d'ailleurs et toute mise à jour sont refusés (403).",
            "en": ". SERVICE, FROM of a graph of elsewhere and every update are refused (403).",
        }
    named = ", ".join(services)
    return {
        "fr": f". SERVICE n'interroge que {named} ; FROM d'un graphe d'ailleurs et toute mise à "
        "jour sont refusés (403).",
        "en": f". SERVICE only asks {named}; FROM of a graph of elsewhere and every update are "
        "refused (403).",
    }


def triples(endpoint: str, used: Service) -> Iterator[Triple]:
    """The description of the service at this address."""
    service = NamedNode(endpoint)
    dataset = NamedNode(f"{endpoint}#dataset")
    yield from _service(service, dataset, used.settings)
    default = NamedNode(f"{endpoint}#default")
    facts: list[tuple[NamedNode, NamedNode, Value]] = [
        (dataset, RDF.type, SD.Dataset),
        (dataset, DCTERMS.identifier, Literal(used.release.identifier)),
        (dataset, SD.defaultGraph, default),
        (default, RDF.type, SD.Graph),
        (default, RDFS.comment, label("La fusion des graphes nommés, chaque triplet une fois.")),
        (default, RDFS.comment, label("The merge of the named graphs, each triple once.", "en")),
    ]
    yield from (Triple(*fact) for fact in facts)
    graphs = used.release.manifest()["graphs"]
    for number, (name, count) in enumerate(sorted(graphs.items()), start=1):
        yield from _named_graph(dataset, NamedNode(name), int(count), f"{endpoint}#graph-{number}")


def _service(service: NamedNode, dataset: NamedNode, settings: Settings) -> Iterator[Triple]:
    yield Triple(service, RDF.type, SD.Service)
    yield Triple(service, SD.endpoint, service)
    yield Triple(service, SD.supportedLanguage, SD.SPARQL11Query)
    for one in (*SOLUTIONS, *GRAPHS):
        yield Triple(service, SD.resultFormat, NamedNode(one.iri))
    for language, sentence in limits(settings).items():
        yield Triple(service, RDFS.comment, label(sentence, language))
    yield Triple(service, SD.defaultDataset, dataset)


def _named_graph(dataset: NamedNode, name: NamedNode, count: int, address: str) -> Iterator[Triple]:
    named, graph = NamedNode(address), NamedNode(f"{address}-content")
    yield Triple(dataset, SD.namedGraph, named)
    yield Triple(named, RDF.type, SD.NamedGraph)
    yield Triple(named, SD.name, name)
    yield Triple(named, SD.graph, graph)
    yield Triple(graph, RDF.type, SD.Graph)
    yield Triple(graph, VOID.triples, integer(count))
