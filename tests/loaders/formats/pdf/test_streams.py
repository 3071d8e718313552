"""A PDF that unpacks to far more than its bytes is refused before pdfium opens it."""

import base64
import zlib

import pytest

from loaders.formats.pdf import text
from loaders.formats.pdf.streams import STREAM, WHOLE, check
from maillage.errors import InputError
from tests.loaders.formats.making import column, pdf, scanned

PIECE = b" " * 1_000_000


def spaces(size: int) -> bytes:
    """So many spaces, packed."""
    packer = zlib.compressobj(9)
    pieces = [packer.compress(PIECE) for _ in range(size // len(PIECE) + 1)]
    return b"".join([*pieces, packer.flush()])


BOMB = spaces(STREAM)


def file(*streams: tuple[str, bytes]) -> bytes:
    """A PDF of one page whose content is these streams, each with its filters."""
    numbers = range(4, 4 + len(streams))
    contents = " ".join(f"{number} 0 R" for number in numbers)
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents["
        + contents.encode()
        + b"]>>endobj\n",
    ]
    for number, (told, data) in zip(numbers, streams, strict=True):
        head = f"{number} 0 obj<</Length {len(data)}{told}>>stream\r\n".encode()
        parts += [head, data, b"\nendstream\nendobj\n"]
    return b"".join([*parts, b"trailer<</Root 1 0 R>>\n%%EOF\n"])


@pytest.mark.parametrize(
    ("told", "data"),
    [
        ("/Filter/FlateDecode", BOMB),
        ("/Filter/Fl#61teDecode", BOMB),
        ("/Filter 9 0 R", BOMB),
        ("/X/ASCII85Decode/Filter/FlateDecode", BOMB),
        ("/Filter[/FlateDecode/FlateDecode]", zlib.compress(BOMB)),
        ("/Filter[/ASCII85Decode/FlateDecode]", base64.a85encode(BOMB) + b"~>"),
        ("/Filter[/ASCIIHexDecode /FlateDecode]", BOMB.hex().encode() + b">"),
        ("/Filter/RunLengthDecode", b"\x81 " * (STREAM // 128 + 1)),
        ("/Subtype/Image/Filter/FlateDecode", BOMB),
    ],
    ids=["flate", "escaped", "indirect", "decoy", "twice", "letters", "hex", "runs", "picture"],
)
def test_stream_that_unpacks_to_far_more_than_a_page_is_refused(told: str, data: bytes) -> None:
    with pytest.raises(InputError, match=r"^x: has a stream .* \(zip bomb\); it is not opened$"):
        text(file((told, data)), "x")


def growing(times: int) -> bytes:
    """Spaces packed by LZW, each word one longer than the word before it, so many times over."""
    bits, width = "", 9
    for code in [256, 32, *range(258, 4095)] * times:
        bits += f"{code:0{width}b}"
        width = 9 if code == 256 else min(12, (max(code, 257) + 2).bit_length())
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


def test_words_that_grow_are_counted() -> None:
    check(file(("/Filter/LZWDecode", growing(1))), "x")
    with pytest.raises(InputError, match="zip bomb"):
        check(file(("/Filter/LZWDecode", growing(8))), "x")


def test_many_streams_together_are_refused() -> None:
    half = ("/Filter/FlateDecode", spaces(STREAM // 2))
    check(file(half), "x")
    with pytest.raises(InputError, match="zip bomb"):
        check(file(*[half] * (2 * WHOLE // STREAM + 1)), "x")


def test_usual_files_are_let_through() -> None:
    data = pdf(column(["La convention est signée par la commune."]))
    check(data, "x")
    check(scanned(data), "x")
    assert text(data, "x") == "La convention est signée par la commune.\n"


@pytest.mark.parametrize("data", [b"", b"stream", b"stream\n", b"stream\nx\x9c", b"streamstream\r"])
def test_broken_streams_are_left_to_pdfium(data: bytes) -> None:
    check(data, "x")
