"""RDF that a stranger hands over, read with care: what would harm is refused before it is parsed.

What was tried on the parser (pyoxigraph 0.5): triple terms or terms of a context that
lean on one another by the ten thousand end the whole process; deep nesting takes
gigabytes (JSON-LD) or minutes (RDF/XML). It asks no host for anything, and reads no
file that an entity names. What is refused here is told with its line.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from maillage.errors import InputError
from maillage.rdf import Quad, RdfFormat, parse
from maillage.validation import sayings, syntax

LARGEST = 100_000_000
"""Bytes of a file."""
DEEPEST = 100
"""Brackets, objects or elements inside one another; a file that people write has some ten."""
PREFIXES = 10_000
"""Prefixes that a file may declare; our table has some thirty."""
ATTRIBUTES = 1_000
"""Attributes of one element."""
TERMS = 3_000
"""Terms that one JSON-LD context may define; that of schema.org, the longest, has as many."""

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = (
    (b"%PDF-", "a PDF", "un PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file", "un fichier Word, OpenDocument ou zip"),
    (b"\x1f\x8b", "a gzip archive", "une archive gzip"),
)
_TURTLE = re.compile(
    rb"""\#[^\n\r]*+
    |\"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|\Z) |'{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|\Z)
    |"(?:[^"\\\n\r]++|\\.)*+"? |'(?:[^'\\\n\r]++|\\.)*+'?
    |<(?:[^<>"{}|^`\\\x00-\x20]++|\\.)*+>
    |\\.
    |(?P<open><<|[\[({]) |(?P<close>>>|[\])}])
    |(?P<prefix>@?\bprefix\b)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Strings, comments, addresses and escapes, in which brackets are only signs; and brackets."""
_JSON = re.compile(
    rb"""\"(?:[^"\\]++|\\.)*+(?:\"|\Z) |(?P<open>[\[{]) |(?P<close>[\]}])""", re.VERBOSE | re.DOTALL
)
_PREFIX = re.compile(rb"prefix", re.IGNORECASE)


def parsed(data: bytes, form: RdfFormat, place: object) -> list[Quad]:
    """The facts of an RDF file, in its order; `place` is what errors name.

    Raises:
        InputError: it is not RDF of this form, says nothing, or would harm; with the
            line and, in the reason, the column where they are known.
    """
    guard = _GUARDS.get(form)
    if guard is None:
        french = f"le format {form.name} n'est pas lu ; enregistrez-le en Turtle (.ttl)"
        raise InputError(place, f"{form.name} is not read; save it as Turtle (.ttl)", french)
    text = _text(data, place)
    guard(text, place)
    try:
        found = list(parse(text, format=form))
    except MemoryError as error:
        raise _long(place) from error
    except (SyntaxError, ValueError) as error:
        raise syntax.refusal(error, form, place, text) from error
    if not found:
        raise _silent(form, place)
    return found


def _silent(form: RdfFormat, place: object) -> InputError:
    return InputError(
        place,
        f"says nothing: no fact was found in it; is it {form.name}?",
        f"aucune information n'a été trouvée dans ce fichier ; est-ce bien du {form.name} ?",
    )


def _text(data: bytes, place: object) -> bytes:
    """The bytes of a text in UTF-8, without their mark."""
    if len(data) > LARGEST:
        megabytes = LARGEST // 1_000_000
        french = f"ce fichier dépasse {megabytes} Mo ; découpez-le"
        raise InputError(place, f"is larger than {megabytes} MB; split it", french)
    _refuse_others(data, place)
    if data.startswith(_UTF_16):
        french = "ce fichier est en UTF-16 ; enregistrez-le en UTF-8"
        raise InputError(place, "is in UTF-16; save it as UTF-8", french)
    text = data.removeprefix(_BOM)
    if not text.strip():
        french = "ce fichier est vide ; donnez le fichier RDF"
        raise InputError(place, "is empty; give the RDF file", french)
    if b"\0" in text:
        raise InputError(
            _at(place, text, text.index(b"\0")),
            "is not text (it has a NUL byte); save it as UTF-8",
            "ce fichier n'est pas du texte (il contient un octet nul) ; enregistrez-le en UTF-8",
        )
    _refuse_other_encodings(text, place)
    return text


def _refuse_others(data: bytes, place: object) -> None:
    for mark, what, french in _OTHERS:
        if data.startswith(mark):
            raise InputError(
                place,
                f"is not RDF but {what}; give it the ending of its format",
                f"ce n'est pas du RDF mais {french} ; donnez-lui l'extension de son format",
            )


def _refuse_other_encodings(text: bytes, place: object) -> None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"{text[error.start]:02X}"
        raise InputError(
            _at(place, text, error.start),
            f"is not UTF-8 (byte {byte}); save it as UTF-8",
            f"ce fichier n'est pas en UTF-8 (octet {byte}, sans doute du Windows-1252) ; "
            "enregistrez-le en UTF-8",
        ) from error


def _at(place: object, text: bytes, offset: int) -> str:
    line = text.count(b"\n", 0, offset) + 1
    return f"{place}:{line}"


def _long(place: object) -> InputError:
    return InputError(
        place,
        "has a text or an address longer than 16 MB; split it",
        "un texte ou une adresse de ce fichier dépasse 16 Mo ; découpez-le",
    )


def _nested(place: object) -> InputError:
    return InputError(
        place,
        f"nests more than {DEEPEST} levels; it is not read",
        f"ce fichier emboîte plus de {DEEPEST} niveaux ; il n'est pas lu",
    )


def _check_depth(pattern: re.Pattern[bytes], text: bytes, place: object) -> None:
    depth = prefixes = 0
    for match in pattern.finditer(text):
        if match.lastgroup == "open":
            depth += 1
            if depth > DEEPEST:
                raise _nested(_at(place, text, match.start()))
        elif match.lastgroup == "close":
            depth = max(0, depth - 1)
        elif match.lastgroup == "prefix":
            prefixes += 1
            if prefixes > PREFIXES:
                raise _crowded(_at(place, text, match.start()))


def _crowded(place: object) -> InputError:
    return InputError(
        place,
        f"declares more than {PREFIXES} prefixes; it is not read",
        f"ce fichier déclare plus de {PREFIXES} préfixes ; il n'est pas lu",
    )


def _turtle(text: bytes, place: object) -> None:
    """Turtle and its kin: few have so many brackets that one must look where they stand."""
    openings = sum(map(text.count, (b"[", b"(", b"{", b"<<")))
    many = len(text) > PREFIXES * 6 and sum(1 for _ in _PREFIX.finditer(text)) > PREFIXES
    if openings > DEEPEST or many:
        _check_depth(_TURTLE, text, place)


@dataclass(frozen=True)
class _Object:
    """What is kept of a JSON object: how many keys it has."""

    keys: int


def _json(text: bytes, place: object) -> None:
    _check_depth(_JSON, text, place)

    def seen(pairs: list[tuple[str, object]]) -> _Object:
        for key, value in pairs:
            if key == "@context":
                _check_context(value, place)
        return _Object(len(pairs))

    try:
        json.loads(text.decode("utf-8"), object_pairs_hook=seen, parse_int=_kept, parse_float=_kept)
    except json.JSONDecodeError as error:
        french = sayings.french(error.msg, RdfFormat.JSON_LD)
        raise syntax.told(
            RdfFormat.JSON_LD, place, error.msg, french, error.lineno, error.colno
        ) from error


def _kept(number: str) -> str:
    """A number as it is written: some are too long to be made one."""
    return number


def _check_context(context: object, place: object) -> None:
    """Refuses a context with so many terms that resolving one by another ends the process."""
    for each in context if isinstance(context, list) else [context]:
        if isinstance(each, _Object) and each.keys > TERMS:
            raise InputError(
                place,
                f"has a context of more than {TERMS} terms; it is not read",
                f"un contexte de ce fichier définit plus de {TERMS} termes ; il n'est pas lu",
            )


def _xml(text: bytes, place: object) -> None:
    outline = _Outline(place)
    try:
        outline.parser.Parse(text, True)
    except expat.ExpatError as error:
        message = expat.errors.messages[error.code]
        french = sayings.french(message, RdfFormat.RDF_XML)
        raise syntax.told(
            RdfFormat.RDF_XML, place, message, french, error.lineno, error.offset + 1
        ) from error


class _Outline:
    """Walks XML for what is never accepted: a document type, other encodings, great depth."""

    def __init__(self, place: object) -> None:
        self._place = place
        self._depth = self._prefixes = 0
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartNamespaceDeclHandler = self._prefix
        self.parser.StartElementHandler = self._started
        self.parser.EndElementHandler = self._ended

    def _at(self) -> str:
        return f"{self._place}:{self.parser.CurrentLineNumber}"

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8"):
            raise InputError(
                self._at(),
                f"declares the encoding {encoding[:40]}; save it as UTF-8",
                f"ce fichier annonce le codage {encoding[:40]} ; enregistrez-le en UTF-8",
            )

    def _doctype(self, name: str, *_: object) -> NoReturn:
        if name.lower() == "html":
            french = "c'est une page web, pas du RDF/XML ; nommez-la .html"
            raise InputError(self._at(), "is a web page, not RDF/XML; name it .html", french)
        raise InputError(
            self._at(),
            "declares a document type (entities); write the addresses whole, without DOCTYPE",
            "ce fichier déclare un type de document (DOCTYPE, des entités) ; écrivez les adresses "
            "en entier et retirez cette déclaration, ou enregistrez-le en Turtle",
        )

    def _prefix(self, *_: object) -> None:
        self._prefixes += 1
        if self._prefixes > PREFIXES:
            raise _crowded(self._at())

    def _started(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _nested(self._at())
        if len(attributes) > ATTRIBUTES:
            raise InputError(
                self._at(),
                f"has an element of more than {ATTRIBUTES} attributes; it is not read",
                f"un élément a plus de {ATTRIBUTES} attributs ; le fichier n'est pas lu",
            )

    def _ended(self, _name: str) -> None:
        self._depth -= 1


_GUARDS: Mapping[RdfFormat, Callable[[bytes, object], None]] = {
    RdfFormat.TURTLE: _turtle,
    RdfFormat.N_TRIPLES: _turtle,
    RdfFormat.N_QUADS: _turtle,
    RdfFormat.TRIG: _turtle,
    RdfFormat.RDF_XML: _xml,
    RdfFormat.JSON_LD: _json,
}
