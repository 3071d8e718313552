"""The table of organisations gives each body the name it has in the graph."""

from pathlib import Path

from loaders import register
from maillage import iri
from tests.checkout import ROOT

TABLE = """cle,nom,nom_en,genre,siren,verifie,marque_de,alias
180020026,Caisse des Dépôts,,caisse-des-depots,180020026,non,,CDC;Caisse des Dépôts et Consignations
banque,Banque des Territoires,Bank,marque,,oui,180020026,
"""


def test_names_kinds_aliases_and_brands_are_read(tmp_path: Path) -> None:
    path = tmp_path / "organisations.csv"
    path.write_text(TABLE, encoding="utf-8")
    found = register.load(path)
    owner, brand = iri.organisation("180020026"), iri.organisation("banque")
    assert found[owner.value].aliases == ("CDC", "Caisse des Dépôts et Consignations")
    assert found[owner.value].english is None
    assert found[brand.value].brand_of == owner
    assert found[brand.value].is_brand(owner, "la Banque des Territoires")
    assert not found[brand.value].is_brand(owner, "CDC")


def test_every_brand_of_the_committed_table_has_its_owner_in_it() -> None:
    found = register.load(ROOT / "data" / "organisations.csv")
    owners = {each.brand_of.value for each in found.values() if each.brand_of}
    assert owners
    assert owners <= set(found)
