"""Where a finding comes from: the words of a document, or the row of a table."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from maillage.iri import THING, path_of
from maillage.rdf import (
    DCTERMS,
    MLG,
    OA,
    RDF,
    SKOS,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Statement,
    Term,
    parse,
)
from maillage.store import View
from maillage.validation import positions
from maillage.validation.findings import Finding
from maillage.validation.positions import Positions
from maillage.validation.positions.finding import place
from maillage.validation.report import Source
from maillage.validation.syntax import form_of

KEY_COLUMNS = 2
TABLE = THING + "graph/table/"


Handed = tuple[str, str | None]
"""The name of a file that was given, with its text where it is RDF."""


@dataclass(frozen=True)
class Given:
    """A file that was handed over for a check; `text` and `form` are None for a document.

    `triples` are what was read in it, in order; where they are None it is read
    again when a place is asked for, and then its nameless things have none.
    """

    name: str
    text: str | None = None
    form: RdfFormat | None = None
    triples: Sequence[Statement] | None = None

    @classmethod
    def of(
        cls, handed: "Given | Handed | None", triples: Sequence[Statement] | None = None
    ) -> "Given | None":
        """A name and a text as such a file, the format from the name's ending."""
        if handed is None or isinstance(handed, Given):
            return handed
        name, text = handed
        form = form_of(name)
        return cls(name, text, form, triples)

    @cached_property
    def positions(self) -> Positions | None:
        """Where its facts stand; found once, when the first finding asks."""
        if self.text is None or self.form is None:
            return None
        triples = self.triples if self.triples is not None else _read(self.text, self.form)
        return positions.of(self.text, self.form, triples) if triples is not None else None


def _read(text: str, form: RdfFormat) -> list[Quad] | None:
    """The facts of a text, None if it is not of this format."""
    try:
        return list(parse(text, format=form))
    except (SyntaxError, ValueError):
        return None


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

    `given` is the file that was handed over for a check: what it describes has
    it as its file.
    """

    view: View
    root: Path
    given: Given | Handed | None = None
    _files: dict[str, Given | None] = field(default_factory=dict)
    _tables: dict[str, Rows | None] = field(default_factory=dict)

    def of(self, finding: Finding) -> Source:
        focus = finding.focus
        if not isinstance(focus, NamedNode):
            return self._file(finding)
        concept = self._concept(focus, finding) if self.given is None else None
        if concept is not None:
            return concept
        passage = self._passage(focus, finding)
        if passage is not None:
            return self._words(passage, finding)
        return self._row(focus, finding) or self._file(finding)

    def _concept(self, focus: NamedNode, finding: Finding) -> Source | None:
        """The scheme's file, for a concept of the ontology."""
        for scheme in self._objects(focus, SKOS.inScheme):
            name = f"ontology/schemes/{(path_of(scheme.value) or '').rpartition('/')[2]}.ttl"
            line = self._line(name, finding)
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
        return quoted, _number(start) or 0, passage.value

    def _statements(self, subject: NamedNode) -> list[NamedNode]:
        return list(self._subjects(RDF.subject, subject))

    def _says(self, statement: NamedNode, path: NamedNode, value: Term) -> bool:
        holds = self.view.holds
        return holds(statement, RDF.predicate, path) and holds(statement, RDF.object, value)

    def _selected(self, passage: NamedNode, predicate: NamedNode) -> str | None:
        for selector in self._objects(passage, OA.hasSelector):
            if (found := self._value(selector, predicate)) is not None:
                return found
        return None

    def _value(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        for quad in self.view.quads(subject, predicate, None, DefaultGraph()):
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

    def _words(self, passage: NamedNode, finding: Finding) -> Source:
        """The words of a passage, and the line of the file that holds the fact."""
        document = next(self._objects(passage, OA.hasSource), None)
        slug = (path_of(document.value) or "").removeprefix("document/") if document else ""
        where = self._file(finding)
        if where.file is None and slug:
            name = f"data/ttl/{slug}.ttl"
            where = Source(file=name, line=self._line(name, finding))
        return replace(
            where,
            document=document.value if document else None,
            start=_number(self._selected(passage, OA.start)),
            end=_number(self._selected(passage, OA.end)),
            quote=self._selected(passage, OA.exact),
            page=_number(self._value(passage, MLG.page)),
        )

    def _file(self, finding: Finding) -> Source:
        """The file that was given, and the line of the finding in it."""
        if self._given is None:
            return Source()
        found = self._given.positions
        span = place(found, finding) if found else None
        return Source(file=self._given.name, line=span.line if span else None)

    @cached_property
    def _given(self) -> Given | None:
        return Given.of(self.given)

    def _line(self, name: str, finding: Finding) -> int | None:
        """The line of a finding in a Turtle file of the checkout."""
        if name not in self._files:
            file = self.root / name
            text = file.read_text(encoding="utf-8") if file.is_file() else None
            self._files[name] = Given.of((name, text))
        known = self._files[name]
        found = known.positions if known else None
        span = place(found, finding) if found else None
        return span.line if span else None

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


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
