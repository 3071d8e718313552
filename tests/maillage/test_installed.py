"""Where the rules are found: here, where the environment says, or in what is installed."""

from pathlib import Path

import pytest

from maillage.installed import MARK, with_rules
from maillage.settings import Settings
from tests.checkout import ROOT


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of another project, which has shapes of its own."""
    folder = tmp_path / "elsewhere"
    (folder / "shapes").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def installed(tmp_path: Path) -> Path:
    mark = tmp_path / "share" / "maillage" / MARK
    mark.parent.mkdir(parents=True)
    mark.touch()
    return tmp_path / "share" / "maillage"


@pytest.mark.usefixtures("elsewhere")
def test_a_wheel_brings_the_rules(tmp_path: Path) -> None:
    share = installed(tmp_path)
    assert with_rules(Settings(), tmp_path, tmp_path / "lib" / "maillage").root == share


@pytest.mark.usefixtures("elsewhere")
def test_an_editable_installation_has_those_of_its_checkout(tmp_path: Path) -> None:
    installed(tmp_path)
    assert with_rules(Settings(), tmp_path).root == ROOT


def test_a_checkout_has_its_own(elsewhere: Path, tmp_path: Path) -> None:
    (elsewhere / MARK).parent.mkdir()
    (elsewhere / MARK).touch()
    assert with_rules(Settings(), tmp_path).root == Path()


@pytest.mark.usefixtures("elsewhere")
def test_a_root_that_was_named_stays(tmp_path: Path) -> None:
    named = Settings(root=tmp_path / "nowhere")
    assert with_rules(named, tmp_path) == named


@pytest.mark.usefixtures("elsewhere")
def test_without_any_rules_the_settings_stay(tmp_path: Path) -> None:
    assert with_rules(Settings(), tmp_path, tmp_path / "maillage") == Settings()
