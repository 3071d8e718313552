"""Where documents name persons, and everywhere else their names stand."""

import pytest

from loaders.readers.layout import blocks
from loaders.readers.persons import Person, occurrences, personal, persons


def named(text: str, *places: str) -> list[str]:
    return [person.name for person in persons(blocks(text), lambda name: name in places)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("présidé par Monsieur Paul Essai depuis", "Paul Essai"),
        ("Mme Anne-Marie D'ESSAI a dit", "Anne-Marie D'ESSAI"),
        ("co-présidé par Paul de la Tour, maire de Gimont", "Paul de la Tour"),
        ("Contacts presse : Anne Laure ESSAI", "Anne Laure ESSAI"),
        ("> Service presse - Camille Exemple, chargée de mission - a@b.fr", "Camille Exemple"),
        ("Nom Prénom\tMail\nESSAI Paul\tp@b.fr", "ESSAI Paul"),
        ("Fait à Gimont, le 3 mai 2021\n\nLe Maire\n\nPaul ESSAI", "Paul ESSAI"),
        ("Le préfet du Gers, Paul ESSAI, a signé", "Paul ESSAI"),
        ("avec le maire Paul ESSAI", "Paul ESSAI"),
        ("| Le maire de Gimont, Paul ESSAI | oui |", "Paul ESSAI"),
        ("| Halle | Paul ESSAI, maire |", "Paul ESSAI"),
        ("Fait à Gimont, le 3 mai 2021\n\n| La maire, Anne ESSAI | |", "Anne ESSAI"),
        ("Fait à Gimont, le 3 mai 2021\n\n| | Anne ESSAI |", "Anne ESSAI"),
        ("Fait à Gimont, le 3 mai 2021\n\n| Le maire<br>Paul ESSAI | |", "Paul ESSAI"),
        ("## Signatures\n\nLe Maire\n\nPaul ESSAI", "Paul ESSAI"),
        ("par Monsieur le Sous-Préfet de Condom, Paul ESSAI", "Paul ESSAI"),
        ("A Gimont, le\n\n**Anne ESSAI\nEXEMPLE**", "Anne ESSAI EXEMPLE"),
    ],
)
def test_person_is_found_where_documents_put_names(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Monsieur le Préfet du Lot",
        "le groupe scolaire Robert Castaing et la rue Alexandre Laffont",
        "la Ville de Gimont, représentée par son maire",
        "l'ancienne distillerie CARRERE",
        "Grand Cahors, présidente",
        "Contact presse : Service Communication",
        "Nom Prénom\tMail",
        "Vendredi Saint, maire",
        "par Monsieur le Sous-Préfet de Condom",
        "les maires de Lombez, Saint Lizier et Samatan",
        "| Halle Marché | Rue Haute |",
        "Fait à Gimont, le\n\nLa Directrice Générale\nde l'Établissement\nPublic Foncier",
    ],
)
def test_what_is_no_person_is_not_found(text: str) -> None:
    assert named(text) == []


def test_place_is_not_a_person() -> None:
    text = "Fait à Gimont, le 3 mai\n\nLomagne Gersoise\n"
    assert named(text, "Lomagne Gersoise") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ronan GARDEL MASSOLIN",
        "Ronan Gardel Massolin",
        "RONAN GARDEL MASSOLIN",
        "**Ronan GARDEL\nMASSOLIN**",
        "GARDEL MASSOLIN Ronan",
        "R. Gardel Massolin",
    ],
)
def test_name_is_found_in_every_case_and_order(text: str) -> None:
    person = Person("Ronan GARDEL MASSOLIN", True)
    (span,) = occurrences(f"par {text}, maire", person)
    assert f"par {text}, maire"[slice(*span)].strip("*") == text.strip("*")


@pytest.mark.parametrize("text", ["Élodie LAFORET", "ELODIE LAFORÊT", "Elodie Laforêt"])
def test_accents_do_not_hide_a_name(text: str) -> None:
    assert len(list(occurrences(text, Person("Élodie LAFORÊT", True)))) == 1


def test_surname_alone_is_personal_after_a_civility_only() -> None:
    text = "M. DUPONT a vu la rue DUPONT."
    found = personal(text, blocks(text), [])
    assert [(each.kind, each.passage.start) for each in found] == [("name", 3)]


def test_spans_are_in_order_and_never_inside_another() -> None:
    text = "M. Paul ESSAI, maire : paul.essai@b.fr, 05 00 00 00 01. Paul Essai."
    found = personal(text, blocks(text), persons(blocks(text), lambda _: False))
    assert [each.kind for each in found] == ["name", "email", "phone", "name"]
    assert all(each.passage.quote == text[each.passage.start : each.passage.end] for each in found)


def test_office_tells_the_mayor_from_the_press_officer() -> None:
    text = "Paul ESSAI, maire de Gimont\n\nContact : Anne EXEMPLE - a@b.fr"
    assert {person.name: person.office for person in persons(blocks(text), lambda _: False)} == {
        "Paul ESSAI": True,
        "Anne EXEMPLE": False,
    }
