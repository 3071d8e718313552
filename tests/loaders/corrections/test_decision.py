"""A file of decisions is read whole, or refused with its line and the remedy."""

import datetime
from pathlib import Path

import pytest

from loaders import corrections
from loaders.corrections.decision import CHOICES, ITEMS, SINGLE, Decision, parse
from maillage.errors import InputError

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
        ("field: kind", "for kind, give one of: value$"),
        ("field: kind, refuse: true", "for kind, give one of: value$"),
        ("field: dates, value: 2021", "for dates, give one of: set, refuse, accept, add$"),
        ("field: dates, where: {value: 1}, refuse: true, add: {value: 2}", "give one of: set"),
        ("field: dates, where: {value: 2021}, accept: true", "only a proposed link is accepted; "),
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
        ("field: duration_months, value: 3.5", "duration_months 3.5 is not understood"),
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


@pytest.mark.parametrize("day", ["", "hier", "'2026-02-30'", "20/11/2026", "2026"])
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
    [(name, value) for name in ("kind", "programme") for value in sorted(CHOICES[name])],
)
def test_every_choice_is_accepted(name: str, value: str) -> None:
    assert one(f"field: {name}\n    value: {value}").values == {name: value}


def test_a_field_is_a_list_or_a_single_value() -> None:
    assert not set(SINGLE) & set(ITEMS)
