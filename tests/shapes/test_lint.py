"""Engines keep silent about a misspelt shape: the lint does not, fault by fault."""

import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from maillage import turtle
from maillage.errors import InputError
from maillage.rdf import PREFIXES, RDF, SH, BlankNode, NamedNode, RdfFormat, parse, serialize
from maillage.validation import lint
from maillage.validation.lint import Rules
from maillage.validation.shapes import Index, Shapes
from maillage.validation.terms import LICENCE, Known, known_of
from tests.shapes.cases import CASES, HERE, INVALID, ROOT, VALID, plan, shapes

FOLDER = ROOT / "shapes"
FILES = sorted(path for path in FOLDER.glob("*.ttl") if path.stem != "prefixes")
VOCABULARIES = (ROOT / "tests" / "ontology" / "vocabularies", HERE / "vocabularies")
KEPT = [case.rule for case in VALID]
BROKEN = [case.rule for case in INVALID]


def _lists() -> Mapping[str, Collection[str]]:
    return {
        PREFIXES[path.stem]: frozenset(path.read_text(encoding="utf-8").splitlines()[1:])
        for folder in VOCABULARIES
        for path in sorted(folder.glob("*.txt"))
        if path.stem in PREFIXES
    }


@cache
def _known(closed: bool = True) -> Known:
    paths = sorted((ROOT / "ontology").rglob("*.ttl"))
    triples = [triple for path in paths for triple in turtle.read(path)]
    return known_of(triples, _lists() if closed else None)


@cache
def _rules(closed: bool = True) -> Rules:
    return Rules(shapes(), _known(closed), lint.places(FOLDER))


def test_no_rule_has_a_fault() -> None:
    assert [str(fault) for fault in lint.faults(_rules())] == []


def test_no_rule_has_a_fault_by_the_vocabularies_that_the_product_has_at_hand() -> None:
    assert [str(fault) for fault in lint.faults(_rules(closed=False))] == []


def test_every_rule_has_its_valid_and_its_invalid_case() -> None:
    assert [str(fault) for fault in lint.uncased(_rules(), KEPT, BROKEN)] == []


def test_no_case_is_left_without_its_rule() -> None:
    rules = {rule.value for rule in _rules().of_kind(SH.PropertyShape)}
    assert {case.rule for case in CASES} == rules
    assert {path.with_suffix(".ttl") for path in HERE.glob("*/*.json")} == {
        case.path for case in INVALID
    }


def test_every_rule_is_compiled_by_the_fast_engine() -> None:
    assert [part.name for part in plan().parts if part.queries is None] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_named_after_its_class_and_licensed(path: Path) -> None:
    shape = NamedNode(f"{PREFIXES['mls']}{path.stem}Shape")
    here = Index(turtle.read(path))
    assert here.objects(shape, RDF.type) == [SH.NodeShape]
    assert here.objects(shape, NamedNode(PREFIXES["dcterms"] + "license")) == [NamedNode(LICENCE)]
    others = [node for node in here.subjects() if not isinstance(node, BlankNode)]
    assert all(
        isinstance(node, NamedNode) and node.value.startswith(shape.value) for node in others
    )


RULE = "ConventionShape-dateSignature-adhesion"
CORE = "CommuneShape-codeInsee"
JOIN = "?adhesion mlg:territoire ?territoire ; mlg:programme"
Change = Callable[[str], str]


def _swap(before: str, after: str) -> Change:
    def change(text: str) -> str:
        assert before in text, before
        return text.replace(before, after, 1)

    return change


def _after(rule: str, more: str) -> Change:
    """More triples of a shape."""
    return lambda text: text + f"\n<{PREFIXES['mls']}{rule}> {more} .\n"


def _sh(name: str) -> str:
    return f"<{PREFIXES['sh']}{name}>"


def _mlg(name: str) -> str:
    return f"<{PREFIXES['mlg']}{name}>"


def _without(rule: str, predicate: str, mark: str) -> Change:
    """Without the triple of a shape that has this predicate and, somewhere, this mark."""

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        start = f"<{PREFIXES['mls']}{rule}> {predicate} "
        gone = [line for line in lines if line.startswith(start) and mark in line]
        assert gone, (rule, predicate)
        return "".join(line for line in lines if line not in gone)

    return change


FAULTS: list[tuple[str, str, Change, str]] = [
    ("a-misspelt-parameter", CORE, _after(CORE, f'{_sh("dataType")} "x"'), "write sh:datatype"),
    ("another-one", CORE, _after(CORE, f'{_sh("minCounts")} "1"'), "write sh:minCount"),
    (
        "an-unknown-class",
        CORE,
        _after(CORE, f"{_sh('class')} {_mlg('Comune')}"),
        "write mlg:Commune",
    ),
    (
        "an-unknown-path",
        CORE,
        _swap(f"{_sh('path')} {_mlg('codeInsee')}", f"{_sh('path')} {_mlg('codeINSEE')}"),
        "mlg:codeINSEE does not exist; write mlg:codeInsee",
    ),
    (
        "an-unknown-term-in-a-query",
        f"{RULE}-sparql",
        _swap(JOIN, "?adhesion mlg:territoires ?territoire ; mlg:programme"),
        "write mlg:territoire",
    ),
    (
        "an-unknown-concept-in-a-query",
        f"{RULE}-sparql",
        _swap("/type-convention/convention-cadre-acv>", "/type-convention/convention-acv-cadre>"),
        "does not exist",
    ),
    (
        "an-undeclared-prefix-in-a-query",
        f"{RULE}-sparql",
        _swap(JOIN, "?adhesion m:territoire ?territoire ; mlg:programme"),
        "prefix of m:territoire is not declared",
    ),
    (
        "a-severity-on-the-query",
        f"{RULE}-sparql",
        _after(f"{RULE}-sparql", f"{_sh('severity')} {_sh('Info')}"),
        "put it on the rule",
    ),
    (
        "no-severity",
        CORE,
        _without(CORE, _sh("severity"), ""),
        "needs one sh:severity",
    ),
    (
        "no-message-in-french",
        CORE,
        _without(CORE, _sh("message"), "@fr"),
        "sh:message must be in French and English, once each (en found)",
    ),
    (
        "no-reason-in-english",
        CORE,
        _without(CORE, _sh("description"), "@en"),
        "sh:description must be in French and English",
    ),
    (
        "a-number-that-is-not-of-the-list",
        CORE,
        _after(CORE, f'<{PREFIXES["dcterms"]}identifier> "K1"'),
        "is one number of the list",
    ),
    ("no-path", CORE, _without(CORE, _sh("path"), ""), "needs one sh:path"),
    (
        "a-query-of-another-name",
        RULE,
        _swap(
            f"{RULE}> {_sh('sparql')} <{PREFIXES['mls']}{RULE}-sparql>",
            f"{RULE}> {_sh('sparql')} <{PREFIXES['mls']}AxeShape-inScheme-local-sparql>",
        ),
        "its query must be named",
    ),
    (
        "a-rule-of-no-shape",
        CORE,
        _swap(
            f"{_sh('property')} <{PREFIXES['mls']}{CORE}>",
            f"{_sh('property')} <{PREFIXES['mls']}Lost-rule>",
        ),
        "must be a sh:property of the one node shape",
    ),
    *(
        (
            f"{word.split()[0]}-in-a-query",
            f"{RULE}-sparql",
            _swap(JOIN, f"{word} {JOIN}"),
            f"{word.split()[0]} may not stand",
        )
        for word in (
            "MINUS { $this mlg:amende ?x }",
            "VALUES ?x { 1 }",
            "SERVICE <https://w3id.org/maillage/def#Action> { $this mlg:amende ?x }",
            "GRAPH ?g { $this mlg:amende ?x }",
        )
    ),
    (
        "a-query-of-everything",
        f"{RULE}-sparql",
        _swap("SELECT DISTINCT $this ?value ?autre ?territoire WHERE", "SELECT * WHERE"),
        "must begin with SELECT $this",
    ),
    (
        "a-placeholder-that-the-query-does-not-give",
        RULE,
        _swap(
            "SELECT DISTINCT $this ?value ?autre ?territoire WHERE",
            "SELECT DISTINCT $this ?value ?autre WHERE",
        ),
        "its message asks for {?territoire}, which its query does not give",
    ),
    (
        "messages-that-ask-for-different-values",
        CORE,
        _swap("must have one INSEE code", "({?value}) must have one INSEE code"),
        "its two messages must ask for the same values",
    ),
    (
        "a-prefix-of-another-namespace",
        "shapes",
        _swap('"http://www.w3.org/ns/oa#"', '"http://www.w3.org/ns/oa"'),
        "use that of the project",
    ),
]


@pytest.mark.parametrize(
    ("shape", "change", "words"), [each[1:] for each in FAULTS], ids=[each[0] for each in FAULTS]
)
def test_a_fault_is_refused_with_its_remedy(shape: str, change: Change, words: str) -> None:
    whole = serialize(shapes().triples, format=RdfFormat.N_TRIPLES)
    assert whole
    text = change(whole.decode("utf-8"))
    changed = Shapes(
        tuple(quad.triple for quad in parse(text.encode(), format=RdfFormat.N_TRIPLES))
    )
    found = lint.faults(replace(_rules(), shapes=changed))
    told = [fault.words for fault in found if fault.shape.endswith(shape)]
    assert any(words in said for said in told), [str(fault) for fault in found]


def test_a_fault_names_the_file_and_the_line_of_its_rule() -> None:
    place = _rules().places[PREFIXES["mls"] + CORE]
    line = (FOLDER / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert (place.file, line) == ("Commune.ttl", f"mls:{CORE}")
    fault = _rules().fault(NamedNode(PREFIXES["mls"] + CORE), "needs one sh:path")
    assert str(fault) == f"Commune.ttl:{place.line}: mls:{CORE}: needs one sh:path"


@pytest.mark.parametrize("name", ["valid", "invalid"])
def test_a_rule_without_a_case_is_refused(name: str) -> None:
    rule = PREFIXES["mls"] + CORE
    kept, broken = ([each for each in cases if each != rule] for cases in (KEPT, BROKEN))
    cases = (kept, BROKEN) if name == "valid" else (KEPT, broken)
    (fault,) = lint.uncased(_rules(), *cases)
    assert fault.words == f"needs one {name} case, write tests/shapes/Commune/{name}.codeInsee.ttl"


def test_a_folder_with_a_faulty_rule_is_refused_with_its_line(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "shapes")
    path = tmp_path / "shapes" / "Commune.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sh:pattern", "sh:patern", 1), encoding="utf-8")
    with pytest.raises(InputError, match=r"Commune\.ttl:\d+: .*sh:patern does not exist"):
        lint.refuse(tmp_path / "shapes", FOLDER.parent / "ontology")
    lint.refuse(FOLDER, FOLDER.parent / "ontology")
