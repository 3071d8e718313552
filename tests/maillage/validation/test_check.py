"""Checking a graph, or a file as if it were added to it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from maillage import iri
from maillage.errors import InputError
from maillage.rdf import MLG, NamedNode, Triple, typed
from maillage.validation import check_file, check_graph, check_triples
from maillage.validation.bulk import BulkEngine
from maillage.validation.reference import ReferenceEngine
from tests.maillage.validation.graphs import HEAD, ROOT, SETTINGS, triples, view

RELEASE = """
mlg:Avenant rdfs:subClassOf mlg:Convention .
<commune/32132> a mlg:Commune ; mlg:codeInsee "32132" ; rdfs:label "Fleurance"@fr .
<adhesion/ort/32132> a mlg:Adhesion ; mlg:programme <programme/ort> ; mlg:dureeMois 12 ;
  mlg:territoire <commune/32132> ; mlg:dateSignature "2023-01-26"^^xsd:date ;
  rdfs:label "Fleurance, programme ORT"@fr .
<convention/kit> a mlg:Convention ; rdfs:label "Dossier"@fr ; mlg:nombreFichesAnnonce 1 .
<action/kit/1> a mlg:Action ; rdfs:label "Action 1"@fr ; dcterms:title "Action 1"@fr ;
  mlg:releveDe <convention/kit> ; mlg:statut <statut/mature> ; mlg:poursuit <objectif/kit/1-1> .
<statut/mature> a skos:Concept ; skos:inScheme <scheme/statut> ;
  skos:prefLabel "mature"@fr, "mature"@en .
"""
CONVENTION = """
<convention/neuve> a mlg:Convention ; rdfs:label "Convention neuve"@fr ;
  mlg:typeConvention <type-convention/convention-adhesion-pvd> ; mlg:territoire <commune/32132> ;
  mlg:dateEcheance "2022-10"^^xsd:gYearMonth .
"""


def numbers(text: str, release: str = RELEASE) -> list[str | None]:
    report = check_triples(triples(text), SETTINGS, view(release))
    return [found.id for found in report.results if found.id]


def test_whole_graph_is_reported_by_both_engines_alike() -> None:
    graph = view(RELEASE)
    fast = check_graph(graph, SETTINGS)
    assert [found.id for found in fast.results if found.id] == ["C14"]
    reference = check_graph(graph, SETTINGS, ReferenceEngine())
    assert [found.id for found in reference.results if found.id] == ["C14"]
    assert check_graph(graph, SETTINGS, BulkEngine()) == fast


def test_graph_that_respects_the_rules_conforms() -> None:
    report = check_graph(view("<commune/1> a e:Thing ."), SETTINGS)
    assert report.conforms
    assert report.results == ()


def test_new_convention_is_judged_by_what_the_graph_says_around_it() -> None:
    report = check_triples(triples(CONVENTION), SETTINGS, view(RELEASE))
    (found,) = [each for each in report.results if each.id]
    assert found.id == "C04"
    assert found.message.fr == (
        "Fleurance a signé son ORT le 26 janvier 2023, après l'échéance que fixe"
        " « Convention neuve » (octobre 2022)."
    )
    assert report.results[0].focus == iri.convention("neuve").value


def test_what_was_wrong_before_is_not_told_again() -> None:
    assert "C14" not in numbers(CONVENTION)


def test_what_the_addition_breaks_elsewhere_is_told() -> None:
    second = """<action/kit/2> a mlg:Action ; rdfs:label "Action 2"@fr ; dcterms:title "A2"@fr ;
      mlg:releveDe <convention/kit> ; mlg:statut <statut/mature> ;
      mlg:poursuit <objectif/kit/2-1> ."""
    assert numbers(second) == ["C01"]


def test_thing_of_the_graph_that_is_described_again_is_judged_again() -> None:
    again = '<adhesion/ort/32132> mlg:identifiant "ort-1" .'
    assert numbers(again) == ["C14"]


def test_without_a_release_the_ontology_is_enough() -> None:
    report = check_triples(triples(CONVENTION), SETTINGS)
    assert [found.id for found in report.results if found.id] == ["C05"]


def test_turtle_file_is_reported_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "neuve.ttl"
    path.write_text(HEAD + CONVENTION, encoding="utf-8")
    report = check_file(path, SETTINGS, view(RELEASE))
    (source,) = [found.source for found in report.results if found.id == "C04"]
    head = HEAD.count("\n")
    assert (source.file, source.line) == (str(path), head + 4)


@pytest.mark.parametrize("suffix", ["nt", "jsonld", "rdf"])
def test_any_rdf_is_read(tmp_path: Path, suffix: str) -> None:
    focus, value = iri.convention("neuve").value, "https://w3id.org/maillage/def#"
    bodies = {
        "nt": f'<{focus}> <{value}dureeMois> "18" .\n'
        f"<{focus}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{value}Enonce> .\n",
        "jsonld": f'{{"@id": "{focus}", "@type": "{value}Enonce"}}',
        "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns:m="{value}"><m:Enonce rdf:about="{focus}"/></rdf:RDF>',
    }
    path = tmp_path / f"f.{suffix}"
    path.write_text(bodies[suffix], encoding="utf-8")
    assert {found.id for found in check_file(path, SETTINGS).results} == {"C36"}


def test_document_is_checked_by_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "convention.md"
    path.write_text("# Convention", encoding="utf-8")

    def facts(_: Path) -> list[Triple]:
        focus = iri.convention("convention")
        kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        return [
            Triple(focus, kind, MLG.Convention),
            Triple(focus, MLG.dateSignature, typed("13 juillet", "string")),
        ]

    report = check_file(path, SETTINGS, facts=facts)
    assert [found.id for found in report.results] == ["C22"]
    assert report.results[0].source.file == str(path)
    assert report.results[0].source.line is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("casse.ttl", "<a> <b> .\n", r"casse\.ttl:1: is not valid Turtle"),
        ("casse.ttl", "<https://e.org/a> a\n\n<<", r"casse\.ttl:\d: is not valid Turtle"),
        ("casse.jsonld", "{", r"casse\.jsonld.*: is not valid JSON-LD"),
        ("image.png", "", "is neither RDF"),
    ],
)
def test_bad_file_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        check_file(path, SETTINGS)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 2


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.ttl: cannot be read"):
        check_file(tmp_path / "absent.ttl", SETTINGS)


def test_folder_without_shapes_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no shapes"):
        check_graph(view(RELEASE), replace(SETTINGS, root=tmp_path))


def test_broken_shape_file_is_named_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "shapes", tmp_path / "shapes")
    (tmp_path / "shapes" / "Casse.ttl").write_text("<a> <b> <c>\n<d>", encoding="utf-8")
    with pytest.raises(InputError, match=r"Casse\.ttl:\d"):
        check_graph(view(RELEASE), replace(SETTINGS, root=tmp_path))


def test_same_input_gives_the_same_report() -> None:
    one = check_triples(triples(CONVENTION), SETTINGS, view(RELEASE))
    other = check_triples(reversed(triples(CONVENTION)), SETTINGS, view(RELEASE))
    assert one.as_json() == other.as_json()
