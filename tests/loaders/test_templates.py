"""Each template on documents of its own: a case is a folder with a document and its digest."""

from pathlib import Path

import pytest

from loaders import read
from tests.loaders.cases import check, document_in, folders, reading_of

HERE = Path(__file__).parent
TEMPLATES = {Path(template.__file__ or "").parent.name: template for template in read.TEMPLATES}
CASES = [
    pytest.param(name, folder, id=f"{name}/{folder.name}")
    for name in sorted(TEMPLATES)
    for folder in folders(HERE / name / "x")
]


@pytest.mark.parametrize(("_", "folder"), CASES)
def test_document_is_read_as_expected(_: str, folder: Path, approve: bool) -> None:
    check(folder, approve)


@pytest.mark.parametrize(("name", "folder"), CASES)
def test_template_recognises_its_documents(name: str, folder: Path) -> None:
    assert reading_of(document_in(folder))[1].template == TEMPLATES[name].NAME


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_template_has_a_case(name: str) -> None:
    assert folders(HERE / name / "x")
