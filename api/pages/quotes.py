"""The words that a fact was read from, with a few before and after."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.graph import Graph, Mark
from maillage import iri
from maillage.rdf import MLG, OA, NamedNode

FEW = 3


@dataclass(frozen=True)
class Quote:
    """The words of a passage; `label` says what was understood there, where that is of use."""

    mark: Mark
    before: str
    words: str
    after: str
    label: str | None = None


def quote(graph: Graph, passage: NamedNode, label: str | None = None) -> Quote | None:
    """The words of a passage, None for what is no passage."""
    mark = Mark.of(passage.value)
    if mark is None:
        return None
    words = {
        predicate: text
        for selector in graph.nodes(passage, OA.hasSelector)
        for predicate in (OA.prefix, OA.exact, OA.suffix)
        if (text := graph.text(selector, predicate))
    }
    before, after = words.get(OA.prefix, ""), words.get(OA.suffix, "")
    return Quote(
        mark,
        f"…{_one_line(_from_word(before))}" if before.strip() else "",
        words.get(OA.exact, ""),
        f"{_one_line(_from_word(after[::-1])[::-1])}…" if after.strip() else "",
        label,
    )


def _one_line(text: str) -> str:
    """Context on one line; a space at either end stays, so that words do not run together."""
    return re.sub(r"\s+", " ", text)


def _from_word(text: str) -> str:
    """Without the part of a word that the cut left at the beginning."""
    _, gap, rest = text.partition(" ")
    return f" {rest}" if gap and rest.strip() else text


def quotes(
    graph: Graph, marks: Iterable[Mark], most: int = FEW, label: str | None = None
) -> tuple[Quote, ...]:
    """The words of the first passages, each once."""
    first = list(dict.fromkeys(marks))[:most]
    found = (quote(graph, iri.passage(m.slug, m.start, m.end), label) for m in first)
    return tuple(one for one in found if one and one.words)


def words_of(graph: Graph, enonce: NamedNode) -> str | None:
    """All the words that a statement was read from, as one line."""
    found = (quote(graph, passage) for passage in graph.nodes(enonce, MLG.fondeSur))
    return " […] ".join(one.words for one in found if one and one.words) or None
