"""SPARQL 1.1 Query: the W3C's cases over HTTP, each answer the one that the engine gives alone.

The service holds every graph of the suite under its own name. A request says
which of them are its default graph and which are named, by the parameters of
the protocol; the engine gets the same graphs in a store of their own.
"""

from collections.abc import Iterable, Iterator, Mapping

import httpx
import pyoxigraph
import pytest

from maillage.iri import BASE
from maillage.rdf import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Triple
from maillage.settings import Settings
from maillage.sparql import is_ordered
from tests.conformance.query_suite import Case, cases, graphs
from tests.conformance.results import SUFFIXES, Said, of_answer, read
from tests.conformance.sparql_suite import (
    NOT_HERE,
    ROOT,
    SUITE,
    path_of,
    triples,
    write_release,
)
from tests.server import running

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=NOT_HERE)
CASES = tuple(cases())
TOTAL = 418
PASSED = 354
REFUSED = 10
"""Cases of SERVICE, which this service refuses (403): the folders service and syntax-fed."""
TYPE = "the store writes the types derived from xsd:integer as xsd:integer"
CONCAT = "the engine's GROUP_CONCAT keeps a language that all its texts share"
TERM = "on an empty graph the engine gives no path of length zero from a term of the query"
GRAPH = "the engine does not bind ?g of GRAPH ?g around rows that stand for no triple"
KNOWN: Mapping[str, str] = {
    "aggregates/agg-empty-group-count-graph": GRAPH,
    "aggregates/agg-groupconcat-04": CONCAT,
    "aggregates/agg-groupconcat-06": CONCAT,
    "bindings/graph": GRAPH,
    "csv-tsv-res/tsv03": TYPE,
    "functions/bnode01": "the engine's BNODE(text) is the same node in every row",
    "negation/graph-minus": "the engine takes ?g of GRAPH ?g for a variable that MINUS shares",
    "property-path/zero_or_more_set_end": TERM,
    "property-path/zero_or_more_set_start": TERM,
    "property-path/zero_or_one_set_end": TERM,
    "property-path/zero_or_one_set_start": TERM,
    "syntax-query/test_4": "the engine refuses a function that it does not have",
}
"""What the engine does not pass, and why."""
REGIME = "asks for answers under a regime of entailment, which the service does not claim"
ENTAILED = (
    *(f"paper-sparqldl-{name}" for name in ("Q1", "Q1-rdfs", "Q2", "Q3", "Q4")),
    *(f"parent{number}" for number in (3, 4, 5, 6, 7, 8, 9, 10)),
    *(f"rdfs{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)),
    *("rdf01", "rif01", "rif03", "rif04", "rif06"),
    *(f"simple{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8)),
    *(f"sparqldl-{number:02}" for number in (2, 3, 10, 11, 12, 13)),
)
"""Cases of the folder entailment that plain matching does not answer, for the one reason above."""
FAILING: Mapping[str, str] = {**KNOWN} | {f"entailment/{name}": REGIME for name in ENTAILED}
EMPTY = "urn:suite:empty"
"""A graph without triples, for the default graph of cases that have none."""
FILE = f"{BASE}file"
"""What the ``FROM <file>`` of a case of syntax means to this service."""


def _calls_out(case: Case) -> bool:
    return case.name.startswith(("service/", "syntax-fed/"))


ANSWERED = [case for case in CASES if not _calls_out(case)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The service on a release of all the graphs that the cases ask about."""
    var = tmp_path_factory.mktemp("queries")
    settings = Settings(root=ROOT, var=var, memory="no", rate_per_minute=0)
    held = {name: triples(path_of(name), name) for name in sorted(graphs(CASES))}
    write_release(settings, held | {EMPTY: (), FILE: ()})
    with running(settings) as url, httpx.Client(base_url=url) as client:
        yield client


def _asked(case: Case) -> dict[str, str | list[str]]:
    """The parameters of a case: its text, from the place it stands at in the suite, and graphs."""
    if case.result is None:
        return {"query": case.text}
    sent: dict[str, str | list[str]] = {"query": f"BASE <{case.query}>\n{case.text}"}
    if "FROM" in case.text:
        return sent
    default = case.data or (EMPTY,)
    return sent | {"default-graph-uri": list(default), "named-graph-uri": list(case.named)}


def _accepted(case: Case) -> str:
    if case.result is None:
        return "*/*"
    first = next(media for media, suffix in SUFFIXES.items() if suffix == case.expected.suffix)
    return f"{first}, application/sparql-results+json;q=0.5"


def _served(case: Case, service: httpx.Client) -> Said | None:
    """What the service answers; None where it says that the query is wrong."""
    answer = service.post("/sparql", data=_asked(case), headers={"Accept": _accepted(case)})
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        return None
    suffix = SUFFIXES[answer.headers["content-type"].partition(";")[0]]
    return read(answer.content, suffix, is_ordered(case.text))


def _in(graph: NamedNode | DefaultGraph, said: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(one.subject, one.predicate, one.object, graph) for one in said)


def _evaluated(case: Case) -> Said | None:
    """What the engine answers by itself."""
    store = pyoxigraph.Store()
    for name in case.data:
        store.extend(_in(DefaultGraph(), triples(path_of(name), name)))
    for name in case.named:
        store.extend(_in(NamedNode(name), triples(path_of(name), name)))
    try:
        answer = store.query(case.text, base_iri=case.query)
    except (SyntaxError, RuntimeError):
        return None
    if isinstance(answer, QuerySolutions) and case.result and case.expected.suffix == ".csv":
        body = answer.serialize(format=QueryResultsFormat.CSV) or b""
        return read(body, ".csv", is_ordered(case.text))
    return of_answer(answer, is_ordered(case.text))


def _passes(case: Case, said: Said | None) -> bool:
    if case.result is None or said is None:
        return (said is not None) is case.valid
    expected = case.expected
    return said == read(expected.read_bytes(), expected.suffix, is_ordered(case.text), case.result)


def test_the_suite_is_whole() -> None:
    assert len({case.name for case in CASES}) == len(CASES) == TOTAL
    assert len(CASES) - len(ANSWERED) == REFUSED
    assert set(FAILING) <= {case.name for case in ANSWERED}
    assert TOTAL - REFUSED - len(FAILING) == PASSED
    assert (len(KNOWN), len(ENTAILED)) == (12, 42)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.name)
def test_the_service_answers_as_the_engine_does(case: Case, service: httpx.Client) -> None:
    served = _served(case, service)
    assert served == _evaluated(case)
    passed = _passes(case, served)
    assert passed != (case.name in FAILING), FAILING.get(case.name, "does not pass any more")


@pytest.mark.parametrize("case", [c for c in CASES if _calls_out(c)], ids=lambda case: case.name)
def test_a_query_of_other_services_is_refused(case: Case, service: httpx.Client) -> None:
    answer = service.post("/sparql", data={"query": case.text})
    assert answer.status_code == 403
    assert "SERVICE" in answer.json()["detail"]
