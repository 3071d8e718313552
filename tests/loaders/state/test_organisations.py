"""Names of bodies and posts."""

import pytest

from loaders.state import organisations


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("la Commune de Fleurance", "commune", "fleurance"),
        ("Ville de Cahors", "commune", "cahors"),
        ("l'EPCI de la Lomagne Gersoise", "epci", "lomagne-gersoise"),
        ("la Communauté de communes de la Lomagne Gersoise", "epci", "lomagne-gersoise"),
        ("le Conseil Régional d'Occitanie", "region", "occitanie"),
        ("Département du Gers", "departement", "gers"),
        ("l'Etat", "etat", ""),
        ("EPF d'Occitanie", "epf", "occitanie"),
        ("Carrefour", None, "carrefour"),
        ("Cabinet Durand", None, "cabinet-durand"),
    ],
)
def test_a_name_says_its_kind_and_place(name: str, kind: str | None, place: str) -> None:
    assert organisations.split(name) == (kind, place)


def test_names_of_one_body_are_the_same_and_of_two_are_not() -> None:
    same = organisations.same
    assert same("Région Occitanie") == same("le Conseil Régional d'Occitanie")
    assert same("EPF d'Occitanie") != same("Région Occitanie")
    assert same("Anah") != same("ANCT")
    assert same("Commune de Cahors") != same("Communauté d'agglomération de Cahors")


@pytest.mark.parametrize(
    ("role", "organisation", "label"),
    [
        ("maire", "la Commune de Fleurance", "maire de Fleurance"),
        (
            "Présidente",
            "le Conseil Régional d'Occitanie",
            "président du Conseil Régional d'Occitanie",
        ),
        ("préfet du département du Gers", "l'État", "préfet du Gers"),
        ("préfète de la région Occitanie", "État", "préfet de la région Occitanie"),
        ("directrice Générale", "l'EPF d'Occitanie", "directeur général de l'EPF d'Occitanie"),
        ("gérant", "Durand et fils", "gérant, Durand et fils"),
    ],
)
def test_a_post_is_named_by_role_and_body(role: str, organisation: str, label: str) -> None:
    assert organisations.post_label(role, organisation) == label


def test_a_post_is_known_again_under_another_name_of_its_body() -> None:
    known = organisations.post_key("président de l'EPCI de la Lomagne Gersoise")
    assert organisations.post_key("Présidente de la Lomagne Gersoise") == known
    assert organisations.post_key("Maire de Lectoure") != known
