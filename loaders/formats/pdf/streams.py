"""How much the streams of a PDF unpack to, told before pdfium unpacks them.

pdfium ends the whole process where memory is short, so that a stream of a few
kilobytes that unpacks to gigabytes would take the other documents with it. The
bytes are searched for streams, each is unpacked piece by piece within a limit, and
nothing is kept. (Filters: ISO 32000-1, 7.4. An encrypted stream tells nothing.)
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from maillage.errors import InputError

STREAM = 50_000_000
"""Bytes that one stream may unpack to; a page with a map has ten millions."""
WHOLE = 200_000_000
"""Bytes that all streams but the pictures may unpack to."""
_PIECE = 1 << 20
_FEED = 1 << 14
_OVER = 4
"""Times that a stream may be packed over."""
_SAMPLE = 1 << 16
_DENSE = 50
"""Times that the beginning of a picture unpacks from which all of it is unpacked."""
_START = re.compile(rb"stream[^\r\n]*(?:\r\n?|\n|\Z)")
_DICTIONARY = 2_000
"""Bytes before a stream in which its filters are told."""
_FILTER = re.compile(
    rb"/(?:(?P<letters>ASCII85Decode|A85)|(?P<hex>ASCIIHexDecode|AHx)|(?P<lzw>LZWDecode|LZW)"
    rb"|(?P<runs>RunLengthDecode|RL)|(?P<flate>FlateDecode|Fl))\b"
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


class _TooMuch(Exception):
    """A stream unpacks to more than its limit."""


def check(data: bytes, place: object) -> None:
    """Refuses a PDF whose streams unpack to more than pdfium can be given.

    Raises:
        InputError: a stream, or all together, unpack to more than the limits.
    """
    whole = 0
    try:
        for match in _START.finditer(data):
            told = _told(data, match.start())
            is_picture = b"/Image" in told
            size = _size(memoryview(data)[match.end() :], told, is_picture)
            whole += 0 if is_picture else size
            if whole > WHOLE:
                raise _TooMuch
    except _TooMuch:
        reason = "has a stream that unpacks to far more than a page (zip bomb); it is not opened"
        french = (
            "une partie de ce PDF, une fois décompressée, dépasse de loin une page (bombe zip) ; "
            "il n'est pas ouvert"
        )
        raise InputError(place, reason, french) from None


def _told(data: bytes, start: int) -> bytes:
    """What stands before a stream since the beginning of its object."""
    before = data[max(0, start - _DICTIONARY) : start]
    before = before[before.rfind(b"endobj") + 1 :]
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), before)


def _size(packed: memoryview, told: bytes, is_picture: bool) -> int:
    """Bytes that a stream unpacks to.

    A picture is unpacked by its beginning alone where that is not packed densely:
    pdfium does not unpack it to read words.
    """
    names = [str(match.lastgroup) for match in _FILTER.finditer(told[told.rfind(b"/Filter") :])]
    if _is_zlib(bytes(packed[:2])):
        names = names if names[:1] == ["flate"] else ["flate"]
    elif not names or names[0] == "flate":
        return 0
    else:
        packed = packed[: _end(packed)]
    if is_picture:
        sample = packed[:_SAMPLE]
        if _unpacked(sample, names) < _DENSE * len(sample):
            return 0
    return _unpacked(packed, names)


def _end(packed: memoryview) -> int:
    """Where a stream ends; it is searched piece by piece, since what is left may be long."""
    for start in range(0, len(packed), _PIECE):
        found = bytes(packed[start : start + _PIECE + 9]).find(b"endstream")
        if found >= 0:
            return start + found
    return len(packed)


def _unpacked(packed: memoryview, names: Iterable[str]) -> int:
    """Bytes that all filters of a stream make.

    Raises:
        _TooMuch: one of them makes more than `STREAM`.
    """
    sizes: list[int] = []
    pieces: Iterable[bytes] = (
        bytes(packed[start : start + _FEED]) for start in range(0, len(packed), _FEED)
    )
    for number, name in enumerate(names):
        if number == _OVER:
            raise _TooMuch
        sizes.append(0)
        pieces = _counted(_FILTERS[name](pieces), sizes, number)
    for _ in pieces:
        pass
    return max(sizes)


def _counted(pieces: Iterable[bytes], sizes: list[int], number: int) -> Iterator[bytes]:
    for piece in pieces:
        sizes[number] += len(piece)
        if sizes[number] > STREAM:
            raise _TooMuch
        yield piece


def _is_zlib(start: bytes) -> bool:
    return len(start) == 2 and start[0] & 15 == 8 and int.from_bytes(start) % 31 == 0


def _flate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What zlib unpacks, up to where it is broken."""
    state = zlib.decompressobj()
    try:
        for piece in pieces:
            packed = piece
            while packed:
                yield state.decompress(packed, _PIECE)
                if state.eof:
                    return
                packed = state.unconsumed_tail
    except zlib.error:
        return


def _letters(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What letters of base 85 stand for; nothing where they are broken."""
    try:
        yield base64.a85decode(b"".join(pieces).split(b"~")[0])
    except ValueError:
        return


def _hex(pieces: Iterable[bytes]) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(pieces).split(b">")[0])
    yield binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _runs(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Runs of bytes: a length, then as many bytes, or one byte that is repeated."""
    packed = b"".join(pieces)
    place = 0
    while place + 1 < len(packed) and packed[place] != 128:
        length = packed[place]
        if length < 128:
            yield packed[place + 1 : place + 2 + length]
            place += 2 + length
        else:
            yield packed[place + 1 : place + 2] * (257 - length)
            place += 2


def _lzw(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Codes of 9 to 12 bits for words that came before (early change, as is usual)."""
    first = [bytes([code]) for code in range(256)] + [b"", b""]
    words, before, width = list(first), b"", 9
    bits = number = 0
    for byte in b"".join(pieces):
        bits, number = (bits << 8 | byte) & 0xFFFFFF, number + 8
        if number < width:
            continue
        number -= width
        code = bits >> number & ((1 << width) - 1)
        if code == 257:
            return
        if code == 256:
            words, before, width = list(first), b"", 9
            continue
        if code > len(words) or (code == len(words) and not before):
            return
        word = words[code] if code < len(words) else before + before[:1]
        if before and len(words) < 4096:
            words.append(before + word[:1])
        before = word
        width = min(12, (len(words) + 1).bit_length())
        yield word


_FILTERS: Mapping[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "flate": _flate,
    "letters": _letters,
    "hex": _hex,
    "runs": _runs,
    "lzw": _lzw,
}
