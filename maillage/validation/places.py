"""Where a finding comes from: the words of a document, or the row of a table."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from maillage.iri import THING, path_of
from maillage.rdf import (
    DCTERMS,
    MLG,
    OA,
    PREFIXES,
    RDF,
    SKOS,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    compact,
)
from maillage.store import View
from maillage.validation.findings import Finding
from maillage.validation.report import Source

PREFIX = re.compile(r"@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
BASE = re.compile(r"@?base\s+<([^>]*)>", re.IGNORECASE)
SUBJECT = re.compile(r"(<[^>\s]+>|[\w-]*:[\w./%-]+)")
KEY_COLUMNS = 2
TABLE = THING + "graph/table/"
BESIDE = 200
"""Lines of a subject's block that are searched for a predicate."""


class Positions:
    """Lines of subjects and predicates in a Turtle text written a subject a block."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._prefixes = dict(PREFIXES)
        self._base = ""
        self._subjects: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            if declared := PREFIX.match(line):
                self._prefixes[declared[1]] = declared[2]
            elif based := BASE.match(line):
                self._base = based[1]
            elif subject := SUBJECT.match(line):
                self._subjects.setdefault(self._expanded(subject[1]), number)

    def _expanded(self, name: str) -> str:
        if name.startswith("<"):
            return urljoin(self._base, name[1:-1])
        prefix, _, local = name.partition(":")
        return self._prefixes.get(prefix, prefix + ":") + local

    def line(self, subject: str, predicate: str | None = None) -> int | None:
        """The line of the predicate in the subject's block, else of the subject, else None."""
        start = self._subjects.get(subject)
        if start is None or predicate is None:
            return start
        spellings = {compact(predicate), f"<{predicate}>"}
        spellings |= {
            f"{prefix}:{predicate.removeprefix(base)}"
            for prefix, base in self._prefixes.items()
            if base and predicate.startswith(base)
        }
        for offset, line in enumerate(self._lines[start - 1 : start - 1 + BESIDE]):
            if offset and SUBJECT.match(line):
                break
            if spellings & set(line.split()):
                return start + offset
        return start


class Rows:
    """Lines of the rows of a table by their keys (the first columns), where they are unique."""

    def __init__(self, path: Path) -> None:
        self._lines: dict[str, int | None] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            before = 0
            for row in reader:
                for cell in row[:KEY_COLUMNS]:
                    self._lines[cell] = None if cell in self._lines else before + 1
                before = reader.line_num

    def line(self, key: str) -> int | None:
        return self._lines.get(key)


@dataclass
class Places:
    """Finds the source of findings in `view`; `root` is the checkout.

    `given` is the file that was handed over for a check, with its text where
    it is Turtle: things that stand in it have it as their file.
    """

    view: View
    root: Path
    given: tuple[str, str | None] | None = None
    _turtle: dict[str, Positions | None] = field(default_factory=dict)
    _tables: dict[str, Rows | None] = field(default_factory=dict)

    def of(self, finding: Finding) -> Source:
        focus = finding.focus
        if not isinstance(focus, NamedNode):
            return self._file(None, None)
        concept = self._concept(focus, finding.path)
        if concept is not None and self.given is None:
            return concept
        passage = self._passage(focus, finding)
        if passage is not None:
            return self._words(passage, focus, finding.path)
        return self._row(focus, finding) or self._file(focus, finding.path)

    def _concept(self, focus: NamedNode, path: NamedNode | None) -> Source | None:
        """The scheme's file, for a concept of the ontology."""
        for scheme in self._objects(focus, SKOS.inScheme):
            name = f"ontology/schemes/{(path_of(scheme.value) or '').rpartition('/')[2]}.ttl"
            line = self._line(name, focus, path)
            if line is not None:
                return Source(file=name, line=line)
        return None

    def _passage(self, focus: NamedNode, finding: Finding) -> NamedNode | None:
        """The passage that the finding quotes, else the first of the best statement about it."""
        path, value = finding.path, finding.value
        if self.view.holds(focus, RDF.type, MLG.Passage):
            return focus
        about = list(self._objects(focus, MLG.fondeSur))
        opposed = list(self._objects(focus, MLG.porteSur))
        statements = self._statements(focus)
        titles = [s for s in statements if self.view.holds(s, RDF.predicate, DCTERMS.title)]
        exact = [s for s in statements if path and value and self._says(s, path, value)]
        same = [s for s in statements if path and self.view.holds(s, RDF.predicate, path)]
        naming = list(self._subjects(RDF.object, focus))
        of_value = self._statements(value) if isinstance(value, NamedNode) else []
        for group in (exact, same, opposed, titles, statements, naming, of_value):
            about = about or [p for s in group for p in self._objects(s, MLG.fondeSur)]
        words = {term.value for _, term in finding.bindings if isinstance(term, Literal)}
        return min(about, key=lambda passage: self._rank(passage, words)) if about else None

    def _rank(self, passage: NamedNode, words: set[str]) -> tuple[int, int, str]:
        """Passages whose words the finding quotes first, the longest of them; then by place."""
        quote, start = (self._selected(passage, name) for name in (OA.exact, OA.start))
        quoted = -len(quote) if quote in words and quote else 0
        return quoted, int(start) if start and start.isdigit() else 0, passage.value

    def _statements(self, subject: NamedNode) -> list[NamedNode]:
        return list(self._subjects(RDF.subject, subject))

    def _says(self, statement: NamedNode, path: NamedNode, value: Term) -> bool:
        holds = self.view.holds
        return holds(statement, RDF.predicate, path) and holds(statement, RDF.object, value)

    def _selected(self, passage: NamedNode, predicate: NamedNode) -> str | None:
        for selector in self._objects(passage, OA.hasSelector):
            for quad in self.view.quads(selector, predicate, None, DefaultGraph()):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return None

    def _objects(self, subject: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
        for quad in self.view.quads(subject, predicate, None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield quad.object

    def _subjects(self, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
        for quad in self.view.quads(None, predicate, value, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _words(self, passage: NamedNode, focus: NamedNode, path: NamedNode | None) -> Source:
        document = next(self._objects(passage, OA.hasSource), None)
        start, end = (self._selected(passage, name) for name in (OA.start, OA.end))
        slug = (path_of(document.value) or "").removeprefix("document/") if document else ""
        place = self._file(focus, path)
        if place.file is None and slug:
            name = f"data/ttl/{slug}.ttl"
            place = Source(file=name, line=self._line(name, focus, path))
        return Source(
            file=place.file,
            line=place.line,
            document=document.value if document else None,
            start=int(start) if start and start.isdigit() else None,
            end=int(end) if end and end.isdigit() else None,
            quote=self._selected(passage, OA.exact),
        )

    def _file(self, focus: NamedNode | None, path: NamedNode | None) -> Source:
        """The file that was given; without one, the document's Turtle that describes the thing."""
        if self.given is not None:
            name, _ = self.given
            positions = self._given_positions
            predicate = path.value if path else None
            line = positions.line(focus.value, predicate) if positions and focus else None
            return Source(file=name, line=line)
        return Source()

    @cached_property
    def _given_positions(self) -> Positions | None:
        text = self.given[1] if self.given else None
        return Positions(text) if text is not None else None

    def _line(self, name: str, focus: NamedNode, path: NamedNode | None) -> int | None:
        if name not in self._turtle:
            file = self.root / name
            known = file.is_file()
            self._turtle[name] = Positions(file.read_text(encoding="utf-8")) if known else None
        positions = self._turtle[name]
        return positions.line(focus.value, path.value if path else None) if positions else None

    def _row(self, focus: NamedNode, finding: Finding) -> Source | None:
        """The table whose graph holds the fact (or the thing), and its row."""
        graph = self._graph(focus, finding.path, finding.value)
        if graph is None:
            return None
        name = "data/reference/" + graph.removeprefix(TABLE).replace("/", "-") + ".csv"
        if name not in self._tables:
            file = self.root / name
            self._tables[name] = Rows(file) if file.is_file() else None
        rows = self._tables[name]
        key = (path_of(focus.value) or "").rpartition("/")[2]
        return Source(file=name, line=rows.line(key)) if rows else Source()

    def _graph(self, focus: NamedNode, path: NamedNode | None, value: Term | None) -> str | None:
        for predicate, obj in ((path, value), (path, None), (RDF.type, None)):
            if predicate is None or not (obj is None or isinstance(obj, NamedNode | Literal)):
                continue
            names = {
                quad.graph_name.value
                for quad in self.view.quads(focus, predicate, obj)
                if isinstance(quad.graph_name, NamedNode)
                and quad.graph_name.value.startswith(TABLE)
            }
            if names:
                return max(names)
        return None
