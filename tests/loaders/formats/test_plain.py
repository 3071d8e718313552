"""A file becomes its normalised text, or is refused in one sentence."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats import load
from loaders.formats.plain import TEXT, decode
from maillage.errors import InputError
from tests.loaders.cases import sample

LIMIT = TEXT.LIMIT
FRENCH = "Convention « Cœur de ville » : l’été à 12 €"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "x") == FRENCH


def test_big_endian_mark_is_obeyed() -> None:
    assert decode(b"\xfe\xff" + FRENCH.encode("utf-16-be"), "x") == FRENCH


def test_bytes_that_windows_1252_lacks_are_latin_1() -> None:
    assert decode(b"\xe9t\xe9 \x81", "x") == "été \x81"


def test_windows_line_ends_become_one_character() -> None:
    assert decode(b"a\r\nb\rc\n", "x") == "a\nb\rc\n"


def test_nothing_else_is_changed() -> None:
    text = "  a\u00a0b\t\n\n\n*c* ﬁn\n"
    assert decode(text.encode(), "x") == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff")))
def test_utf_8_is_read_back(text: str) -> None:
    if text.strip():
        assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 whatever", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"\x00\x01\x02text", "binary"),
        (b"\x01\x02\x03\x04", "binary"),
        (b"\xff\xfea", "is not UTF-16-LE as its mark says"),
        (b"\xef\xbb\xbf\xe9", "is not UTF-8 as its mark says"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"x: .*{reason}"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", "is not a PDF, whatever its name"),
        ("a.DOCX", "is truncated or broken"),
        ("a.doc", "save it as .docx"),
        ("a.png", "OCR"),
        ("a.xlsx", "the format .xlsx is not read"),
        ("a", "no suffix"),
    ],
)
def test_file_that_cannot_be_used_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("words")
    with pytest.raises(InputError, match=reason):
        load(tmp_path / name)


@pytest.mark.parametrize("name", ["absent.md", "absent.pdf", "absent.xlsx", "absent", "a.md/b.md"])
def test_file_that_does_not_exist_is_refused_as_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("words")
    with pytest.raises(InputError) as caught:
        load(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: there is no such file"


def test_name_that_no_file_can_bear_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / f"{'a' * 300}.md")


def test_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "a.md")


def test_file_past_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(InputError, match="is larger than 5 MB"):
        load(path)


def test_hash_is_of_the_bytes_received(tmp_path: Path) -> None:
    path = tmp_path / "a.TXT"
    path.write_bytes(b"\xef\xbb\xbfa\r\n")
    source = load(path)
    assert source.text == "a\n"
    assert source.media_type == "text/plain"
    assert source.sha256 == hashlib.sha256(b"\xef\xbb\xbfa\r\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("cahors-acv-dossier-de-presse-2018", 31_946),
        ("fleurance-lectoure-pvd-convention-adhesion", 56_559),
    ],
)
def test_documents_of_the_tree_have_the_length_of_the_originals(name: str, characters: int) -> None:
    assert len(load(sample(name)).text) == characters
