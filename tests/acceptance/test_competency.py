"""The 40 competency questions of the domain: each is a saved query, and answers what it should.

The figures come from the source documents and tables, counted by hand or by
other means, not from the graph.
"""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from maillage.catalogue import Competency, SavedQuery, ask, load
from maillage.store import View
from tests.checkout import ROOT

QUERIES = load(ROOT / "queries")
ASKED: Mapping[int, tuple[SavedQuery, Competency]] = {
    asked.number: (query, asked) for query in QUERIES for asked in query.answers
}
WANTING = {37: "no PVD agreement with action sheets has been read"}
"""The questions that the data at hand cannot answer yet, and why."""

Rows = list[dict[str, str]]


def rows(view: View, number: int, **values: str) -> Rows:
    """The answer to a competency question, its own values replaced by `values`."""
    query, asked = ASKED[number]
    answer = ask(view, query, {**asked.values, **values})
    return [{column: term.value for column, term in row.items()} for row in answer]


def last(text: str) -> str:
    return text.rsplit("/", 1)[-1]


def test_each_of_the_40_questions_is_answered_by_one_saved_query() -> None:
    numbers = [asked.number for query in QUERIES for asked in query.answers]
    assert sorted(numbers) == list(range(1, 41))


@pytest.mark.parametrize("number", range(1, 41))
def test_each_question_has_an_answer_or_says_what_is_missing(
    national_view: View, number: int
) -> None:
    found = rows(national_view, number)
    if number in WANTING:
        assert not found, "it has an answer now: check it, and take it off the list"
        assert "d'autres conventions" in ASKED[number][0].description["fr"]
    else:
        assert found


def test_1_22_sheets_are_announced_and_22_found(national_view: View) -> None:
    (row,) = rows(national_view, 1)
    assert (row["annoncees"], row["trouvees"], row["numerotees"]) == ("22", "22", "19")


def test_2_18_actions_are_mature(national_view: View) -> None:
    counts = {row["statut"]: int(row["actions"]) for row in rows(national_view, 2)}
    assert counts == {"Mature": 18, "À engager en 2019": 3, "(non précisé)": 1}


def test_3_actions_by_axis_heading(national_view: View) -> None:
    counts = {last(row.get("axe", "none")): int(row["actions"]) for row in rows(national_view, 3)}
    assert counts == {"transversal": 2, "1": 3, "2": 2, "3": 8, "4": 0, "5": 0, "6": 4, "none": 3}


def test_4_axis_6_is_local(national_view: View) -> None:
    (row,) = rows(national_view, 4)
    assert (row["libelle"], row["actions"]) == ("Axe 6 – La gouvernance", "4")


def test_5_national_funders_and_what_they_announce(national_view: View) -> None:
    found = rows(national_view, 5)
    announced: dict[str, set[int]] = {}
    for row in found:
        announced.setdefault(last(row["financeur"]), set()).add(int(row["valeur"]) // 10**6)
    assert announced["180020026"] == {1000, 700}
    assert announced["action-logement"] == {1500}
    assert announced["180067027"] == {1000, 1200}
    assert announced["acv"] == {5000}
    assert {row["nature"] for row in found if last(row["financeur"]) == "acv"} == {
        "Exact",
        "Minimum",
    }


def test_6_and_7_the_parts_of_the_banque_des_territoires_and_of_anah(national_view: View) -> None:
    found = {last(row["financeur"]): row for row in rows(national_view, 6)}
    bank, agency = found["180020026"], found["180067027"]
    assert (bank["parts"], bank["somme"], bank["ecart"]) == ("4", "1000000000", "0")
    assert "autreTotal" not in bank
    assert (agency["parts"], agency["somme"], agency["ecart"]) == ("6", "1200000000", "0")
    assert (agency["autreTotal"], agency["autreEcart"]) == ("1000000000", "-200000000")
    assert rows(national_view, 7) == rows(national_view, 6)


def test_8_600_or_800_million_are_not_attributed(national_view: View) -> None:
    (row,) = rows(national_view, 8)
    assert (row["resteBas"], row["resteHaut"]) == ("600000000", "800000000")


def test_9_the_agreement_of_cahors_was_signed_on_13_july_2018_for_five_years(
    national_view: View,
) -> None:
    (row,) = [row for row in rows(national_view, 9) if row["type"] == "Signature"]
    assert (row["debut"], row["mois"]) == ("2018-07-13", "60")


def test_10_who_signed_the_agreement_of_cahors_is_unknown_not_false(national_view: View) -> None:
    found = rows(national_view, 10)
    assert {last(row["organisation"]) for row in found} == {"214600421", "200023737", "etat"}
    assert not any("fonction" in row for row in found)


def test_11_six_parties_and_six_offices_sign_the_pvd_agreement(national_view: View) -> None:
    found = rows(national_view, 11)
    assert {last(row["organisation"]) for row in found} == {
        *("213201320", "213202088", "243200391", "etat", "200053791", "509167326")
    }
    assert len({row["fonction"] for row in found}) == 6


def test_12_two_mayors_and_the_president_act_in_two_capacities(national_view: View) -> None:
    found = rows(national_view, 12)
    assert len(found) == 6
    both = [row["fonction"] for row in found if row["presidences"] != "0"]
    assert sorted(name.split()[0] for name in both) == ["maire", "maire", "président"]


def test_13_the_pvd_agreement_is_of_about_april_2021(national_view: View) -> None:
    (row,) = rows(national_view, 13)
    assert last(row["convention"]).startswith("fleurance-lectoure")
    assert (row["apres"], row["echeance"], row["mois"]) == ("2021-03-25", "2022-10", "18")
    assert row["probable"] == "2021-04"


def test_14_and_15_the_ort_was_due_in_october_2022_and_came_three_months_late(
    national_view: View,
) -> None:
    for number in (14, 15):
        found = rows(national_view, number)
        assert [last(row["commune"]) for row in found] == ["32132", "32208"]
        told = {(row["dureeMois"], row["echeance"], row["ort"], row["retard"]) for row in found}
        assert told == {("18", "2022-10", "2023-01-26", "3")}


def test_16_the_project_committee(national_view: View) -> None:
    found: dict[str, set[str]] = {}
    for row in rows(national_view, 16):
        found.setdefault(row["role"], set()).add(last(row["participant"]))
    assert found["membre"] == {"213201320", "213202088", "243200391", "etat"}
    assert found["invité"] == {
        *("180067027", "banque-des-territoires", "509167326", "200053791", "223200015"),
        "200048593",
    }
    assert len(found["associé"]) == 3
    assert "maire" in found["préside"]


def test_17_schemes_of_the_pvd_agreement_and_their_state(national_view: View) -> None:
    states = {row["notation"]: row["etat"] for row in rows(national_view, 17)}
    assert {
        notation: states[notation] for notation in ("OPAH-RR", "OPAH-RU", "PDL-A", "DEN", "PSMV")
    } == {
        "OPAH-RR": "En cours",
        "OPAH-RU": "Envisagé",
        "PDL-A": "Envisagé",
        "DEN": "Envisagé",
        "PSMV": "En cours",
    }


def test_18_operations_are_counted_where_they_are_known(national_view: View) -> None:
    found = rows(national_view, 18)
    assert sum(int(row["actions"]) for row in found) == 22
    places = {last(row["territoire"]) for row in found if row["sansFiche"] != "0"}
    assert places == {"32132", "32208", "243200391"}


def test_19_the_word_structuring_is_found_beside_a_quotation(national_view: View) -> None:
    (row,) = rows(national_view, 19)
    assert "les projets structurants" in row["apres"]


def test_20_the_measures_of_the_brownfield_stand_under_fleurance(national_view: View) -> None:
    found = {(row["valeur"], row["unite"]) for row in rows(national_view, 20)}
    assert {("6000", "m²"), ("1800", "m²"), ("30", "m")} <= found


def test_21_indicators_and_their_year(national_view: View) -> None:
    told = {
        (last(row.get("territoire", "")), row["valeur"], row.get("periode"))
        for row in rows(national_view, 21)
    }
    assert told >= {
        ("32132", "10.9", "2007"),
        ("32132", "14.8", "2017"),
        ("32132", "173", "2007/2017"),
        ("32208", "15.9", "2007"),
        ("32208", "13.8", "2017"),
        ("32208", "-20", "2007/2017"),
        ("32208", "6.7", "2007"),
        ("32208", "11.5", "2017"),
        ("32208", "123", "2007/2017"),
        ("32132", "18.5", None),
        ("243200391", "22.9", None),
        ("32208", "27.4", None),
    }
    pass_holders = {
        row["valeur"]
        for row in rows(national_view, 21, convention="cahors-acv-dossier-de-presse-2018")
    }
    assert {"26000", "43000"} <= pass_holders


def test_22_bodies_that_both_documents_name(national_view: View) -> None:
    found = {last(row["organisation"]) for row in rows(national_view, 22)}
    assert {"180067027", "180020026", "etat"} <= found


def test_23_enerpat_links_both_territories(national_view: View) -> None:
    found = {row["notation"]: row for row in rows(national_view, 23)}
    assert "ENERPAT" in found["SUDOE"]["nom"]
    assert found["SUDOE"]["documents"] == "2"


def test_24_the_press_kit_contradicts_itself_on_anah(national_view: View) -> None:
    assert {row["valeur"] for row in rows(national_view, 24)} >= {"1000000000", "1200000000"}


def test_25_no_amount_says_whether_tax_is_included(national_view: View) -> None:
    found = rows(national_view, 25)
    assert [(row["taxe"], row["montants"]) for row in found] == [("(non précisé)", "22")]


def test_26_no_sheet_names_its_owner(national_view: View) -> None:
    found = {row["rubrique"].rsplit("#")[-1]: row["renseignees"] for row in rows(national_view, 26)}
    assert found["maitreOuvrage"] == "0"
    assert (found["statut"], found["axe"], found["numero"]) == ("21", "19", "19")


def test_27_the_28_acv_communes_of_occitanie_under_27_identifiers(national_view: View) -> None:
    found = rows(national_view, 27)
    assert len(found) == 28
    assert len({row["identifiant"] for row in found}) == 27
    assert all("intercommunalite" in row and "habitants" in row for row in found)
    (cahors,) = [row for row in found if row["code"] == "46042"]
    assert (cahors["signature"], cahors["identifiant"]) == ("2018-07-13", "acv-042")


def test_28_there_are_24_pvd_communes_in_the_gers_and_19_in_the_lot(national_view: View) -> None:
    assert len(rows(national_view, 28)) == 24
    assert len(rows(national_view, 28, departement="46")) == 19


def test_29_1305_of_1653_pvd_communes_have_a_signed_ort(national_view: View) -> None:
    found = rows(national_view, 29)
    totals = [sum(int(row[name]) for row in found) for name in ("avecOrt", "pvd")]
    assert totals == [1305, 1653]


def test_30_111_bodies_have_both_programmes(national_view: View) -> None:
    assert len(rows(national_view, 30)) == 111


def test_31_157_ort_last_less_than_five_years(national_view: View) -> None:
    assert len(rows(national_view, 31)) == 157


def test_32_676_grants_to_acv_communes_make_115_828_587_euros(national_view: View) -> None:
    found = rows(national_view, 32)
    assert {row["notation"]: int(row["subventions"]) for row in found} == {"DSIL": 504, "DETR": 172}
    assert round(sum(Decimal(row["montant"]) for row in found)) == 115_828_587


def test_33_the_sure_links_between_grants_and_actions_are_proposed(national_view: View) -> None:
    found = {last(row["subvention"]) for row in rows(national_view, 33)}
    high = {
        *("di19_com18642", "di19epci01844", "di19epci01845", "di19epci01095", "di19_com03704"),
        *("di19epci01349", "di19epci02222"),
    }
    assert high <= found


@pytest.mark.parametrize(
    ("programme", "codes"),
    [
        ("ORT", {"16226", "62549", "62743", "62461", "72287"}),
        ("PVD", {"999999"}),
        ("ACV", set()),
    ],
)
def test_34_five_ort_communes_are_gone_and_no_real_pvd_or_acv_commune(
    national_view: View, programme: str, codes: set[str]
) -> None:
    found = rows(national_view, 34, programme=programme)
    assert {last(row["commune"]) for row in found} == codes


def test_35_three_real_towns_were_above_the_threshold_when_selected(national_view: View) -> None:
    found = {last(row["commune"]): int(row["population"]) for row in rows(national_view, 35)}
    assert found.pop("999999") == 999_999
    assert found == {"85047": 20_622, "97117": 22_150, "97128": 23_675}


def test_36_cahors_had_22_actions_and_has_24(national_view: View) -> None:
    (row,) = rows(national_view, 36)
    assert (row["lues"], row["enCours"], row["livrees"]) == ("22", "7", "17")


def test_37_is_right_on_the_actions_that_are_there(national_view: View) -> None:
    found = rows(national_view, 37, programme="ACV")
    counts = {last(row.get("axe", "none")): int(row["actions"]) for row in found}
    assert counts == {"transversal": 2, "1": 3, "2": 2, "3": 8, "6": 4, "none": 3}
    assert rows(national_view, 37, programme="ACV", region="53") == []


def test_38_delays_between_the_agreement_and_the_ort(national_view: View) -> None:
    found = {int(row["debut"]): int(row["communes"]) for row in rows(national_view, 38)}
    assert sum(found.values()) == 231
    assert found[6] + found[12] > 231 / 2
    assert rows(national_view, 38, programme="PVD") == []
    assert "aucune date d'adhésion" in ASKED[38][0].description["fr"]


def test_39_the_share_of_the_state_by_type_of_project(national_view: View) -> None:
    found = rows(national_view, 39)
    assert len(found) == 8
    assert sum(int(row["subventions"]) for row in found) == 24_811 - 2, "two costs are nought"
    assert all(20 < Decimal(row["taux"]) < 50 for row in found)
    assert "Région" in ASKED[39][0].description["fr"]


def test_40_fisac_had_ended_when_the_agreement_of_2021_cited_it(national_view: View) -> None:
    found = {(last(row["document"]), last(row["dispositif"])) for row in rows(national_view, 40)}
    assert ("fleurance-lectoure-pvd-convention-adhesion", "fisac") in found
