"""A mend written into a file: what changes, what does not, and what is left to a person."""

from dataclasses import replace

import pytest

from maillage.rdf import (
    MLG,
    RDFS,
    BlankNode,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    integer,
    label,
    parse,
    typed,
)
from maillage.validation import positions
from maillage.validation.edits import Edit, edit
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.validation.unified import difference

HERE = NamedNode("https://w3id.org/maillage/id/convention/neuve")
WORDS = Text("Réparer", "Mend")
HEAD = """@prefix mlg: <https://w3id.org/maillage/def#> .
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
BLOCK = """
# the convention of a person
<https://w3id.org/maillage/id/convention/neuve>
    a mlg:Convention ;
    rdfs:label "Été « 13/07/2018 »"@fr ;   # 13/07/2018 is in a comment too
    mlg:dateSignature "13/07/2018" ;
    mlg:aPartie [ rdfs:label "une partie" ] , [ rdfs:label "une autre" ] ;
.
"""
TEXT = HEAD + BLOCK
WRONG = Triple(HERE, MLG.dateSignature, Literal("13/07/2018"))
RIGHT = Triple(HERE, MLG.dateSignature, typed("2018-07-13", "date"))


def read(text: str, form: RdfFormat = RdfFormat.TURTLE) -> list[Triple]:
    return [quad.triple for quad in parse(text.encode(), format=form)]


def mended(
    text: str,
    *,
    removed: tuple[Triple, ...] = (),
    added: tuple[Triple, ...] = (),
    form: RdfFormat = RdfFormat.TURTLE,
) -> Edit | None:
    repair = Repair(WORDS, removed, added)
    return edit(text, form, read(text, form), repair, positions.of, "neuve.ttl")


def test_an_object_is_replaced_where_it_stands_and_nothing_else_moves() -> None:
    found = mended(TEXT, removed=(WRONG,), added=(RIGHT,))
    assert found is not None
    date = '"2018-07-13"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert found.text == TEXT.replace('Signature "13/07/2018"', f"Signature {date}")
    assert found.difference.splitlines()[:2] == ["--- a/neuve.ttl", "+++ b/neuve.ttl"]
    changed = [line for line in found.difference.splitlines()[2:] if line[0] in "+-"]
    assert changed == [
        '-    mlg:dateSignature "13/07/2018" ;',
        f"+    mlg:dateSignature {date} ;",
    ]


def test_a_term_is_spelled_with_the_prefixes_of_the_file() -> None:
    text = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n" + TEXT
    found = mended(text, removed=(WRONG,), added=(RIGHT,))
    assert found is not None
    assert 'mlg:dateSignature "2018-07-13"^^xsd:date ;' in found.text


def test_a_term_below_the_base_is_written_as_the_file_writes_them() -> None:
    text = (
        HEAD + "BASE <https://w3id.org/maillage/id/>\n<convention/neuve> mlg:statut <statut/x> .\n"
    )
    old = Triple(HERE, MLG.statut, NamedNode("https://w3id.org/maillage/id/statut/x"))
    new = Triple(HERE, MLG.statut, NamedNode("https://w3id.org/maillage/id/statut/mature"))
    found = mended(text, removed=(old,), added=(new,))
    assert found is not None
    assert found.text == text.replace("<statut/x>", "<statut/mature>")


def test_a_fact_is_added_at_the_end_of_its_block() -> None:
    found = mended(TEXT, added=(Triple(HERE, MLG.dureeMois, integer(18)),))
    assert found is not None
    assert read(found.text)[-1].subject == HERE
    lines = [line for line in found.difference.splitlines()[2:] if line.startswith("+")]
    assert "".join(lines).count("mlg:dureeMois") == 1
    assert "# 13/07/2018 is in a comment too" in found.text


def test_a_fact_of_a_block_on_one_line_stays_on_it() -> None:
    text = HEAD + "<https://w3id.org/maillage/id/convention/neuve> a mlg:Convention .\n"
    found = mended(text, added=(Triple(HERE, MLG.dureeMois, integer(18)),))
    assert found is not None
    assert found.text.splitlines()[-1].endswith(
        'mlg:Convention ; mlg:dureeMois "18"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    )


def test_several_facts_change_at_once() -> None:
    facts = (
        RIGHT,
        Triple(HERE, RDFS.label, label("New", "en")),
        Triple(HERE, MLG.dureeMois, integer(18)),
    )
    found = mended(TEXT, removed=(WRONG,), added=facts)
    assert found is not None
    assert len(read(found.text)) == len(read(TEXT)) + 2


def test_a_subject_that_is_not_described_gets_a_statement_of_its_own() -> None:
    other = NamedNode("https://w3id.org/maillage/id/commune/46042")
    found = mended(TEXT.rstrip("\n"), added=(Triple(other, RDFS.label, label("Cahors")),))
    assert found is not None
    assert found.text.endswith(
        '\n<https://w3id.org/maillage/id/commune/46042> rdfs:label "Cahors"@fr .\n'
    )


def test_signs_of_the_language_are_escaped() -> None:
    words = 'dit "oui"\nou \\ non'
    found = mended(TEXT, added=(Triple(HERE, RDFS.label, label(words)),))
    assert found is not None
    assert Literal(words, language="fr") in {triple.object for triple in read(found.text)}


def test_n_triples_stay_n_triples() -> None:
    text = f'{HERE} <{MLG.dateSignature.value}> "13/07/2018" .\n'
    added = (RIGHT, Triple(HERE, MLG.dureeMois, integer(18)))
    found = mended(text, removed=(WRONG,), added=added, form=RdfFormat.N_TRIPLES)
    assert found is not None
    assert set(read(found.text, RdfFormat.N_TRIPLES)) == set(added)


def test_line_ends_of_another_system_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    found = mended(text, removed=(WRONG,), added=(RIGHT,))
    assert found is not None
    assert found.text.count("\r\n") == text.count("\r\n")


def test_a_fact_that_only_goes_is_left_to_a_person() -> None:
    assert mended(TEXT, removed=(WRONG,)) is None


def test_a_fact_that_is_not_in_the_file_is_left_to_a_person() -> None:
    absent = replace_object(WRONG, "14/07/2018")
    assert mended(TEXT, removed=(absent,), added=(RIGHT,)) is None


def replace_object(triple: Triple, text: str) -> Triple:
    return Triple(triple.subject, triple.predicate, Literal(text))


@pytest.mark.parametrize("form", [RdfFormat.JSON_LD, RdfFormat.RDF_XML, RdfFormat.TRIG])
def test_other_forms_are_left_to_a_person(form: RdfFormat) -> None:
    assert edit(TEXT, form, [], Repair(WORDS, (WRONG,), (RIGHT,)), positions.of) is None


class Liar:
    """Positions that are wrong: what is written must then be refused."""

    def __init__(self, start: int, end: int) -> None:
        self.place = (start, end)

    def offsets(self, triple: Triple) -> tuple[int, int]:
        del triple
        return self.place

    def insertion(self, subject: NamedNode | BlankNode) -> int:
        del subject
        return self.place[0]


@pytest.mark.parametrize(
    "words", ['"Été « 13/07/2018 »"@fr', '"une partie"', "mlg:Convention", "# the"]
)
def test_a_wrong_place_gives_no_edit(words: str) -> None:
    start = TEXT.index(words)
    liar = Liar(start, start + len(words))
    for removed in ((WRONG,), ()):
        repair = Repair(WORDS, removed, (RIGHT,))
        assert edit(TEXT, RdfFormat.TURTLE, read(TEXT), repair, lambda *_: liar) is None


def test_a_fact_of_a_thing_without_a_name_is_mended_too() -> None:
    facts = read(TEXT)
    old = next(triple for triple in facts if triple.object == Literal("une partie"))
    new = Triple(old.subject, old.predicate, label("une partie"))
    found = edit(TEXT, RdfFormat.TURTLE, facts, Repair(WORDS, (old,), (new,)), positions.of)
    assert found is not None
    assert found.text == TEXT.replace('"une partie"', '"une partie"@fr')


def test_the_difference_of_a_file_without_a_last_line_end_can_be_applied() -> None:
    assert difference("a", "b", "f").splitlines()[3:] == [
        "-a",
        "\\ No newline at end of file",
        "+b",
        "\\ No newline at end of file",
    ]
    assert difference("a", "a", "f") == ""


def test_a_repair_is_told_with_its_difference() -> None:
    repair = replace(Repair(WORDS), difference="--- a")
    assert Repair.from_json(repair.as_json()) == repair
