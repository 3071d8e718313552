"""A finding says where it comes from: words of a document, row of a table, line of a file."""

from pathlib import Path

import pytest

from maillage.iri import thing
from maillage.rdf import MLG, Literal, NamedNode
from maillage.validation.findings import Finding
from maillage.validation.places import Places, Positions, Rows
from tests.maillage.validation.graphs import view

DOCUMENT = """
<action/a/1> a mlg:Action ; mlg:statut <statut/mature> ; dcterms:title "Halle" .
<enonce/a/1> rdf:subject <action/a/1> ; rdf:predicate mlg:statut ; rdf:object <statut/mature> ;
  mlg:fondeSur <passage/a/40-46> .
<enonce/a/2> rdf:subject <action/a/1> ; rdf:predicate dcterms:title ; rdf:object "Halle" ;
  mlg:fondeSur <passage/a/50-55> .
<enonce/a/3> rdf:subject <action/a/1> ; rdf:predicate mlg:axe ; rdf:object <axe/acv/1> ;
  mlg:fondeSur <passage/a/0-5>, <passage/a/50-55> .
<contradiction/a/1> mlg:porteSur <enonce/a/1> .
<partie/a/1> a mlg:Partie .
<enonce/a/4> rdf:subject <convention/a> ; rdf:predicate mlg:aPartie ; rdf:object <partie/a/1> ;
  mlg:fondeSur <passage/a/0-5> .
""" + "".join(
    f"<passage/a/{start}-{end}> a mlg:Passage ; oa:hasSource <document/a> ; oa:hasSelector"
    f" <passage/a/{start}-{end}#position>, <passage/a/{start}-{end}#citation> ."
    f" <passage/a/{start}-{end}#position> oa:start {start} ; oa:end {end} ."
    f' <passage/a/{start}-{end}#citation> oa:exact "{quote}" .\n'
    for start, end, quote in ((40, 46, "MATURE"), (50, 55, "Halle"), (0, 5, "Axe 1"))
)
ACTION = thing("action", "a", "1")
TURTLE = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX id: <https://w3id.org/maillage/id/>

<https://w3id.org/maillage/id/action/a/1>
    a mlg:Action ;
    mlg:statut <https://w3id.org/maillage/id/statut/mature> ;
.

id:b
    mlg:axe id:c ;
.
"""


def finding(
    focus: NamedNode = ACTION, path: NamedNode | None = None, value: NamedNode | None = None
) -> Finding:
    return Finding("shape", "component", focus, path, value)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(view(DOCUMENT), tmp_path)


def test_fact_is_quoted_from_its_own_statement(places: Places) -> None:
    source = places.of(finding(path=MLG.statut, value=thing("statut", "mature")))
    assert (source.start, source.end, source.quote) == (40, 46, "MATURE")
    assert source.document == thing("document", "a").value


def test_other_value_of_the_property_is_quoted_next(places: Places) -> None:
    assert places.of(finding(path=MLG.axe, value=thing("axe", "9"))).quote == "Axe 1"


def test_thing_without_the_fact_is_quoted_by_its_title(places: Places) -> None:
    assert places.of(finding(path=MLG.poursuit)).quote == "Halle"


def test_words_that_the_message_quotes_come_first(places: Places) -> None:
    given = Finding("s", "c", ACTION, MLG.axe, None, (("lu", Literal("Halle")),))
    assert places.of(given).quote == "Halle"


def test_contradiction_is_quoted_by_its_statements(places: Places) -> None:
    assert places.of(finding(thing("contradiction", "a", "1"))).quote == "MATURE"


def test_part_is_quoted_by_the_statement_that_names_it(places: Places) -> None:
    assert places.of(finding(thing("partie", "a", "1"))).quote == "Axe 1"


def test_passage_is_its_own_source(places: Places) -> None:
    assert places.of(finding(thing("passage", "a", "50-55"))).quote == "Halle"


def test_fact_of_a_document_stands_in_its_turtle(tmp_path: Path) -> None:
    (tmp_path / "data/ttl").mkdir(parents=True)
    (tmp_path / "data/ttl/a.ttl").write_text(TURTLE, encoding="utf-8")
    source = Places(view(DOCUMENT), tmp_path).of(finding(path=MLG.statut))
    assert (source.file, source.line) == ("data/ttl/a.ttl", 6)


def test_given_file_is_named_as_it_was_given() -> None:
    places = Places(view(DOCUMENT), Path(), ("moi.ttl", TURTLE))
    source = places.of(finding(path=MLG.statut))
    assert (source.file, source.line, source.quote) == ("moi.ttl", 6, "MATURE")


def test_given_document_has_words_and_no_line() -> None:
    source = Places(view(DOCUMENT), Path(), ("kit.md", None)).of(finding(path=MLG.statut))
    assert (source.file, source.line, source.quote) == ("kit.md", None, "MATURE")


def test_row_of_a_table_is_found_by_its_key(tmp_path: Path) -> None:
    (tmp_path / "data/reference").mkdir(parents=True)
    table = 'code,nom\n"01001","L\'Abergement\nde trop"\n73065,Chambéry\n'
    (tmp_path / "data/reference/ort-2024.csv").write_text(table, encoding="utf-8")
    graph = view("<adhesion/ort/73065> a mlg:Adhesion ; mlg:dureeMois 36 .", "table/ort/2024")
    focus = thing("adhesion", "ort", "73065")
    source = Places(graph, tmp_path).of(finding(focus, MLG.dureeMois))
    assert (source.file, source.line) == ("data/reference/ort-2024.csv", 4)


def test_key_that_stands_twice_gives_no_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("code,nom\n01001,A\n01001,B\n", encoding="utf-8")
    assert Rows(path).line("01001") is None
    assert Rows(path).line("B") == 3
    assert Rows(path).line("ailleurs") is None


def test_table_that_is_not_there_gives_no_file(tmp_path: Path) -> None:
    graph = view("<adhesion/ort/73065> a mlg:Adhesion .", "table/ort/2024")
    assert Places(graph, tmp_path).of(finding(thing("adhesion", "ort", "73065"))).file is None


def test_concept_stands_in_its_scheme(tmp_path: Path) -> None:
    (tmp_path / "ontology/schemes").mkdir(parents=True)
    scheme = "<https://w3id.org/maillage/id/theme/habitat>\n    a <x> ;\n.\n"
    (tmp_path / "ontology/schemes/theme.ttl").write_text(scheme, encoding="utf-8")
    graph = view("<theme/habitat> skos:inScheme <scheme/theme> .")
    source = Places(graph, tmp_path).of(finding(thing("theme", "habitat")))
    assert (source.file, source.line) == ("ontology/schemes/theme.ttl", 1)


def test_unknown_thing_has_no_source() -> None:
    source = Places(view(""), Path()).of(finding(thing("nulle", "part")))
    assert (source.file, source.line, source.quote) == (None, None, None)


@pytest.mark.parametrize(
    ("subject", "predicate", "line"),
    [
        ("https://w3id.org/maillage/id/action/a/1", None, 4),
        ("https://w3id.org/maillage/id/action/a/1", "https://w3id.org/maillage/def#statut", 6),
        ("https://w3id.org/maillage/id/action/a/1", "https://w3id.org/maillage/def#axe", 4),
        ("https://w3id.org/maillage/id/b", "https://w3id.org/maillage/def#axe", 10),
        ("https://w3id.org/maillage/id/z", None, None),
    ],
)
def test_lines_of_subjects_and_predicates(
    subject: str, predicate: str | None, line: int | None
) -> None:
    assert Positions(TURTLE).line(subject, predicate) == line
