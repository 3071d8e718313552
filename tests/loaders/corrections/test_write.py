"""Decisions added to the text of a file of corrections and taken out: the rest stays as it was."""

from datetime import date
from typing import Any

import pytest

from loaders import corrections
from loaders.corrections import write
from maillage.errors import InputError

DAY = date(2026, 11, 25)
WHO, WHY = "chargée de mission habitat, DDT du Gers", "La convention est signée à la dernière page."
KIND = {"field": "kind", "was": "autre", "value": "avenant"}
AMOUNT = {"field": "amounts", "where": {"value": "100"}, "set": {"value": "01004"}}
HELD = """# notes of a person
decisions:
    # why this one: see the minutes
    - field: kind
      value: avenant   # not a convention
      who: poste
      when: 2026-11-20
      why: Le titre.

    # about the second
    - {field: programme, value: PVD, who: poste, when: 2026-11-20, why: "Le logo : visible."}
# the end
"""


def entry(decision: dict[str, Any]) -> dict[str, Any]:
    return write.entry(decision, WHO, DAY, WHY)


@pytest.mark.parametrize(
    "decision",
    [
        KIND,
        AMOUNT,
        {"field": "parties", "where": {"organisation": "l'Anah : #1"}, "refuse": "true"},
        {"field": "duration_months", "value": None},
        {"field": "actions", "where": {"title": "A"}, "set": {"partners": ["Anah", "CDC"]}},
        {"field": "dates", "add": {"value": "2021-05-06", "event": "signature"}, "quote": "6\nmai"},
    ],
)
def test_what_is_written_is_read_again_as_it_was_decided(decision: dict[str, Any]) -> None:
    text = write.appended("", entry(decision))
    (found,) = corrections.parse(text, "f")
    assert text.startswith("decisions:\n  - field: ")
    assert (found.who, found.when, found.why) == (WHO, DAY, WHY)
    assert found.action in decision
    assert found.quote == decision.get("quote")
    for name, value in decision.get("where", {}).items():
        assert found.where[name] == value


def test_the_text_of_a_person_is_kept_to_the_letter() -> None:
    after = write.appended(HELD, entry(KIND))
    assert after.startswith(HELD)
    assert after[len(HELD) :].startswith("    - field: kind\n      was: autre\n")
    assert len(corrections.parse(after, "f")) == 3


@pytest.mark.parametrize(
    "before", ["", "# nothing yet\n", "decisions: []\n", "decisions: [ ] # soon\n", "# x"]
)
def test_a_file_without_decisions_gets_its_first(before: str) -> None:
    after = write.appended(before, entry(KIND))
    assert len(corrections.parse(after, "f")) == 1
    assert after.count("decisions:") == 1
    assert all(line in after for line in before.splitlines() if line.startswith("#"))


def test_line_ends_of_another_system_stay() -> None:
    before = write.appended("", entry(KIND)).replace("\n", "\r\n")
    after = write.appended(before, entry(AMOUNT))
    assert after.startswith(before)
    assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("decisions: [{field: kind, value: autre, who: a, when: 2026-11-20, why: b}]\n", ""),
        ("decisions:\n  - field: nothing\n", "field"),
        ("other: 1\n", "decisions"),
    ],
)
def test_a_file_that_cannot_take_a_decision_is_refused(before: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        write.appended(before, entry(KIND))


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("", WHY),
        ("  ", WHY),
        (WHO, ""),
        (WHO, "\n"),
        ("jeanne@gers.fr", WHY),
        ("DDT, 05 62 61 44 00", WHY),
        ("+33 5 62 61 44 00", WHY),
    ],
)
def test_who_and_why_are_said_and_reach_nobody(who: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        write.entry(KIND, who, DAY, why)
    assert caught.value.fr


@pytest.mark.parametrize(
    "decision",
    [
        {"field": "kind", "value": "roman"},
        {"field": "kind"},
        {"field": "persons", "add": {"name": "x"}},
        {"field": "parties", "where": {"organisation": "x"}, "set": {"person": "x"}},
        {"field": "parties", "set": {"quality": "etat"}},
        {"field": "kind", "value": "autre", "colour": "red"},
        {},
    ],
)
def test_what_the_loader_would_refuse_is_refused(decision: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        write.appended("", entry(decision))


def test_a_decision_is_taken_out_alone() -> None:
    first, second = corrections.parse(HELD, "f")
    rest = write.removed(HELD, first.line)
    assert [each.field for each in corrections.parse(rest, "f")] == ["programme"]
    assert "# about the second" in rest
    assert "# why this one" in rest
    rest = write.removed(HELD, second.line)
    assert [each.field for each in corrections.parse(rest, "f")] == ["kind"]
    assert rest.endswith("# the end\n")


def test_nothing_is_left_of_a_file_whose_only_decision_goes() -> None:
    text = write.appended("", entry(KIND))
    assert write.removed(text, 2) == ""
    noted = "# kept\n" + text
    assert write.removed(noted, 3) == "# kept\ndecisions: []\n"


def test_what_is_added_and_taken_out_leaves_the_file_as_it_was() -> None:
    after = write.appended(HELD, entry(AMOUNT))
    assert write.removed(after, corrections.parse(after, "f")[-1].line) == HELD


@pytest.mark.parametrize("line", [1, 5, 99])
def test_a_line_where_no_decision_begins_is_refused(line: int) -> None:
    with pytest.raises(InputError, match="no decision begins"):
        write.removed(HELD, line)
