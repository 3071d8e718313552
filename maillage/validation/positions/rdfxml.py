"""Facts and their places in RDF/XML.

The XML reader is expat, which fetches nothing; a document type, with which
entities would come, is refused. Facts are told in the order in which the parser
does.
"""

from collections.abc import Sequence
from xml.parsers import expat

from maillage.rdf import Literal, NamedNode
from maillage.validation.positions.elements import SPACE, Element, Spot, inheriting
from maillage.validation.positions.scan import (
    ANY,
    FIRST,
    NIL,
    REST,
    TYPE,
    Fact,
    Place,
    Range,
    Scan,
    UnlocatedError,
)
from maillage.validation.positions.tags import tag


def scan(text: str) -> Scan:
    """The facts of a text.

    Raises:
        UnlocatedError: it has a document type, or something that RDF/XML has not.
    """
    reader = Reader(text)
    try:
        reader.read()
    except expat.ExpatError as error:
        raise UnlocatedError(str(error)) from error
    return Scan(reader.facts, reader.places.__getitem__)


class Reader:
    """One pass over the elements of a text."""

    def __init__(self, text: str) -> None:
        self.facts: list[Fact] = []
        self.places: list[Place] = []
        self._text, self._data = text, text.encode("utf-8", "replace")
        self._bytes, self._chars = 0, 0
        self._open: list[Element] = []
        self._inside = 0
        """Elements open in a value that is XML."""
        self._nodes = 0
        self._parser = expat.ParserCreate("utf-8", " ")

    def read(self) -> None:
        parser = self._parser
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refused
        parser.Parse(self._data, True)

    def _offset(self) -> int:
        """Where the reader is, in code points; it only goes forward."""
        now = self._parser.CurrentByteIndex
        self._chars += len(self._data[self._bytes : now].decode("utf-8", "replace"))
        self._bytes = now
        return self._chars

    def _start(self, name: str, given: Sequence[str]) -> None:
        above = self._open[-1] if self._open else None
        if self._inside or (above and above.kind == "Literal"):
            self._inside += 1
            return
        found = tag(self._text, self._offset(), name, given)
        element = inheriting(found, above)
        if (above is None or above.kind == "RDF") and found.name == SPACE + "RDF":
            element.kind = "RDF"
        elif above is None or above.kind in ("RDF", "Property", "Collection"):
            self._node(element, above)
        else:
            self._property(element, above)
        self._open.append(element)

    def _end(self, _: str) -> None:
        if self._inside:
            self._inside -= 1
            return
        element = self._open.pop()
        if element.parent and element.kind != "Resource":
            self._finish(element, element.parent)

    def _characters(self, text: str) -> None:
        if self._open and not self._inside:
            self._open[-1].text.append(text)

    def _node(self, element: Element, above: Element | None) -> None:
        """An element that is a thing: its class and the facts in its attributes."""
        subject = (self._named(element, "about") or self._fresh(), element.tag.at)
        element.node = subject
        if element.tag.name != SPACE + "Description":
            self._tell(subject, (TYPE, element.tag.at), (f"<{element.tag.name}>", element.tag.at))
        self._attributes(element, subject)
        if above is not None:
            above.items.append(subject)

    def _named(self, element: Element, attribute: str) -> str | None:
        """The thing that the attributes of an element name."""
        if (told := element.told(attribute)) is not None:
            return element.iri(told.value)
        if (told := element.told("nodeID")) is not None:
            return f"_:{told.value}"
        if attribute == "about" and (told := element.told("ID")) is not None:
            return element.iri(f"#{told.value}")
        return None

    def _fresh(self) -> str:
        self._nodes += 1
        return f"_:<{self._nodes}"

    def _attributes(self, element: Element, subject: Spot) -> None:
        """The facts in the attributes of a thing, the last one first as the parser does."""
        for each in reversed(element.properties):
            value = _literal(each.value, element.language)
            if each.name == SPACE + "type":
                value = element.iri(each.value)
            self._tell(subject, (f"<{each.name}>", each.name_at), (value, each.value_at))

    def _property(self, element: Element, above: Element) -> None:
        """An element that is a property of the thing around it."""
        element.parent, element.kind = above.node, "Property"
        element.predicate = f"<{element.tag.name}>"
        if element.tag.name == SPACE + "li":
            above.bullets += 1
            element.predicate = f"<{SPACE}_{above.bullets}>"
        parse = element.told("parseType")
        if parse is not None:
            if parse.value not in ("Resource", "Collection", "Literal"):
                raise UnlocatedError(f"the parser has its own way with « {parse.value} »")
            element.kind = parse.value
        if element.kind == "Resource" and element.parent:
            element.node = (self._fresh(), element.tag.at)
            self._link(element, element.parent, element.node)

    def _finish(self, element: Element, subject: Spot) -> None:
        """The fact of a property whose element ends here."""
        if element.kind == "Collection":
            self._collection(element, subject)
        elif element.items:
            self._link(element, subject, element.items[-1])
        elif element.kind == "Literal":
            self._link(element, subject, (ANY, self._content(element)))
        elif (resource := self._resource(element)) is not None:
            self._attributes(element, resource)
            self._link(element, subject, resource)
        else:
            told = element.told("datatype")
            kind = element.iri(told.value)[1:-1] if told else None
            value = _literal("".join(element.text), element.language, kind)
            self._link(element, subject, (value, self._content(element)))

    def _resource(self, element: Element) -> Spot | None:
        """The thing that a property without content leads to."""
        named = self._named(element, "resource")
        at = element.told("resource") or element.told("nodeID")
        if named and at:
            return named, at.value_at
        return (self._fresh(), element.tag.at) if element.properties else None

    def _content(self, element: Element) -> Range:
        """From the end of the start tag to the end tag; of an empty element, its tag."""
        start, end = element.tag.end, self._offset()
        return (start, end) if start < end else (element.tag.at[0], start)

    def _link(self, element: Element, subject: Spot, value: Spot) -> None:
        predicate = (element.predicate, element.tag.at)
        self._tell(subject, predicate, value)
        told = element.told("ID")
        if told is None:
            return
        statement = (element.iri(f"#{told.value}"), told.value_at)
        for name, term in (("object", value), ("predicate", predicate), ("subject", subject)):
            self._tell(statement, (f"<{SPACE}{name}>", told.value_at), term)
        self._tell(statement, (TYPE, told.value_at), (f"<{SPACE}Statement>", told.value_at))

    def _collection(self, element: Element, subject: Spot) -> None:
        cells = [(self._fresh(), at) for _, at in element.items]
        chain: list[Spot] = [*cells, (NIL, element.tag.at)]
        self._link(element, subject, chain[0])
        for cell, rest, item in zip(cells, chain[1:], element.items, strict=True):
            self._tell(cell, (REST, cell[1]), rest)
            self._tell(cell, (FIRST, cell[1]), item)

    def _tell(self, subject: Spot, predicate: Spot, value: Spot) -> None:
        self.facts.append((subject[0], predicate[0], value[0]))
        self.places.append((subject[1], predicate[1], value[1]))


def _literal(text: str, language: str, datatype: str | None = None) -> str:
    if datatype:
        return str(Literal(text, datatype=NamedNode(datatype)))
    return str(Literal(text, language=language.lower()) if language else Literal(text))


def _refused(*_: object) -> None:
    raise UnlocatedError("a document type is not read")
