"""The W3C's SHACL suite, whole: the reference engine, and the fast one where it compiles.

https://github.com/w3c/data-shapes, state of 17 January 2024.
"""

from collections import Counter
from collections.abc import Mapping

import pyshacl
import pytest
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib import RDF, SH

from maillage.errors import InputError
from maillage.rdf import BlankNode, Quad, RdfFormat, Term, Triple, parse
from maillage.store import Store, View
from maillage.validation import reference
from maillage.validation.bulk import BulkEngine
from maillage.validation.shapes import Shapes
from tests.conformance.shacl_suite import SUITE, Case, Result, cases, read, results
from tests.maillage.validation.graphs import GRAPH

pytestmark = pytest.mark.skipif(
    not SUITE.is_dir(), reason=f"the W3C's suite is not there: {SUITE.name} beside the checkout"
)
CASES = list(cases()) if SUITE.is_dir() else []
TOTAL = 120
PASSED = 118
KNOWN: Mapping[str, str] = {
    "core/property/uniqueLang-002": 'pySHACL reads sh:uniqueLang "1"^^xsd:boolean as true',
    "sparql/pre-binding/shapesGraph-001": "pySHACL has no $shapesGraph (optional in SHACL)",
}
"""What the reference engine does not pass, and why."""
COMPILED = 54
"""Cases that the fast engine evaluates without the reference engine."""
NOT_FAST: Mapping[str, str] = {
    **KNOWN,
    "core/node/maxExclusive-001": "the store writes 4.0 as 4",
    "core/node/minExclusive-001": "the store writes 4.0 as 4",
    "core/property/datatype-001": "rdflib mends the ill-formed dateTime of the answer",
    "core/property/datatype-ill-formed": "the store writes an xsd:byte as an xsd:integer",
}
"""What the fast engine does not pass, and why."""


def _named(case: Case) -> str:
    return case.name


def _reference(case: Case) -> Counter[Result] | None:
    """What pySHACL reports; None where it reports a failure."""
    try:
        _, report, _ = pyshacl.validate(
            read(case.data), shacl_graph=read(case.shapes), inference="none", advanced=False
        )
    except (ReportableRuntimeError, NotImplementedError):
        return None
    if not isinstance(report, rdflib.Graph):
        return None
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    return results(report, node)


def test_the_suite_is_whole() -> None:
    assert len(CASES) == TOTAL
    assert len({case.name for case in CASES}) == TOTAL
    assert TOTAL - len(KNOWN) == PASSED
    assert set(KNOWN) <= {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_reference_engine(case: Case) -> None:
    passed = _reference(case) == case.expected
    assert passed != (case.name in KNOWN), KNOWN.get(case.name, "does not pass any more")


def _triples(case: Case, shapes: bool) -> list[Triple]:
    path = case.shapes if shapes else case.data
    text = path.read_bytes()
    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE, base_iri=path.as_uri())]


def _view(case: Case) -> View:
    store = Store()
    store.add(Quad(t.subject, t.predicate, t.object, GRAPH) for t in _triples(case, shapes=False))
    return store.view()


def _term(term: Term | None) -> str:
    return "_" if isinstance(term, BlankNode) else str(term) if term else ""


def _fast(case: Case) -> Counter[tuple[str, ...]] | None:
    """What the fast engine finds, with what it leaves to the reference; None for a failure."""
    try:
        found = BulkEngine().findings(Shapes(tuple(_triples(case, shapes=True))), _view(case))
    except InputError:
        return None
    return Counter(
        (_term(f.focus), _term(f.path), _term(f.value), f"<{f.component}>") for f in found
    )


def _expected(case: Case) -> Counter[tuple[str, ...]] | None:
    """Without severity and shape: the fast engine names a blank shape by its node shape."""
    if case.expected is None:
        return None
    wanted: Counter[tuple[str, ...]] = Counter()
    for (focus, path, value, _, component, _), number in case.expected.items():
        wanted[focus, "" if path == "_" else path, value, component] += number
    return wanted


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_fast_engine(case: Case) -> None:
    same = _fast(case) == _expected(case)
    assert same != (case.name in NOT_FAST), NOT_FAST.get(case.name, "does not pass any more")


def test_fast_engine_compiles_as_many_cases_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[object] = []

    def rest(*shape: object) -> list[object]:
        left.append(shape)
        return []

    monkeypatch.setattr(reference, "rest", rest)
    compiled = 0
    for case in CASES:
        left.clear()
        compiled += _fast(case) is not None and not left and case.expected is not None
    assert compiled == COMPILED
