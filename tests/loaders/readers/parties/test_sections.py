"""Where the parties stand in a document, and which bodies named there are none."""

import pytest

from tests.loaders.readers.parties.cases import agreed, names, parties

TWO = "- La commune de Samatan, représentée par son maire\n- L'État, représenté par le préfet\n"
BOTH = ["commune de Samatan", "État"]


@pytest.mark.parametrize(
    "words",
    [
        "Entre la commune de Samatan, représentée par son maire ;\n\net l'État, représenté par"
        " le préfet du Gers ;",
        "ENTRE\n\nLa commune de Samatan, représentée par son maire ; et l'État, représenté par"
        " le préfet du Gers",
        "La présente convention est conclue entre :\n\n- la commune de Samatan, représentée par"
        " son maire, d'une part,\n- et l'État, représenté par le préfet, d'autre part.",
        "Les parties\n\nLa commune de Samatan, représentée par son maire\n\nL'État, représenté"
        " par le préfet",
        "Signataires de la convention :\n\n- la commune de Samatan\n- l'État",
        f"ENTRE\n\n{TWO}",
        "Entre la commune de Samatan, représentée par son maire, M. Luc ESSAI, d'une part, et"
        " l'État, représenté par le préfet du Gers, d'autre part,",
        "La présente convention est conclue entre la commune de Samatan, représentée par son"
        " maire, et l'État, représenté par le préfet du Gers.",
        "ENTRE\n\n1) La commune de Samatan, représentée par son maire\n2) L'État, représenté par"
        " le préfet",
        "ENTRE\n\n1. La commune de Samatan\n\n2. L'État\n\n3. Objet\n\nLa commune de Lombez",
        "ENTRE\n\na) La commune de Samatan, représentée par son maire\nb) L'État, représenté par"
        " le préfet",
    ],
)
def test_parties_are_found_wherever_they_stand(words: str) -> None:
    assert names(agreed(words)) == BOTH


def test_first_party_may_stand_in_the_words_that_open() -> None:
    found = agreed(
        "Entre la commune de Samatan, représentée par son maire, M. Luc ESSAI, d'une part, et la"
        " communauté de communes du Savès, représentée par sa présidente, d'autre part,"
    )
    assert names(found) == ["commune de Samatan", "communauté de communes du Savès"]


@pytest.mark.parametrize("between", [", d'une part,", ","])
def test_next_party_needs_no_and(between: str) -> None:
    found = agreed(
        f"ENTRE\n\nLa commune de Samatan, représentée par son maire{between} la communauté de"
        " communes du Savès, représentée par sa présidente, d'autre part,"
    )
    assert [(party.organisation, party.role) for party in found] == [
        ("commune de Samatan", "maire"),
        ("communauté de communes du Savès", "présidente"),
    ]


def test_prefete_begins_a_party_on_her_line() -> None:
    found = agreed("ENTRE\n\nLa commune de Samatan, représentée par son maire\nla préfète du Gers")
    assert [party.role for party in found] == ["maire", "préfète du Gers"]


def test_agreement_that_is_only_mentioned_has_no_parties() -> None:
    text = (
        "# Convention ORT\n\n## Article 1 - Objet\n\nUne convention est conclue entre la commune"
        " de Samatan, représentée par son maire, et l'État, représenté par le préfet.\n"
    )
    assert parties(text) == ()


def test_several_parties_may_share_a_paragraph() -> None:
    found = agreed(
        "ENTRE\n\nLa commune de Samatan, représentée par son maire ; la communauté de communes du"
        " Savès, représentée par sa présidente ; et l'État, représenté par le préfet"
    )
    assert [party.role for party in found] == ["maire", "présidente", "préfet"]


def test_parties_may_stand_at_the_end() -> None:
    text = (
        f"# Convention ORT\n\n## Article 1 - Objet\n\nTexte.\n\n## Article 9 - Signataires\n\n{TWO}"
    )
    assert names(parties(text)) == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        "La Région Occitanie n'est pas signataire de la présente convention.",
        "La Banque des Territoires apporte 40 000 € à l'étude sans être signataire.",
        "L'Agence nationale de l'habitat finance l'ingénierie.",
        "La Banque des Territoires participera au financement de l'étude.",
        "L'ADEME sera invitée aux réunions du comité.",
        "Les partenaires suivants sont invités au comité : la CCI du Gers, le CAUE.",
    ],
)
def test_body_that_only_pays_or_is_invited_is_no_party(sentence: str) -> None:
    assert names(agreed(f"ENTRE\n\n{TWO}\n{sentence}")) == BOTH


def test_body_that_is_present_does_not_sign() -> None:
    found = agreed(f"ENTRE\n\n{TWO}\nEn présence de :\n\n- la mission locale du Gers\n- l'ADEME\n")
    assert [party.quality for party in found] == [
        "beneficiaire",
        "etat",
        "en-presence",
        "en-presence",
    ]


@pytest.mark.parametrize(
    ("words", "present"),
    [
        ("En présence de la chambre d'agriculture du Gers.", ["chambre d'agriculture du Gers"]),
        (
            "En présence de l'Agence nationale de l'habitat, du CAUE du Gers",
            ["Agence nationale de l'habitat", "CAUE du Gers"],
        ),
        ("En présence de Monsieur Luc ESSAI, député du Gers", []),
    ],
)
def test_those_present_may_stand_in_one_line(words: str, present: list[str]) -> None:
    found = agreed(f"ENTRE\n\n{TWO}\n{words}")
    assert names(found) == [*BOTH, *present]
    assert [party.evidence[0].quote for party in found[2:]] == present


def test_party_named_twice_is_one() -> None:
    assert names(agreed(f"ENTRE\n\n{TWO}\n{TWO}")) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "# Convention ORT\n\n## Article 1 - Objet\n\nLa commune de Samatan agit avec l'État.\n",
        f"# Extrait du registre des délibérations\n\nEntre\n\n{TWO}",
        "# Tarte aux pommes\n\nUne recette de la commune de Samatan.\n",
        "# Convention ORT\n",
    ],
)
def test_document_without_parties_has_none(text: str) -> None:
    assert parties(text) == ()
