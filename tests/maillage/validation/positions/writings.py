"""A graph written as a file in several layouts, each noting on which line each term went."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, TypeVar

import rdflib
from lxml import etree

from maillage.rdf import PREFIXES, RDF, XSD, Literal, NamedNode, RdfFormat
from tests.maillage.validation.positions.layouts import (
    MARK,
    Bracket,
    Node,
    Properties,
    Sheet,
    head,
    key,
)

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
Groups = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]
K = TypeVar("K")
STEPS = 3
DEEP = 20


@dataclass
class Lines:
    """The first line of each thing, of each property of it, and of each of its facts."""

    things: dict[str, int] = field(default_factory=dict)
    properties: dict[tuple[str, str], int] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, fact: tuple[str, str, str], subject: int, predicate: int, value: int) -> None:
        first(self.things, fact[0], subject)
        first(self.properties, fact[:2], predicate)
        first(self.facts, fact, value)
        self.links[fact[0]].append(fact[2])

    def expected(self, focus: str, path: str | None, value: str | None) -> int | None:
        """Where a person has to look: see `maillage.validation.positions.finding`."""
        if focus not in self.things:
            named = [line for fact, line in self.facts.items() if fact[2] == focus]
            return min(named, default=None)
        if path is not None and (focus, path) in self.properties:
            return self.facts.get((focus, path, value or ""), self.properties[focus, path])
        reached = self.reached(focus, value) if value and value != focus else None
        return reached or self.things[focus]

    def reached(self, focus: str, value: str) -> int | None:
        near, seen = {focus}, {focus}
        for _ in range(STEPS):
            found = [
                line for fact, line in self.facts.items() if fact[0] in near and fact[2] == value
            ]
            if found:
                return found[0] if len(found) == 1 else None
            near = {each for node in near for each in self.links.get(node, ())} - seen
            seen |= near
        return None


def first(lines: dict[K, int], of: K, line: int) -> None:
    lines[of] = min(line, lines.get(of, line))


@dataclass(frozen=True)
class Written:
    """A file and its lines; a thing that it leaves without a name has a mark."""

    text: str
    form: RdfFormat
    lines: Lines


class Page:
    """A text that counts its lines."""

    def __init__(self, text: str = "") -> None:
        self.parts, self.line = [text], text.count("\n") + 1

    def put(self, text: str) -> int:
        """The line on which the text begins."""
        at = self.line
        self.parts.append(text)
        self.line += text.count("\n")
        return at

    @property
    def text(self) -> str:
        return "".join(self.parts)


def grouped(facts: Iterable[Fact]) -> Groups:
    groups: Groups = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in facts:
        groups[subject][predicate].append(value)
    return groups


@cache
def short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        local = iri.removeprefix(space)
        if local != iri and local.isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def term(node: NamedNode | Literal) -> str:
    if isinstance(node, NamedNode):
        return short(node.value)
    if node.language or node.datatype == XSD.string:
        return str(node)
    if node.datatype == XSD.integer and node.value.isdecimal():
        return node.value
    return f"{Literal(node.value)}^^{short(node.datatype.value)}"


def verb(node: NamedNode) -> str:
    return "a" if node == RDF.type else short(node.value)


PREFIXED = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())


def blocks(facts: Sequence[Fact], after: str, between: str, many: str) -> Written:
    """A block for each thing: what stands after it, between properties, and before many values."""
    page, lines = Page(PREFIXED), Lines()
    for subject, properties in grouped(facts).items():
        at = page.put(term(subject))
        for number, (predicate, values) in enumerate(properties.items()):
            page.put(between if number else after)
            placed = page.put(verb(predicate))
            for place, value in enumerate(values):
                page.put(" ," if place else "")
                page.put(many if len(values) > 1 else " ")
                there = page.put(term(value))
                lines.note((key(subject), key(predicate), key(value)), at, placed, there)
        page.put(" .\n")
    return Written(page.text, RdfFormat.TURTLE, lines)


def canonical(facts: Sequence[Fact], _: Random) -> Written:
    return blocks(facts, "\n    ", " ;\n    ", "\n        ")


def compact(facts: Sequence[Fact], _: Random) -> Written:
    return blocks(facts, " ", "; ", " ")


def full(facts: Sequence[Fact], _: Random) -> Written:
    """Full IRIs, a statement a fact, a term a line."""
    page, lines = Page("# IRI entières\n"), Lines()
    for fact in facts:
        at, placed, there = (page.put(f"{node}\n  ") for node in fact)
        page.put(".\n")
        lines.note((key(fact[0]), key(fact[1]), key(fact[2])), at, placed, there)
    return Written(page.text, RdfFormat.TURTLE, lines)


def triples(facts: Sequence[Fact], _: Random) -> Written:
    page, lines = Page(), Lines()
    for fact in facts:
        at = page.put(" ".join(map(str, fact)) + " .\n")
        lines.note((key(fact[0]), key(fact[1]), key(fact[2])), at, at, at)
    return Written(page.text, RdfFormat.N_TRIPLES, lines)


def wild(facts: Sequence[Fact], random: Random) -> Written:
    """Any spelling and any layout; some things are told in two blocks."""
    statements: list[tuple[NamedNode | Bracket, Properties]] = []
    for subject, properties in grouped(facts).items():
        told: Properties = [(p, list(values)) for p, values in properties.items()]
        cut = random.randrange(1, len(told) + 1)
        statements += [(subject, part) for part in (told[:cut], told[cut:]) if part]
    return sheet(statements, random)


def nested(facts: Sequence[Fact], random: Random) -> Written:
    """Things that one other thing names stand in it, without a name."""
    groups = grouped(facts)
    named = Counter(value for _, _, value in facts)
    owner = {
        value: subject
        for subject, _, value in facts
        if isinstance(value, NamedNode) and named[value] == 1 and value in groups
    }
    inner = {node for node in owner if held(node, owner)}
    statements: list[tuple[NamedNode | Bracket, Properties]] = [
        (subject, properties(subject, groups, inner)) for subject in groups if subject not in inner
    ]
    return sheet(statements, random)


def held(node: NamedNode, owner: dict[NamedNode, NamedNode]) -> bool:
    """Whether the owners of a thing end somewhere, and soon."""
    for _ in range(DEEP):
        if node not in owner:
            return True
        node = owner[node]
    return False


def properties(node: NamedNode, groups: Groups, inner: set[NamedNode]) -> Properties:
    return [
        (predicate, [inside(value, groups, inner) for value in values])
        for predicate, values in groups[node].items()
    ]


def inside(node: NamedNode | Literal, groups: Groups, inner: set[NamedNode]) -> Node:
    if isinstance(node, NamedNode) and node in inner:
        return Bracket(node.value, properties(node, groups, inner))
    return node


def sheet(statements: Sequence[tuple[NamedNode | Bracket, Properties]], random: Random) -> Written:
    """What a random sheet wrote; a nameless thing has the name that it had in the graph."""
    parts, lines, before = [head()], Lines(), head().count("\n")
    for subject, told in statements:
        made = Sheet(random)
        made.statement(subject, told)
        for note in made.noted:
            places = (note.subject_at, note.predicate_at, note.value_at)
            at = [before + 1 + made.text.count("\n", 0, start) for start, _ in places]
            lines.note((name(note.subject), note.predicate, name(note.value)), at[0], at[1], at[2])
        parts.append(made.text)
        before += made.text.count("\n")
    return Written("".join(parts), RdfFormat.TURTLE, lines)


def name(noted: str) -> str:
    return f"<{noted.removeprefix('mark ')}>" if noted.startswith("mark ") else noted


def rdfxml(facts: Sequence[Fact], _: Random) -> Written:
    """As rdflib writes it; lxml tells the lines."""
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in facts), format="nt")
    text = graph.serialize(format="xml")
    lines, space = Lines(), f"{{{RDF.base}}}"
    for thing in etree.fromstring(text.encode()).iterchildren("*"):
        subject = f"<{thing.get(space + 'about')}>"
        at = sourceline(thing)
        for each in thing.iterchildren("*"):
            predicate = f"<{each.tag.replace('{', '').replace('}', '')}>"
            line = sourceline(each)
            lines.note((subject, predicate, value_of(each, space)), at, line, line)
    return Written(text, RdfFormat.RDF_XML, lines)


def sourceline(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line)


def value_of(element: etree._Element, space: str) -> str:
    resource = element.get(space + "resource")
    if resource is not None:
        return f"<{resource}>"
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        return str(Literal(element.text or "", language=language))
    kind = NamedNode(element.get(space + "datatype") or XSD.string.value)
    return str(Literal(element.text or "", datatype=kind))


LAYOUTS: dict[str, Callable[[Sequence[Fact], Random], Written]] = {
    "canonical": canonical,
    "compact": compact,
    "full IRIs": full,
    "N-Triples": triples,
    "wild": wild,
    "nested": nested,
    "RDF/XML": rdfxml,
}
__all__ = ["LAYOUTS", "MARK", "Fact", "Written"]
