"""Files made to do harm, or broken: the command refuses them in one line and writes nothing.

Bombs, and whatever takes time or memory, are given to a process of its own;
files that are only wrong, to the command within this one.
"""

import gzip
import os
import subprocess
import sys
import zlib
from pathlib import Path

import odfdo
import pytest

from tests.checkout import ROOT, small_checkout
from tests.loaders.formats.making import OLE, archive, column, opendocument, pdf, replaced, word
from tests.loaders.formats.making import written as put
from tests.maillage import test_cli
from tests.maillage.test_cli import Result

SECONDS = 20
GOOD = word(lambda document: document.add_paragraph("Convention de Fleurance"))
OPEN = opendocument(odfdo.Paragraph("Convention de Fleurance"))
PRINTED = pdf(column(["Convention de Fleurance et de Lectoure"]))
EXTERNAL = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY e0 "rire">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 13))
    + "]><a>&e12;</a>"
)


def unpacking(megabytes: int) -> bytes:
    """A PDF whose one page has a content of so many megabytes of spaces."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(b" " * 1_000_000) for _ in range(megabytes)]
    content = b"".join([*pieces, packer.flush()])
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
    )
    told = f"4 0 obj<</Filter/FlateDecode/Length {len(content)}>>stream\n".encode()
    end = b"\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return head + told + content + end


BODY, CONTENT = "word/document.xml", "content.xml"


def run(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """``maillage …`` in the checkout `root`, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "maillage", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "MAILLAGE_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose tables are soon read: it is not their time that is limited here."""
    return small_checkout(tmp_path_factory.mktemp("small") / "checkout")


def checkout(root: Path, small: Path) -> Path:
    """A checkout with all that the small one knows and no document; the folder of documents."""
    folder = root / "data" / "documents"
    folder.mkdir(parents=True)
    (root / "ontology").symlink_to(small / "ontology")
    for path in (small / "data").iterdir():
        if path.suffix == ".csv" or path.name == "reference":
            (root / "data" / path.name).symlink_to(path)
    return folder


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    """A checkout whose tables are read once for all the files that come and go in it."""
    root = tmp_path_factory.mktemp("checkout") / "root"
    checkout(root, small)
    return root


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def refused(
    result: Result | subprocess.CompletedProcess[str], path: Path, reason: str, remedy: str
) -> None:
    """Status 2, and one line that names the file, what is wrong and what to do."""
    assert (result.returncode, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"maillage: {path}: ")
    assert reason in line
    assert remedy in line


@pytest.mark.parametrize(
    ("name", "data", "reason", "remedy"),
    [
        ("a.docx", archive({BODY: bytes(50_000_000)}), "zip bomb", "not opened"),
        ("a.odt", archive({CONTENT: bytes(50_000_000)}), "zip bomb", "not opened"),
        ("a.docx", replaced(GOOD, {BODY: LAUGHS}), f"its part {BODY}", "entit"),
        ("a.odt", replaced(OPEN, {CONTENT: LAUGHS}), f"its part {CONTENT}", "entit"),
        ("a.pdf", unpacking(500), "zip bomb", "not opened"),
        ("a.txt", b"a" * 40_000_000, "larger than 5 MB", "split it"),
    ],
    ids=["docx bomb", "odt bomb", "docx laughs", "odt laughs", "pdf bomb", "one line of 40 MB"],
)
def test_bomb_is_refused_in_time_with_its_name_and_a_remedy_and_nothing_is_written(
    tmp_path: Path, small: Path, name: str, data: bytes, reason: str, remedy: str
) -> None:
    root = tmp_path / "root"
    path = put(checkout(root, small), name, data)
    refused(run(root, "load"), path, reason, remedy)
    assert files(tmp_path) == [path]


@pytest.mark.parametrize(
    ("name", "data", "reason", "remedy"),
    [
        ("a.docx", replaced(GOOD, {"../../a.ttl": "x"}), "'../../a.ttl', outside", "not opened"),
        ("a.docx", replaced(GOOD, {"/etc/a.ttl": "x"}), "'/etc/a.ttl', outside", "not opened"),
        ("a.docx", replaced(GOOD, {BODY: EXTERNAL}), "declares a document type", "not read"),
        ("a.odt", replaced(OPEN, {CONTENT: EXTERNAL}), "declares a document type", "not read"),
        ("a.docx", OLE, "password", "save it as .docx"),
        ("a.docx", GOOD[: len(GOOD) // 2], "truncated or broken", "send it"),
        ("a.pdf", PRINTED[: len(PRINTED) // 2], "truncated", "send it again"),
        ("a.pdf", pdf(column(["mots"]), password="x"), "password", "save it without"),
        ("a.txt", bytes(range(256)) * 20, "binary content", "give its text"),
        ("a.txt", PRINTED, "is not text but a PDF", "name it .pdf"),
        ("a.docx", PRINTED, "but a PDF", "name it .pdf"),
        ("a.txt", gzip.compress(bytes(5_000_000)), "binary content", "give its text"),
        ("a.docx", gzip.compress(bytes(5_000_000)), "but a gzip archive", "unpack it"),
        ("a.txt", b"", "is empty", "give"),
        ("a.docx", b"", "is empty", "give"),
        ("a.pdf", b"", "is empty", "send"),
    ],
    ids=[
        *("path above", "path absolute", "docx entity", "odt entity", "encrypted docx"),
        *("cut docx", "cut pdf", "encrypted pdf", "binary txt", "pdf as txt", "pdf as docx"),
        *("gzip as txt", "gzip as docx", "empty txt", "empty docx", "empty pdf"),
    ],
)
def test_file_is_refused_with_its_name_and_a_remedy_and_nothing_is_written(
    shared: Path, name: str, data: bytes, reason: str, remedy: str
) -> None:
    path = put(shared / "data" / "documents", name, data)
    try:
        refused(test_cli.run("load", root=shared), path, reason, remedy)
        assert files(shared.parent) == [path]
    finally:
        path.unlink()


def test_all_bad_files_are_told_at_once(shared: Path, tmp_path: Path) -> None:
    bad = [put(tmp_path, name, b"") for name in ("b.docx", "c.pdf")]
    result = test_cli.run("load", *bad, root=shared)
    assert result.returncode == 2
    assert f"{bad[0]}: is empty" in result.stderr
    assert f"1 more: {bad[1]}" in result.stderr
    assert files(tmp_path) == bad
    assert files(shared) == []


def test_asking_for_recognition_where_tesseract_is_missing_is_a_clear_error(tmp_path: Path) -> None:
    path = put(tmp_path, "scan.pdf", pdf([]))
    result = test_cli.run("read", "--ocr", path, root=tmp_path, environment={"PATH": str(tmp_path)})
    assert result.returncode == 2
    assert "install Tesseract" in result.stderr
