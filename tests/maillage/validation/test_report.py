"""A report is sorted, counts, and goes to JSON and back."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema

from maillage.validation.report import Repair, Report, Rule, Severity, Source, Text, Violation


def _object(**properties: object) -> dict[str, object]:
    """The schema of an object with these properties, all of them and no other."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


WORDS = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"]}
NUMBER = {"type": ["integer", "null"], "minimum": 0}
REPAIR = _object(
    label=_object(fr=WORDS, en=WORDS), difference=MAYBE, decision={"type": ["object", "null"]}
)
RESULT = _object(
    severity={"enum": ["violation", "warning", "info"]},
    rule=WORDS,
    id=MAYBE,
    focus=WORDS,
    path=MAYBE,
    value=MAYBE,
    message=_object(fr=WORDS, en=WORDS),
    source=_object(file=MAYBE, line=NUMBER, document=MAYBE, start=NUMBER, end=NUMBER, quote=MAYBE),
    repairs={"type": "array", "items": REPAIR},
)
FORM = _object(conforms={"type": "boolean"}, results={"type": "array", "items": RESULT})
"""The object of ``contract/cli.md``."""


def found(severity: Severity, number: str | None, focus: str = "a", value: str = "1") -> Violation:
    rule = f"https://example.org/{number or 'plain'}"
    message = Text(f"Il faut {focus}.", f"{focus} is needed.")
    return Violation(severity, rule, number, focus, None, value, message, Source("f.ttl", 3))


WARNING = found(Severity.WARNING, "C14")
VIOLATION = found(Severity.VIOLATION, "C16")
PLAIN = found(Severity.VIOLATION, None)
INFO = found(Severity.INFO, "C28")


def test_most_serious_first_then_by_number_then_by_place() -> None:
    other = found(Severity.VIOLATION, "C16", focus="b")
    report = Report.of([INFO, other, WARNING, PLAIN, VIOLATION], {})
    assert report.results == (VIOLATION, other, PLAIN, WARNING, INFO)


def test_order_of_discovery_does_not_matter() -> None:
    results = [WARNING, VIOLATION, PLAIN, INFO]
    assert Report.of(results, {}).as_json() == Report.of(reversed(results), {}).as_json()


def test_warnings_conform_and_violations_do_not() -> None:
    assert Report.of([], {}).conforms
    assert Report.of([WARNING, INFO], {}).conforms
    assert not Report.of([WARNING, VIOLATION], {}).conforms


def test_counts_name_every_severity() -> None:
    assert Report.of([WARNING, WARNING, INFO], {}).counts() == {
        "violation": 0,
        "warning": 2,
        "info": 1,
    }


def test_json_has_the_form_of_the_contract() -> None:
    report = Report.of([WARNING, VIOLATION, PLAIN], {})
    jsonschema.validate(json.loads(json.dumps(report.as_json())), FORM)


def test_every_approved_report_has_the_form_of_the_contract() -> None:
    folder = Path(__file__).parents[2] / "shapes"
    paths = sorted(folder.glob("*/*.json"))
    assert len(paths) > 90
    for path in paths:
        jsonschema.validate(json.loads(path.read_bytes()), FORM)


def test_json_comes_back_as_the_same_report() -> None:
    report = Report.of([WARNING, VIOLATION, PLAIN], {})
    assert Report.from_json(report.as_json()) == report


def test_rules_that_are_not_named_are_left_out() -> None:
    word = Text("mot", "word")
    rules = {
        iri: Rule(iri, None, Severity.WARNING, word, word, word)
        for iri in (WARNING.rule, "https://example.org/unused")
    }
    assert list(Report.of([WARNING], rules).rules) == [WARNING.rule]


def test_joined_reports_tell_each_finding_once() -> None:
    joined = Report.joined([Report.of([WARNING], {}), Report.of([VIOLATION, WARNING], {})])
    assert joined.results == (VIOLATION, WARNING)


def test_results_are_grouped_by_rule() -> None:
    second = found(Severity.WARNING, "C14", focus="b")
    groups = Report.of([second, WARNING, VIOLATION], {}).by_rule()
    assert list(groups.values()) == [(VIOLATION,), (WARNING, second)]


def test_missing_english_is_said_in_french() -> None:
    assert Text("oui", "yes").of("en") == "yes"
    assert Text("oui", "yes").of("fr") == "oui"


def test_fingerprint_stays_when_the_line_moves_and_changes_with_the_fact() -> None:
    one = found(Severity.WARNING, "C14")
    moved = replace(one, source=Source("other.ttl", 12))
    assert moved.fingerprint == one.fingerprint
    assert found(Severity.WARNING, "C14", value="2").fingerprint != one.fingerprint
    assert found(Severity.WARNING, "C15").fingerprint != one.fingerprint


def test_nameless_thing_is_known_by_the_sentence_about_it() -> None:
    one = found(Severity.WARNING, "C14", "_:a")
    other = replace(one, focus="_:b")
    assert one.fingerprint == other.fingerprint


def test_mend_comes_back_from_json() -> None:
    mend = Repair(Text("Mettre 2", "Put 2"), difference="-1\n+2\n", decision={"field": "dates"})
    report = Report.of([replace(found(Severity.INFO, None), repairs=(mend,))], {})
    assert Report.from_json(report.as_json()) == report
