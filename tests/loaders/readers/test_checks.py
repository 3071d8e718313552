"""What a careful reader tells: each issue with its place and its remedy."""

import pytest

from loaders import read
from loaders.source import Source
from maillage.model import Issue, Level
from tests.loaders.cases import SETTINGS


def issues(text: str) -> list[Issue]:
    source = Source(text, "0" * 64, "text/markdown")
    found = read.read_source(source, read.knowledge(SETTINGS)).issues
    return [issue for issue in found if issue != read.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "level", "words", "quote"),
    [
        (
            "Une Opération de Rénovation Urbaine (ORT) est prévue.",
            Level.WARNING,
            "n'est pas le nom du dispositif ORT",
            "Opération de Rénovation Urbaine (ORT)",
        ),
        (
            "Elle répond à l'AMI « Territoires à vélo » cette année.",
            Level.WARNING,
            "L'appel « Territoires à vélo » n'est pas un dispositif connu.",
            "Territoires à vélo",
        ),
        (
            "Elle porte le plan PLOUC depuis peu.",
            Level.INFO,
            "Le sigle « PLOUC » n'est pas connu",
            "PLOUC",
        ),
        (
            "Signature le mardi 5 mai 2021.",
            Level.WARNING,
            "Le 5 mai 2021 est un mercredi, et non un mardi.",
            "mardi 5 mai 2021",
        ),
        (
            "Une somme de 40 M€ est prévue.",
            Level.INFO,
            "Le financeur de 40 M€ n'est pas nommé",
            "40 M€",
        ),
        (
            "ENTRE\n\n- la commune de Nullepart, représentée par son maire\n\nContexte",
            Level.WARNING,
            "n'a pas été identifiée : ce nom n'est pas connu.",
            "commune de Nullepart",
        ),
        (
            "ENTRE\n\n- la commune de Mauvezin, représentée par son maire\n\nContexte",
            Level.WARNING,
            "lieux portent ce nom.",
            "commune de Mauvezin",
        ),
        (
            "ENTRE\n\n- les trois amis du coin\n\n- l'État\n\nContexte",
            Level.INFO,
            "ne désigne aucune partie précise.",
            "les trois amis du coin",
        ),
        (
            "12 fiches actions.\n\n## Action 1 : A\n",
            Level.WARNING,
            "Nombre d'actions annoncé : 12 ; nombre d'actions lues : 1.",
            "12 fiches actions",
        ),
        (
            "## Action 1 : A\n\nStatut : à voir\n",
            Level.WARNING,
            "La rubrique « Statut : à voir » n'a pas été comprise.",
            "Statut",
        ),
        (
            "Une OPAH depuis 5 ans.\n\nCette OPAH existe depuis 4 ans.",
            Level.WARNING,
            "Le dispositif OPAH est dit en cours « depuis 5 ans » et « depuis 4 ans ».",
            "OPAH depuis 5 ans",
        ),
        (
            "Une OPAH depuis 1 an.\n\nCette OPAH existe depuis 18 mois.",
            Level.WARNING,
            "Le dispositif OPAH est dit en cours « depuis 1 an » et « depuis 18 mois ».",
            "OPAH depuis 1 an",
        ),
    ],
)
def test_what_does_not_add_up_is_told(text: str, level: Level, words: str, quote: str) -> None:
    (issue,) = [each for each in issues(text) if words in each.message]
    assert issue.level is level
    assert issue.remedy
    assert issue.evidence[0].quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "Une Opération de Revitalisation de Territoire (ORT) est prévue.",
        "Elle répond à l'AMI « Fabriques de territoire » cette année.",
        "Les EPCI et les TPE du territoire, l'EHPAD, l'ANCT et la CCI.",
        "Louis MONGE et la distillerie CARRERE BENOIT.",
        "Signature le mercredi 5 mai 2021.",
        "L'Anah engage 40 M€.",
        "1 fiche action.\n\n## Action 1 : A\n",
        "Une OPAH depuis 5 ans, une OPAH-RU depuis 4 ans.",
        "LA GRANDE RUE EST EN CAPITALES.",
    ],
)
def test_what_adds_up_is_not_told(text: str) -> None:
    assert issues(text) == []


def test_misspelled_territory_of_the_title_is_told() -> None:
    text = (
        "CONVENTION DE PROJET LOMAGNE GERMOISE\n\nENTRE\n\n"
        "- l'EPCI de la Lomagne Gersoise, représenté par son président\n\nContexte\n"
    )
    assert [issue.message for issue in issues(text)] == [
        "« LOMAGNE GERMOISE » n'est rattaché à aucun lieu : est-ce « Lomagne Gersoise » ?"
    ]


def test_issues_stand_in_the_order_of_the_document() -> None:
    found = issues("Le mardi 5 mai 2021.\n\nLe plan PLOUC.\n\nUne somme de 40 M€.")
    assert [issue.evidence[0].start for issue in found] == sorted(
        issue.evidence[0].start for issue in found
    )
    assert len(found) == 3
