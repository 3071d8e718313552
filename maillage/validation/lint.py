"""What engines are silent about: faults of the rules themselves.

An engine ignores a constraint that it does not know and finds nothing at a
path that does not exist: a misspelt rule looks like one that is always kept.
Here such a rule is refused, in words, with its file, its line and what to do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maillage import turtle
from maillage.errors import InputError
from maillage.rdf import (
    DCTERMS,
    PREFIXES,
    RDF,
    SH,
    BlankNode,
    Literal,
    NamedNode,
    Term,
)
from maillage.sparql import Token, tokens
from maillage.validation.prebinding import REFUSED
from maillage.validation.shapes import SEVERITIES, Index, Node, Shapes, load
from maillage.validation.terms import SHAPES, Known, known_of, short

LANGUAGES = ("en", "fr")
WORDS = (SH.name, SH.message, SH.description)
BARE = frozenset({SH.path, SH.severity, *WORDS, RDF.type, DCTERMS.identifier})
"""What a rule carries beside its constraints."""
IDENTIFIER = re.compile(r"C\d\d")
PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")
VARIABLE = re.compile(r"[?$](\w+)")
PROJECTION = re.compile(r"SELECT (DISTINCT )?\$this\b")
SHAPE_LINE = re.compile(r"mls:([\w-]+)\s*$")


@dataclass(frozen=True)
class Place:
    """Where a shape begins."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Fault:
    """A rule that would not do what it says; `words` end with the remedy."""

    shape: str
    words: str
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{short(self.shape)}: {self.words}"


@dataclass(frozen=True)
class Rules:
    """The shapes that are looked at, with what is known of the terms and of their files."""

    shapes: Shapes
    known: Known
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        return self.shapes.index

    def of_kind(self, kind: NamedNode) -> list[NamedNode]:
        return [
            node
            for node in self.index.subjects()
            if isinstance(node, NamedNode) and kind in self.index.objects(node, RDF.type)
        ]

    def fault(self, node: Term, words: str) -> Fault:
        name = node.value if isinstance(node, NamedNode) else str(node)
        return Fault(name, words, self.places.get(name))


def faults(rules: Rules) -> list[Fault]:
    """All that is wrong in the rules, in the order of their files."""
    found = [*_terms(rules), *_prefixes(rules), *_constraints(rules)]
    for rule in rules.of_kind(SH.PropertyShape):
        for check in (_said, _severity, _number, _body, _owner, _placeholders):
            found += check(rules, rule)
    return found


def refuse(shapes: Path, ontology: Path) -> None:
    """Stops where a rule of a folder would not do what it says.

    Raises:
        InputError: names the file, the line and the rule; and how many more there are.
    """
    known = known_of(told for path in sorted(ontology.rglob("*.ttl")) for told in turtle.read(path))
    found = faults(Rules(load(shapes), known, places(shapes)))
    if found:
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        place = found[0].place
        at = f"{shapes / place.file}:{place.line}" if place else shapes
        raise InputError(at, f"{short(found[0].shape)}: {found[0].words}{more}")


def uncased(rules: Rules, valid: Iterable[str], invalid: Iterable[str]) -> list[Fault]:
    """Rules that no stored case keeps, or none breaks: such a rule may never have run."""
    kept, broken = list(valid), list(invalid)
    found: list[Fault] = []
    for rule in rules.of_kind(SH.PropertyShape):
        for name, cases in (("valid", kept), ("invalid", broken)):
            if cases.count(rule.value) != 1:
                kind, _, suffix = short(rule.value).removeprefix("mls:").partition("Shape-")
                path = f"tests/shapes/{kind}/{name}.{suffix}.ttl"
                found.append(rules.fault(rule, f"needs one {name} case, write {path}"))
    return found


def places(folder: Path) -> Mapping[str, Place]:
    """Where each shape of the folder begins; the files are in their canonical form."""
    found: dict[str, Place] = {}
    for path in sorted(folder.glob("*.ttl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = SHAPE_LINE.match(line)
            if match:
                found[SHAPES + match[1]] = Place(path.name, number)
    return found


def _missing(rules: Rules, node: Term, name: str) -> Fault:
    near = rules.known.nearest(name)
    remedy = f"write {short(near)}" if near else "declare it in the ontology, or correct it"
    return rules.fault(node, f"{short(name)} does not exist; {remedy}")


def _parts(index: Index, node: Node) -> Iterator[tuple[NamedNode, Term]]:
    """What is said of a shape, and of the nodes without a name that it is made of."""
    for predicate, values in index.predicates(node).items():
        for value in values:
            yield predicate, value
            if isinstance(value, BlankNode):
                yield from _parts(index, value)


def _terms(rules: Rules) -> Iterator[Fault]:
    for node in rules.index.subjects():
        if isinstance(node, NamedNode):
            said = [term for part in _parts(rules.index, node) for term in part]
            names = dict.fromkeys(term.value for term in said if isinstance(term, NamedNode))
            yield from (
                _missing(rules, node, each) for each in names if not rules.known.holds(each)
            )


def _declared(rules: Rules) -> dict[str, str]:
    """The prefixes that the queries of the rules may use."""
    index, found = rules.index, {}
    for node in index.subjects():
        prefix, base = index.value(node, SH.prefix), index.value(node, SH.namespace)
        if isinstance(prefix, Literal) and isinstance(base, Literal):
            found[prefix.value] = base.value
    return found


def _prefixes(rules: Rules) -> Iterator[Fault]:
    for prefix, base in _declared(rules).items():
        if PREFIXES.get(prefix) != base:
            words = f"prefix {prefix}: is declared as {base}; use that of the project"
            yield rules.fault(NamedNode(SHAPES[:-1]), f"{words} ({PREFIXES.get(prefix)})")


def _constraints(rules: Rules) -> Iterator[Fault]:
    """What a query of a rule may not hold, and terms of it that do not exist."""
    declared = _declared(rules)
    for node in rules.of_kind(SH.SPARQLConstraint):
        if rules.index.objects(node, SH.severity):
            words = "sh:severity is not read on a query; put it on the rule"
            yield rules.fault(node, words)
        if rules.index.objects(node, SH.prefixes) != [NamedNode(SHAPES[:-1])]:
            yield rules.fault(node, f"needs sh:prefixes <{SHAPES[:-1]}>")
        select = rules.index.value(node, SH.select)
        if not isinstance(select, Literal):
            yield rules.fault(node, "has no sh:select; write its query")
            continue
        yield from _query(rules, node, select.value, declared)


def _query(
    rules: Rules, node: NamedNode, select: str, declared: Mapping[str, str]
) -> Iterator[Fault]:
    found = list(tokens(select))
    for word in sorted({token.word for token in found} & REFUSED):
        yield rules.fault(node, f"{word} may not stand in a query of a rule; write it otherwise")
    if not PROJECTION.match(select) or "*" in select.partition("{")[0]:
        yield rules.fault(node, "must begin with SELECT $this and name its variables")
    for token in found:
        name = _named(token, declared)
        if name == "":
            yield rules.fault(
                node, f"prefix of {token.text} is not declared in prefixes.ttl; add it"
            )
        elif name and not rules.known.holds(name):
            yield _missing(rules, node, name)


def _named(token: Token, declared: Mapping[str, str]) -> str | None:
    """The IRI that a token of a query names; empty where its prefix is not declared."""
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return declared[prefix] + local if prefix in declared else ""
    return None


def _said(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    for predicate in WORDS:
        found = [
            value.language or "no language"
            for value in rules.index.objects(rule, predicate)
            if isinstance(value, Literal) and value.value.strip()
        ]
        if sorted(found) != list(LANGUAGES):
            told = ", ".join(sorted(found)) or "nothing"
            words = (
                f"{short(predicate.value)} must be in French and English, once each ({told} found)"
            )
            yield rules.fault(rule, words)


def _severity(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    found = rules.index.objects(rule, SH.severity)
    if [value.value in SEVERITIES for value in found] != [True]:
        yield rules.fault(rule, "needs one sh:severity: sh:Violation, sh:Warning or sh:Info")


def _number(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    found = rules.index.objects(rule, DCTERMS.identifier)
    if len(found) > 1 or not all(IDENTIFIER.fullmatch(value.value) for value in found):
        yield rules.fault(rule, "dcterms:identifier is one number of the list (C01…), or absent")


def _body(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    if len(rules.index.objects(rule, SH.path)) != 1:
        yield rules.fault(rule, "needs one sh:path")
    if not set(rules.index.predicates(rule)) - BARE:
        yield rules.fault(rule, "constrains nothing; add a constraint")
    for constraint in rules.index.objects(rule, SH.sparql):
        if constraint != NamedNode(rule.value + "-sparql"):
            yield rules.fault(rule, f"its query must be named {short(rule.value)}-sparql")


def _owner(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    owners = [
        node
        for node in rules.of_kind(SH.NodeShape)
        if rule in rules.index.objects(node, SH.property)
    ]
    if [rule.value.startswith(owner.value + "-") for owner in owners] != [True]:
        yield rules.fault(
            rule, "must be a sh:property of the one node shape that it is named after"
        )


def _placeholders(rules: Rules, rule: NamedNode) -> Iterator[Fault]:
    """What the sentence asks for must be what the query gives."""
    constraint = rules.index.value(rule, SH.sparql)
    select = rules.index.value(constraint, SH.select) if constraint else None
    given = {"this", "value"}
    if isinstance(select, Literal):
        given |= set(VARIABLE.findall(select.value.partition("{")[0]))
    message = rules.shapes.rules[rule.value].message if rule.value in rules.shapes.rules else None
    asked = (
        [set(PLACEHOLDER.findall(words)) for words in (message.fr, message.en)] if message else []
    )
    for name in sorted(set().union(*asked) - given):
        yield rules.fault(rule, f"its message asks for {{?{name}}}, which its query does not give")
    if asked and asked[0] != asked[1]:
        yield rules.fault(rule, "its two messages must ask for the same values")
