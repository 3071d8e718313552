"""A file checked without the graph: what the graph alone can tell is left out.

A file names communes, organisations and grants that the graph describes.
Without the graph each of them would be found missing, and no file would ever
conform.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from maillage.iri import THING
from maillage.rdf import NamedNode, Quad, Triple
from maillage.validation.report import Report, Violation

BEHIND = 2
"""Links that are followed behind what a path leads to."""


def alone(report: Report, triples: Iterable[Triple | Quad]) -> Report:
    """`report` without what it says of links that leave `triples`.

    Args:
        triples: all that is known, the file and the ontology.
    """
    known = _Known.of(triples)
    kept = tuple(found for found in report.results if not known.leaves(found))
    named = {found.rule for found in kept}
    return replace(
        report,
        results=kept,
        rules={iri: rule for iri, rule in report.rules.items() if iri in named},
    )


@dataclass(frozen=True)
class _Known:
    """The links of what is described: by subject and predicate."""

    links: dict[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, triples: Iterable[Triple | Quad]) -> "_Known":
        links: dict[str, list[tuple[str, str]]] = {}
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                about = links.setdefault(triple.subject.value, [])
                if isinstance(triple.object, NamedNode):
                    about.append((triple.predicate.value, triple.object.value))
        return cls(links)

    def leaves(self, found: Violation) -> bool:
        """True where a result is about a thing that nothing here describes.

        A result that names a value is about it. One that names only a path
        (« none of its parties is a commune ») is about what the path leads to,
        and what stands behind (a party, its organisation, the commune that it governs).
        """
        if found.value is not None:
            return self._outside([found.value])
        reached = [thing for path, thing in self.links.get(found.focus, ()) if path == found.path]
        for _ in range(BEHIND):
            reached += [thing for near in reached for _, thing in self.links.get(near, ())]
        return self._outside(reached)

    def _outside(self, things: Iterable[str]) -> bool:
        return any(thing.startswith(THING) and thing not in self.links for thing in things)
