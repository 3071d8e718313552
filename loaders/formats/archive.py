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
PROTECTED = (
    "is protected by a password; save it without",
    "ce fichier est protégé par un mot de passe ; enregistrez-le sans protection",
)
NO_TEXT = (
    "holds no text (pictures only?); recognise it first (OCR)",
    "ce document ne contient pas de texte (que des images ?) ; faites-le d'abord reconnaître (OCR)",
)
"""Reasons, in English and in French."""
_OLD = (
    "is protected by a password, or is an old .doc; save it as .docx without password",
    "ce fichier est protégé par un mot de passe, ou c'est un ancien .doc ; enregistrez-le en "
    ".docx, sans mot de passe",
)
_BROKEN = "est tronqué ou abîmé ; envoyez-le ou enregistrez-le de nouveau"
_BOMB = 200
"""Times that a part may grow when unpacked; text packs 5 to 20 times."""


@contextmanager
def opened(data: bytes, place: object) -> Iterator[zipfile.ZipFile]:
    """The archive in these bytes.

    Raises:
        InputError: it is no archive, encrypted, broken, or made to do harm.
    """
    _refuse_others(data, place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        reason = "is truncated or broken; send it or save it again"
        raise InputError(place, reason, f"ce fichier {_BROKEN}") from error
    with archive:
        _check(archive, place)
        yield archive


def _refuse_others(data: bytes, place: object) -> None:
    """Refuses what does not begin as an archive does."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(place, *_OLD)
    if not data:
        french = "ce fichier est vide ; donnez le document"
        raise InputError(place, "is empty; give the document", french)
    what = plain.other(data)
    if what:
        raise InputError(
            place,
            f"is not a Word or OpenDocument file but {what[0]}",
            f"ce n'est pas un fichier Word ou OpenDocument mais {what[1]}",
        )


def _check(archive: zipfile.ZipFile, place: object) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS or sum(member.file_size for member in members) > WHOLE:
        raise InputError(
            place,
            "unpacks to far more than a document (zip bomb); it is not opened",
            "une fois décompressé, ce fichier dépasse de loin un document (bombe zip) ; il n'est "
            "pas ouvert",
        )
    for member in members:
        _check_member(member, place)


def _check_member(member: zipfile.ZipInfo, place: object) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts:
        raise InputError(
            place,
            f"has a part named {member.filename[:60]!r}, outside itself; it is not opened",
            f"une partie nommée {member.filename[:60]!r} se dit hors de ce fichier ; il n'est pas "
            "ouvert",
        )
    if member.flag_bits & 1:
        raise InputError(place, *PROTECTED)
    if member.file_size > 1_000_000 and member.file_size > _BOMB * max(member.compress_size, 1):
        raise InputError(
            place,
            "has a part that unpacks more than 200 times (zip bomb); it is not opened",
            f"une partie de ce fichier est comprimée plus de {_BOMB} fois (bombe zip) ; il n'est "
            "pas ouvert",
        )


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
        raise InputError(place, reason, f"sa partie {name} {_BROKEN}") from error
    if len(data) > PART:
        megabytes = PART // 1_000_000
        french = f"sa partie {name} dépasse {megabytes} Mo ; découpez le document"
        reason = f"its part {name} is larger than {megabytes} MB; split it"
        raise InputError(place, reason, french)
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
        french = f"sa partie {name} n'est pas du XML bien formé ; enregistrez-le de nouveau"
        raise InputError(place, reason, french) from error
    if root.getroottree().docinfo.internalDTD is not None:
        reason = f"its part {name} declares a document type (entities); it is not read"
        french = f"sa partie {name} déclare un type de document (des entités) ; elle n'est pas lue"
        raise InputError(place, reason, french)
    return root
