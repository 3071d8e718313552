"""SHACL Core constraints on one value, as SPARQL conditions.

Each condition is true of a variable where the value meets the constraint; an
error of evaluation counts as not meeting it, as the specification asks of
values that cannot be compared.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from maillage.rdf import PREFIXES, SH, Literal, NamedNode, Term
from maillage.validation.paths import UnsupportedError
from maillage.validation.shapes import ANNOTATIONS, Index

XSD = PREFIXES["xsd"]
CAST = frozenset(
    XSD + name
    for name in (
        *("boolean", "date", "dateTime", "dayTimeDuration", "decimal", "double", "duration"),
        *("float", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "integer", "time"),
        "yearMonthDuration",
    )
)
"""Datatypes whose ill-formed literals Oxigraph can tell by a cast."""
UNCHECKED = frozenset({XSD + "string", XSD + "anyURI", PREFIXES["rdf"] + "langString"})
"""Datatypes of which every text is well-formed."""
NODE_KINDS: Mapping[NamedNode, str] = {
    SH.IRI: "isIRI({v})",
    SH.Literal: "isLiteral({v})",
    SH.BlankNode: "isBlank({v})",
    SH.BlankNodeOrIRI: "!isLiteral({v})",
    SH.BlankNodeOrLiteral: "!isIRI({v})",
    SH.IRIOrLiteral: "!isBlank({v})",
}


@dataclass(frozen=True)
class Conditions:
    """Compiles conditions; `subclasses` gives a class and all its subclasses in the data."""

    index: Index
    subclasses: Callable[[NamedNode], Iterable[NamedNode]]

    def of(self, shape: Term, predicate: NamedNode, variable: str) -> list[str] | None:
        """One condition for each value of a parameter; None if it is not about one value."""
        compiler = COMPILERS.get(predicate)
        if compiler is None:
            return None
        values = self.index.objects(shape, predicate)
        return [f"COALESCE({compiler(self, shape, value, variable)}, false)" for value in values]

    def inline(self, shape: Term, variable: str) -> str:
        """A nested shape without a path: all its conditions together."""
        parts: list[str] = []
        for predicate in self.index.predicates(shape):
            if predicate in ANNOTATIONS:
                continue
            found = self.of(shape, predicate, variable)
            if found is None:
                raise UnsupportedError(f"nested {predicate}")
            parts += found
        return "(" + (" && ".join(parts) or "true") + ")"

    def instance(self, _: Term, value: Term, variable: str) -> str:
        if not isinstance(value, NamedNode):
            raise UnsupportedError("sh:class of a blank node")
        tests = [f"EXISTS {{ {variable} a {name} }}" for name in self.subclasses(value)]
        return "(" + " || ".join(tests) + ")"

    def every(self, _: Term, value: Term, variable: str) -> str:
        members = self.index.items(value)
        return "(" + " && ".join(self.inline(member, variable) for member in members) + ")"

    def either(self, _: Term, value: Term, variable: str) -> str:
        members = self.index.items(value)
        return "(" + " || ".join(self.inline(member, variable) for member in members) + ")"

    def negation(self, _: Term, value: Term, variable: str) -> str:
        return f"(!{self.inline(value, variable)})"

    def one_of(self, _: Term, value: Term, variable: str) -> str:
        tests = [f"sameTerm({variable}, {member})" for member in self.index.items(value)]
        return "(" + (" || ".join(tests) or "false") + ")"

    def pattern(self, shape: Term, value: Term, variable: str) -> str:
        flags = self.index.value(shape, SH.flags)
        more = f", {flags}" if flags else ""
        return f"(!isBlank({variable}) && REGEX(STR({variable}), {value}{more}))"

    def languages(self, _: Term, value: Term, variable: str) -> str:
        tests = [f"LANGMATCHES(LANG({variable}), {tag})" for tag in self.index.items(value)]
        return f"(isLiteral({variable}) && ({' || '.join(tests)}))"


def _datatype(_: Conditions, __: Term, value: Term, variable: str) -> str:
    if not isinstance(value, NamedNode) or value.value not in CAST | UNCHECKED:
        raise UnsupportedError(f"sh:datatype {value}")
    same = f"isLiteral({variable}) && DATATYPE({variable}) = {value}"
    if value.value in UNCHECKED:
        return f"({same})"
    return f"({same} && STRLEN(STR({value}(STR({variable})))) > 0)"


def _node_kind(_: Conditions, __: Term, value: Term, variable: str) -> str:
    if not isinstance(value, NamedNode) or value not in NODE_KINDS:
        raise UnsupportedError(f"sh:nodeKind {value}")
    return "(" + NODE_KINDS[value].format(v=variable) + ")"


def _compared(operator: str) -> "Compiler":
    def compile(_: Conditions, __: Term, value: Term, variable: str) -> str:
        if not isinstance(value, Literal):
            raise UnsupportedError(f"comparison with {value}")
        return f"(isLiteral({variable}) && {variable} {operator} {value})"

    return compile


def _length(operator: str) -> "Compiler":
    def compile(_: Conditions, __: Term, value: Term, variable: str) -> str:
        return f"(!isBlank({variable}) && STRLEN(STR({variable})) {operator} {value})"

    return compile


Compiler = Callable[[Conditions, Term, Term, str], str]
COMPILERS: Mapping[NamedNode, Compiler] = {
    SH["class"]: Conditions.instance,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.minInclusive: _compared(">="),
    SH.maxInclusive: _compared("<="),
    SH.minExclusive: _compared(">"),
    SH.maxExclusive: _compared("<"),
    SH.minLength: _length(">="),
    SH.maxLength: _length("<="),
    SH.pattern: Conditions.pattern,
    SH.languageIn: Conditions.languages,
    SH["in"]: Conditions.one_of,
    SH["not"]: Conditions.negation,
    SH["and"]: Conditions.every,
    SH["or"]: Conditions.either,
}
"""The parameters that constrain each value by itself."""
