"""The ontology and the schemes as the tests look at them: triples by subject and predicate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from maillage import iri, turtle
from maillage.rdf import PREFIXES, RDF, Literal, NamedNode, Term, Triple

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology" / "maillage.ttl"
SCHEMES = sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
VOCABULARIES = Path(__file__).parent / "vocabularies"
ELI = "http://data.europa.eu/eli/ontology#"
KINDS = ("Class", "ObjectProperty", "DatatypeProperty")


@dataclass(frozen=True)
class Graph:
    """Triples, and what they say by subject and predicate."""

    triples: tuple[Triple, ...]
    _values: Mapping[tuple[Term, NamedNode], list[Term]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Graph":
        kept = tuple(triples)
        values: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        for triple in kept:
            assert not isinstance(triple.subject, Triple)
            assert not isinstance(triple.object, Triple)
            values[triple.subject, triple.predicate].append(triple.object)
        return cls(kept, values)

    @classmethod
    def read(cls, *paths: Path) -> "Graph":
        return cls.of(triple for path in paths for triple in turtle.read(path))

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return self._values.get((subject, predicate), [])

    def languages(self, subject: Term, predicate: NamedNode) -> list[str]:
        """The languages of the texts of a property, sorted; an empty text counts for none."""
        found = self.values(subject, predicate)
        texts = [text for text in found if isinstance(text, Literal) and text.value.strip()]
        return sorted(text.language or "" for text in texts)

    def text(self, subject: Term, predicate: NamedNode, language: str | None = None) -> str:
        """The only text of a property, in this language where one is given."""
        texts = [
            value.value
            for value in self.values(subject, predicate)
            if isinstance(value, Literal) and value.language == language
        ]
        assert len(texts) == 1, f"{subject} {predicate} {language}: {texts}"
        return texts[0]

    def subjects(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a type, sorted."""
        found = {s for (s, p), kinds in self._values.items() if p == RDF.type and kind in kinds}
        return sorted((s for s in found if isinstance(s, NamedNode)), key=str)

    def named(self) -> set[str]:
        """Every IRI that the graph holds, datatypes included."""
        terms = [t for s in self.triples for t in (s.subject, s.predicate, s.object)]
        datatypes = {t.datatype.value for t in terms if isinstance(t, Literal)}
        return {t.value for t in terms if isinstance(t, NamedNode)} | datatypes


def missing(iris: Iterable[str]) -> list[str]:
    """The IRIs of outside vocabularies that their stored lists of terms do not hold."""
    bases = {"eli": ELI, **PREFIXES}
    known = {
        bases[path.stem] + name
        for path in VOCABULARIES.glob("*.txt")
        for name in path.read_text(encoding="utf-8").splitlines()[1:]
    }
    ours = (iri.BASE, "https://creativecommons.org/licenses/")
    return sorted(name for name in iris if not name.startswith(ours) and name not in known)
