"""Documents that no template claims: each case is a folder with a document and its digest."""

from pathlib import Path

import pytest

from loaders.read import UNKNOWN
from tests.loaders.cases import check, document_in, folders, reading_of

CASES = folders(Path(__file__))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_unknown_document_is_read_by_the_core(folder: Path, approve: bool) -> None:
    check(folder, approve)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_no_template_claims_it_and_the_reader_is_told(folder: Path) -> None:
    _, reading = reading_of(document_in(folder))
    assert reading.template is None
    assert reading.issues[0] == UNKNOWN
