"""The words that tell what happened on a date."""

import pytest

from loaders.readers.events import cues


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Acte de candidature du ", "candidature"),
        ("La ville a été labellisée le ", "labellisation"),
        ("Le texte, approuvé le ", "approbation"),
        ("Le conseil a délibéré le ", "deliberation"),
        ("Le contrat signé le ", "signature"),
        ("Le contrat expire le ", "echeance"),
        ("Le contrat entre en vigueur le ", "debut"),
        ("Candidate, la ville a été sélectionnée le ", "labellisation"),
        ("Lauréate depuis le ", "labellisation"),
        ("La halle rouvre le ", None),
    ],
)
def test_nearest_words_before_tell_the_event(text: str, event: str | None) -> None:
    found = cues.before(text, 0, len(text))
    assert (found[0] if found else None) == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (" : signature", "signature"),
        (" : délibération", "deliberation"),
        (". Signature", None),
        (" et, bien plus tard encore, la signature", None),
    ],
)
def test_words_after_tell_it_at_once_or_not_at_all(text: str, event: str | None) -> None:
    found = cues.after(text, 0, len(text))
    assert (found[0] if found else None) == event


def test_depuis_is_a_beginning() -> None:
    assert cues.inside("depuis 2016", 0, 11) == ("debut", (0, 0))
    assert cues.inside("en 2016", 0, 7) is None
