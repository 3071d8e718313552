"""An archive is opened within limits, and its parts are XML that names nothing outside."""

import pytest

from loaders.formats.archive import MEMBERS, WHOLE, opened, part, xml
from maillage.errors import InputError
from tests.loaders.formats.making import OLE, announcing, archive

GOOD = archive({"a.xml": "<a>mots</a>", "b.bin": bytes(100)})


def test_parts_are_given_by_name_and_absent_ones_are_none() -> None:
    with opened(GOOD, "x") as found:
        assert part(found, "a.xml", "x") == b"<a>mots</a>"
        assert part(found, "c.xml", "x") is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty; give the document"),
        (b"mots", "is truncated or broken; send it or save it again"),
        (GOOD[: len(GOOD) // 2], "is truncated or broken; send it or save it again"),
        (b"%PDF-1.7", "is not a Word or OpenDocument file but a PDF; name it .pdf"),
        (b"{\\rtf1", "is not a Word or OpenDocument file but an RTF file; name it .docx"),
        (b"\x1f\x8b\x08", "but a gzip archive; unpack it and give the document inside"),
        (OLE, "is protected by a password, or is an old .doc; save it as .docx"),
        (archive({"../a.xml": ""}), "has a part named '../a.xml', outside itself"),
        (archive({"/etc/a.xml": ""}), "has a part named '/etc/a.xml', outside itself"),
        (archive({"a\\..\\..\\b": ""}), "outside itself; it is not opened"),
        (archive({"a.xml": bytes(2_000_000)}), r"unpacks more than 200 times \(zip bomb\)"),
        (announcing(GOOD, "a.xml", WHOLE + 1), r"unpacks to far more .* \(zip bomb\)"),
        (archive({str(number): "" for number in range(MEMBERS + 1)}), "zip bomb"),
    ],
    ids=[
        *(
            "empty",
            "text",
            "cut",
            "pdf",
            "rtf",
            "gzip",
            "encrypted",
            "above",
            "absolute",
            "backslashes",
        ),
        *("ratio", "size", "members"),
    ],
)
def test_archive_that_is_broken_or_would_do_harm_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"x: .*{reason}"), opened(data, "x"):
        pass


def test_part_that_is_not_what_the_archive_announces_is_refused() -> None:
    with (
        opened(announcing(GOOD, "a.xml", 5), "x") as found,
        pytest.raises(InputError, match=r"x: its part a\.xml is truncated or broken; send it"),
    ):
        part(found, "a.xml", "x")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<a>", "is not XML"),
        (b"mots", "is not XML"),
        (b"<a>" * 300 + b"</a>" * 300, "is not XML"),
        (b'<!DOCTYPE a [<!ENTITY e "mots">]><a>&e;</a>', "declares a document type"),
        (b'<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>', "declares a document type"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><a/>'.encode("utf-16"), "declares a document type"),
        (b"<!--" + b" " * 5_000 + b"--><!DOCTYPE a><a/>", "declares a document type"),
    ],
)
def test_part_that_is_no_plain_xml_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"x: its part a.xml {reason}"):
        xml(data, "x", "a.xml")
