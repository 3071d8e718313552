"""What each date of a sentence dates: the convention, another thing, or nothing."""

import pytest

from loaders.readers.events import events
from loaders.readers.layout import blocks
from tests.loaders.readers.events.cases import cases, dated

CASES = cases("dates")


@pytest.mark.parametrize(("sentence", "expected"), CASES["own"].items())
def test_date_of_the_convention_has_no_other_subject(
    sentence: str, expected: list[list[str | None]]
) -> None:
    assert dated(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), CASES["others"].items())
def test_date_of_another_thing_tells_which(sentence: str, expected: list[list[str | None]]) -> None:
    assert dated(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), CASES["intervals"].items())
def test_period_of_another_thing_is_one_interval(
    sentence: str, expected: list[list[str | None]]
) -> None:
    assert dated(sentence) == expected


@pytest.mark.parametrize("sentence", CASES["none"])
def test_blank_or_law_or_impossible_day_is_no_event(sentence: str) -> None:
    assert dated(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Vu la délibération du 12 avril 2022 autorisant le maire à signer la présente convention,",
        "La commune, représentée par son maire, habilité par délibération du 12 avril 2022,",
        "Le maire est autorisé à signer les présentes par délibération du 12 avril 2022.",
    ],
)
def test_deliberation_that_authorises_is_not_the_signature(sentence: str) -> None:
    assert [each[:2] for each in dated(sentence)] == [["2022-04-12", "deliberation"]]


def test_year_of_a_calendar_is_a_date() -> None:
    assert dated("| Calendrier | 2024 |\n| Habitants | 2024 |") == [["2024", "autre", None]]


def test_words_of_a_date_are_its_own() -> None:
    (event,) = events(blocks("Fait à Samatan, le **7 juin 2022**, en deux exemplaires"))
    assert [each.quote for each in event.evidence] == ["7 juin 2022"]


def test_day_said_again_without_its_event_is_one_more_place_of_it() -> None:
    (event,) = events(blocks("Fait à Samatan, le 7 juin 2022\n\nRéunion du 7 juin 2022"))
    assert (event.event, len(event.evidence)) == ("signature", 2)


def test_press_kit_announces_the_signature_of_the_convention() -> None:
    found = blocks("La convention sera signée le 7 juin 2022 à Samatan.")
    assert [each.event for each in events(found, announces=True)] == ["signature"]
    assert [each.event for each in events(found)] == ["autre"]


@pytest.mark.parametrize(
    "text",
    [
        "# Convention ORT\n\nVu la délibération du 12 avril 2022 autorisant la signature de la"
        " convention,\n\nVu la délibération du 4 mai 2022,",
        "Délibération n° 12\n\nObjet : signature de la convention ORT\n\nSéance du 12 avril 2022",
        "# Signature de la convention-cadre\n\nLa ville, labellisée le 4 mai 2018, agit.",
    ],
)
def test_only_a_bare_date_of_a_cover_that_announces_it_is_the_signature(text: str) -> None:
    assert "signature" not in [event for _, event, _ in dated(text)]


def test_bare_date_of_a_cover_is_the_announced_signature() -> None:
    text = "# Signature de la convention-cadre\n\nVendredi 13 juillet 2018, 16 h 30"
    assert [event for _, event, _ in dated(text)] == ["signature"]
