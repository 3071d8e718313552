"""National and regional bodies by name; brands lead to their owners."""

from pathlib import Path

import pytest

from loaders.readers.organisations import Organisation, Registry
from maillage.errors import InputError
from maillage.values import Siren
from tests.checkout import ROOT

TABLE = ROOT / "data" / "organisations.csv"
REGISTRY = Registry.load(TABLE)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("l'Anah et l'ANAH", ["180067027", "180067027"]),
        ("l'Agence nationale de l'habitat (Anah)", ["180067027", "180067027"]),
        ("la Banque Des Territoires", ["banque-des-territoires"]),
        ("la Caisse des dépôts", ["180020026"]),
        ("la Caisse des Dépôts et Consignations", ["180020026"]),
        ("l'État et l'Etat", ["etat", "etat"]),
        ("l'état des lieux", []),
        ("l'EPF d'Occitanie", ["509167326"]),
        ("l'Etablissement Public Foncier d'Occitanie", ["509167326"]),
        ("Action Logement", ["action-logement"]),
        ("Panahama", []),
        ("la Région Occitanie", ["200053791"]),
    ],
)
def test_body_is_found_by_any_of_its_names(text: str, keys: list[str]) -> None:
    assert [item.value.key for item in REGISTRY.find(text)] == keys


def test_brand_leads_to_the_body_that_owns_it() -> None:
    brand = REGISTRY.named("la Banque des Territoires")
    assert brand
    assert brand.entity.endswith("organisation/180020026")


def test_name_that_only_holds_one_is_not_it() -> None:
    assert REGISTRY.named("délégation de l'Anah") is None


def test_every_siren_of_the_table_has_its_check_digit() -> None:
    keys = {organisation.key for organisation in REGISTRY.by_name.values()}
    for key in keys:
        if key.isdigit():
            assert Siren(key).digits == key


def test_every_brand_has_an_owner_in_the_table() -> None:
    keys = {organisation.key for organisation in REGISTRY.by_name.values()}
    owners = {each.brand_of for each in REGISTRY.by_name.values() if each.brand_of}
    assert owners <= keys
    assert owners


def test_no_two_bodies_share_a_name() -> None:
    text = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in text[1:]]
    names = [name for row in rows for name in (row[1], *row[7].split(";")) if name]
    assert len({name.lower() for name in names}) == len(names)


def test_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "organisations.csv"
    path.write_text("cle,nom\n1,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="its columns must be"):
        Registry.load(path)
    with pytest.raises(InputError, match="cannot be read"):
        Registry.load(tmp_path / "absent.csv")


def test_registry_of_one_finds_one() -> None:
    registry = Registry.of([Organisation("x", "Œuvre d'Été", "association", None, ("ODE",))])
    assert [item.value.key for item in registry.find("l'oeuvre d'ete et l'ODE")] == ["x", "x"]
