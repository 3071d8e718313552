"""A finding says where it comes from: words of a document, row of a table, line of a file."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from maillage.iri import thing
from maillage.rdf import MLG, BlankNode, Literal, NamedNode, RdfFormat, Statement, parse
from maillage.validation import positions
from maillage.validation.findings import Finding
from maillage.validation.places import Given, Places, Rows
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
    scheme = "<https://w3id.org/maillage/id/theme/habitat>\n    a <x:y> ;\n.\n"
    (tmp_path / "ontology/schemes/theme.ttl").write_text(scheme, encoding="utf-8")
    graph = view("<theme/habitat> skos:inScheme <scheme/theme> .")
    source = Places(graph, tmp_path).of(finding(thing("theme", "habitat")))
    assert (source.file, source.line) == ("ontology/schemes/theme.ttl", 1)


def test_unknown_thing_has_no_source() -> None:
    source = Places(view(""), Path()).of(finding(thing("nulle", "part")))
    assert (source.file, source.line, source.quote) == (None, None, None)


def test_page_of_a_passage_is_told() -> None:
    paged = DOCUMENT + "<passage/a/40-46> mlg:page 12 ."
    source = Places(view(paged), Path()).of(finding(path=MLG.statut))
    assert (source.quote, source.page) == ("MATURE", 12)


def test_passage_without_a_page_tells_none(places: Places) -> None:
    assert places.of(finding(path=MLG.statut)).page is None


def test_thing_without_a_name_has_its_line() -> None:
    text = "PREFIX mlg: <https://w3id.org/maillage/def#>\n[\n  a mlg:Action ;\n] .\n"
    triples = list(parse(text, format=RdfFormat.TURTLE))
    given = Given("moi.ttl", text, RdfFormat.TURTLE, triples)
    focus = triples[0].subject
    assert isinstance(focus, BlankNode)
    source = Places(view(""), Path(), given).of(Finding("shape", "component", focus))
    assert (source.file, source.line) == ("moi.ttl", 2)


def test_thing_without_a_name_that_was_read_apart_has_no_line() -> None:
    places = Places(view(""), Path(), ("moi.ttl", "[ <x:p> 1 ] .\n"))
    source = places.of(Finding("shape", "component", BlankNode("autre")))
    assert (source.file, source.line) == ("moi.ttl", None)


def test_value_has_its_own_line() -> None:
    text = TURTLE.replace("id:c ;", "id:c ,\n        id:d ;")
    places = Places(view(""), Path(), ("moi.ttl", text))
    about = finding(thing("b"), MLG.axe, thing("d"))
    assert places.of(about).line == 11


def test_given_file_that_is_not_rdf_any_more_has_no_line() -> None:
    source = Places(view(""), Path(), ("moi.ttl", "<x:s> <x:p> .")).of(finding(NamedNode("x:s")))
    assert (source.file, source.line) == ("moi.ttl", None)


def test_file_is_looked_through_once_and_only_for_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    scan = positions.of

    def counted(text: str, form: RdfFormat, triples: Sequence[Statement]) -> positions.Positions:
        asked.append(text)
        return scan(text, form, triples)

    monkeypatch.setattr(positions, "of", counted)
    places = Places(view(DOCUMENT), Path(), ("moi.ttl", TURTLE))
    assert asked == []
    assert [places.of(finding(path=path)).line for path in (MLG.statut, MLG.axe)] == [6, 4]
    assert asked == [TURTLE]
