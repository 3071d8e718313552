"""A release is found by its pointer, or the caller is told to build one."""

import json
from pathlib import Path

import pytest

from maillage.errors import UnavailableError
from maillage.release import Release, current
from maillage.settings import Settings


def release(tmp_path: Path) -> tuple[Settings, Release]:
    config = Settings(root=tmp_path)
    folder = config.releases / "abc"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "une-convention.txt").write_text("Entre les parties █████", "utf-8")
    (folder / "report.json").write_text(json.dumps({"conforms": True, "results": []}))
    (folder / "manifest.json").write_text(json.dumps({"version": "0.1.0"}))
    (config.releases / "current").write_text("abc\n")
    return config, Release("abc", folder)


def test_the_pointer_names_the_served_release(tmp_path: Path) -> None:
    config, expected = release(tmp_path)
    assert current(config) == expected


def test_no_release_is_an_error_that_tells_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="run: maillage build"):
        current(Settings(root=tmp_path))


def test_a_public_text_is_read_by_slug(tmp_path: Path) -> None:
    _, made = release(tmp_path)
    assert made.public_text("une-convention") == "Entre les parties █████"
    assert made.public_text("une-autre") is None


@pytest.mark.parametrize("name", ["../manifest", "../../current", "/etc/hostname", "a/../b"])
def test_a_slug_cannot_leave_the_folder_of_texts(tmp_path: Path, name: str) -> None:
    _, made = release(tmp_path)
    assert made.public_text(name) is None


def test_report_and_manifest_are_read(tmp_path: Path) -> None:
    _, made = release(tmp_path)
    assert made.report() == {"conforms": True, "results": []}
    assert made.manifest() == {"version": "0.1.0"}
