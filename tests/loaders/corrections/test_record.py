"""Decisions recorded for the real documents: applied when they are read again, or not written."""

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from loaders import corrections
from loaders.corrections import write
from loaders.corrections.record import record, record_all
from loaders.draft import draft_of
from maillage.errors import InputError
from maillage.settings import Settings
from tests.checkout import small_checkout

SLUG = "fleurance-lectoure-pvd-convention-adhesion"
DOCUMENT = f"data/documents/{SLUG}.md"
DAY = date(2026, 11, 25)
WHO, WHY = "cheffe de projet PVD", "Relu sur l'original."
MONTHS = {"field": "duration_months", "was": "18", "value": "24"}
STATE = {"field": "dispositifs", "where": {"notation": "ORT"}, "set": {"state": "acheve"}}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A checkout whose tables are read once for all the tests."""
    return Settings(root=small_checkout(tmp_path_factory.mktemp("record") / "checkout"))


@pytest.fixture
def checkout(small: Settings) -> Iterator[Settings]:
    """The checkout without a decision on the document, before and after."""
    path = write.file_of(small, SLUG)
    assert not path.exists()
    yield small
    path.unlink(missing_ok=True)


def test_a_recorded_decision_is_applied_when_the_document_is_read_again(checkout: Settings) -> None:
    path = record(checkout, SLUG, MONTHS, WHO, DAY, WHY)
    assert path == checkout.data / "corrections" / f"{SLUG}.yml"
    read = draft_of(checkout.root / DOCUMENT, checkout)
    assert read.applied == 1
    assert read.reading.duration_months is not None
    assert read.reading.duration_months.value == 24


def test_several_are_recorded_together_or_not_at_all(checkout: Settings) -> None:
    stale = {"field": "duration_months", "was": "12", "value": "36"}
    with pytest.raises(InputError, match="does not apply"):
        record_all(checkout, SLUG, [MONTHS, stale], WHO, DAY, WHY)
    assert not write.file_of(checkout, SLUG).exists()
    record_all(checkout, SLUG, [MONTHS, STATE], WHO, DAY, WHY)
    assert draft_of(checkout.root / DOCUMENT, checkout).applied == 2


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        ({"field": "duration_months", "was": "12", "value": "24"}, "lecture dit maintenant"),
        ({"field": "duration_months", "was": "18", "value": "18"}, "changes nothing"),
        ({"field": "parties", "where": {"organisation": "Anah"}, "refuse": True}, "plus rien"),
        ({"field": "dispositifs", "add": {"notation": "RIEN"}}, "n'est la notation d'aucun"),
        ({"field": "dates", "add": {"value": "2021", "event": "debut"}, "quote": "zut"}, "zut"),
    ],
)
def test_what_does_not_apply_or_changes_nothing_is_not_written(
    checkout: Settings, decision: Any, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        record(checkout, SLUG, decision, WHO, DAY, WHY)
    assert not write.file_of(checkout, SLUG).exists()


def test_a_confirmation_is_written_though_it_changes_nothing(checkout: Settings) -> None:
    confirmed = {"field": "duration_months", "was": "18", "accept": True}
    record(checkout, SLUG, confirmed, WHO, DAY, WHY)
    assert draft_of(checkout.root / DOCUMENT, checkout).applied == 1


def test_a_document_that_is_not_there_is_named(checkout: Settings) -> None:
    with pytest.raises(InputError, match="no document of data/documents"):
        record(checkout, "absent", MONTHS, WHO, DAY, WHY)


def test_two_who_decide_at_once_both_have_their_decision(checkout: Settings) -> None:
    failed: list[BaseException] = []

    def decide(decision: dict[str, Any]) -> None:
        try:
            record(checkout, SLUG, decision, WHO, DAY, WHY)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=decide, args=(each,)) for each in (MONTHS, STATE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = corrections.load(write.file_of(checkout, SLUG))
    assert {each.field for each in found} == {"duration_months", "dispositifs"}
