"""The convention of Fleurance and Lectoure against the answer key that was read by hand."""

import csv
import json
from typing import Any

import pytest

from loaders.gazetteer import normalise
from loaders.reading import Reading
from maillage.model import Passage
from tests.loaders.cases import SHARED, reading_of

NAME = "fleurance-lectoure-pvd-convention-adhesion"
GOLD = SHARED / "data" / "gold"
pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the answer key does not stand beside this checkout"
)
QUALITIES = {
    "collectivité bénéficiaire": "beneficiaire",
    "État": "etat",
    "partenaire": "partenaire",
}
EVENTS = {
    "03 novembre 2020": "candidature",
    "21/12/2020": "labellisation",
    "11/03/2020": "approbation",
    "20/02/2020": "approbation",
    "9 janvier 2021": "autre",
    "25 mars 2021": "approbation",
    "jusqu'en octobre 2022": "echeance",
    "23 juin 2020": "approbation",
    "juillet 2021": "autre",
    "décembre 2020": "autre",
    "Secteur sauvegardé depuis 2016": "autre",
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_of(SHARED / "documents" / f"{NAME}.md")[1]


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return dict(json.loads((GOLD / f"{NAME}.json").read_text(encoding="utf-8")))


def touches(passages: tuple[Passage, ...], row: dict[str, str]) -> bool:
    start, end = int(row["debut"]), int(row["fin"])
    return any(each.start < end and start < each.end for each in passages)


def test_parties_have_quality_role_and_person(reading: Reading, gold: dict[str, Any]) -> None:
    found = [
        (party.organisation, party.quality, party.role, party.person) for party in reading.parties
    ]
    assert found == [
        (
            each["organisation"],
            QUALITIES[each["party_group"]],
            each["role_title"],
            each["represented_by"],
        )
        for each in gold["signatories"]
    ]


def test_parties_are_linked(reading: Reading) -> None:
    sirens = [(party.entity or "").rpartition("/")[2] for party in reading.parties]
    assert sirens == ["213201320", "213202088", "243200391", "etat", "200053791", "509167326"]


def test_dates_of_the_key_are_read_with_their_events(reading: Reading) -> None:
    with (GOLD / "lomagne_dates.csv").open(encoding="utf-8", newline="") as file:
        wanted = [row for row in csv.DictReader(file) if not row["valeur"].startswith("P")]
    for row in wanted:
        events = {
            each.event
            for each in reading.dates
            if each.value == row["valeur"] and touches(each.evidence, row)
        }
        assert events == {EVENTS[row["citation"]]}, row["citation"]


def test_other_dates_of_the_key_are_read_and_none_is_inferred(
    reading: Reading, gold: dict[str, Any]
) -> None:
    found = {each.value for each in reading.dates}
    assert {each["iso"] for each in gold["dates"] if not each.get("inferred")} == found


def test_signature_is_absent_and_told(reading: Reading) -> None:
    assert not [each for each in reading.dates if each.event == "signature"]
    assert any("laissée en blanc" in issue.message for issue in reading.issues)


def test_duration_and_end_are_read(reading: Reading, gold: dict[str, Any]) -> None:
    assert reading.duration_months
    assert reading.duration_months.value == gold["duration_months"]
    ends = [(each.value, each.about) for each in reading.dates if each.event == "echeance"]
    assert ends == [("2022-10", None)]


def test_there_is_no_amount_and_no_action(reading: Reading) -> None:
    assert (reading.amounts, reading.actions, reading.announced_actions) == ((), (), None)


def test_one_article_of_law_is_cited(reading: Reading) -> None:
    assert [each.notation for each in reading.legal_references] == ["CCH L303-2"]


def test_states_of_dispositifs_are_those_of_the_key(reading: Reading) -> None:
    states = {each.notation: each.state for each in reading.dispositifs}
    expected = {
        "OPAH-RR": "en-cours",
        "OPAH-RU": "envisage",
        "OPAH": "en-cours",
        "PDL-A": "envisage",
        "ORI": "envisage",
        "RHI": "envisage",
        "DEN": "envisage",
        "ORT": "envisage",
        "PLUi": "envisage",
        "PSMV": "en-cours",
        "FISAC": "en-cours",
        "FONC": "envisage",
        "MF": "envisage",
        "SCoT": "non-precise",
        "PCAET": "non-precise",
    }
    assert {notation: states.get(notation) for notation in expected} == expected


def test_statistics_of_the_key_are_read(reading: Reading, gold: dict[str, Any]) -> None:
    found = {(each.value, each.territory) for each in reading.indicators}
    values = {value for value, _ in found}
    for each in gold["statistics"]:
        for key in ("value", "value_pct", "from_pct", "to_pct", "delta_units"):
            if key in each and each.get("unit") != "ans":
                assert str(each[key]) in values, each
    for each in gold["statistics"]:
        if "from_pct" in each:
            assert (str(each["from_pct"]), each["territory"]) in found
    assert ("-300", "Fleurance") in found


def test_committee_has_the_members_of_the_key(reading: Reading, gold: dict[str, Any]) -> None:
    (body,) = reading.bodies
    seats: dict[str, list[str]] = {"membre": [], "invite": [], "associe": []}
    for name, status, _ in body.members:
        seats[status].append(name)
    key = gold["comite_de_projet"]
    members = [name.partition(" (")[0] for name in key["members"]]
    assert (seats["membre"], seats["invite"], seats["associe"]) == (
        members,
        key["invited"],
        key["according_to_theme"],
    )
    assert [post for post, _ in body.presidents] == [
        "Maire de Fleurance",
        "Maire de Lectoure",
        "Président de la Lomagne Gersoise",
    ]


@pytest.mark.parametrize(
    "words", ["LOMAGNE GERMOISE", "Opération de Revitalisation Rurale", "OPAH-RR est dit en cours"]
)
def test_what_does_not_add_up_is_told(reading: Reading, words: str) -> None:
    assert any(words in issue.message for issue in reading.issues)


def test_no_place_is_made_of_a_misspelling(reading: Reading) -> None:
    assert [(each.name, each.code) for each in reading.territories] == [
        ("Fleurance", "32132"),
        ("Lectoure", "32208"),
        ("Lomagne Gersoise", "243200391"),
    ]


def test_all_persons_are_personal(reading: Reading, gold: dict[str, Any]) -> None:
    named = {normalise(each.value) for each in reading.personal if each.kind == "name"}
    wanted = {normalise(each["represented_by"]) for each in gold["signatories"]}
    wanted |= {normalise(each["name"]) for each in gold["contacts"]}
    assert wanted == named
    emails = {each.value for each in reading.personal if each.kind == "email"}
    assert emails == {each["email"] for each in gold["contacts"]}
    assert sum(each.kind == "phone" for each in reading.personal) == len(gold["contacts"])


def test_streets_and_schools_named_after_people_are_not_persons(reading: Reading) -> None:
    names = " ".join(each.value for each in reading.personal)
    assert not any(word in names for word in ("Castaing", "MONGE", "Laffont", "Lannes", "CARRERE"))
