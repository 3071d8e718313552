"""Checking: the whole graph at build time, or a file as if it were added to it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from maillage.errors import InputError
from maillage.rdf import NamedNode, RdfFormat, Statement, Term
from maillage.settings import Settings
from maillage.store import Store, View
from maillage.validation import shapes as rules
from maillage.validation.bulk import BulkEngine, Hierarchy, Plan
from maillage.validation.findings import Engine, Finding, plain
from maillage.validation.hostile import parsed
from maillage.validation.neighbourhood import around, schema
from maillage.validation.places import Given, Places
from maillage.validation.report import Report, Violation
from maillage.validation.shapes import Shapes
from maillage.validation.syntax import form_of
from maillage.validation.words import Words

Facts = Callable[[Path], Iterable[Statement]]
"""Reads a document: its facts."""


def check_graph(view: View, settings: Settings, engine: Engine | None = None) -> Report:
    """Everything that the rules find in the default graph of `view`.

    Raises:
        InputError: the folder of shapes is missing, empty, or not Turtle.
    """
    shapes = rules.load(settings.shapes)
    found = (engine or BulkEngine()).findings(shapes, view)
    return _report(shapes, found, view, Places(view, settings.root))


@dataclass(frozen=True)
class Checker:
    """The rules made ready once, to check many files as if each were added to one graph.

    `view` is that graph, None where there is none: then only what a file says
    by itself is known.
    """

    settings: Settings
    view: View | None
    plan: Plan
    schema: tuple[Statement, ...]

    @classmethod
    def ready(cls, settings: Settings, view: View | None = None) -> "Checker":
        """Reads the rules and compiles them.

        Raises:
            InputError: the folder of shapes is missing, empty, or not Turtle.
        """
        stated = tuple(schema(settings.ontology, view))
        hierarchy = Hierarchy(_store(stated).view())
        return cls(settings, view, Plan.of(rules.load(settings.shapes), hierarchy), stated)

    def triples(
        self, triples: Iterable[Statement], given: tuple[str, str | None] | None = None
    ) -> Report:
        """What the rules find in `triples` as if they were added to the graph.

        Only what concerns them is told: results about things that they describe,
        and results that the graph did not have without them. `given` names the
        file they come from, with its text if that is RDF.
        """
        added = list(triples)
        return examine(self.plan, self.before(added), added, self.settings.root, given)

    def before(self, added: Iterable[Statement]) -> list[Statement]:
        """What the graph says that judging `added` may need."""
        near = around(added, self.view) if self.view is not None else ()
        return [*self.schema, *near]

    def file(self, path: Path, facts: Facts | None = None) -> Report:
        """A Turtle file (any RDF), or a document by its `facts`, as if added to the graph.

        Raises:
            InputError: the file cannot be read, or is not RDF (with the line).
        """
        form = form_of(path.name)
        if form is None and facts is not None:
            return self.triples(facts(path), (str(path), None))
        if form is None:
            raise InputError(
                path,
                "is neither RDF (.ttl, .nt, .rdf, .jsonld, .trig) nor a document",
                "ce n'est ni du RDF (.ttl, .nt, .rdf, .jsonld, .trig), ni un document",
            )
        try:
            data = path.read_bytes()
        except OSError as error:
            french = "ce fichier ne peut pas être lu ; vérifiez son nom"
            reason = f"cannot be read ({error.strerror}); check its name"
            raise InputError(path, reason, french) from error
        return self.rdf(str(path), data, form)

    def rdf(self, name: str, data: bytes, form: RdfFormat) -> Report:
        """The bytes of an RDF file of this name, as if added to the graph.

        Raises:
            InputError: it is not RDF of this form (with the line).
        """
        triples = parsed(data, form, name)
        return self.triples(triples, (name, data.decode("utf-8-sig", "replace")))


def check_triples(
    triples: Iterable[Statement],
    settings: Settings,
    view: View | None = None,
    given: tuple[str, str | None] | None = None,
) -> Report:
    """One set of triples: see `Checker`."""
    return Checker.ready(settings, view).triples(triples, given)


def check_file(
    path: Path, settings: Settings, view: View | None = None, facts: Facts | None = None
) -> Report:
    """One file: see `Checker`."""
    return Checker.ready(settings, view).file(path, facts)


def examine(
    plan: Plan,
    before: Collection[Statement],
    added: Collection[Statement],
    root: Path,
    given: tuple[str, str | None] | None = None,
) -> Report:
    """What `added` changes by the rules to a graph that was `before`: see `Checker.triples`."""
    view = _store((*before, *added)).view()
    plan = plan.fitting(Hierarchy(view))
    described = {triple.subject for triple in added if isinstance(triple.subject, NamedNode)}
    found = plan.findings(view)
    elsewhere = {finding.shape for finding in found if finding.focus not in described}
    if elsewhere:
        known = {each.key for each in plan.findings(_store(before).view(), elsewhere)}
        found = [each for each in found if each.focus in described or each.key not in known]
    return _report(plan.shapes, found, view, Places(view, root, Given.of(given, list(added))))


def _store(statements: Iterable[Statement]) -> Store:
    store = Store()
    store.merge(statements)
    return store


def _report(shapes: Shapes, found: list[Finding], view: View, places: Places) -> Report:
    words = Words(view)
    return Report.of(_violations(shapes, found, words, places), shapes.rules)


def _violations(
    shapes: Shapes, found: Iterable[Finding], words: Words, places: Places
) -> Iterator[Violation]:
    for finding in dict.fromkeys(found):
        rule = shapes.rules[finding.shape]
        terms: dict[str, Term] = {"this": finding.focus, **dict(finding.bindings)}
        if finding.value is not None:
            terms["value"] = finding.value
        yield Violation(
            severity=rule.severity,
            rule=rule.iri,
            id=rule.identifier,
            focus=plain(finding.focus) or "",
            path=finding.path.value if finding.path else None,
            value=plain(finding.value),
            message=words.message(rule, terms),
            source=places.of(finding),
            component=finding.component,
            term=finding.value,
        )
