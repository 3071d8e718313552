"""Faults put into the words of real documents: the sentence that is told is that of the fault."""

import re
from functools import cache
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from loaders.draft import Stated, draft_in
from maillage.iri import document
from maillage.rdf import Triple
from maillage.validation.check import Checker
from maillage.validation.report import Violation
from tests.maillage.validation.graphs import ROOT, SETTINGS

TOWN = "fleurance-lectoure-pvd-convention-adhesion"
KIT = "cahors-acv-dossier-de-presse-2018"
PDF = ROOT / "bench/reading/corpus/blind-ort-chapeau-pdf/document.pdf"
WORD = re.compile(r"\w+")
YEARS = range(1950, 1990)
AMOUNTS = range(7, 60)
TOWNS = ("Condom", "Mirande", "Auch", "Eauze")
FAULTS = [
    (TOWN, "octobre 2022", "octobre {year}", "dateEcheance-annee"),
    (TOWN, "octobre 2022", "décembre {year}", "dateEcheance-annee"),
    (TOWN, "Commune de Fleurance", "Commune de {town}", "territoire-connu"),
    (KIT, "ville de Cahors", "ville de {town}", "territoire-connu"),
    (KIT, "1 Md€", "{amount} Md€", "valeur-contredite"),
    (KIT, "> 1 Md€", "> {amount} Md€", "valeur-somme"),
    (KIT, "ECOQUARTIER", "ECOVILLAGE {amount}", "statut"),
    (KIT, "14-ACTION MATURE", "13-ACTION MATURE", "numero-unique"),
    (KIT, "Axe 6 – La gouvernance", "Axe 6 – La concorde {year}", "inScheme-local"),
]


@cache
def checker() -> Checker:
    return Checker.ready(SETTINGS)


def checked(path: Path, data: bytes) -> tuple[Stated, tuple[Violation, ...]]:
    stated = draft_in(path, data, SETTINGS)
    facts = [Triple(*parts) for parts in stated.triples]
    return stated, checker().triples(facts, (path.name, None)).results


def quotes_are_the_words(stated: Stated, found: tuple[Violation, ...]) -> None:
    for each in found:
        source = each.source
        assert source.document == document(stated.slug).value
        assert source.file == stated.path.name
        assert source.line is None
        assert source.quote
        assert source.quote == stated.public[source.start : source.end]


@pytest.mark.parametrize(
    ("name", "words", "wrong", "rule"), FAULTS, ids=[f"{rule} {old}" for _, old, _, rule in FAULTS]
)
def test_fault_of_a_document_is_told_in_its_words(
    name: str, words: str, wrong: str, rule: str
) -> None:
    random = Random(rule)
    injected = wrong.format(
        year=random.choice(YEARS), town=random.choice(TOWNS), amount=random.choice(AMOUNTS)
    )
    path = ROOT / "data/documents" / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    assert words in text
    stated, found = checked(path, text.replace(words, injected).encode())
    quotes_are_the_words(stated, found)
    told = [each.source.quote or "" for each in found if each.rule.endswith(rule)]
    assert any(injected.removeprefix("> ") in quote for quote in told)


@pytest.mark.parametrize("name", [TOWN, KIT])
def test_every_finding_of_a_document_has_its_words(name: str) -> None:
    path = ROOT / "data/documents" / f"{name}.md"
    stated, found = checked(path, path.read_bytes())
    assert found
    quotes_are_the_words(stated, found)
    assert {each.source.page for each in found} == {None}


def test_page_of_a_pdf_is_the_one_that_has_the_words() -> None:
    data = PDF.read_bytes()
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    pages = [set(WORD.findall(text)) for text in texts]
    _, found = checked(PDF, data)
    assert len({each.source.page for each in found}) > 1
    for each in found:
        assert each.source.page is not None
        assert each.source.quote
        assert set(WORD.findall(each.source.quote)) <= pages[each.source.page - 1]
