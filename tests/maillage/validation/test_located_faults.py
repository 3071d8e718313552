"""Faults put into real data, in several layouts: the line that is told is that of the fault.

A seeded corpus: the Turtle of both documents and the valid cases of all rules.
The writer of each layout notes the line of each term, on its own; lines that
the check tells are held to these.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from zlib import crc32

import pytest

from maillage import turtle
from maillage.rdf import SH, BlankNode, Literal, NamedNode, Quad, Term, Triple, parse
from maillage.validation import check_file
from maillage.validation.check import Checker
from maillage.validation.report import Violation
from tests.maillage.validation.graphs import ROOT, SETTINGS
from tests.maillage.validation.positions.faults import Fault, injected
from tests.maillage.validation.positions.layouts import MARK
from tests.maillage.validation.positions.writings import LAYOUTS, Fact, Written

FAULTS = 72
SEEN = 15
"""Faults that rules see at least, of a file."""
EXACT = 0.95
DOCUMENTS = sorted((ROOT / "data/ttl").glob("*.ttl"))
CASES = sorted((ROOT / "tests/shapes").glob("*/valid.*.ttl"))


@dataclass
class Figures:
    """Findings whose line is right, is not told, or is another one; faults that a rule saw."""

    exact: int = 0
    unknown: int = 0
    wrong: list[str] = field(default_factory=list)
    nameless: int = 0
    seen: set[Fault] = field(default_factory=set)

    @property
    def count(self) -> int:
        return self.exact + self.unknown + len(self.wrong)

    def told(self, faults: Sequence[Fault]) -> str:
        kinds = Counter(fault.kind for fault in self.seen)
        return (
            f"exact {self.exact:4} unknown {self.unknown:2} wrong {len(self.wrong):2}"
            f"  nameless {self.nameless:3}  faults {len(faults)}, seen {len(self.seen)}:"
            f" {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}"
        )


@cache
def checker() -> Checker:
    return Checker.ready(SETTINGS)


@cache
def corpus(name: str) -> tuple[Fact, ...]:
    """The facts of a document, or of all cases, each case with things of its own."""
    if name != "cases":
        return named(turtle.parsed((ROOT / "data/ttl" / f"{name}.ttl").read_bytes(), name))
    facts: dict[Fact, None] = {}
    for number, path in enumerate(CASES):
        text = path.read_text(encoding="utf-8").replace("/essai", f"/essai-{number}")
        facts |= dict.fromkeys(named(turtle.parsed(text.encode(), path)))
    return tuple(facts)


@cache
def judged() -> frozenset[NamedNode]:
    """The properties that rules follow."""
    told = checker().plan.shapes.triples
    paths = (each.object for each in told if each.predicate == SH.path)
    return frozenset(path for path in paths if isinstance(path, NamedNode))


def named(read: Iterable[Triple]) -> tuple[Fact, ...]:
    return tuple(
        (told.subject, told.predicate, told.object)
        for told in read
        if isinstance(told.subject, NamedNode) and isinstance(told.object, NamedNode | Literal)
    )


def names(read: list[Quad]) -> dict[str, str]:
    """What nameless things were called in the graph, by what the parser calls them."""
    return {
        str(quad.subject): f"<{quad.object.value}>"
        for quad in read
        if quad.predicate == MARK and isinstance(quad.object, Literal)
    }


def spelled(term: Term | None, called: dict[str, str]) -> str | None:
    return called.get(str(term), str(term)) if term is not None else None


def measured(written: Written, faults: list[Fault], figures: Figures) -> None:
    read = list(parse(written.text.encode(), format=written.form))
    called = names(read)
    given = (f"f.{written.form.file_extension}", written.text)
    for found in checker().triples(read, given).results:
        focus = BlankNode(found.focus[2:]) if found.focus.startswith("_:") else None
        subject = spelled(focus or NamedNode(found.focus), called) or ""
        path = f"<{found.path}>" if found.path else None
        value = spelled(found.term, called)
        of = [fault for fault in faults if is_of(fault, subject, path, value)]
        figures.seen.update(of)
        figures.nameless += focus is not None
        expected = written.lines.expected(subject, path, value)
        for fault in of:
            assert expected == line_of(fault, written, value), (fault, found)
        counted(found, expected, figures)


def is_of(fault: Fault, subject: str, path: str | None, value: str | None) -> bool:
    if str(fault.subject) != subject:
        return False
    return path == str(fault.predicate) or (fault.value is not None and value == str(fault.value))


def line_of(fault: Fault, written: Written, value: str | None) -> int:
    """Where the fault was put: the value, the property of several, the thing that lacks one."""
    subject, predicate = str(fault.subject), str(fault.predicate)
    lines = written.lines
    if value is not None and (subject, predicate, value) in lines.facts:
        return lines.facts[subject, predicate, value]
    return lines.properties.get((subject, predicate), lines.things[subject])


def counted(found: Violation, expected: int | None, figures: Figures) -> None:
    if found.source.line is None:
        figures.unknown += 1
    elif found.source.line == expected:
        figures.exact += 1
    else:
        figures.wrong.append(f"{found.rule} {found.focus}: {found.source.line}, not {expected}")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", [*(path.stem for path in DOCUMENTS), "cases"])
def test_faults_are_told_with_their_lines(
    name: str, layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(crc32(f"{name} {layout}".encode()))
    facts, faults = injected(corpus(name), random, FAULTS, judged())
    figures = Figures()
    measured(LAYOUTS[layout](facts, random), faults, figures)
    with capsys.disabled():
        print(f"\n{name[:12]:12} {layout:9} {figures.told(faults)}")
    assert not figures.wrong
    assert len(figures.seen) >= SEEN
    assert figures.exact >= EXACT * figures.count


def test_a_file_is_told_as_its_facts_are(tmp_path: Path) -> None:
    random = Random(7)
    facts, _ = injected(corpus("cases"), random, FAULTS, judged())
    written = LAYOUTS["wild"](facts, random)
    path = tmp_path / "f.ttl"
    path.write_text(written.text, encoding="utf-8", newline="")
    read = list(parse(written.text, format=written.form))
    lines = [found.source.line for found in check_file(path, SETTINGS).results]
    assert lines == [
        found.source.line for found in checker().triples(read, ("f.ttl", written.text)).results
    ]
