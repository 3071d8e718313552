"""Each form of a report, against its approved file; ``pytest --approve`` writes them anew."""

import json
import re
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SH

from maillage.rdf import Literal, NamedNode
from maillage.validation import FORMATS, load, render
from maillage.validation.formats.text import EXAMPLES
from maillage.validation.report import Report, Rule, Severity, Source, Text, Violation
from tests.maillage.validation.graphs import ROOT

HERE = Path(__file__).parent / "reports"
PACKAGE = ROOT / "maillage" / "validation" / "formats"
SUFFIX = {"text": "txt"}
RULES = "https://w3id.org/maillage/shapes#"
THINGS = "https://w3id.org/maillage/id/"


def ort(number: int) -> Violation:
    return Violation(
        Severity.WARNING,
        RULES + "AdhesionShape-dureeMois",
        "C14",
        f"{THINGS}adhesion/ort/{number}",
        "https://w3id.org/maillage/def#dureeMois",
        "36",
        Text(f"L'ORT de Ville {number} dure 36 mois.", f"The ORT of Ville {number}: 36 months."),
        Source("data/reference/ort-2024.csv", number),
        component=SH.SPARQLConstraintComponent,
        term=Literal(36),
    )


LEAK = Violation(
    Severity.VIOLATION,
    RULES + "TexteShape-coordonnees",
    "C39",
    f"{THINGS}action/a/1",
    None,
    "<script>alert(1)</script>",
    Text("Le texte « <script> » & la suite : à masquer.", "The text “<script>” & more: mask it."),
    Source("data/ttl/a.ttl", 12, f"{THINGS}document/a", 40, 46, "<b>MOTS</b>\ncités"),
    component=SH.NotConstraintComponent,
    term=Literal("<script>alert(1)</script>"),
)
PLAIN = Violation(
    Severity.INFO,
    "https://example.org/rule",
    None,
    "javascript:alert(1)",
    None,
    None,
    Text("Sans numéro.", "Without a number."),
    Source(),
)
KNOWN = load(ROOT / "shapes").rules
REPORT = Report.of([*(ort(number) for number in range(2, 10)), LEAK, PLAIN], KNOWN)
EMPTY = Report.of([], {})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_form_is_the_approved_one(form: str, language: str, approve: bool) -> None:
    path = HERE / f"report.{language}.{SUFFIX.get(form, form)}"
    text = render(REPORT, form, language)
    if approve:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", list(FORMATS))
def test_empty_report_can_be_written(form: str) -> None:
    assert render(EMPTY, form).endswith("\n")


def test_forms_are_those_of_the_folder() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "wording"}
    names = {type(form).__module__.rpartition(".")[2] for form in FORMATS.values()}
    assert names == modules
    assert list(FORMATS) == ["text", "json", "ttl", "html", "sarif"]


def test_text_counts_and_cuts_long_lists() -> None:
    text = render(REPORT, "text")
    assert text.startswith("C39 Ni adresse électronique ni téléphone (1 erreur)\n")
    assert text.count("  - L'ORT de") == EXAMPLES
    assert "  … et 3 autres\n" in text
    assert text.endswith("1 erreur, 8 avertissements, 1 information\n")


def test_text_can_be_whole() -> None:
    text = render(REPORT, "text", whole=True)
    assert text.count("  - L'ORT de") == 8
    assert "autres" not in text


def test_text_in_english_has_no_french() -> None:
    text = render(REPORT, "text", "en")
    assert text.endswith("1 error, 8 warnings, 1 note\n")
    assert "avertissement" not in text


def test_nothing_found_is_said() -> None:
    assert render(EMPTY, "text") == "Tout respecte les règles.\n"
    assert render(EMPTY, "text", "en") == "Everything respects the rules.\n"


def test_turtle_is_a_report_of_the_standard() -> None:
    graph = rdflib.Graph().parse(data=render(REPORT, "ttl"), format="turtle")
    report = graph.value(None, RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, SH.result))
    assert len(results) == len(REPORT.results)
    for result in results:
        assert len(list(graph.objects(result, SH.focusNode))) == 1
        assert len(list(graph.objects(result, SH.resultSeverity))) == 1
        assert len(list(graph.objects(result, SH.resultMessage))) == 2
    assert (None, SH.value, rdflib.Literal(36)) in graph


def test_turtle_of_a_report_read_from_json_still_names_single_components() -> None:
    back = Report.from_json(REPORT.as_json(), KNOWN)
    graph = rdflib.Graph().parse(data=render(back, "ttl"), format="turtle")
    named = set(graph.objects(None, SH.sourceConstraintComponent))
    assert named == {SH.SPARQLConstraintComponent, SH.NotConstraintComponent}


def test_page_stands_alone_and_escapes_what_it_shows() -> None:
    page = render(REPORT, "html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>MOTS" not in page
    assert 'href="javascript:' not in page
    assert not re.search(r"(src|@import|url\()", page)
    assert '<html lang="fr">' in page


def test_sarif_names_rules_places_and_levels() -> None:
    log = json.loads(render(REPORT, "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    declared = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} - declared == {PLAIN.rule}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "data/ttl/a.ttl"},
        "region": {"startLine": 12},
    }


def test_rule_that_is_not_known_goes_by_its_address() -> None:
    bare = Report.of([PLAIN], {})
    assert render(bare, "text").startswith("https://example.org/rule (1 information)")


def test_rule_without_english_is_named_in_french() -> None:
    rule = Rule(PLAIN.rule, None, Severity.INFO, Text("Nom", "Nom"), Text("", ""), Text("", ""))
    assert render(Report.of([PLAIN], {PLAIN.rule: rule}), "text", "en").startswith("Nom (1 note)")
    assert NamedNode(PLAIN.rule).value == PLAIN.rule
