"""What an action costs and who pays it: totals, units, plans."""

import pytest

from loaders.readers import actions
from loaders.readers.layout import blocks
from tests.loaders.readers.actions.cases import cases, sheet, sheets

CASES = cases("costs")


@pytest.mark.parametrize(("words", "cost"), CASES["costs"].items())
def test_field_gives_its_total_or_none(words: str, cost: str | None) -> None:
    assert sheet(f"Coût : {words}").cost == cost


@pytest.mark.parametrize(("body", "cost"), CASES["sheets"].items())
def test_total_wins_over_the_sums_beside_it(body: str, cost: str) -> None:
    assert sheet(body).cost == cost


@pytest.mark.parametrize(("table", "cost"), CASES["tables"].items())
def test_column_gives_the_unit_of_a_cost(table: str, cost: str) -> None:
    (found,) = sheets(table)
    assert found.cost == cost


@pytest.mark.parametrize(("plan", "expected"), CASES["plans"].items())
def test_plan_gives_each_payer_its_share(plan: str, expected: list[list[str]]) -> None:
    found = sheet(plan)
    assert [[each.funder, each.value] for each in found.financing] == expected
    assert found.status is None


@pytest.mark.parametrize("line", ["Coût : entre 2 000 € et 3 000 €", "Statut : en attente"])
def test_field_that_gives_no_value_is_told(line: str) -> None:
    (unread,) = actions.read(blocks(f"Action 3 : Café\n\n{line}\n")).unread
    assert " : ".join(passage.quote for passage in unread) == line


def test_share_of_the_state_in_a_plan_is_no_unread_status() -> None:
    plan = "Action 3 : Café\n\nPlan de financement :\n- État : 40 000 €\n- Région : 20 000 €\n"
    assert actions.read(blocks(plan)).unread == ()
