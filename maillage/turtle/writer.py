"""Canonical Turtle of triples without blank nodes, written in one pass.

The bytes are those of rdflib's ``longturtle`` with canonical order (a test holds
the two to each other), without its graph, its copy and its second reading.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from unicodedata import category

import rdflib

from maillage.rdf import PREFIXES, RDF, RDFS, XSD, Literal, NamedNode

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
Values = dict[str, NamedNode | Literal]
"""Objects by what is written for each."""

TYPE, NIL = RDF.type.value, RDF.nil.value
CLASS = RDFS.Class
FIRST = (TYPE, RDFS.label.value)
"""The properties that stand first, in this order."""

_NAMESPACES: Mapping[str, str] = {base: prefix for prefix, base in PREFIXES.items()}
_PLAIN = re.compile(r"[A-Za-z0-9_]*", re.ASCII)
_START = frozenset({"Ll", "Lu", "Lo", "Lt", "Nl", "Nd"})
_INSIDE = _START | {"Mc", "Me", "Mn", "Lm"}
_SIGNS = frozenset("\u00b7\u0387-._%()")
_LOCAL = re.compile(
    "[-A-Za-z0-9_.%()\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*"
)
"""Local names that Turtle allows: fewer than the signs that an IRI is parted by."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BARE: Mapping[str, re.Pattern[str]] = {
    XSD.integer.value: re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD.decimal.value: re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}"),
    XSD.boolean.value: re.compile(r"true|false"),
}
"""Values written as they stand, without quotes."""
_KEPT: Mapping[str, re.Pattern[str]] = {
    XSD.date.value: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    XSD.gYear.value: re.compile(r"[1-9][0-9]{3}"),
    XSD.gYearMonth.value: re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"),
    XSD.nonNegativeInteger.value: re.compile(r"0|[1-9][0-9]{0,17}"),
}
"""Values whose text is canonical already."""


def _inside(sign: str) -> bool:
    return sign in _SIGNS or category(sign) in _INSIDE


def _parts(iri: str) -> tuple[str, str] | None:
    """An IRI as namespace and local name, None where it cannot be parted.

    The local name is the longest end of signs that a name may hold, from the
    first of them that may begin one.
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    if cut < len(iri) and _PLAIN.fullmatch(iri, cut):
        return iri[:cut], iri[cut:]
    cut = len(iri)
    while cut and _inside(iri[cut - 1]):
        cut -= 1
    while cut < len(iri) and iri[cut] != "_" and category(iri[cut]) not in _START:
        cut += 1
    return (iri[:cut], iri[cut:]) if 0 < cut < len(iri) else None


def _generated(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Namespaces of properties that the project's table lacks, with ``ns1``, ``ns2``… for them.

    `pairs`: subjects with their properties.
    """
    found: dict[str, str] = {}
    unknown = [pair for pair in pairs if (_parts(pair[1]) or ("",))[0] not in _NAMESPACES]
    for _, predicate in sorted(unknown, key=lambda pair: f"<{pair[0]}> <{pair[1]}> "):
        parts = _parts(predicate)
        if parts and parts[0] not in found and predicate not in _NAMESPACES:
            found[parts[0]] = f"ns{len(found) + 1}"
    return iter(found.items())


class _Names:
    """What is written for IRIs, and the prefixes that this takes."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._namespaces = namespaces
        self._known: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def name(self, iri: str) -> str:
        """`iri` as a prefixed name, else in angle brackets."""
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = self._short(iri) or f"<{iri}>"
        return known

    def node(self, iri: str) -> str:
        """A subject or an object: the empty list is written as one."""
        name = self.name(iri)
        return "()" if iri == NIL else name

    def verb(self, iri: str) -> str:
        """A property: ``a`` for the type."""
        return "a" if iri == TYPE else self.name(iri)

    def _short(self, iri: str) -> str | None:
        namespace, local = _parts(iri) or (iri, "")
        prefix = self._namespaces.get(namespace)
        if prefix is None or local.endswith(".") or not _LOCAL.fullmatch(local):
            return None
        self.used[prefix] = namespace
        escaped = local.replace("(", r"\(").replace(")", r"\)")
        return f"{prefix}:" + _LONE_PERCENT.sub(r"\\%", escaped)

    def value(self, term: NamedNode | Literal) -> str:
        """An object."""
        if isinstance(term, NamedNode):
            return self.node(term.value)
        text = term.value
        if term.language:
            return f"{_quoted(text)}@{term.language}"
        datatype = term.datatype.value
        if datatype == XSD.string.value:
            return _quoted(text)
        name = self.name(datatype)
        if datatype in _BARE and _BARE[datatype].fullmatch(text):
            return text
        if datatype in _KEPT and _KEPT[datatype].fullmatch(text):
            return f'"{text}"^^{name}'
        return _typed(text, datatype, name)


def _quoted(text: str) -> str:
    """`text` in quotes, three of them where it has more than one line."""
    escaped = text.replace("\\", "\\\\")
    if "\n" not in text:
        return '"' + escaped.replace('"', '\\"').replace("\r", "\\r") + '"'
    escaped = escaped.replace('"""', '\\"\\"\\"').replace("\r", "\\r")
    before = escaped[:-1]
    if escaped.endswith('"') and (len(before) - len(before.rstrip("\\"))) % 2 == 0:
        escaped = before + '\\"'
    return f'"""{escaped}"""'


def _literal(term: NamedNode | Literal) -> rdflib.Literal:
    """A literal whose text is canonical for its datatype, in rdflib's order of values."""
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is not a literal")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype == XSD.string:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


@lru_cache(maxsize=4096)
def _typed(text: str, datatype: str, name: str) -> str:
    """A typed value as rdflib spells it; a double that this would round keeps its digits."""
    literal = rdflib.Literal(text, datatype=rdflib.URIRef(datatype))
    written = literal._literal_n3(use_plain=True, qname_callback=lambda _: name)
    is_double = datatype == XSD.double.value and not written.startswith('"')
    if is_double and float(written) != float(literal):
        return f"{_quoted(str(literal))}^^{name}"
    return written


def _ordered(values: Values) -> list[str]:
    """What is written for objects: IRIs in their order, then literals in that of their values."""
    if len(values) == 1:
        return list(values)
    iris = sorted(
        (term.value, text) for text, term in values.items() if isinstance(term, NamedNode)
    )
    literals = {text: term for text, term in values.items() if isinstance(term, Literal)}
    ordered = [text for _, text in iris]
    if all(term.language or term.datatype == XSD.string for term in literals.values()):
        keys = {text: (term.language or "", term.value) for text, term in literals.items()}
        return ordered + sorted(literals, key=keys.__getitem__)
    typed = sorted(((_literal(term), text) for text, term in literals.items()), key=_lexical)
    typed.sort(key=lambda pair: pair[0])
    return ordered + [text for _, text in typed]


def _lexical(pair: tuple[rdflib.Literal, str]) -> str:
    return pair[0].n3()


def _objects(texts: list[str]) -> str:
    if len(texts) == 1:
        return " " + texts[0]
    return "\n        " + " ,\n        ".join(texts)


def _properties(facts: Mapping[str, Values], names: _Names) -> str:
    first = [predicate for predicate in FIRST if predicate in facts]
    rest = sorted(predicate for predicate in facts if predicate not in FIRST)
    return " ;\n    ".join(
        names.verb(predicate) + _objects(_ordered(facts[predicate]))
        for predicate in [*first, *rest]
    )


def _subjects(graph: Mapping[str, Mapping[str, Values]]) -> list[str]:
    """Classes first, then from the least referred to."""
    references = Counter(
        term.value
        for facts in graph.values()
        for values in facts.values()
        for term in values.values()
        if isinstance(term, NamedNode)
    )
    classes = {iri for iri, facts in graph.items() if CLASS in facts.get(TYPE, {}).values()}
    return sorted(
        graph, key=lambda iri: (iri not in classes, iri in classes or references[iri], iri)
    )


def document(triples: Iterable[Fact]) -> str:
    """The canonical Turtle of triples without blank nodes."""
    facts = [(subject.value, predicate.value, term) for subject, predicate, term in triples]
    pairs = dict.fromkeys((subject, predicate) for subject, predicate, _ in facts)
    names = _Names(dict([*_NAMESPACES.items(), *_generated(pairs)]))
    graph: dict[str, dict[str, Values]] = defaultdict(lambda: defaultdict(dict))
    for subject, predicate, term in facts:
        graph[subject][predicate][names.value(term)] = term
    statements = [
        f"\n{names.node(subject)}\n    {_properties(graph[subject], names)} ;\n.\n"
        for subject in _subjects(graph)
    ]
    prefixes = [f"PREFIX {prefix}: <{names.used[prefix]}>\n" for prefix in sorted(names.used)]
    return "".join([*prefixes, *statements]).strip() + "\n"
