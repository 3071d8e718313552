"""The faults known to be in the official tables, each found by its rule and nothing else by it."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from maillage import iri
from maillage.release import Release
from maillage.store import View

Finding = Mapping[str, Any]
PREFIX = "PREFIX mlg: <https://w3id.org/maillage/def#> "
SELECTION = {"85047": "20622", "97117": "22150", "97128": "23675", "999999": "999999"}
"""Communes of the list of January 2021 with 20,000 inhabitants or more, as the list has them."""
WITHOUT_DATE = ["03036", "16028", "16106", "16192", "16223", "16281", "26108", "77296"]
WITHOUT_SIGNATURE = [
    "02360",
    "02430",
    "02676",
    "02720",
    "09306",
    "10064",
    "2A041",
    "2A247",
    "2A348",
    "97117",
]
WRONG_RATES = {
    *("com03779", "com07293", "com07338", "com07417", "com07559", "com07574", "com14632"),
    *("com17889", "epci00267"),
}


@pytest.fixture(scope="module")
def findings(national_release: Release) -> list[Finding]:
    return list(national_release.report()["results"])


def of(findings: Iterable[Finding], rule: str) -> list[Finding]:
    return [each for each in findings if each["rule"].endswith(f"#{rule}")]


def keys(findings: Iterable[Finding], rule: str) -> list[str]:
    """The last segments of the things that a rule finds."""
    return sorted(each["focus"].rsplit("/", 1)[1] for each in of(findings, rule))


TRAPS: list[tuple[str, str, list[str]]] = [
    ("the-invented-commune", "AdhesionShape-territoire-connu", ["999999"]),
    ("its-population", "AdhesionShape-populationSelection-vraisemblable", ["999999"]),
    ("towns-above-the-threshold", "AdhesionShape-populationSelection", sorted(SELECTION)),
    ("an-ort-before-its-law", "AdhesionShape-dateSignature-loi", ["73065"]),
    ("signed-without-a-date", "AdhesionShape-dateSignature", WITHOUT_DATE),
    ("dated-without-a-signature", "AdhesionEnvisageeShape-dateSignature", WITHOUT_SIGNATURE),
    ("a-siren-of-a-wrong-key", "OrganisationShape-siren-cle", ["704930550"]),
    ("a-grant-for-a-project-of-no-cost", "SubventionShape-coutTotal", ["epci01454", "epci01810"]),
    ("wrong-rates", "SubventionShape-tauxAnnonce", sorted(WRONG_RATES)),
    ("one-intercommunalite-a-commune", "CommuneShape-appartientA", []),
    ("no-commune-without-one-but-the-exceptions", "CommuneShape-appartientA-aucune", []),
]


@pytest.mark.parametrize(
    ("rule", "expected"), [trap[1:] for trap in TRAPS], ids=[trap[0] for trap in TRAPS]
)
def test_the_trap_is_found_by_its_rule(
    findings: list[Finding], rule: str, expected: list[str]
) -> None:
    found = [key.removeprefix("di19_").removeprefix("di19") for key in keys(findings, rule)]
    assert sorted(found) == expected


def test_populations_are_those_of_the_selection_not_of_today(
    findings: list[Finding], national_view: View
) -> None:
    found = of(findings, "AdhesionShape-populationSelection")
    assert {each["focus"].rsplit("/", 1)[1]: each["value"] for each in found} == SELECTION
    today = f"""{PREFIX} SELECT ?c WHERE {{
      ?a mlg:programme <{iri.programme("PVD").value}> ; mlg:territoire ?c .
      ?c mlg:aPopulation ?p . ?p mlg:millesime ?m ; mlg:valeur ?v
      FILTER(STR(?m) = "2026" && ?v >= 20000) }}"""
    large = {str(row["c"]).rstrip(">").rsplit("/", 1)[1] for row in national_view.select(today)}
    assert {"29039", "84054"} <= large - set(SELECTION)


def test_157_orts_last_less_than_five_years_and_no_duration_is_zero(
    findings: list[Finding],
) -> None:
    found = of(findings, "AdhesionShape-dureeMois")
    assert len(found) == 157
    assert {each["value"] for each in found} == {"24", "36", "48"}


def test_communes_that_are_gone_are_known_by_their_vintage_or_as_deleguees(
    findings: list[Finding], national_view: View
) -> None:
    assert keys(findings, "AdhesionEnvisageeShape-territoire-connu") == []
    for code in ("16226", "62549", "62743", "62461", "72287"):
        query = f"""{PREFIX} SELECT ?c WHERE {{
          <{iri.adhesion("ORT", code).value}> mlg:territoire ?c . ?c mlg:codeInsee "{code}" .
          {{ ?c mlg:millesime ?year }} UNION {{ ?c a mlg:CommuneDeleguee }} }}"""
        assert list(national_view.select(query)), code


def test_no_signature_is_later_than_the_issue_of_its_table(national_view: View) -> None:
    dated = list(
        national_view.select(f"""{PREFIX} PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?a ?day ?issued WHERE {{
          GRAPH ?table {{ ?a mlg:dateSignature ?day }} ?table dcterms:issued ?issued }}""")
    )
    assert len(dated) > 2000
    assert not [row for row in dated if row["day"].value[:7] > row["issued"].value[:7]]


def test_the_cost_of_a_project_with_two_grants_is_told_to_count_once(
    findings: list[Finding],
) -> None:
    found = {
        each["focus"].rsplit("/", 1)[1]: each
        for each in of(findings, "SubventionShape-coutTotal-projet")
    }
    school = found["di19epci02222"]
    assert school["value"] == "2224235"
    assert "Pasteur-Monge" in school["message"]["fr"]
    assert len(found) == 244
