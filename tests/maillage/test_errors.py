"""Errors are one line that a person understands, with a status."""

import pickle

import pytest

from maillage.errors import InputError, MaillageError, RefusedError, UnavailableError


def test_an_input_error_names_the_place_then_the_reason() -> None:
    error = InputError("data/x.csv:12", "column 'code' is empty; fill it")
    assert str(error) == "data/x.csv:12: column 'code' is empty; fill it"
    assert (error.place, error.reason) == ("data/x.csv:12", "column 'code' is empty; fill it")


@pytest.mark.parametrize(
    ("error", "exit_status", "http_status"),
    [
        (InputError("here", "no"), 2, 422),
        (RefusedError("no"), 2, 403),
        (UnavailableError("no"), 3, 503),
    ],
)
def test_each_error_knows_its_statuses(
    error: MaillageError, exit_status: int, http_status: int
) -> None:
    assert isinstance(error, MaillageError)
    assert (error.exit_status, error.http_status) == (exit_status, http_status)


def test_an_input_error_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(InputError("a.md:3", "is empty; fill it")))
    assert (error.place, error.reason) == ("a.md:3", "is empty; fill it")
    assert str(error) == "a.md:3: is empty; fill it"


FRENCH = "ce PDF est protégé par un mot de passe ; enregistrez-le sans protection"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("a.ttl:12", "a.ttl, ligne 12"),
        ("a.ttl", "a.ttl"),
        ("2024:a.ttl:7", "2024:a.ttl, ligne 7"),
        ("a.ttl:", "a.ttl:"),
        ("?commune", "?commune"),
        ("12", "12"),
    ],
)
def test_a_place_is_told_in_french_with_its_line(place: str, said: str) -> None:
    assert InputError(place, "is broken", FRENCH).in_french == f"{said} : {FRENCH}"


def test_what_nobody_wrote_in_french_is_told_in_english() -> None:
    assert InputError("a.pdf", "is broken").in_french == "a.pdf : is broken"


def test_the_french_changes_nothing_in_the_english() -> None:
    assert str(InputError("a.pdf", "is broken", FRENCH)) == "a.pdf: is broken"
    assert InputError("a.pdf", "is broken", fr=FRENCH).fr == FRENCH


def test_the_french_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(InputError("a.pdf:3", "is broken", FRENCH)))
    assert error.in_french == f"a.pdf, ligne 3 : {FRENCH}"
