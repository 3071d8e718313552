"""Word and OpenDocument files are zip archives of XML: opened here, within limits.

Nothing is extracted to disk. The sizes that an archive announces are checked
before and while reading, since they may lie; XML with a document type is
refused, so that no entity is ever expanded.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from lxml import etree

from loaders.formats import plain
from maillage.errors import InputError

LIMIT = 60_000_000
"""Bytes of an archive; pictures make most of them."""
MEMBERS = 5_000
PART = 60_000_000
"""Bytes of one unpacked part of XML."""
WHOLE = 500_000_000
"""Bytes that an archive may announce unpacked."""
_BOMB = 200
"""Times that a part may grow when unpacked; text packs 5 to 20 times."""


@contextmanager
def opened(data: bytes, place: object) -> Iterator[zipfile.ZipFile]:
    """The archive in these bytes.

    Raises:
        InputError: it is no archive, encrypted, broken, or made to do harm.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = "is protected by a password, or is an old .doc; save it as .docx without password"
        raise InputError(place, reason)
    if not data:
        raise InputError(place, "is empty; give the document")
    what = plain.other(data)
    if what:
        raise InputError(place, f"is not a Word or OpenDocument file but {what}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise InputError(place, "is truncated or broken; send it or save it again") from error
    with archive:
        _check(archive, place)
        yield archive


def _check(archive: zipfile.ZipFile, place: object) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS or sum(member.file_size for member in members) > WHOLE:
        raise InputError(place, "unpacks to far more than a document (zip bomb); it is not opened")
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts:
            reason = f"has a part named {member.filename[:60]!r}, outside itself; it is not opened"
            raise InputError(place, reason)
        if member.flag_bits & 1:
            raise InputError(place, "is protected by a password; save it without")
        if member.file_size > 1_000_000 and member.file_size > _BOMB * max(member.compress_size, 1):
            reason = "has a part that unpacks more than 200 times (zip bomb); it is not opened"
            raise InputError(place, reason)


def part(archive: zipfile.ZipFile, name: str, place: object) -> bytes | None:
    """The bytes of a part, None where the archive has none of that name.

    Raises:
        InputError: it is larger than announced, or broken.
    """
    try:
        with archive.open(name) as file:
            data = file.read(PART + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        reason = f"its part {name} is truncated or broken; send it or save it again"
        raise InputError(place, reason) from error
    if len(data) > PART:
        raise InputError(place, f"its part {name} is larger than {PART // 1_000_000} MB; split it")
    return data


def xml(data: bytes, place: object, name: str) -> etree._Element:
    """The tree of a part; no entity, no document type, no network.

    Raises:
        InputError: it is not XML, or has a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = f"its part {name} is not XML ({error.msg}); save it again"
        raise InputError(place, reason) from error
    if root.getroottree().docinfo.internalDTD is not None:
        reason = f"its part {name} declares a document type (entities); it is not read"
        raise InputError(place, reason)
    return root
