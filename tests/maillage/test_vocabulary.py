from pathlib import Path

import pytest

from maillage import iri
from maillage.vocabulary import Scheme

FOLDER = Path(__file__).parents[2] / "ontology" / "schemes"


def test_the_schemes_are_the_files_of_the_folder() -> None:
    assert {scheme.value for scheme in Scheme} == {path.stem for path in FOLDER.glob("*.ttl")}


def test_a_scheme_has_the_address_of_its_name() -> None:
    assert Scheme.STATUT_ADHESION.node == iri.scheme("statut-adhesion")


@pytest.mark.parametrize(
    ("scheme", "notation", "path"),
    [
        (Scheme.STATUT, "2019", "statut/2019"),
        (Scheme.DISPOSITIF, "OPAH-RU", "dispositif/opah-ru"),
        (Scheme.PROGRAMME, "ACV", "programme/acv"),
        (Scheme.AXE_ACV, "2", "axe/acv/2"),
        (Scheme.AXE_ACV2, "1", "axe/acv2/1"),
    ],
)
def test_a_concept_has_the_address_that_the_contract_gives(
    scheme: Scheme, notation: str, path: str
) -> None:
    assert scheme.concept(notation) == iri.thing(path)


def test_a_scheme_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="couleur"):
        Scheme("couleur")
