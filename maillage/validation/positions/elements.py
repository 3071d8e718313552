"""An element of RDF/XML while it is open: what it says of its content."""

from dataclasses import dataclass, field

from maillage.rdf import RDF
from maillage.validation.positions.resolve import resolved
from maillage.validation.positions.scan import Range
from maillage.validation.positions.tags import Attribute, Tag

SPACE = RDF.base
XML = "http://www.w3.org/XML/1998/namespace"
SYNTAX = frozenset(
    SPACE + name
    for name in ("about", "ID", "nodeID", "resource", "parseType", "datatype", "bagID", "version")
)
Spot = tuple[str, Range]
"""A term and where it stands."""


@dataclass
class Element:
    """An open element: what it says of the base and the language, and what it stands for.

    `node` is the thing that its content describes, None where it describes none.
    """

    tag: Tag
    base: str
    language: str
    node: Spot | None = None
    parent: Spot | None = None
    predicate: str = ""
    kind: str = "Node"
    items: list[Spot] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    bullets: int = 0

    def told(self, name: str) -> Attribute | None:
        return self.tag.attributes.get(SPACE + name)

    def iri(self, reference: str) -> str:
        return f"<{resolved(reference, self.base)}>"

    @property
    def properties(self) -> list[Attribute]:
        """The attributes that are facts."""
        every = self.tag.attributes.values()
        return [each for each in every if each.name not in SYNTAX and not each.name.startswith(XML)]


def inheriting(found: Tag, above: Element | None) -> Element:
    """An element with the base and the language that hold in it."""
    base, language = (above.base, above.language) if above else ("", "")
    told = found.attributes.get(XML + "base")
    if told is not None:
        base = resolved(told.value, base)
    spoken = found.attributes.get(XML + "lang")
    return Element(found, base, spoken.value if spoken else language)
