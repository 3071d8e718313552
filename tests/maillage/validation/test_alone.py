"""A file without the graph: what only the graph can tell is not held against it."""

import pytest

from maillage.settings import Settings
from maillage.validation.alone import alone
from maillage.validation.check import Checker
from maillage.validation.report import Report
from tests.maillage.validation.graphs import ROOT, triples

CONVENTION = """<convention/x> a mlg:Convention ; rdfs:label "Convention X"@fr ;
  mlg:programme <programme/pvd> ; mlg:territoire <commune/46042> ;
  mlg:dateSignature "2021-05-05"^^xsd:date ; mlg:aPartie <partie/x/1> .
  <partie/x/1> a mlg:Partie ; rdfs:label "Cahors"@fr ; mlg:organisation <organisation/1> .
  <organisation/1> a mlg:Organisation ; rdfs:label "Ville"@fr ; mlg:administre <commune/46042> .
"""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.ready(Settings(root=ROOT))


def found(checker: Checker, text: str) -> tuple[Report, Report]:
    """The report as it is, and without what leaves the file."""
    stated = triples(text)
    report = checker.triples(stated)
    return report, alone(report, (*checker.schema, *stated))


def numbers(report: Report) -> set[str | None]:
    return {each.id for each in report.results}


def test_links_to_the_graph_are_not_held_against_a_file(checker: Checker) -> None:
    whole, kept = found(checker, CONVENTION)
    assert {"C05", "C13"} <= numbers(whole)
    assert not {"C05", "C13"} & numbers(kept)
    assert {each.rule for each in kept.results} == set(kept.rules)


def test_what_the_file_says_wrong_by_itself_is_told(checker: Checker) -> None:
    _, kept = found(checker, CONVENTION.replace('"2021-05-05"^^xsd:date', '"hier"'))
    assert any(each.value == "hier" for each in kept.results)
    assert not kept.conforms


def test_a_fact_that_is_missing_is_told(checker: Checker) -> None:
    whole, kept = found(checker, '<adhesion/x> a mlg:Adhesion ; rdfs:label "X"@fr .')
    assert kept.results
    assert numbers(kept) == numbers(whole)


def test_a_link_within_the_file_is_checked(checker: Checker) -> None:
    """The organisation is described, and governs nothing: that is told."""
    _, kept = found(checker, CONVENTION.replace("; mlg:administre <commune/46042> ", ""))
    assert "C13" in numbers(kept)
