"""The territories of a document: those of its parties, else those that it names."""

import pytest

from loaders import read
from loaders.source import Source
from tests.loaders.cases import SETTINGS

Named = list[tuple[str, str, str | None]]


def named(text: str) -> Named:
    source = Source(text, "0" * 64, "text/markdown")
    reading = read.read_source(source, read.knowledge(SETTINGS))
    return [(each.name, each.kind, each.code) for each in reading.territories]


def deliberation(cover: str, text: str = "Un texte.") -> Named:
    head = "Délibération du conseil municipal"
    return named(f"{head}\n\n{cover}\n\nObjet : Petites villes de demain\n\n{text}\n")


def agreement(*parties: str) -> Named:
    listed = "\n".join(f"- {party}" for party in parties)
    return named(f"Convention ORT\n\nENTRE\n\n{listed}\n\nContexte\n\nLa ville de Lombez.\n")


def test_cover_names_the_commune() -> None:
    assert deliberation("Commune de Samatan") == [("Samatan", "commune", "32410")]


@pytest.mark.parametrize(
    ("clue", "code"),
    [
        ("Département de la Drôme", "26362"),
        ("Préfecture de Tarn-et-Garonne", "82186"),
        ("Préfecture de la Charente", "16392"),
        ("Conseil départemental de la Drôme", "26362"),
        ("Mairie (Drôme)", "26362"),
        ("Département du Gers", None),
        ("Séance publique", None),
    ],
)
def test_departement_tells_homonyms_apart(clue: str, code: str | None) -> None:
    assert deliberation(f"{clue}\n\nVille de Valence") == [("Valence", "commune", code)]


def test_object_names_the_partners_of_the_agreement() -> None:
    text = (
        "Délibération du conseil municipal\n\nObjet : convention ORT à conclure entre la commune de"
        " Samatan et la communauté de communes du Savès\n\nUn texte.\n"
    )
    assert named(text) == [("Samatan", "commune", "32410"), ("Savès", "epci", "243200599")]


@pytest.mark.parametrize(
    "words",
    [
        "les communes de Samatan et de Lombez",
        "les communes de Samatan et Lombez",
        "LES COMMUNES DE SAMATAN ET DE LOMBEZ",
    ],
)
def test_object_lists_communes(words: str) -> None:
    text = f"Délibération du conseil municipal\n\nObjet : ORT signée par {words}\n\nUn texte.\n"
    assert [code for _, _, code in named(text)] == ["32410", "32213"]


def test_three_communes_are_three() -> None:
    text = "Objet : adhésion des communes de Samatan, de Lombez et de Gimont"
    found = named(f"Délibération du conseil municipal\n\n{text}\n\nUn texte.\n")
    assert [name for name, _, _ in found] == ["Samatan", "Lombez", "Gimont"]


def test_name_ends_before_the_programme_it_joins() -> None:
    text = "Objet : adhésion de la commune de Samatan à Petites villes de demain"
    found = named(f"Délibération du conseil municipal\n\n{text}\n\nUn texte.\n")
    assert [name for name, _, _ in found] == ["Samatan"]


def test_cover_in_capitals_is_read() -> None:
    assert deliberation("DÉPARTEMENT DU GERS\n\nCOMMUNE DE MAUVEZIN") == [
        ("MAUVEZIN", "commune", "32249")
    ]


@pytest.mark.parametrize("name", ["La Rochelle", "L'Isle-Jourdain"])
def test_article_of_a_name_is_part_of_it(name: str) -> None:
    found = agreement(f"La commune de {name}, représentée par son maire", "L'État")
    assert [place for place, _, _ in found] == [name]


@pytest.mark.parametrize(("times", "number"), [(1, 0), (2, 0), (3, 1)])
def test_running_text_must_name_a_commune_again_and_again(times: int, number: int) -> None:
    text = "Le conseil entend le rapport de sa présidente. " * 6
    names = "La ville de Lombez, dont chacun a entendu parler, y est citée. " * times
    assert len(deliberation("Séance publique", f"{text}\n\n{text}{names}")) == number


def test_place_that_no_table_holds_is_left_out() -> None:
    assert deliberation("Commune de Trifouilly-les-Oies") == []


def test_document_of_another_kind_has_none() -> None:
    assert named("# Tarte\n\nLa commune de Samatan. " * 4) == []


def test_agreement_is_about_its_parties_alone() -> None:
    found = agreement(
        "la commune de Samatan, représentée par son maire",
        "la communauté de communes du Savès, représentée par son président",
        "le Département du Gers, représenté par son président",
        "l'État, représenté par le préfet du Gers",
    )
    assert found == [("Samatan", "commune", "32410"), ("Savès", "epci", "243200599")]


@pytest.mark.parametrize(
    ("commune", "other", "code"),
    [
        ("Saint-Denis", "l'État, représenté par le préfet de La Réunion", "97411"),
        ("Saint-Denis", "l'État, représenté par le préfet de l'Aude", "11339"),
        ("Saint-Denis", "l'État, représenté par le préfet", None),
        ("Valence", "Valence Romans Agglo, représentée par son président", "26362"),
        ("Valence", "l'État, représenté par le préfet de la Charente", "16392"),
        ("Mauvezin", "la commune de Gimont, représentée par son maire", "32249"),
    ],
)
def test_other_parties_tell_homonyms_apart(commune: str, other: str, code: str | None) -> None:
    found = agreement(f"la commune de {commune}, représentée par son maire", other)
    assert found[0] == (commune, "commune", code)


def test_commune_that_is_a_party_twice_is_one_territory() -> None:
    line = "la commune de Samatan, représentée par son maire"
    assert agreement(line, line) == [("Samatan", "commune", "32410")]


def test_agreement_without_parties_is_about_no_place() -> None:
    assert named("Convention ORT\n\nLe projet de la ville de Samatan.\n") == []
