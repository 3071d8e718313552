"""What a person may decide about findings and issues of documents: entries that apply."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders.corrections.options import HANDLERS, designation
from loaders.corrections.proposed import Desk
from loaders.draft import Stated, draft_of
from loaders.read import knowledge
from loaders.reading import Party, Reading, Territory
from maillage.model import Issue, Level, Passage
from maillage.rdf import PREFIXES
from maillage.settings import Settings
from maillage.validation.report import Severity, Text, Violation
from tests.checkout import ROOT
from tests.shapes.cases import shapes

SETTINGS = Settings(root=ROOT)
CAHORS = "cahors-acv-dossier-de-presse-2018"
HERE = "https://w3id.org/maillage/id/"


@pytest.fixture(scope="module")
def cahors() -> Stated:
    return draft_of(ROOT / "data" / "documents" / f"{CAHORS}.md", SETTINGS)


@pytest.fixture(scope="module")
def fleurance() -> Stated:
    name = "fleurance-lectoure-pvd-convention-adhesion.md"
    return draft_of(ROOT / "data" / "documents" / name, SETTINGS)


def finding(rule: str, focus: str, message: str = "") -> Violation:
    words = Text(message, message)
    return Violation(
        Severity.WARNING, f"{PREFIXES['mls']}{rule}", None, HERE + focus, None, None, words
    )


def desk(stated: Stated, text: str = "") -> Desk:
    return Desk(stated, text, knowledge(SETTINGS))


def changed(stated: Stated, **fields: object) -> Stated:
    return replace(stated, reading=replace(stated.reading, **fields))  # type: ignore[arg-type]


def test_every_option_is_of_a_rule() -> None:
    assert {f"{PREFIXES['mls']}{name}" for name in HANDLERS} <= set(shapes().rules)


def test_a_total_that_its_own_detail_contradicts_is_put_right(cahors: Stated) -> None:
    found = finding("MontantShape-valeur-contredite", f"montant/{CAHORS}/6")
    (repair,) = desk(cahors).of_finding(found)
    assert repair.decision == {
        "field": "amounts",
        "where": {"value": "1000000000", "nature": "exact", "funder": "Anah"},
        "set": {"value": "1200000000"},
    }
    assert repair.label.fr == "Retenir 1,2 Md€ et non 1 Md€ (Anah)"
    assert repair.difference.startswith(f"--- a/{CAHORS}.yml\n+++ b/{CAHORS}.yml\n")
    assert "+    who: …\n+    when: …\n+    why: …\n" in repair.difference


def test_either_sum_of_a_contradiction_may_be_kept(cahors: Stated) -> None:
    words = "Le document se contredit. Deux montants pour Anah : 1 Md€ et 1,2 Md€."
    found = finding("ContradictionShape-porteSur-trancher", f"contradiction/{CAHORS}/1", words)
    labels = [repair.label.fr for repair in desk(cahors).of_finding(found)]
    assert labels[0] == "Retenir 1,2 Md€ et non 1 Md€ (Anah)"
    assert len(labels) == 2
    assert "Retenir 1 Md€ et non 1,2 Md€" in labels[1]


def test_the_axis_that_the_text_tells_is_offered_before_the_printed_one(cahors: Stated) -> None:
    found = finding("ActionShape-axePropose", f"action/{CAHORS}/9")
    decisions = [repair.decision for repair in desk(cahors).of_finding(found)]
    assert [each and each["set"] for each in decisions] == [
        {"axis": "4", "proposed_axis": None},
        {"proposed_axis": None},
    ]


def test_a_difference_shows_what_the_file_would_gain(cahors: Stated) -> None:
    held = (
        "# notes\ndecisions:\n  - {field: kind, value: autre, who: a, when: 2026-11-20, why: b}\n"
    )
    found = finding("ActionShape-axePropose", f"action/{CAHORS}/9")
    first, _ = desk(cahors, held).of_finding(found)
    lines = first.difference.splitlines()
    assert not [line for line in lines[2:] if line.startswith("-")]
    assert " # notes" in lines


@pytest.mark.parametrize(
    "found",
    [
        finding("ActionShape-axePropose", f"action/{CAHORS}/99"),
        finding("ActionShape-axePropose", "action/another/9"),
        finding("ActionShape-statut", f"action/{CAHORS}/2"),
        finding("MontantShape-valeur-contredite", f"montant/{CAHORS}/99"),
        finding("MontantShape-valeur-contredite", f"montant/{CAHORS}/1"),
        finding("ConventionShape-dateEcheance-duree", f"convention/{CAHORS}"),
        finding("ConventionShape-dateSignature-unique", f"convention/{CAHORS}"),
        finding("ConventionShape-aPartie-etat", f"convention/{CAHORS}"),
    ],
)
def test_what_the_reading_does_not_tell_is_not_offered(cahors: Stated, found: Violation) -> None:
    assert desk(cahors).of_finding(found) == ()


def words(quote: str) -> tuple[Passage, ...]:
    return (Passage(0, len(quote), quote),)


def asked(stated: Stated, party: Party) -> list[str]:
    """What a party that was not linked may be linked to."""
    issue = Issue(Level.WARNING, "n'a pas été identifiée", None, party.evidence)
    reading = replace(stated.reading, parties=(*stated.reading.parties, party))
    draft = replace(stated.draft, issues=(issue,))
    ((_, repairs),) = desk(replace(stated, reading=reading, draft=draft)).issues()
    return [str(repair.decision["set"]["entity"]) for repair in repairs if repair.decision]


@pytest.mark.parametrize(
    ("name", "sirens"),
    [
        ("Commune de Flerance", ["213201320"]),
        ("Commune de Condomm", ["213201072"]),
        ("Agence nationale de l'habitta", ["180067027"]),
        ("Association des amis de la halle", []),
        ("Commune de Gap", []),
        ("Commune", []),
    ],
)
def test_a_party_is_linked_to_the_nearest_body_of_its_departement(
    fleurance: Stated, name: str, sirens: list[str]
) -> None:
    party = Party(name, "partenaire", None, None, None, words(name))
    assert [found.rpartition("/")[2] for found in asked(fleurance, party)] == sirens


def test_a_place_without_a_code_gets_that_of_its_departement(fleurance: Stated) -> None:
    place = Territory("Saint-Clar", "commune", None, words("Saint-Clar"))
    issue = Issue(Level.WARNING, "n'a pas de code", None, place.evidence)
    stated = changed(fleurance, territories=(*fleurance.reading.territories, place))
    stated = replace(stated, draft=replace(stated.draft, issues=(issue,)))
    ((_, repairs),) = desk(stated).issues()
    assert [repair.decision and repair.decision["set"] for repair in repairs] == [{"code": "32370"}]


def test_words_that_name_a_person_are_in_no_decision(fleurance: Stated) -> None:
    assert fleurance.reading.personal
    name = next(each.value for each in fleurance.reading.personal if each.kind == "name")
    found = f"Commune de Flerance ({name})"
    assert asked(fleurance, Party(found, "partenaire", None, None, None, words(found))) == []


def test_an_item_that_nothing_tells_from_another_has_no_designation() -> None:
    one = Territory("Le Port", "commune", None, words("Le Port"))
    assert designation("territories", one, [one, one]) is None
    other = replace(one, kind="epci")
    assert designation("territories", one, [one, other]) == {"name": "Le Port", "kind": "commune"}


def test_all_issues_are_told_with_or_without_a_decision(fleurance: Stated) -> None:
    told = desk(fleurance).issues()
    assert tuple(issue for issue, _ in told) == fleurance.issues
    assert isinstance(fleurance.reading, Reading)
    assert Path(fleurance.path).is_file()
