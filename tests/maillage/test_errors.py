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
