"""The figures that the sources and the domain dossier give, asked of the graph."""

from decimal import Decimal

import pytest

from maillage.catalogue import ask
from maillage.rdf import Term
from maillage.store import View
from tests.queries.test_expected import QUERIES


def rows(view: View, name: str, **values: str) -> list[dict[str, str]]:
    answer = ask(view, QUERIES[name], values)
    return [{column: term.value for column, term in row.items()} for row in answer]


def number(term: Term | str) -> Decimal:
    return Decimal(term if isinstance(term, str) else term.value)


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"programme": "ACV"}, 246),
        ({"programme": "ACV", "region": "76"}, 28),
        ({"programme": "PVD"}, 1653),
        ({"programme": "PVD", "departement": "32"}, 24),
        ({"programme": "PVD", "departement": "46"}, 19),
        ({"programme": "PVD", "region": "84"}, 227),
        ({"programme": "PVD", "region": "76"}, 226),
        ({"programme": "PVD", "region": "75"}, 201),
        ({"programme": "PVD", "region": "28"}, 159),
        ({"programme": "VA"}, 2498),
        ({"programme": "FS"}, 2512),
        ({"programme": "ACV2"}, 50),
    ],
)
def test_communes_of_a_programme(national_view: View, values: dict[str, str], count: int) -> None:
    assert len(rows(national_view, "communes-d-un-programme", **values)) == count


def test_no_commune_is_in_both_acv_and_pvd(national_view: View) -> None:
    codes = [
        {row["code"] for row in rows(national_view, "communes-d-un-programme", programme=programme)}
        for programme in ("ACV", "PVD")
    ]
    assert not codes[0] & codes[1]


def test_signed_ort_by_year(national_view: View) -> None:
    found = rows(national_view, "ort-signees-par-annee")
    assert {row.get("annee"): int(row["communes"]) for row in found} == {
        "2018": 1,
        "2019": 143,
        "2020": 201,
        "2021": 121,
        "2022": 526,
        "2023": 818,
        "2024": 78,
        None: 8,
    }


def test_four_pvd_of_five_have_a_signed_ort(national_view: View) -> None:
    found = rows(national_view, "part-des-pvd-avec-ort-par-region")
    pvd = sum(int(row["pvd"]) for row in found)
    signed = sum(int(row["avecOrt"]) for row in found)
    assert (pvd, signed) == (1653, 1305)


def test_157_ort_last_less_than_five_years(national_view: View) -> None:
    assert len(rows(national_view, "ort-de-moins-de-cinq-ans")) == 157


def test_111_epci_have_both_an_acv_and_a_pvd_commune(national_view: View) -> None:
    assert len(rows(national_view, "epci-avec-acv-et-pvd")) == 111


def test_grants_to_the_communes_of_acv_and_pvd(national_view: View) -> None:
    found = {
        (row["sigle"], row["notation"]): (int(row["subventions"]), round(number(row["montant"])))
        for row in rows(national_view, "subventions-par-dispositif-et-programme")
    }
    assert found["ACV", "DSIL"] == (504, 99_273_651)
    assert found["ACV", "DETR"] == (172, 16_554_936)
    assert found["PVD", "DSIL"] == (460, 54_116_099)
    assert found["PVD", "DETR"] == (2034, 144_911_644)


def test_the_grants_of_acv_make_115_828_587_euros(national_view: View) -> None:
    found = rows(national_view, "subventions-par-dispositif-et-programme", programme="ACV")
    assert round(sum(number(row["montant"]) for row in found)) == 115_828_587


@pytest.mark.parametrize(
    ("commune", "beneficiary", "grants", "euros"),
    [
        ("46042", "commune/46042", 3, "1151465"),
        ("46042", "intercommunalite/200023737", 7, "532010.30"),
        ("32132", "commune/32132", 1, "300000"),
        ("32208", "commune/32208", 7, "626815.93"),
        ("32208", "intercommunalite/243200391", 6, "1471975"),
    ],
)
def test_grants_of_the_territories_of_the_documents(
    national_view: View, commune: str, beneficiary: str, grants: int, euros: str
) -> None:
    found = [
        number(row["montant"])
        for row in rows(national_view, "subventions-d-un-territoire", commune=commune)
        if row["beneficiaire"].endswith(beneficiary)
    ]
    assert len(found) == grants
    assert abs(sum(found) - Decimal(euros)) < Decimal("0.01")


def test_the_press_kit_counts_24_towns_in_occitanie_and_so_does_the_list(
    national_view: View,
) -> None:
    assert len(rows(national_view, "villes-acv-occitanie-2018")) == 24


@pytest.mark.parametrize(
    ("commune", "populations"),
    [
        ("46042", {"2019": "19405", "2021": "19937", "2023": "20159", "2026": "20050"}),
        ("32132", {"2019": "6101", "2021": "5924", "2026": "6247"}),
        ("32208", {"2019": "3663", "2021": "3672", "2026": "3670"}),
    ],
)
def test_population_by_vintage(
    national_view: View, commune: str, populations: dict[str, str]
) -> None:
    found = rows(national_view, "populations-d-une-commune", commune=commune)
    by_year = {row["millesime"]: row["population"] for row in found}
    assert populations.items() <= by_year.items()


def test_three_real_towns_and_an_invented_one_were_above_the_threshold(
    national_view: View,
) -> None:
    found = rows(national_view, "pvd-au-dessus-du-seuil")
    assert {row["commune"].rsplit("/")[-1]: row["population"] for row in found} == {
        "999999": "999999",
        "97128": "23675",
        "97117": "22150",
        "85047": "20622",
    }


def test_five_communes_of_an_ort_are_gone(national_view: View) -> None:
    found = rows(national_view, "communes-disparues", programme="ORT")
    codes = {row["commune"].rsplit("/")[-1] for row in found}
    assert codes == {"16226", "62549", "62743", "62461", "72287"}


def test_the_ort_of_fleurance_and_lectoure_came_three_months_late(national_view: View) -> None:
    found = rows(national_view, "delai-adhesion-ort")
    assert [(row["nom"], row["echeance"], row["ort"], row["retard"]) for row in found] == [
        ("Fleurance", "2022-10", "2023-01-26", "3"),
        ("Lectoure", "2022-10", "2023-01-26", "3"),
    ]


def test_cahors_announces_22_sheets_and_holds_22(national_view: View) -> None:
    (row,) = rows(national_view, "fiches-annoncees-et-trouvees")
    assert (row["annoncees"], row["trouvees"], row["numerotees"]) == ("22", "22", "19")


def test_cahors_has_18_mature_actions_3_of_2019_and_one_without_status(
    national_view: View,
) -> None:
    found = rows(national_view, "actions-par-statut")
    assert [int(row["actions"]) for row in found] == [18, 3, 1]
    assert found[-1]["statut"] == "(non précisé)"


def test_cahors_actions_by_printed_axis(national_view: View) -> None:
    convention = "cahors-acv-dossier-de-presse-2018"
    found = rows(national_view, "actions-par-axe", convention=convention)
    counts = {row.get("axe", "none").rsplit("/")[-1]: int(row["actions"]) for row in found}
    assert counts == {
        "transversal": 2,
        "1": 3,
        "2": 2,
        "3": 8,
        "4": 0,
        "5": 0,
        "6": 4,
        "none": 3,
    }


def test_cahors_had_22_actions_and_has_24(national_view: View) -> None:
    (row,) = rows(national_view, "actions-annoncees-et-suivies")
    assert (row["lues"], row["enCours"], row["livrees"]) == ("22", "7", "17")


def test_the_parts_make_the_totals_of_the_banque_des_territoires_and_of_anah(
    national_view: View,
) -> None:
    found = rows(national_view, "totaux-et-composantes")
    assert sorted((int(row["parts"]), int(row["somme"]), int(row["ecart"])) for row in found) == [
        (4, 1_000_000_000, 0),
        (6, 1_200_000_000, 0),
    ]


def test_the_envelope_of_anah_is_made_of_six_parts(national_view: View) -> None:
    found = rows(national_view, "composantes-d-un-financeur", financeur="180067027")
    assert sorted(int(row["valeur"]) // 10**6 for row in found) == [20, 25, 40, 50, 65, 1000]


def test_the_press_kit_states_22_amounts_each_with_its_funder(national_view: View) -> None:
    convention = "cahors-acv-dossier-de-presse-2018"
    found = rows(national_view, "montants-d-une-convention", convention=convention)
    assert len(found) == 22
    assert all(row.get("financeur") and row.get("texte") for row in found)


def test_the_press_kit_contradicts_itself_on_anah(national_view: View) -> None:
    values = {row["valeur"] for row in rows(national_view, "contradictions")}
    assert {"1000000000", "1200000000"} <= values


def test_fisac_had_ended_when_the_convention_of_2021_cited_it(national_view: View) -> None:
    found = rows(national_view, "dispositifs-eteints-cites")
    assert ("fleurance-lectoure-pvd-convention-adhesion", "fisac") in {
        (row["document"].rsplit("/")[-1], row["dispositif"].rsplit("/")[-1]) for row in found
    }


def test_six_parties_and_six_posts_in_the_pvd_agreement(national_view: View) -> None:
    convention = "fleurance-lectoure-pvd-convention-adhesion"
    found = rows(national_view, "parties-d-une-convention", convention=convention)
    assert len(found) == 6
    assert all(row.get("organisation") and row.get("fonction") for row in found)


def test_both_documents_name_the_same_bodies(national_view: View) -> None:
    found = rows(national_view, "organisations-de-plusieurs-documents")
    keys = {row["organisation"].rsplit("/")[-1] for row in found}
    assert "180067027" in keys
