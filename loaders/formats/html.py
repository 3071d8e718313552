"""Web pages: their content in reading order, without menus, scripts, banners and comments."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as parser

from loaders.formats import plain
from loaders.formats.normal import Writer
from maillage.errors import InputError

MEDIA_TYPE = "text/html"
SUFFIXES = (".html", ".htm", ".xhtml")
LIMIT = 5_000_000
DEEPEST = 200
"""Elements inside one another; a page has some thirty."""

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "dialog",
        "menu",
        "footer",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "html",
        "caption",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ROLES = frozenset(
    ["navigation", "banner", "search", "contentinfo", "complementary", "menu", "menubar", "dialog"]
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|cookies?|breadcrumbs?"
    r"|fil-ariane|fil-d-ariane|sidebar"
    r"|partage|share|sharing|social|skip|skip-links?|evitement|newsletter|pagination|banner|bandeau"
    r"|footer|pied|modal|popup|sr-only|visually-hidden)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_ENCODING = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_ENCODINGS = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "ascii", "latin-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252"),
        *("cp437", "cp850", "cp858", "mac-roman", "koi8-r"),
    )
)
"""Encodings that a page in French may declare; codecs that unpack or escape are none of them."""
_XML = re.compile(r"\A<\?xml[^>]*\?>")
_INNER_TYPES = re.compile(r"(<!DOCTYPE[^<>\[]{0,500})\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
"""A document type with entities of its own, which a page has not: its end would be read as text."""
_SHORT = 160
_OTHER = (
    "is not a web page; give its text as .md or .txt",
    "ce n'est pas une page web ; donnez son texte en .md ou .txt",
)
_NO_TEXT = (
    "holds no text beside menus and scripts; give the document itself",
    "cette page n'a pas de texte hors des menus et des scripts ; donnez le document lui-même",
)


def text(data: bytes, place: object) -> str:
    """The normalised text of a page.

    Raises:
        InputError: it is no page, holds no text, or goes past a limit.
    """
    page = _decoded(data, place)
    try:
        root = parser.document_fromstring(page, parser=parser.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(place, *_OTHER) from error
    if _is_deep(root):
        french = f"cette page emboîte plus de {DEEPEST} éléments ; elle n'est pas lue"
        raise InputError(place, f"nests more than {DEEPEST} elements; it is not read", french)
    main = root.find(".//main")
    reader = _Reader(Writer())
    reader.flow(main if main is not None and _length(main) > _length(root) // 3 else root)
    reader.end()
    found = reader.writer.text
    if not found.strip():
        raise InputError(place, *_NO_TEXT)
    return found


def _decoded(data: bytes, place: object) -> str:
    """The page as text, by its own declaration where it has one that it keeps.

    Raises:
        InputError: it is empty, of another format, or binary.
    """
    declared = _ENCODING.search(data[:4_000])
    encoding = _known(declared[1]) if declared else None
    page = plain.decode(data, place, encoding)
    return _INNER_TYPES.sub(r"\1>", _XML.sub("", page), count=1)


def _known(name: bytes) -> str | None:
    """The encoding of this name, None where it is none of a page."""
    try:
        found = codecs.lookup(name.decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    return found if found in _ENCODINGS else None


def _is_deep(root: etree._Element) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _length(element: etree._Element) -> int:
    return sum(len(words) for words in element.itertext())


def _is_content(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return False
    if element.get("role") in _ROLES or _HIDDEN.search(element.get("style", "")):
        return False
    if element.tag in ("html", "body", "main", "article"):
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return not (element.tag in _BLOCKS | {"span", "a"} and _FURNITURE.search(named))


@dataclass
class _Reader:
    """Collects words until a block ends, then writes them."""

    writer: Writer
    _words: str = ""

    def flow(self, element: etree._Element) -> None:
        """Writes an element and all that stands in it."""
        self._say(element.text)
        for child in element:
            if _is_content(child):
                self._child(child)
            self._say(child.tail)

    def _child(self, child: etree._Element) -> None:
        if child.tag == "br":
            self._words += "\n"
        elif child.tag == "table":
            self.end()
            self._table(child)
        elif child.tag in _HEADINGS:
            self.end()
            self.writer.heading(_inline(child))
        elif child.tag == "li":
            self._item(child)
        elif child.tag in _BLOCKS:
            self.end()
            if child.tag == "p" and _is_bold(child):
                self.writer.heading(_inline(child))
            else:
                self.flow(child)
            self.end()
        else:
            self.flow(child)

    def _item(self, element: etree._Element) -> None:
        self.end()
        inner = list(element.iter("ul", "ol", "table"))
        if inner:
            self._say(element.text)
            for child in element:
                if child.tag in ("ul", "ol", "table"):
                    self.end(item=True)
                    self.flow(child) if child.tag != "table" else self._table(child)
                elif _is_content(child):
                    self._say(_inline(child))
                self._say(child.tail)
            self.end(item=True)
        else:
            self.writer.item(_inline(element))

    def _say(self, words: str | None) -> None:
        self._words += re.sub(r"\s+", " ", words or "")

    def end(self, item: bool = False) -> None:
        """Writes the words collected so far."""
        (self.writer.item if item else self.writer.paragraph)(self._words)
        self._words = ""

    def _table(self, element: etree._Element) -> None:
        rows = [row for row in element.iter("tr") if _is_row(row, element)]
        if any(True for row in rows for _ in row.iter("table")):
            for row in rows:
                self.flow(row)
                self.end()
            return
        self.writer.end_table()
        caption = element.find("caption")
        if caption is not None and _is_content(caption):
            self.writer.paragraph(_inline(caption))
        for row in rows:
            cells = [cell for cell in row if cell.tag in ("td", "th") and _is_content(cell)]
            self.writer.row([_inline(cell) for cell in cells])
        self.writer.end_table()


def _is_row(row: etree._Element, table: etree._Element) -> bool:
    """Whether a row is content of this table, not of one inside it."""
    if _is_content(row):
        for parent in row.iterancestors():
            if parent is table:
                return True
            if parent.tag == "table" or not _is_content(parent):
                return False
    return False


def _is_bold(element: etree._Element) -> bool:
    """Whether all the words of a short paragraph are bold."""
    words = " ".join(_inline(element).split())
    if not words or len(words) > _SHORT or words.endswith((".", ";", ",")):
        return False
    bold = " ".join(" ".join(_inline(each) for each in _outermost(element)).split())
    return bold.replace(" ", "") == words.replace(" ", "")


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in ("b", "strong"):
            yield child
        elif isinstance(child.tag, str):
            yield from _outermost(child)


def _inline(element: etree._Element) -> str:
    """The words of an element; a block in it begins a line of its own."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif _is_content(child):
            apart = child.tag in _BLOCKS
            yield "\n- " if child.tag == "li" else "\n" if apart else ""
            yield from _pieces(child)
            yield "\n" if apart else ""
        yield re.sub(r"\s+", " ", child.tail or "")
