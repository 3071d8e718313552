"""Facts and their places in JSON-LD, where they are sure without its context.

A context may rename almost all: only a thing whose ``@id`` and a property whose
key are absolute IRIs are looked at, and a property only where all its values
are found this way.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from maillage.rdf import Literal, NamedNode, Statement
from maillage.validation.positions.agreement import counted, spelled
from maillage.validation.positions.index import Positions
from maillage.validation.positions.jsontext import Value, value
from maillage.validation.positions.scan import ANY, TYPE, Fact, Place, Scan, UnlocatedError

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")
"""An IRI that no prefix of a context can be part of."""
VALUE = frozenset({"@value", "@type", "@language"})
NEVER = ""
"""What may make no fact, or several: its property is not located."""
Found = tuple[Fact, Place]


def positions(text: str, triples: Sequence[Statement]) -> Positions:
    """The facts that are sure.

    Raises:
        UnlocatedError: the text is not such JSON, or has JSON as a value.
    """
    if '"@json"' in text:
        raise UnlocatedError("values that are JSON look like things")
    found = list(_things(value(text)))
    if '"@context"' in text:
        found = [(_without_guess(fact), place) for fact, place in found]
    told = [spelled(triple) for triple in triples]
    sure = _sure(found, told)
    facts = [fact if fact[:2] in sure else None for fact, _ in found]
    hidden = {fact[:2] for fact in told} - sure
    return Positions(text, Scan((), lambda number: found[number][1]), facts, hidden)


def _sure(found: Sequence[Found], told: Sequence[Fact]) -> set[tuple[str, str]]:
    """Properties of things all of whose facts are found, and no other."""
    known = set(told)
    counts = counted(told)
    ours = counted([fact for fact, _ in found])
    wrong = {fact[:2] for fact, _ in found if fact[2] != ANY and fact not in known}
    return {pair for pair, count in ours.items() if counts.get(pair) == count} - wrong


def _things(node: Value) -> Iterator[Found]:
    """The facts of all things below a value, contexts left out."""
    if isinstance(node.data, Mapping):
        name = node.data.get("@id")
        if name and _absolute(name) and len(node.data) > 1:
            yield from _facts(f"<{name.data}>", name, node)
        for key, below in node.data.items():
            if key != "@context":
                yield from _things(below)
    elif isinstance(node.data, Sequence) and not isinstance(node.data, str):
        for below in node.data:
            yield from _things(below)


def _absolute(node: Value) -> bool:
    return isinstance(node.data, str) and ABSOLUTE.fullmatch(node.data) is not None


def _facts(subject: str, name: Value, node: Value) -> Iterator[Found]:
    if not isinstance(node.data, Mapping):
        return
    for key, below in node.data.items():
        at = node.keys[key]
        if key == "@type":
            yield from (
                ((subject, TYPE, f"<{each.data}>"), (name.at, at, each.at)) for each in _each(below)
            )
        elif ABSOLUTE.fullmatch(key):
            yield from (
                ((subject, f"<{key}>", _term(each)), (name.at, at, each.at))
                for each in _each(below)
            )


def _each(node: Value) -> Sequence[Value]:
    if isinstance(node.data, Sequence) and not isinstance(node.data, str):
        return node.data
    return (node,)


def _without_guess(fact: Fact) -> Fact:
    """A context may drop a value or make several of it, where its term is not spelled."""
    return (*fact[:2], NEVER) if fact[2] == ANY else fact


def _term(node: Value) -> str:
    """The term that a value is; any, where it is one that only the parser spells."""
    data = node.data
    if not isinstance(data, Mapping):
        return NEVER if data is None else ANY
    name, text = data.get("@id"), data.get("@value")
    if name is not None:
        return f"<{name.data}>" if _absolute(name) else NEVER
    if not any(key.startswith("@") for key in data):
        return ANY
    if text is None or not isinstance(text.data, str) or not set(data) <= VALUE:
        return NEVER
    return _literal(text.data, data)


def _literal(text: str, data: Mapping[str, Value]) -> str:
    language, kind = (data[key].data if key in data else None for key in ("@language", "@type"))
    if isinstance(language, str):
        return str(Literal(text, language=language.lower()))
    if isinstance(kind, str) and ABSOLUTE.fullmatch(kind):
        return str(Literal(text, datatype=NamedNode(kind)))
    return str(Literal(text)) if len(data) == 1 else NEVER
