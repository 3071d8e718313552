"""Where a start tag of XML and its attributes stand in the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.validation.positions.scan import Range, UnlocatedError

NAME = re.compile(r"<[^\s/>]+")
ATTRIBUTE = re.compile(r"\s+([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
CLOSE = re.compile(r"\s*/?>")


@dataclass(frozen=True)
class Attribute:
    """An attribute with its meaning, and where its name and its value stand."""

    name: str
    value: str
    name_at: Range
    value_at: Range


@dataclass(frozen=True)
class Tag:
    """A start tag: `name` is that of the namespace with the local one; `end` is after « > »."""

    name: str
    at: Range
    end: int
    attributes: Mapping[str, Attribute]


def tag(text: str, start: int, name: str, given: Sequence[str]) -> Tag:
    """The start tag at an offset; `given` are names and values as the XML reader has them.

    Raises:
        UnlocatedError: the text there is not that tag.
    """
    opened = NAME.match(text, start)
    if opened is None:
        raise UnlocatedError("no tag where one is said to be")
    places, at = [], opened.end()
    while found := ATTRIBUTE.match(text, at):
        at = found.end()
        if found[1] != "xmlns" and not found[1].startswith("xmlns:"):
            value = 2 if found[2] is not None else 3
            places.append((found.span(1), found.span(value)))
    closed = CLOSE.match(text, at)
    if closed is None or len(places) * 2 != len(given):
        raise UnlocatedError("the attributes of a tag are not where they are said to be")
    pairs = zip(given[::2], given[1::2], places, strict=True)
    attributes = [Attribute(_iri(key), value, *place) for key, value, place in pairs]
    named = {attribute.name: attribute for attribute in attributes}
    return Tag(_iri(name), (start, opened.end()), closed.end(), named)


def _iri(name: str) -> str:
    """``namespace local`` as one; a name without a namespace means nothing in RDF/XML."""
    space, gap, local = name.rpartition(" ")
    if not gap:
        raise UnlocatedError(f"« {name} » has no namespace")
    return space + local
