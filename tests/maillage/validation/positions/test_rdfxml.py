"""RDF/XML: every way to tell a fact has its line, and nothing from outside is read."""

import pytest

from maillage.rdf import BlankNode, Quad, RdfFormat, Triple, parse
from maillage.validation import positions
from maillage.validation.positions import rdfxml
from maillage.validation.positions.scan import UnlocatedError

NAMES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:e="http://e/" xml:base="http://base/dir/doc"'
)


def document(body: str) -> str:
    return f"<?xml version='1.0' encoding='utf-8'?>\n<rdf:RDF {NAMES}>{body}</rdf:RDF>\n"


def read(text: str) -> list[Quad]:
    return list(parse(text.encode(), format=RdfFormat.RDF_XML))


OBJECTS = [
    "<e:T rdf:about='a'><e:p>⟦texte é 🌳⟧</e:p></e:T>",
    "<e:T rdf:about='é'><e:p\n>⟦a &amp; b&#233;\n⟧</e:p ></e:T>",
    "<e:T rdf:about='a'><e:p><![CDATA[z]]></e:p><e:q>⟦<![CDATA[<x>]]>⟧</e:q></e:T>",
    "<e:T rdf:about='a'>⟦<e:p/>⟧</e:T>",
    "<e:T rdf:about='a'><e:p xml:lang='FR'>⟦x⟧</e:p></e:T>",
    "<e:T rdf:about='a' xml:lang='fr'><e:p>⟦x⟧</e:p></e:T>",
    "<e:T rdf:about='a'><e:p rdf:datatype='http://e/d'>⟦x⟧</e:p></e:T>",
    "<e:T rdf:about='a'><e:p\n  rdf:resource='⟦b⟧'/></e:T>",
    "<e:T rdf:about='a'><e:p rdf:nodeID='⟦b⟧'/></e:T>",
    "<e:T rdf:about='a' \n e:p = '⟦x > y⟧'\n e:q='z'/>",
    '<rdf:Description rdf:ID="a" xmlns:z="http://z/" rdf:type="⟦T⟧"/>',
    "<e:T rdf:about='a' xml:base='http://o/'><e:p rdf:resource='⟦b⟧'/></e:T>",
    "<e:T rdf:about='a'><e:p>\n⟦<rdf:Description⟧ rdf:about='b'/></e:p></e:T>",
    "<e:T rdf:about='a'>⟦<e:p⟧ rdf:parseType='Resource'><e:q>y</e:q></e:p></e:T>",
    "<rdf:Description><e:p rdf:parseType='Resource'>\n<e:q>⟦y⟧</e:q></e:p></rdf:Description>",
    "<rdf:Bag rdf:about='a'><rdf:li>x</rdf:li><rdf:li>⟦y⟧</rdf:li></rdf:Bag>",
    "<e:T rdf:about='a'><e:p rdf:ID='f'>⟦x⟧</e:p></e:T>",
    "<e:T rdf:about='a'>⟦<e:p⟧ e:q='1' e:r='2'/></e:T>",
    "<e:T rdf:about='a'><e:p rdf:parseType='Literal'>⟦<b>x</b> y⟧</e:p></e:T>",
    "<e:T rdf:about='a'><!-- <e:p>x</e:p> --><?pi <e:p?><e:p>⟦x⟧</e:p></e:T>",
]


@pytest.mark.parametrize("body", OBJECTS)
def test_value_is_located(body: str) -> None:
    marked = document(body)
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    quads = read(text)
    found = positions.of(text, RdfFormat.RDF_XML, quads)
    places = {found.offsets(quad.triple) for quad in quads}
    assert None not in places
    assert (start, end) in places


BIG = """
<e:T rdf:about="a"
     e:x="1"
     e:y="2">
  <e:p>texte</e:p>
  <e:q rdf:parseType="Collection">
    <e:U rdf:about="b"/>
    <e:U/>
  </e:q>
  <e:r>
    <e:V>
      <e:s>3</e:s>
    </e:V>
  </e:r>
</e:T>
"""


def test_lines_of_things_and_properties() -> None:
    text = document(BIG)
    quads = read(text)
    found = positions.of(text, RdfFormat.RDF_XML, quads)
    a = "http://base/dir/a"
    names = [f"http://e/{name}" for name in "xypqr"]
    assert [found.line(a, name) for name in names] == [4, 5, 6, 7, 11]
    assert [found.line(a), found.line("http://base/dir/b")] == [3, 8]
    things = [q.subject for q in quads if str(q.object) == "<http://e/V>"]
    assert [found.line(node) for node in things] == [12]
    assert all(found.line(q.subject, q.predicate, q.object) for q in quads)


def test_reified_fact_is_located() -> None:
    text = document("<e:T rdf:about='a'>\n<e:p rdf:ID='f'>x</e:p></e:T>")
    found = positions.of(text, RdfFormat.RDF_XML, read(text))
    assert found.line("http://base/dir/doc#f") == 3


def test_root_may_be_a_thing() -> None:
    text = f'<e:T {NAMES}\n rdf:about="a">\n<e:p>x</e:p></e:T>'
    found = positions.of(text, RdfFormat.RDF_XML, read(text))
    assert (found.line("http://base/dir/a"), found.line("http://base/dir/a", "http://e/p")) == (
        1,
        3,
    )


def test_document_type_is_not_read() -> None:
    text = f'<!DOCTYPE r [<!ENTITY e "http://e/">]>\n<e:T {NAMES} rdf:about="&e;a"/>'
    quads = read(text)
    assert positions.of(text, RdfFormat.RDF_XML, quads).line("http://e/a") is None


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        "<r>",
        "<r/>",
        "pas de XML",
        "",
        document("<e:T rdf:about='a'><e:p rdf:parseType='Autre'><b/></e:p></e:T>"),
        document("<e:T about='a'/>"),
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(UnlocatedError):
        rdfxml.scan(text)


def test_facts_of_another_text_have_no_place() -> None:
    text = document("<e:T rdf:about='a'/>")
    other = read(document("<e:T rdf:about='b'/>"))
    found = positions.of(text, RdfFormat.RDF_XML, other)
    assert found.line("http://base/dir/a") is None
    assert found.line("http://base/dir/b") is None


def test_thing_without_a_name_keeps_that_of_the_file() -> None:
    text = document("<e:T rdf:nodeID='k'/>\n<e:T/>\n<e:T/>")
    quads = read(text)
    found = positions.of(text, RdfFormat.RDF_XML, quads)
    assert [found.line(q.subject) for q in quads] == [2, 3, 4]
    assert found.line(BlankNode("k")) == 2
    assert found.insertion(BlankNode("k")) is None
    assert isinstance(quads[0].triple, Triple)
