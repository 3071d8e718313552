"""Each saved query has its expected answer: ``<name>.csv``, asked with the example of its file.

``<name>@<parameter>=<value>,….csv`` holds the answer for other values. A long
answer is kept to its first rows, and always with the count of all.
"""

import time
from pathlib import Path

import pytest

from maillage.catalogue import SavedQuery, ask, choices, load, render
from maillage.settings import settings
from maillage.store import View
from tests.checkout import ROOT

HERE = Path(__file__).parent
KEPT = 40
QUERIES = {query.name: query for query in load(ROOT / "queries")}
CASES = sorted(path.stem for path in HERE.glob("*.csv"))


def asked(case: str) -> tuple[SavedQuery, dict[str, str | None]]:
    """The query of a case and its values: those of its name, else the examples that are needed."""
    name, _, pairs = case.partition("@")
    query = QUERIES[name]
    values: dict[str, str | None] = {
        parameter.name: parameter.example for parameter in query.parameters if parameter.required
    }
    given = (pair.partition("=") for pair in pairs.split(",") if pair)
    return query, values | {name: value for name, _, value in given}


def stated(view: View, case: str) -> str:
    """The answer as its file holds it."""
    answer = ask(view, *asked(case))
    lines = render(answer, "csv").split("\r\n")[: KEPT + 1]
    return "\n".join(line for line in lines if line) + f"\n# rows: {len(answer)}\n"


def test_every_query_has_an_expected_answer_and_every_answer_a_query() -> None:
    assert {case.partition("@")[0] for case in CASES} == set(QUERIES)
    assert {case for case in CASES if "@" not in case} == set(QUERIES)


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_the_expected_one(national_view: View, case: str, approve: bool) -> None:
    path = HERE / f"{case}.csv"
    found = stated(national_view, case)
    if approve:
        path.write_text(found, encoding="utf-8", newline="")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_expected_answer_has_rows(case: str) -> None:
    count = (HERE / f"{case}.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert count.startswith("# rows: ")
    assert count != "# rows: 0"


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_answer_comes_well_within_the_limit_of_the_service(
    national_view: View, name: str
) -> None:
    query, values = asked(name)
    start = time.perf_counter()
    ask(national_view, query, values)
    assert time.perf_counter() - start < settings({}).query_seconds / 2


OFFERED = [
    (query.name, parameter.name)
    for query in QUERIES.values()
    for parameter in query.parameters
    if parameter.choices
]


@pytest.mark.parametrize(("name", "parameter"), OFFERED)
def test_a_form_offers_the_example_and_only_values_of_the_type(
    national_view: View, name: str, parameter: str
) -> None:
    (found,) = (one for one in QUERIES[name].parameters if one.name == parameter)
    offered = choices(national_view, found)
    assert all(found.kind.term(choice.value) is not None for choice in offered)
    assert all(choice.label for choice in offered)
    examples = {found.kind.term(choice.value) for choice in offered}
    assert found.kind.term(found.example) in examples
