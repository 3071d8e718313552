"""The press kit of Cahors against the answer key that was read by hand."""

import csv
import json
from typing import Any

import pytest

from loaders.reading import Reading
from maillage.model import Passage
from tests.loaders.cases import SHARED, reading_of

NAME = "cahors-acv-dossier-de-presse-2018"
GOLD = SHARED / "data" / "gold"
pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the answer key does not stand beside this checkout"
)
FUNDERS = {
    "programme ACV": "programme/acv",
    "Caisse des Dépôts / BdT": "organisation/180020026",
    "BdT": "organisation/180020026",
    "Action Logement": "organisation/action-logement",
    "Anah": "organisation/180067027",
    "opération façades": "dispositif/opf",
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_of(SHARED / "documents" / f"{NAME}.md")[1]


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return dict(json.loads((GOLD / f"{NAME}.json").read_text(encoding="utf-8")))


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def touches(passages: tuple[Passage, ...], row: dict[str, str]) -> bool:
    start, end = int(row["debut"]), int(row["fin"])
    return any(each.start < end and start < each.end for each in passages)


def test_all_actions_have_their_number_title_and_place(reading: Reading) -> None:
    expected = rows("cahors_actions.csv")
    assert len(reading.actions) == len(expected) == 22
    for action, row in zip(reading.actions, expected, strict=True):
        assert (action.number or "", action.title) == (row["numero"], row["intitule"])
        assert touches(action.evidence, row)


def test_statuses_are_those_printed(reading: Reading) -> None:
    said = {"mature": "mature", "non précisé": None, "engagement 2019": "2019"}
    expected = [said[row["statut"]] for row in rows("cahors_actions.csv")]
    assert [action.status for action in reading.actions] == expected


def test_axes_are_those_printed(reading: Reading) -> None:
    for action, row in zip(reading.actions, rows("cahors_actions.csv"), strict=True):
        printed = row["axe_selon_titre"]
        assert action.axis == (None if printed.startswith("(") else printed.split()[-1])


def test_axes_are_proposed_where_the_curator_moved_the_action(reading: Reading) -> None:
    for action, row in zip(reading.actions, rows("cahors_actions.csv"), strict=True):
        curated = row["axe_propose_par_curation"].split()[0]
        moved = (
            curated
            if curated != action.axis and "ou 4" not in row["axe_propose_par_curation"]
            else None
        )
        assert action.proposed_axis == moved, action.title


def test_objectives_are_counted_as_by_hand(reading: Reading, gold: dict[str, Any]) -> None:
    expected = [action["objectives_count"] for action in gold["actions"]]
    assert [len(action.objectives) for action in reading.actions] == expected


def test_all_amounts_have_value_funder_and_place(reading: Reading) -> None:
    expected = rows("cahors_montants.csv")
    assert len(reading.amounts) == len(expected) == 22
    for amount, row in zip(reading.amounts, expected, strict=True):
        assert amount.value == row["valeur_eur"]
        assert (amount.funder_entity or "").endswith(FUNDERS[row["financeur"]])
        assert touches(amount.evidence, row)


def test_components_are_those_of_two_totals(reading: Reading, gold: dict[str, Any]) -> None:
    lines = [amount["line"] for amount in gold["amounts"]]
    expected = [
        lines.index(amount["part_of_line"]) if "part_of_line" in amount else None
        for amount in gold["amounts"]
    ]
    assert [amount.part_of for amount in reading.amounts] == expected


def test_only_the_qualified_amount_is_a_minimum(reading: Reading) -> None:
    assert [amount.nature for amount in reading.amounts] == ["exact", "minimum"] + ["exact"] * 20


def test_purpose_that_contradicts_its_components_is_not_kept(reading: Reading) -> None:
    assert reading.amounts[19].value == "1200000000"
    assert reading.amounts[19].purpose is None


def test_named_parties_sign_and_collective_ones_do_not(reading: Reading) -> None:
    assert [(party.organisation, party.quality, party.role) for party in reading.parties] == [
        ("ville de Cahors", "beneficiaire", None),
        ("Grand Cahors", "beneficiaire", None),
        ("Etat", "etat", None),
    ]


def test_territories_are_linked(reading: Reading) -> None:
    assert [(each.name, each.kind, each.code) for each in reading.territories] == [
        ("Cahors", "commune", "46042"),
        ("Grand Cahors", "epci", "200023737"),
    ]


def test_signature_duration_and_announcement_are_read(
    reading: Reading, gold: dict[str, Any]
) -> None:
    signed = [each.value for each in reading.dates if each.event == "signature"]
    assert signed == [gold["event"]["iso_start"][:10]]
    assert reading.duration_months
    assert reading.duration_months.value == gold["duration_months"]
    assert reading.announced_actions
    assert reading.announced_actions[0] == gold["actions_count"]["announced"]


def test_dates_of_the_key_are_all_read(reading: Reading, gold: dict[str, Any]) -> None:
    wanted = {each["iso"] for each in gold["dates"]}
    assert wanted <= {each.value for each in reading.dates}


def test_dispositifs_of_the_key_are_all_read(reading: Reading) -> None:
    wanted = {"ACV", "OPAH-RU", "PSMV", "SPR", "EQ", "OPF", "DSIL", "A21", "MSAP", "PLH", "TIGA"}
    wanted |= {"AE", "MCV", "SUDOE"}
    assert wanted <= {each.notation for each in reading.dispositifs}


def test_programme_that_the_kit_announces_is_not_only_considered(reading: Reading) -> None:
    (state,) = [each.state for each in reading.dispositifs if each.notation == "ACV"]
    assert state == "non-precise"


def test_label_with_an_ampersand_is_read_where_it_stands(reading: Reading) -> None:
    (mention,) = [each for each in reading.dispositifs if each.notation == "AE"]
    assert [passage.quote for passage in mention.evidence] == ["Art & Essai"]


def test_figures_of_the_key_are_read(reading: Reading) -> None:
    found = {(each.value, each.unit) for each in reading.indicators}
    wanted = {
        ("222", "territoires"),
        ("24", "villes"),
        ("500", "logements"),
        ("53", "façades"),
        ("26000", "habitants"),
        ("43000", "habitants"),
        ("25", "internes"),
        ("42", "séances"),
        ("2000000", "habitants"),
        ("16", "directions"),
        ("35", "implantations"),
        ("20", "engagements"),
    }
    assert wanted <= found


def test_contacts_are_personal_and_nowhere_else(reading: Reading, gold: dict[str, Any]) -> None:
    values = {each.value.lower() for each in reading.personal}
    for contact in gold["contacts"]:
        for key in ("name", "email", "phone"):
            if contact.get(key):
                wanted = contact[key].lower()
                assert (wanted.replace(" ", "") if key == "phone" else wanted) in values


def test_there_is_no_legal_reference(reading: Reading) -> None:
    assert reading.legal_references == ()
