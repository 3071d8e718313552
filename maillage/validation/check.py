"""Checking: the whole graph at build time, or a file as if it were added to it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from maillage.errors import InputError
from maillage.rdf import NamedNode, Quad, RdfFormat, Term, Triple, parse
from maillage.settings import Settings
from maillage.store import Store, View
from maillage.validation import shapes as rules
from maillage.validation.bulk import BulkEngine
from maillage.validation.findings import Engine, Finding, plain
from maillage.validation.neighbourhood import around, schema
from maillage.validation.places import Places
from maillage.validation.report import Report, Violation
from maillage.validation.shapes import Shapes
from maillage.validation.words import Words

ADDED = NamedNode("urn:maillage:added")
BEFORE = NamedNode("urn:maillage:before")


def check_graph(view: View, settings: Settings, engine: Engine | None = None) -> Report:
    """Everything that the rules find in the default graph of `view`.

    Raises:
        InputError: the folder of shapes is missing, empty, or not Turtle.
    """
    shapes = rules.load(settings.shapes)
    found = (engine or BulkEngine()).findings(shapes, view)
    return _report(shapes, found, view, Places(view, settings.root))


def check_triples(
    triples: Iterable[Triple],
    settings: Settings,
    view: View | None = None,
    given: tuple[str, str | None] | None = None,
) -> Report:
    """What the rules find in `triples` as if they were added to the graph of `view`.

    Only what concerns them is told: results about things that they describe,
    and results that the graph did not have without them. `given` names the
    file they come from, with its text if that is Turtle.

    Raises:
        InputError: the folder of shapes is missing, empty, or not Turtle.
    """
    shapes = rules.load(settings.shapes)
    added = list(triples)
    before = [*schema(settings.ontology, view), *(around(added, view) if view is not None else ())]
    return examine(shapes, before, added, settings.root, given)


def examine(
    shapes: Shapes,
    before: Collection[Triple],
    added: Collection[Triple],
    root: Path,
    given: tuple[str, str | None] | None = None,
) -> Report:
    """What `added` changes by the rules to a graph that was `before`: see `check_triples`."""
    old = _store(before, ())
    new = _store(before, added)
    described = {triple.subject for triple in added if isinstance(triple.subject, NamedNode)}
    known = {finding.key for finding in BulkEngine().findings(shapes, old)}
    found = [
        finding
        for finding in BulkEngine().findings(shapes, new)
        if finding.focus in described or finding.key not in known
    ]
    return _report(shapes, found, new, Places(new, root, given))


def check_file(
    path: Path,
    settings: Settings,
    view: View | None = None,
    facts: Callable[[Path], Iterable[Triple]] | None = None,
) -> Report:
    """A Turtle file (any RDF), or a document by its `facts`, checked as if added to the graph.

    Raises:
        InputError: the file cannot be read, or is not RDF (with the line), or
            the shapes cannot be used.
    """
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None and facts is not None:
        return check_triples(facts(path), settings, view, (str(path), None))
    text, triples = _rdf(path, form)
    return check_triples(triples, settings, view, (str(path), text))


def _rdf(path: Path, form: RdfFormat | None) -> tuple[str | None, list[Triple]]:
    if form is None:
        raise InputError(path, "is neither RDF (.ttl, .nt, .rdf, .jsonld, .trig) nor a document")
    try:
        data = path.read_bytes()
        triples = [quad.triple for quad in parse(data, format=form)]
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror}); check its name") from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise InputError(place, f"is not valid {form.name}: {error.msg}") from error
    except ValueError as error:
        raise InputError(path, f"is not valid {form.name}: {error}") from error
    turtle = form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
    return data.decode("utf-8", "replace") if turtle else None, triples


def _store(before: Iterable[Triple], added: Iterable[Triple]) -> View:
    store = Store()
    store.add(Quad(t.subject, t.predicate, t.object, BEFORE) for t in before)
    store.add(Quad(t.subject, t.predicate, t.object, ADDED) for t in added)
    return store.view()


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
