"""Files checked with their mends, and mends applied: the finding is gone when checked again."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from loaders import mending
from maillage.errors import InputError
from maillage.settings import Settings
from maillage.validation import mends
from maillage.validation.check import Checker
from tests.checkout import ROOT, small_checkout
from tests.maillage.validation.mends.bench import country

CAHORS = "cahors-acv-dossier-de-presse-2018"
DAY = date(2026, 11, 25)
WHO, WHY = "cheffe de projet", "Le détail fait foi."
FILE = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/maillage/id/>

# written by hand
<convention/neuve> a mlg:Convention ; rdfs:label "Convention neuve"@fr ;
    mlg:dateSignature "13 juillet 2018" ; # as printed
    mlg:territoire <commune/1004> .
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A checkout whose tables are read once for all the tests."""
    return Settings(root=small_checkout(tmp_path_factory.mktemp("mending") / "checkout"))


@pytest.fixture
def checkout(small: Settings) -> Iterator[Settings]:
    """The checkout without a decision on the document, before and after."""
    path = small.data / "corrections" / f"{CAHORS}.yml"
    assert not path.exists()
    yield small
    path.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.ready(Settings(root=ROOT), country())


def numbered(found: mending.Checked, words: str) -> list[int]:
    """The numbers of the mends that say so."""
    return [number for number, repair in found.offered if words in repair.label.fr]


def applied(found: mending.Checked, numbers: list[int], settings: Settings) -> str:
    return mending.applied(found, numbers, settings, WHO, DAY, WHY)


def test_mends_of_a_turtle_file_are_applied_together(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "neuve.ttl"
    path.write_text(FILE, encoding="utf-8")
    found = mending.checked(path, checker)
    assert all(repair.difference for _, repair in found.offered)
    date_of, place = numbered(found, "13 juillet 2018"), numbered(found, "Ambérieu")
    shown = applied(found, [*date_of, *place], checker.settings)
    assert path.read_text(encoding="utf-8") == FILE.replace(
        '"13 juillet 2018"', '"2018-07-13"^^xsd:date'
    ).replace("<commune/1004>", "<commune/01004>")
    assert shown.count("\n+") == 3
    again = mending.checked(path, checker)
    assert not {"C22", "C05"} & {result.id for result in again.report.results}
    assert again.offered == []


def test_mends_are_numbered_in_the_order_of_the_report(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "neuve.ttl"
    path.write_text(FILE, encoding="utf-8")
    report = mending.checked(path, checker).report
    numbers = mends.numbered(report)
    assert [number for number, _, _ in numbers] == list(range(1, len(numbers) + 1))
    assert [repair for _, _, repair in numbers] == [
        repair for result in report.results for repair in result.repairs
    ]


def test_a_number_that_is_not_offered_is_refused(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "neuve.ttl"
    path.write_text(FILE, encoding="utf-8")
    with pytest.raises(InputError, match="no mend has the number 99"):
        applied(mending.checked(path, checker), [99], checker.settings)
    assert path.read_text(encoding="utf-8") == FILE


def test_two_mends_of_one_fact_are_refused(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "membre.ttl"
    adhesion = '<adhesion/pvd/x> a mlg:Adhesion ; rdfs:label "Germagnat, programme PVD"@fr ;'
    fact = "mlg:programme <programme/pvd> ; mlg:territoire <commune/01999> ."
    path.write_text(FILE.partition("# written")[0] + adhesion + fact, encoding="utf-8")
    found = mending.checked(path, checker)
    with pytest.raises(InputError, match="change the same fact"):
        applied(found, numbered(found, "territoire"), checker.settings)


def test_a_form_that_is_not_edited_is_left_to_a_person(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "neuve.jsonld"
    path.write_text(
        '{"@id": "https://w3id.org/maillage/id/convention/neuve", "@type": '
        '"https://w3id.org/maillage/def#Convention", '
        '"https://w3id.org/maillage/def#dateSignature": "13/07/2018"}'
    )
    found = mending.checked(path, checker)
    ((number, repair),) = [each for each in found.offered if "13 juillet" in each[1].label.fr]
    assert repair.difference == ""
    with pytest.raises(InputError, match="by hand"):
        applied(found, [number], checker.settings)


@pytest.mark.parametrize("content", [b"<a> <b> .", b"\xff\xfe"])
def test_a_bad_file_is_named(checker: Checker, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "casse.ttl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"casse\.ttl"):
        mending.checked(path, checker)
    with pytest.raises(InputError, match=r"absent\.ttl"):
        mending.checked(tmp_path / "absent.ttl", checker)


def test_a_decision_on_a_document_makes_its_finding_go(checkout: Settings) -> None:
    path = checkout.data / "documents" / f"{CAHORS}.md"
    checker = Checker.ready(checkout)
    found = mending.checked(path, checker)
    assert "C02" in {result.id for result in found.report.results}
    shown = applied(found, numbered(found, "Retenir 1,2 Md€")[:1], checkout)
    written = (checkout.data / "corrections" / f"{CAHORS}.yml").read_text(encoding="utf-8")
    assert "value: '1200000000'" in written
    assert f"who: {WHO}" in written
    assert shown.startswith(f"--- a/{CAHORS}.yml")
    again = mending.checked(path, checker)
    assert "C02" not in {result.id for result in again.report.results}
    assert again.stated is not None
    assert again.stated.applied == 1


def test_a_copy_of_a_document_elsewhere_is_mended_by_the_same_file(
    checkout: Settings, tmp_path: Path
) -> None:
    copy = tmp_path / f"{CAHORS}.md"
    shutil.copy(checkout.data / "documents" / copy.name, copy)
    checker = Checker.ready(checkout)
    found = mending.checked(copy, checker)
    number = numbered(found, "Retenir 1,2 Md€")[0]
    copy.write_text("# Another\n", encoding="utf-8")
    with pytest.raises(InputError, match="another document has this name"):
        applied(found, [number], checkout)


@pytest.mark.parametrize(("who", "why"), [("", WHY), (WHO, " "), ("jeanne@cahors.fr", WHY)])
def test_a_decision_says_who_and_why(checkout: Settings, who: str, why: str) -> None:
    path = checkout.data / "documents" / f"{CAHORS}.md"
    found = mending.checked(path, Checker.ready(checkout))
    number = numbered(found, "Retenir 1,2 Md€")[0]
    with pytest.raises(InputError):
        mending.applied(found, [number], checkout, who, DAY, why)
    assert not (checkout.data / "corrections" / f"{CAHORS}.yml").exists()
