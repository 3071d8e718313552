"""A file of decisions is read whole, or refused with its line and the remedy."""

import datetime
from pathlib import Path

import pytest

from loaders import corrections
from loaders.corrections.decision import CHOICES, ITEMS, SINGLE, Decision, parse
from loaders.corrections.values import needed, settable
from loaders.state.anchors import MINT
from maillage import turtle
from maillage.errors import InputError
from maillage.rdf import SKOS, Literal
from tests.checkout import ROOT

SIGNED = "who: Chargée de mission\n    when: 2026-11-20\n    why: Relu sur l'original"
ONE_LINE = "who: Chargée de mission, when: 2026-11-20, why: Relu"


def file(*items: str) -> str:
    """A file with these decisions, each signed."""
    return "decisions:\n" + "".join(f"  - {item}\n    {SIGNED}\n" for item in items)


def one(item: str) -> Decision:
    (decision,) = parse(file(item), "a.yml")
    return decision


def test_a_decision_keeps_who_when_why_and_its_line() -> None:
    _, second = parse(
        file("field: kind\n    value: avenant", "field: programme\n    value: PVD"), ""
    )
    assert (second.field, second.action, second.values) == (
        "programme",
        "value",
        {"programme": "PVD"},
    )
    assert (second.who, second.why) == ("Chargée de mission", "Relu sur l'original")
    assert second.when == datetime.date(2026, 11, 20)
    assert second.line == 7


def test_a_day_may_be_quoted() -> None:
    text = file("field: kind\n    value: autre").replace("2026-11-20", "'2026-11-20'")
    assert parse(text, "a.yml")[0].when == datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("item", "action", "values"),
    [
        ("field: duration_months\n    value: 24", "value", {"duration_months": 24}),
        ("field: duration_months\n    value: null", "value", {"duration_months": None}),
        ("field: dates\n    where: {value: 2021}\n    refuse: true", "refuse", {}),
        ("field: links\n    where: {grant: di19}\n    accept: true", "accept", {}),
        ("field: dates\n    where: {value: 2021}\n    accept: true", "accept", {}),
        ("field: kind\n    was: avenant\n    accept: true", "accept", {}),
        (
            "field: amounts\n    where: {value: 1}\n    set: {whole: true}",
            "set",
            {"whole": True},
        ),
        (
            "field: dates\n    add: {value: 2021-05-06, event: signature}",
            "add",
            {"value": "2021-05-06", "event": "signature"},
        ),
        (
            "field: actions\n    where: {number: 1}\n    set: {partners: [Anah, 12]}",
            "set",
            {"partners": ("Anah", "12")},
        ),
        ("field: convention_type\n    value: null", "value", {"convention_type": None}),
        (
            "field: territories\n    add: {name: Ars, kind: commune, code: 01004}",
            "add",
            {"name": "Ars", "kind": "commune", "code": "01004"},
        ),
        (
            "field: parties\n    where: {organisation: Anah}\n    set: {entity: 180067027}",
            "set",
            {"entity": "https://w3id.org/maillage/id/organisation/180067027"},
        ),
        (
            "field: parties\n    where: {organisation: Anah}\n"
            "    set: {entity: 'https://w3id.org/maillage/id/organisation/anah', role: null}",
            "set",
            {"entity": "https://w3id.org/maillage/id/organisation/anah", "role": None},
        ),
        (
            "field: links\n    add: {title: Halle, grant: di19}",
            "add",
            {"title": "Halle", "grant": "di19"},
        ),
    ],
)
def test_values_have_the_kind_that_their_field_wants(
    item: str, action: str, values: dict[str, object]
) -> None:
    decision = one(item)
    assert (decision.action, dict(decision.values)) == (action, values)


def test_what_was_read_before_may_be_told_in_short() -> None:
    decision = one("field: duration_months\n    was: 18\n    value: 24")
    assert decision.where == {"was": 18}
    assert decision.words == "duration_months (was = 18) : duration_months = 24"


def test_a_refusal_is_told_in_words() -> None:
    decision = one("field: dates\n    where: {value: 2021-05-06}\n    refuse: true")
    assert decision.words == "dates (value = 2021-05-06) : refuse"


@pytest.mark.parametrize("text", ["", "# nothing decided yet\n", "decisions: []\n"])
def test_a_file_may_decide_nothing(text: str) -> None:
    assert parse(text, "a.yml") == ()


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert corrections.load(tmp_path / "absent.yml") == ()


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(file("field: kind\n    value: autre").encode("latin-1"))
    with pytest.raises(InputError, match=r"a\.yml: cannot be read .*save it as UTF-8"):
        corrections.load(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("decisions:\n  - field: [kind\n", r"^a\.yml:3: is not valid YAML \(.*\); mend it$"),
        ("decisions:\n\t- field: kind\n", r"^a\.yml:2: is not valid YAML"),
        ("- field: kind\n", r"^a\.yml: must hold a list under « decisions: »$"),
        ("decisions: {field: kind}\n", "must hold a list under"),
        ("decisions:\n  - kind\n", r"^a\.yml:2: a decision has the keys field, who, when, why"),
        ("decisions: &a [*a]\n", r"^a\.yml:1: a decision has the keys"),
        (
            "decisions:\n  - field: 'a\x07'\n",
            r"^a\.yml:2: .*character U\+0007 is not allowed\); rem",
        ),
        ("decisions: []\nnotes: relu\n", r"^a\.yml:2: 'notes' is not known; the only key is"),
        ("decisions: []\ndecisions: []\n", r"^a\.yml:2: .*the key 'decisions' is given twice"),
        ("decisions:\n  - field: kind\n    field: dates\n", r"^a\.yml:3: .*'field' is given twice"),
        ("decisions: !!int x\n", r"^a\.yml:1: is not valid YAML \(could not determine"),
        ("[" * 5000, r"^a\.yml: is not valid YAML \(nested too deep\); mend it$"),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse(text, "a.yml")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("field: kind, value: autre, colour: red", "'colour' is not a key of a decision; known: "),
        ("field: colour, value: red", "field 'colour' is none of kind, programme, "),
        ("value: autre", "field None is none of kind"),
        ("field: kind", "for kind, give one of: value, accept$"),
        ("field: kind, refuse: true", "for kind, give one of: value, accept$"),
        ("field: dates, value: 2021", "for dates, give one of: set, refuse, accept, add$"),
        ("field: dates, where: {value: 1}, refuse: true, add: {value: 2}", "give one of: set"),
        ("field: dates, accept: true", "tell which item under where"),
        ("field: dates, refuse: true", "tell which item under where, by what was read"),
        ("field: dates, where: 2021, refuse: true", "where must tell the item, as « name: value »"),
        ("field: dates, where: {day: 2021}, refuse: true", "'day' is no field of dates"),
        ("field: kind, where: {value: 1}, value: autre", "'value' is no field of kind"),
        ("field: dates, add: 2021", "add must give the values, as « name: value »"),
        ("field: dates, where: {value: 1}, set: {}", "set must give the values"),
        ("field: dates, add: {day: 2021}", "'day' cannot be set in dates; may be: value, event"),
        ("field: kind, value: roman", "kind 'roman' is none of autre, avenant, convention"),
        ("field: programme, value: XYZ", "programme 'XYZ' is none of ACV"),
        ("field: dates, add: {value: 2021, event: fête}", "event 'fête' is none of approbation"),
        ("field: dates, add: {value: demain, event: autre}", "value 'demain' is not understood; "),
        ("field: amounts, add: {value: beaucoup}", "value 'beaucoup' is not understood; see "),
        ("field: actions, add: {title: Halle, cost: cher}", "cost 'cher' is not understood"),
        ("field: duration_months, value: 3.5", "duration_months '3.5' is not understood"),
        ("field: duration_months, value: -3", "duration_months '-3' is not understood"),
        ("field: [kind], value: autre", "field that is no word is none of kind"),
        ("field: kind, value: null", "kind of kind cannot be null; give a value"),
        ("field: kind, value: [avenant]", "kind must be one value, not a list"),
        ("field: convention_type, value: roman", "convention_type 'roman' is none of avenant"),
        ("field: dates, add: {value: 2021-05-07}", "add lacks event; give it"),
        ("field: territories, add: {name: Valmont}", "add lacks kind; give it"),
        ("field: indicators, add: {value: 3}", "add lacks label; give it"),
        ("field: links, add: {title: Halle}", "add lacks grant; give it"),
        ("field: legal_references, add: {iri: 'https://a.fr/b'}", "add lacks notation; give it"),
        ("field: actions, add: {title: null}", "title of actions cannot be null"),
        ("field: actions, add: {title: ''}", "title must be one value"),
        ("field: actions, add: {title: Halle, objectives: [Ouvrir]}", "'objectives' cannot be set"),
        ("field: actions, add: {title: Halle, partners: Anah}", "partners must be a list of texts"),
        ("field: actions, add: {title: Halle, status: vague}", "status 'vague' is none of 2018"),
        ("field: amounts, add: {value: '12', part_of: 0}", "'part_of' cannot be set in amounts"),
        ("field: amounts, add: {value: NaN}", "value 'NaN' is not understood"),
        ("field: amounts, add: {value: 1e9}", "value '1e9' is not understood"),
        ("field: amounts, add: {value: -5}", "value '-5' is not understood"),
        (
            "field: amounts, where: {value: 1}, set: {whole: perhaps}",
            "whole 'perhaps' is not under",
        ),
        ("field: amounts, where: {value: 1}, set: {purpose: {a: b}}", "purpose must be one value"),
        ("field: links, where: {grant: g}, set: {score: high}", "'score' cannot be set in links"),
        ("field: links, where: {grant: g}, set: {grant: h}", "a link is not changed; refuse it"),
        ("field: parties, add: {organisation: EPF, entity: anah}", "entity 'anah' is not underst"),
        (
            "field: parties, add: {organisation: EPF, entity: 'https://a/b c'}",
            "entity 'https://a/b c' is not understood",
        ),
        ("field: legal_references, add: {notation: a, iri: ici}", "iri 'ici' is not understood"),
        ("field: indicators, add: {label: a, value: 3, period: hier}", "period 'hier' is not und"),
        ("field: territories, add: {name: a, kind: commune, code: 'a b'}", "code 'a b' is not und"),
        (
            "field: dates, where: {value: 2021}, refuse: false",
            "refuse can only be true; otherwise ",
        ),
        ("field: links, where: {grant: g}, accept: false", "accept can only be true; otherwise re"),
        ("field: dates, where: {value: [2021]}, refuse: true", "value under where must be one val"),
        ("field: dates, where: {was: 2021}, refuse: true", "'was' is no field of dates"),
        ("field: dates, was: 2021, where: {value: 1}, refuse: true", "'was' is no field of dates"),
        ("field: parties, where: {person: Anne}, refuse: true", "'person' is no field of parties"),
        (
            "field: dates, where: {value: 1}, add: {value: 2021, event: autre}",
            "an item that is added is not told by where; remove it",
        ),
    ],
)
def test_a_decision_with_an_error_is_refused_with_its_line(given: str, said: str) -> None:
    text = f"decisions:\n\n  - {{{given}, {ONE_LINE}}}\n"
    with pytest.raises(InputError, match=said) as refused:
        parse(text, "data/corrections/a.yml")
    assert refused.value.place == "data/corrections/a.yml:3"


@pytest.mark.parametrize("lacking", ["who: Chargée de mission, ", ", why: Relu"])
def test_a_decision_says_who_and_why(lacking: str) -> None:
    signed = ONE_LINE.replace(lacking, "")
    with pytest.raises(InputError, match=r"say who decided .* and why"):
        parse(f"decisions:\n  - {{field: kind, value: autre, {signed}}}\n", "a.yml")


@pytest.mark.parametrize(
    "day",
    [
        "",
        "hier",
        "'2026-02-30'",
        "2026-02-30",
        "20/11/2026",
        "2026",
        "2026-11-20 10:00:00",
        "2026-11-20T10:00:00Z",
        "[2026-11-20]",
    ],
)
def test_a_decision_says_its_day(day: str) -> None:
    signed = ONE_LINE.replace("2026-11-20", day)
    with pytest.raises(InputError, match="when must be the day of the decision"):
        parse(f"decisions:\n  - {{field: kind, value: autre, {signed}}}\n", "a.yml")


@pytest.mark.parametrize(
    ("field", "name"),
    [("parties", "person"), ("parties", "evidence"), ("parties", "role_evidence")],
)
def test_no_decision_sets_a_person_or_the_words_of_the_document(field: str, name: str) -> None:
    item = f"{{field: {field}, add: {{organisation: Anah, {name}: Jeanne DUVAL}}, {ONE_LINE}}}"
    with pytest.raises(InputError, match=f"'{name}' cannot be set") as refused:
        parse(f"decisions:\n  - {item}\n", "a.yml")
    assert "person" not in refused.value.reason.partition("may be:")[2]
    assert "evidence" not in refused.value.reason.partition("may be:")[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, value)
        for name in SINGLE
        if (name, name) in CHOICES
        for value in sorted(CHOICES[name, name])
    ],
)
def test_every_choice_is_accepted(name: str, value: str) -> None:
    assert one(f"field: {name}\n    value: {value}").values == {name: value}


@pytest.mark.parametrize("kind", ["commune", "epci", "departement", "region"])
def test_a_territory_has_a_kind_of_its_own(kind: str) -> None:
    decision = one(f"field: territories\n    where: {{name: Valmont}}\n    set: {{kind: {kind}}}")
    assert decision.values == {"kind": kind}


SCHEMES = {
    ("kind", "kind"): "genre-document",
    ("convention_type", "convention_type"): "type-convention",
    ("parties", "quality"): "qualite",
    ("dates", "event"): "evenement",
    ("amounts", "nature"): "nature",
    ("dispositifs", "state"): "etat",
    ("actions", "status"): "statut",
    ("indicators", "nature"): "nature",
}
"""The scheme that each choice is of."""


@pytest.mark.parametrize(("choice", "scheme"), SCHEMES.items())
def test_choices_are_the_notations_of_their_scheme(choice: tuple[str, str], scheme: str) -> None:
    triples = turtle.read(ROOT / "ontology" / "schemes" / f"{scheme}.ttl")
    said = [each.object for each in triples if each.predicate == SKOS.notation]
    notations = {each.value for each in said if isinstance(each, Literal)}
    assert CHOICES[choice] == notations


def test_the_kinds_of_territories_are_those_that_the_graph_names() -> None:
    assert CHOICES["territories", "kind"] == set(MINT)


def test_a_field_is_a_list_or_a_single_value() -> None:
    assert not set(SINGLE) & set(ITEMS)


VALID = file("field: kind\n    value: autre")


@pytest.mark.parametrize("name", ["valmont.yml", "README.md", ".valmont.yml.swp"])
def test_files_of_decisions_are_of_documents(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(VALID, encoding="utf-8")
    corrections.check(tmp_path, {"valmont"})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("valmnt.yml", VALID, r"valmnt\.yml: no document of data/documents has this name; rename"),
        ("valmont.yaml", VALID, r"valmont\.yaml: is no file of decisions; name it <document>\.yml"),
        ("valmnt.yml", "decisions: 3\n", r"valmnt\.yml: must hold a list"),
    ],
)
def test_a_file_of_decisions_that_would_be_ignored_is_refused(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        corrections.check(tmp_path, {"valmont"})


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_no_list_lets_persons_or_words_or_places_be_set(name: str) -> None:
    assert not {"person", "part_of", "score", "accepted"} & set(settable(name))
    assert not [key for key in settable(name) if "evidence" in key]
    assert set(needed(name)) <= set(settable(name))
