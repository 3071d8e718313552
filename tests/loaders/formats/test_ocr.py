"""A scanned PDF is recognised where Tesseract is installed, and only on demand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from loaders.formats import Options, load
from loaders.formats.pdf import recognised
from loaders.source import PAGE, page_of
from maillage.errors import InputError
from tests.loaders.formats.making import column, pdf, scanned, written

FIRST = ("La commune de Fleurance et la commune de Lectoure",)
SECOND = ("Le conseil communautaire est favorable au projet",)


def _has_tesseract() -> bool:
    program = shutil.which("tesseract")
    if not program:
        return False
    command = [program, "--list-langs"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "fra" in said.split()


with_tesseract = pytest.mark.skipif(
    not _has_tesseract(), reason="Tesseract with its French words is not installed"
)


def program(folder: Path, lines: str) -> None:
    """A program named tesseract in `folder`."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


@with_tesseract
def test_scan_is_recognised_page_by_page(tmp_path: Path) -> None:
    path = written(tmp_path, "scan.pdf", scanned(pdf(column(FIRST), column(SECOND))))
    source = load(path, Options(ocr=True))
    assert source.pages == 2
    assert FIRST[0] in source.text
    assert page_of(source.text, source.text.index(SECOND[0])) == 2


@with_tesseract
def test_blank_scan_is_refused() -> None:
    with pytest.raises(InputError, match="x: holds no text that could be recognised; scan it"):
        recognised(scanned(pdf([])), "x")


def test_scan_is_not_recognised_without_being_asked(tmp_path: Path) -> None:
    path = written(tmp_path, "scan.pdf", scanned(pdf(column(FIRST))))
    with pytest.raises(InputError, match=r"scan\.pdf: is a scan without text .*--ocr"):
        load(path)


def test_without_tesseract_the_remedy_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="x: cannot be recognised here: install Tesseract"):
        recognised(pdf([]), "x")


def test_reason_that_tesseract_gives_is_told_with_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "cat > /dev/null; echo 'no language fra' >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(InputError, match="x: Tesseract does not recognise page 1: no language fra"):
        recognised(pdf([]), "x")


def test_page_marks_of_tesseract_are_not_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, r"cat > /dev/null; printf 'mots lus\n\f'")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert recognised(pdf([], []), "x") == f"mots lus{PAGE}\n\nmots lus\n"


def test_asking_for_recognition_changes_nothing_of_other_formats(tmp_path: Path) -> None:
    path = written(tmp_path, "note.md", b"mots")
    assert load(path, Options(ocr=True)) == load(path)
