"""Settings come from flags, then the environment; what means nothing is refused."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from maillage.errors import InputError
from maillage.settings import Settings, described, settings


def test_without_flags_and_variables_the_defaults_hold() -> None:
    assert settings({}) == Settings()


def test_variables_of_other_programs_are_left_alone() -> None:
    assert settings({"HOME": "/root", "PORT": "9"}) == Settings()


def test_a_variable_is_read_in_the_type_of_its_setting() -> None:
    given = settings(
        {
            "MAILLAGE_ROOT": "/srv/maillage",
            "MAILLAGE_PORT": "8080",
            "MAILLAGE_QUERY_SECONDS": "2.5",
            "MAILLAGE_HOST": "0.0.0.0",
        }
    )
    assert given.root == Path("/srv/maillage")
    assert (given.port, given.query_seconds, given.host) == (8080, 2.5, "0.0.0.0")


def test_a_flag_wins_over_a_variable_and_none_is_no_flag() -> None:
    environment = {"MAILLAGE_PORT": "8080", "MAILLAGE_HOST": "::1"}
    given = settings(environment, port=9000, host=None)
    assert (given.port, given.host) == (9000, "::1")


@pytest.mark.parametrize(
    ("variable", "text"),
    [("MAILLAGE_PORT", "http"), ("MAILLAGE_PORT", ""), ("MAILLAGE_QUERY_SECONDS", "ten")],
)
def test_a_value_of_another_type_is_refused_by_name(variable: str, text: str) -> None:
    with pytest.raises(InputError, match=f"{variable}: {text!r} is not a value of type"):
        settings({variable: text})


def test_a_variable_that_no_setting_has_is_refused() -> None:
    with pytest.raises(InputError, match="MAILLAGE_PROT: no setting has this name"):
        settings({"MAILLAGE_PROT": "8000"})


def test_the_generated_folders_are_below_the_root_unless_absolute() -> None:
    assert Settings(root=Path("/srv")).releases == Path("/srv/var/releases")
    assert Settings(root=Path("/srv"), var=Path("/big")).releases == Path("/big/releases")
    assert Settings(root=Path("/srv"), var=Path("/big")).restricted == Path("/big/restricted")


def test_the_data_folders_are_below_the_root() -> None:
    given = Settings(root=Path("/srv"))
    folders = [given.ontology, given.shapes, given.queries, given.data]
    assert [folder.name for folder in folders] == ["ontology", "shapes", "queries", "data"]
    assert {folder.parent for folder in folders} == {Path("/srv")}


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_every_setting_is_described_under_its_variable() -> None:
    told = {variable: (default, meaning) for variable, default, meaning in described()}
    assert set(told) == {f"MAILLAGE_{field.name.upper()}" for field in fields(Settings)}
    assert told["MAILLAGE_PORT"][0] == 8000
    assert all(meaning for _, meaning in told.values())
