"""Decisions as text: added at the end, taken out, the rest untouched."""

from datetime import date

import pytest

from loaders.corrections import parse
from maillage.errors import InputError
from maillage.steward.decisions import appended, entry, removed

DAY = date(2026, 11, 25)
FILE = """# ce que la DDT a vu
decisions:
    - field: programme   # gardé
      value: PVD
      who: chargée de mission
      when: 2026-11-20
      why: Le titre le dit.
"""
CONFIRMED = {"field": "kind", "was": "convention", "accept": "true"}


def decided(**changes: str) -> dict[str, object]:
    return entry({**CONFIRMED, **changes}, "instructeur, DDT", "Relu", DAY)


def test_a_first_decision_makes_the_file() -> None:
    text = appended("", decided())
    (found,) = parse(text, "a.yml")
    assert (found.field, found.action, found.who, found.when) == (
        "kind",
        "accept",
        "instructeur, DDT",
        DAY,
    )


def test_what_a_person_wrote_stays_as_it_is() -> None:
    text = appended(FILE, decided())
    assert text.startswith(FILE)
    assert [each.field for each in parse(text, "a.yml")] == ["programme", "kind"]
    assert removed(text, parse(text, "a.yml")[1].line) == FILE


def test_a_value_keeps_its_zero_and_its_signs() -> None:
    where = {"name": "L'Aigle : « centre »"}
    told = {"field": "territories", "where": where, "set": {"code": "01004"}}
    (found,) = parse(appended("", entry(told, "agent", "x: y # z", DAY)), "a.yml")
    assert found.values == {"code": "01004"}
    assert found.where == where
    assert found.why == "x: y # z"


def test_the_only_decision_taken_out_leaves_nothing() -> None:
    assert removed(FILE, 3) == ""


def test_a_line_where_none_begins_is_refused() -> None:
    with pytest.raises(InputError, match="no decision begins at line 4"):
        removed(FILE, 4)


def test_a_file_written_on_one_line_is_not_broken() -> None:
    flow = "decisions: [{field: kind, value: autre, who: a, when: 2026-11-20, why: b}]\n"
    with pytest.raises(InputError):
        appended(flow, decided())


def test_what_no_file_may_hold_is_refused() -> None:
    with pytest.raises(InputError):
        appended("", entry({"field": "kind", "value": "roman"}, "agent", "x", DAY))


@pytest.mark.parametrize("who", ["", " ", "a@exemple.fr", "05 61 00 00 00", "agent 0561000000"])
def test_who_is_a_post(who: str) -> None:
    with pytest.raises(InputError):
        entry(CONFIRMED, who, "Relu", DAY)


def test_a_reason_is_needed() -> None:
    with pytest.raises(InputError):
        entry(CONFIRMED, "agent", " ", DAY)
