"""What a careful reader tells: each issue with its place and its remedy."""

import pytest

from loaders import read
from loaders.text import Source
from maillage.model import Issue, Level
from tests.loaders.cases import SETTINGS


def issues(text: str) -> list[Issue]:
    source = Source(text, "0" * 64, "text/markdown")
    return list(read.read_source(source, read.knowledge(SETTINGS)).issues)


@pytest.mark.parametrize(
    ("text", "level", "words", "quote"),
    [
        (
            "Une Opération de Rénovation Urbaine (ORT) est prévue.",
            Level.WARNING,
            "is not the name of ORT",
            "Opération de Rénovation Urbaine (ORT)",
        ),
        (
            "Elle répond à l'AMI « Territoires à vélo » cette année.",
            Level.WARNING,
            "the call « Territoires à vélo »",
            "Territoires à vélo",
        ),
        ("Elle porte le plan PLOUC depuis peu.", Level.INFO, "« PLOUC » is not known", "PLOUC"),
        (
            "Signature le mardi 5 mai 2021.",
            Level.WARNING,
            "is a mercredi, not a mardi",
            "mardi 5 mai 2021",
        ),
        ("Une somme de 40 M€ est prévue.", Level.INFO, "who pays 40000000 €", "40 M€"),
        (
            "ENTRE\n\n- la commune de Nullepart, représentée par son maire\n\nContexte",
            Level.WARNING,
            "is not linked: it is not known",
            "commune de Nullepart",
        ),
        (
            "ENTRE\n\n- la commune de Mauvezin, représentée par son maire\n\nContexte",
            Level.WARNING,
            "places bear its name",
            "commune de Mauvezin",
        ),
        (
            "ENTRE\n\n- les trois amis du coin\n\n- l'État\n\nContexte",
            Level.INFO,
            "names no party",
            "les trois amis du coin",
        ),
        (
            "12 fiches actions.\n\n## Action 1 : A\n",
            Level.WARNING,
            "12 actions are announced, 1 were read",
            "12 fiches actions",
        ),
        (
            "## Action 1 : A\n\nStatut : à voir\n",
            Level.WARNING,
            "labelled and was not understood",
            "Statut : à voir",
        ),
        (
            "Une OPAH depuis 5 ans.\n\nCette OPAH existe depuis 4 ans.",
            Level.WARNING,
            "is said to run for 5 years and 4 years",
            "OPAH depuis 5 ans",
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
        "« LOMAGNE GERMOISE » is not linked: Lomagne Gersoise is meant?"
    ]


def test_issues_stand_in_the_order_of_the_document() -> None:
    found = issues("Le mardi 5 mai 2021.\n\nLe plan PLOUC.\n\nUne somme de 40 M€.")
    assert [issue.evidence[0].start for issue in found] == sorted(
        issue.evidence[0].start for issue in found
    )
    assert len(found) == 3
