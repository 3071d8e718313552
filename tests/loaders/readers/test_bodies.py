"""Who sits in a comité de projet, by what status; who presides it."""

import pytest

from loaders.readers.bodies import read
from loaders.readers.layout import blocks
from loaders.reading import Body

TEXT = """Article 5. Comité de projet

Il est présidé par M. Paul Essai, Maire de Gimont, et Anne Exemple, Présidente du Grand Auch.

Il est composé :

- des communes de Gimont, d'Auch et de Mauvezin,
- de l'État, représenté par le préfet.

Les partenaires y sont invités :

- l'Anah,
- la Banque des Territoires ;

Pourront également être associés :

- le CAUE.

Il valide les orientations :

- du projet

Article 6. Durée

- autre
"""


def body(text: str) -> Body:
    (found,) = read(blocks(text))
    return found


def test_members_have_the_status_of_their_list() -> None:
    assert [(name, status) for name, status, _ in body(TEXT).members] == [
        ("commune de Gimont", "membre"),
        ("commune de Auch", "membre"),
        ("commune de Mauvezin", "membre"),
        ("État", "membre"),
        ("Anah", "invite"),
        ("Banque des Territoires", "invite"),
        ("CAUE", "associe"),
    ]


def test_words_of_a_member_are_its_own() -> None:
    quotes = [evidence[0].quote for _, _, evidence in body(TEXT).members]
    assert quotes == [
        "Gimont",
        "Auch",
        "Mauvezin",
        "État",
        "Anah",
        "Banque des Territoires",
        "CAUE",
    ]


def test_posts_preside_and_not_persons() -> None:
    assert [post for post, _ in body(TEXT).presidents] == [
        "Maire de Gimont",
        "Présidente du Grand Auch",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5. Comité de projet\n\nIl se réunit.\n",
        "Le comité de projet est composé :\n\n- de l'État\n",
        "Article 5. Durée\n\nIl est composé :\n\n- de l'État\n",
        "",
    ],
)
def test_body_without_listed_members_is_not_one(text: str) -> None:
    assert read(blocks(text)) == ()
