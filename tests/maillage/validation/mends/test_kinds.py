"""Each kind of mend on each rule that has one; and the kinds, all listed."""

import pytest

from maillage.validation.mends import kinds
from maillage.validation.mends.kinds import KINDS
from tests.checkout import ROOT
from tests.maillage.validation.mends.bench import checked
from tests.maillage.validation.mends.cases import CASES, Case
from tests.maillage.validation.mends.table import DECIDED, MENDED
from tests.shapes.cases import shapes

FOLDER = ROOT / "maillage" / "validation" / "mends" / "kinds"


def test_the_kinds_are_the_modules_of_the_folder() -> None:
    names = [kind.__name__.rpartition(".")[2] for kind in KINDS]
    assert names == sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert all(getattr(kinds, name).mends for name in names)


def test_every_rule_has_a_mend_or_a_reason() -> None:
    index = shapes()
    rules = {
        part.value.partition("#")[2]
        for node in index.node_shapes()
        for part in index.property_shapes(node)
        if hasattr(part, "value")
    }
    assert {*MENDED, *DECIDED} == rules
    assert not {*MENDED} & {*DECIDED}
    assert all(len(reason.split()) > 5 for reason in DECIDED.values())


def test_every_rule_with_a_mend_is_mended_here() -> None:
    assert [case.rule for case in CASES] == sorted(MENDED)
    assert set(MENDED.values()) == {kind.__name__.rpartition(".")[2] for kind in KINDS}


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_a_fault_is_mended(case: Case) -> None:
    mended = checked(case.text)
    assert mended.found(case.rule)
    assert mended.facts(case.rule) == [list(facts) for facts in case.mends]
    for repair in mended.of(case.rule):
        assert repair.label.fr
        assert repair.label.en
        assert set(repair.removed) <= set(mended.added)
