"""From a report to the same report with mends."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from maillage.rdf import SH, SKOS, NamedNode, RdfFormat, Statement, Triple
from maillage.store import Store, View
from maillage.validation import positions
from maillage.validation.bulk import Hierarchy, Plan
from maillage.validation.edits import Locate, Positions, edit
from maillage.validation.mends import knowledge
from maillage.validation.mends.case import Case
from maillage.validation.mends.kinds import KINDS
from maillage.validation.mends.knowledge import Known
from maillage.validation.repair import Repair
from maillage.validation.report import Report, Violation
from maillage.validation.syntax import form_of

FINDINGS = 60
"""The first findings of a report get mends: a person mends a few at a time."""
MOST = 3
"""Mends of a finding."""
Found = frozenset[tuple[str, str, str, str, str]]


def mended(
    report: Report,
    plan: Plan,
    before: Collection[Statement],
    added: Sequence[Triple],
    release: View | None,
    given: tuple[str, str | None] | None = None,
    locate: Locate = positions.of,
) -> Report:
    """The report on an RDF file, each of its first findings with its mends.

    A fault that a rule finds twice (its type and its range) has its mends once.

    Args:
        before: what the graph says around the file, as `check.examine` had it.
        added: the facts of the file, in the order in which they were read.
        release: the graph in which names and codes are looked up.
        given: the file's name, with its text if it is Turtle. A document's
            findings are mended by decisions (`loaders.corrections.proposed`).
        locate: finds where facts stand, asked once.
    """
    if given is not None and form_of(given[0]) is None:
        return report
    bench = Bench(plan, before, added, release)
    once = _Once(locate)
    told: set[tuple[str, str, str | None, Repair]] = set()
    results: list[Violation] = []
    for found in report.results[:FINDINGS]:
        fault = (found.rule, found.focus, found.value)
        new = [each for each in bench.of(found) if (*fault, each) not in told]
        told |= {(*fault, each) for each in new}
        shown = tuple(_shown(each, added, given, once) for each in new)
        results.append(replace(found, repairs=shown))
    return replace(report, results=(*results, *report.results[FINDINGS:]))


def numbered(report: Report) -> list[tuple[int, Violation, Repair]]:
    """All mends of a report in its order, numbered from 1: what ``--mend N`` names."""
    pairs = [(found, repair) for found in report.results for repair in found.repairs]
    return [(number, *pair) for number, pair in enumerate(pairs, 1)]


class _Once:
    """Finds the places of a file when the first is asked for, and keeps them."""

    def __init__(self, locate: Locate) -> None:
        self._locate = locate
        self._found: Positions | None = None

    def __call__(self, text: str, form: RdfFormat, triples: Sequence[Triple]) -> Positions:
        if self._found is None:
            self._found = self._locate(text, form, triples)
        return self._found


def _shown(
    repair: Repair,
    added: Sequence[Triple],
    given: tuple[str, str | None] | None,
    locate: Locate,
) -> Repair:
    """The mend with its difference, where the file is Turtle."""
    name, text = given or ("", None)
    form = form_of(name)
    if text is None or form is None:
        return repair
    found = edit(text, form, added, repair, locate, name)
    return replace(repair, difference=found.difference) if found else repair


@dataclass
class Bench:
    """The graph that was checked, on which mends are tried; made once one is looked for."""

    plan: Plan
    before: Collection[Statement]
    added: Sequence[Triple]
    release: View | None
    _found: dict[frozenset[str], Found] = field(default_factory=dict)

    def of(self, found: Violation) -> list[Repair]:
        """The mends of a finding, best first, each tried."""
        case = Case(found, self.plan.shapes, self._store.view(), self._given, self._known)
        offered = (repair for kind in KINDS for repair in kind.mends(case))
        distinct = {(each.removed, each.added): each for each in offered}
        return list(islice(self._holding(distinct.values(), found), MOST))

    def _holding(self, repairs: Collection[Repair], found: Violation) -> Iterator[Repair]:
        for repair in repairs:
            if self._holds(repair, found):
                yield repair

    def _holds(self, repair: Repair, found: Violation) -> bool:
        """Whether the rules find less with the mend than without: this finding gone, none new."""
        rules = self._rules(found)
        if rules not in self._found:
            self._found[rules] = self._keys(rules)
        before = self._found[rules]
        with_it = self._with(repair, rules)
        gone = before - with_it
        return not with_it - before and any(key[0] == found.rule for key in gone)

    def _with(self, repair: Repair, rules: frozenset[str]) -> Found:
        """What the rules find in the graph with the mend; the graph is then as it was."""
        view = self._store.view()
        told = [fact for new in repair.added for fact in self._about(new.object)]
        new = [
            t for t in {*repair.added, *told} if not view.holds(t.subject, t.predicate, t.object)
        ]
        self._store.remove(repair.removed)
        self._store.merge(new)
        try:
            return self._keys(rules)
        finally:
            self._store.remove(new)
            self._store.merge(repair.removed)

    def _about(self, node: object) -> Iterator[Triple]:
        """What a thing that is pointed to is, and the scheme of a concept."""
        if isinstance(node, NamedNode):
            for fact in self._known.about(node):
                yield fact
                if fact.predicate == SKOS.inScheme and isinstance(fact.object, NamedNode):
                    yield from self._known.about(fact.object)

    def _keys(self, rules: frozenset[str]) -> Found:
        return frozenset(each.key for each in self._plan.findings(self._store.view(), rules))

    def _rules(self, found: Violation) -> frozenset[str]:
        """The rule, and those of the same shape about the same property."""
        index, rule = self.plan.shapes.index, NamedNode(found.rule)
        path, shape = index.value(rule, SH.path), found.rule.partition("-")[0]
        beside = {
            name
            for name in self.plan.shapes.rules
            if name.partition("-")[0] == shape and index.value(NamedNode(name), SH.path) == path
        }
        return frozenset({found.rule, *beside})

    @cached_property
    def _given(self) -> frozenset[Triple]:
        return frozenset(self.added)

    @cached_property
    def _store(self) -> Store:
        store = Store()
        store.merge((*self.before, *self.added))
        return store

    @cached_property
    def _plan(self) -> Plan:
        return self.plan.fitting(Hierarchy(self._store.view()))

    @cached_property
    def _known(self) -> Known:
        if self.release is not None:
            return knowledge.of(self.release)
        return knowledge.Graph(self._store.view())
