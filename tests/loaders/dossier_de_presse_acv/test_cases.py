"""Press kits of ACV: each case is a folder with a document and its digest."""

from pathlib import Path

import pytest

from tests.loaders.cases import check, document_in, folders, reading_of

CASES = folders(Path(__file__))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_press_kit_is_read_as_expected(folder: Path, approve: bool) -> None:
    check(folder, approve)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_template_recognises_its_documents(folder: Path) -> None:
    assert reading_of(document_in(folder))[1].template == "dossier-de-presse-acv"
