"""The saved questions on national tables, against the same counts made on the files themselves.

Nothing here goes through the graph: the tables of `data/reference` are read as
CSV and counted in Python.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from maillage.store import View
from tests.checkout import ROOT
from tests.queries.test_national_figures import rows

Line = dict[str, str]
CORSICA = {"20A": "2A", "20B": "2B"}
"""How the table of grants writes two départements."""


@cache
def table(name: str) -> tuple[Line, ...]:
    path = ROOT / "data" / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def communes(vintage: str = "2026") -> dict[str, Line]:
    return {
        line["code"]: line for line in table(f"communes-{vintage}") if line["type"] == "commune"
    }


def members(programme: str) -> set[str]:
    return {line["code"] for line in table("adhesions-2023") if line["programme"] == programme}


def signed() -> set[str]:
    return {line["code"] for line in table("ort-2024") if line["statut"] == "Signée"}


def region(commune: str) -> str:
    regions = {line["code"]: line["region"] for line in table("departements-2026")}
    return regions[communes()[commune]["departement"]]


def code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def near(found: str, expected: Decimal, step: str) -> bool:
    return abs(Decimal(found) - expected) <= Decimal(step)


def test_movements_between_two_lists(national_view: View) -> None:
    before = {line["code"] for line in table("pvd-2021")}
    found = rows(national_view, "entrees-et-sorties-d-un-programme")
    moves = {(row["mouvement"], code(row["commune"])) for row in found}
    left = {("sortie", one) for one in before - members("pvd")}
    entered = {("entrée", one) for one in members("pvd") - before}
    assert moves == left | entered
    assert (len(left), len(entered)) == (14, 60)


def test_movements_are_empty_between_a_list_and_itself(national_view: View) -> None:
    found = rows(
        national_view, "entrees-et-sorties-d-un-programme", avant="pvd/2021", apres="pvd/2021"
    )
    assert found == []


@pytest.mark.parametrize("programme", ["pvd", "acv"])
def test_communes_without_a_signed_ort(national_view: View, programme: str) -> None:
    found = rows(national_view, "communes-sans-ort", programme=programme)
    assert [code(row["commune"]) for row in found] == sorted(members(programme) - signed())


def test_communes_of_a_programme_by_departement(national_view: View) -> None:
    expected = Counter(communes()[one]["departement"] for one in members("pvd"))
    found = rows(national_view, "communes-d-un-programme-par-departement", programme="PVD")
    counts = {code(row["departement"]): int(row["communes"]) for row in found}
    assert counts == {name: count for name, count in expected.items() if name in counts}
    assert sum(expected.values()) - sum(counts.values()) <= 3, (
        "collectivities that are no département"
    )
    assert sum(int(row["avecOrt"]) for row in found) == 1305


def test_actions_delivered_and_in_progress(national_view: View) -> None:
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    for line in table("acv-2024"):
        for name in ("actions_en_cours", "actions_livrees"):
            expected[region(line["code"])][name] += int(line[name] or 0)
    found = rows(national_view, "actions-acv-par-region")
    assert {code(row["region"]): (int(row["enCours"]), int(row["livrees"])) for row in found} == {
        name: (count["actions_en_cours"], count["actions_livrees"])
        for name, count in expected.items()
        if count.total()
    }
    assert sum(int(row["enCours"]) for row in found) == 2165
    assert sum(int(row["livrees"]) for row in found) == 3242


def test_number_of_programmes_of_each_commune(national_view: View) -> None:
    programmes = defaultdict(set)
    for line in table("adhesions-2023"):
        programmes[line["code"]].add(line["programme"])
    found = rows(national_view, "cumul-de-programmes", programme="PVD")
    assert {code(row["commune"]): int(row["programmes"]) for row in found} == {
        one: len(programmes[one]) for one in members("pvd")
    }


def early() -> Iterator[tuple[str, str]]:
    """Communes and dates of the list of 2018, whose last columns follow another order of towns."""
    named = {line["nom"]: line["code"] for line in table("acv-2018")}
    for line in table("acv-2018"):
        one = named.get(line["nom_public"].split(" + ")[0])
        if one and line["date_signature"]:
            yield one, line["date_signature"]


def delays() -> dict[str, int]:
    """Months from the agreement to the ORT, by ACV commune whose two dates are known."""
    ort = {
        line["code"]: line["date_signature"]
        for line in table("ort-2024")
        if line["code"] in signed()
    }
    entered = {line["code"]: line["date_signature"] for line in table("acv-2024")}
    for one, date in early():
        entered[one] = min(date, entered.get(one) or date)
    return {
        one: 12 * (int(ort[one][:4]) - int(date[:4])) + int(ort[one][5:7]) - int(date[5:7])
        for one, date in entered.items()
        if date and ort.get(one)
    }


def test_delays_before_the_ort(national_view: View) -> None:
    expected = Counter(max(-1, months // 6 * 6) for months in delays().values())
    found = rows(national_view, "distribution-des-delais-avant-ort")
    assert {int(row["debut"]): int(row["communes"]) for row in found} == dict(expected)


def test_mean_delay_by_region(national_view: View) -> None:
    expected: dict[str, list[int]] = defaultdict(list)
    for one, months in delays().items():
        expected[region(one)].append(months)
    found = {code(row["region"]): row for row in rows(national_view, "delais-avant-ort-par-region")}
    assert found.keys() == expected.keys()
    for name, some in expected.items():
        row = found[name]
        assert (int(row["communes"]), int(row["minimum"])) == (len(some), min(some))
        assert int(row["maximum"]) == max(some)
        assert near(row["moyenne"], Decimal(sum(some)) / len(some), "0.051")


@cache
def seats() -> dict[str, str]:
    """The département of each intermunicipal body: as stated, else that of most of its members.

    A body dissolved since has its members of 2019.
    """
    places: dict[str, Counter[str]] = defaultdict(Counter)
    for vintage in ("2026", "2019"):
        known = set(places)
        for line in communes(vintage).values():
            if line["intercommunalite"] not in known:
                places[line["intercommunalite"]][line["departement"]] += 1
    stated = {line["siren"]: line["departement"] for line in table("groupements-2022")}
    most = {siren: count.most_common(1)[0][0] for siren, count in places.items()}
    return most | {siren: place for siren, place in stated.items() if place}


def grants(scheme: str | None = None) -> Iterator[tuple[str, Decimal]]:
    for line in table("subventions-2019"):
        if scheme in (None, line["dispositif"]):
            yield CORSICA.get(line["beneficiaire"], line["beneficiaire"]), Decimal(line["montant"])


@pytest.mark.parametrize("scheme", [None, "DETR"])
def test_grants_per_inhabitant_of_each_departement(national_view: View, scheme: str | None) -> None:
    people: Counter[str] = Counter()
    for line in communes("2019").values():
        place = communes().get(line["code"], line)["departement"]
        people[place] += int(line["population"] or 0)
    money: dict[str, Decimal] = defaultdict(Decimal)
    places = {line["code"] for line in table("departements-2026")}
    anywhere = {
        line["code"]: line["departement"]
        for line in (*table("communes-2019"), *table("communes-2026"))
    }
    for beneficiary, amount in grants(scheme):
        found = beneficiary if beneficiary in places else seats().get(beneficiary)
        money[found or anywhere.get(beneficiary, "")] += amount
    values = {"dispositif": scheme} if scheme else {}
    for row in rows(national_view, "subventions-par-habitant-des-departements", **values):
        place = code(row["departement"])
        assert near(row["montant"], money[place], "0.01"), place
        if "habitants" in row:
            assert int(row["habitants"]) == people[place], place
            assert near(row["parHabitant"], money[place] / people[place], "0.0051")


def test_grants_per_inhabitant_of_each_commune_of_a_programme(national_view: View) -> None:
    money: dict[str, Decimal] = defaultdict(Decimal)
    for beneficiary, amount in grants():
        money[beneficiary] += amount
    found = rows(national_view, "subventions-par-habitant-d-un-programme", programme="ACV")
    assert {code(row["commune"]) for row in found} == members("acv")
    for row in found:
        one = code(row["commune"])
        assert near(row["montant"], money[one], "0.01")
        people = communes("2019").get(one, {}).get("population", "")
        assert row.get("habitants", "") == people
        group = communes()[one]["intercommunalite"]
        assert near(row["montantIntercommunalite"], money[group], "0.01")


def test_share_of_the_cost_by_type_of_project(national_view: View) -> None:
    shares: dict[str, list[Decimal]] = defaultdict(list)
    for line in table("subventions-2019"):
        cost = Decimal(line["cout_total"])
        if cost:
            shares[line["categorie"]].append(Decimal(line["montant"]) / cost)
    found = rows(national_view, "taux-de-subvention-par-categorie")
    assert {code(row["categorie"]): int(row["subventions"]) for row in found} == {
        name: len(values) for name, values in shares.items()
    }
    for row in found:
        values = shares[code(row["categorie"])]
        assert near(row["taux"], 100 * sum(values, Decimal()) / len(values), "0.051")


def test_projects_with_several_grants(national_view: View) -> None:
    projects: dict[tuple[str, Decimal], list[Decimal]] = defaultdict(list)
    for line in table("subventions-2019"):
        one, cost = line["beneficiaire"], Decimal(line["cout_total"])
        place = communes()[one]["departement"] if one in communes() else seats().get(one)
        if place == "32" and cost and line["objet"]:
            projects[one, cost].append(Decimal(line["montant"]))
    found = rows(national_view, "projets-a-plusieurs-subventions", departement="32")
    assert {(code(row["beneficiaire"]), Decimal(row["cout"])) for row in found} == {
        project for project, amounts in projects.items() if len(amounts) > 1
    }
    assert near(found[0]["montant"], Decimal("799999.998"), "0.01"), "Pasteur-Monge"


@pytest.mark.parametrize("year", ["2024", "2026"])
def test_deadlines_of_a_year(national_view: View, year: str) -> None:
    expected = {line["code"] for line in table("ort-2024") if line["date_echeance"][:4] == year}
    found = rows(national_view, "echeances-d-une-annee", annee=year)
    assert {code(row["chose"]) for row in found} == expected


def test_comparable_communes(national_view: View) -> None:
    size = int(communes()["32132"]["population"])
    expected = {
        one
        for one in members("pvd") - {"32132"}
        if abs(int(communes()[one]["population"]) - size) * 100 <= 5 * size
    }
    found = rows(national_view, "communes-comparables", commune="32132")
    assert {code(row["semblable"]) for row in found} == expected
    gaps = [abs(int(row["difference"])) for row in found]
    assert gaps == sorted(gaps)


def test_a_table_says_of_a_commune_what_its_line_says(national_view: View) -> None:
    (line,) = [line for line in table("ort-2024") if line["code"] == "46042"]
    found = {
        row["valeur"]
        for row in rows(
            national_view, "ce-qu-une-table-dit-d-un-territoire", commune="46042", table="ort/2024"
        )
    }
    assert {line["date_signature"], line["avancement"], line["latitude"].rstrip("0")} <= found
