"""Names of organisations and territories → what they are, or nothing."""

import pytest

from loaders.gazetteer import Gazetteer, Place
from loaders.readers import linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.lexicon import Lexicon
from loaders.readers.organisations import Registry
from tests.checkout import ROOT

PLACES = (
    Place("Valmont", "commune", "01001", "01", "200000001", "210100012"),
    Place("Valmont", "commune", "02001", "02", "200000002", "210200010"),
    Place("CC du Val", "epci", "200000001", "01", "200000001", "200000001"),
    Place("Ain", "departement", "01", "01", None, None),
    Place("Val", "commune", "03001", "03", None, "210300018"),
)
KNOWN = Knowledge(
    Gazetteer.of(PLACES), Registry.load(ROOT / "data" / "organisations.csv"), Lexicon.of({})
)


def codes(names: list[str], departement: str | None = None) -> list[str | None]:
    links = linking.resolved([linking.candidates(name, KNOWN) for name in names], departement)
    return [link.place.code if link.place else None for link in links]


def test_name_of_two_communes_is_left_open() -> None:
    assert codes(["commune de Valmont"]) == [None]


def test_epci_beside_it_decides() -> None:
    assert codes(["commune de Valmont", "communauté de communes du Val"]) == ["01001", "200000001"]


def test_departement_decides() -> None:
    assert codes(["commune de Valmont"], "02") == ["02001"]


def test_commune_of_another_departement_is_not_the_one_meant() -> None:
    assert codes(["commune de Val"], "02") == [None]
    assert codes(["commune de Val"], "03") == ["03001"]


def test_departement_that_fits_none_decides_nothing() -> None:
    assert codes(["commune de Valmont"], "59") == [None]


def test_kind_that_the_name_says_is_kept() -> None:
    link = linking.candidates("commune du Val", KNOWN)
    assert (link.kind, [place.code for place in link.places]) == ("commune", ["03001"])


@pytest.mark.parametrize("name", ["l'État", "Etat", "le Préfet de l'Ain", "la Préfecture"])
def test_state_has_one_address(name: str) -> None:
    link = linking.candidates(name, KNOWN)
    assert (link.kind, (link.entity or "").rpartition("/")[2]) == ("etat", "etat")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("EPCI de la Lomagne Gersoise", "Lomagne Gersoise"),
        ("la Ville de Cahors", "Cahors"),
        ("Commune d'Auch", "Auch"),
        ("communauté d'agglomération Grand Auch", "Grand Auch"),
        ("Grand Cahors", "Grand Cahors"),
        ("Conseil Régional d'Occitanie", "Occitanie"),
    ],
)
def test_territory_is_named_without_its_kind(name: str, bare: str) -> None:
    assert linking.without_kind(name) == bare


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("préfet du département du Gers", "Gers"),
        ("Préfète de l'Ain", "Ain"),
        ("préfet d'Ille-et-Vilaine", "Ille-et-Vilaine"),
        ("préfet", None),
        ("président du conseil départemental", None),
    ],
)
def test_role_names_its_territory(role: str, name: str | None) -> None:
    assert linking.territory_of(role) == name
