"""How an address is cited: in BibTeX, in CSL-JSON, in a sentence."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.citation import Citation, cite, escaped

PAGE = "https://maillage.example/queries/ort?programme=ACV&region=76"
DAY = date(2026, 3, 1)


def _balanced(text: str) -> bool:
    """Whether the braces of a BibTeX text close: those after a backslash are signs."""
    depth, sign = 0, 0
    while sign < len(text):
        if text[sign] == "\\":
            sign += 2
            continue
        depth += {"{": 1, "}": -1}.get(text[sign], 0)
        if depth < 0:
            return False
        sign += 1
    return depth == 0


def test_the_sentence_names_the_release_and_the_address() -> None:
    said = cite("ORT signées", PAGE, "7ff00508cd0b").sentence("fr")
    assert said == f"Maillage, «\u00a0ORT signées\u00a0», version 7ff00508cd0b, {PAGE}"


def test_a_date_is_told_where_there_is_one_and_never_invented() -> None:
    told = cite("ORT", PAGE, "abc", accessed=DAY, issued=date(2026, 2, 14))
    assert "version abc du 14\u00a0février\u00a02026" in told.sentence("fr")
    assert told.sentence("fr").endswith("(consulté le 1er\u00a0mars\u00a02026)")
    assert "release abc of 14\u00a0February\u00a02026" in told.sentence("en")
    assert "urldate = {2026-03-01}" in told.bibtex
    assert "year = {2026}" in told.bibtex
    bare = cite("ORT", PAGE, "abc")
    assert "year" not in bare.bibtex
    assert "urldate" not in bare.bibtex
    assert not {"issued", "accessed"} & set(bare.csl)


def test_the_permalink_is_the_release_on_the_same_site() -> None:
    assert cite("x", PAGE, "abc").permalink == "https://maillage.example/releases/abc"
    thing = cite("x", "https://w3id.org/maillage/id/commune/46042", "abc")
    assert thing.permalink == "https://w3id.org/maillage/releases/abc"


def test_the_entry_of_bibtex_is_whole() -> None:
    assert cite("Où ? Cahors & Figeac_2 : 100 % {réel}", PAGE, "abc").bibtex == (
        "@misc{maillage-ou-cahors-figeac-2-100-reel-abc,\n"
        "  author = {{Maillage}},\n"
        "  title = {{Où ? Cahors \\& Figeac\\_2 : 100 \\% \\{réel\\}}},\n"
        "  version = {abc},\n"
        f"  url = {{{PAGE}}},\n"
        "  note = {Release: \\url{https://maillage.example/releases/abc}}\n"
        "}\n"
    )


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())), st.text(max_size=30))
def test_no_title_or_address_can_end_the_entry(title: str, tail: str) -> None:
    entry = cite(title, f"https://maillage.example/queries/x?a={tail}", "abc")
    assert _balanced(entry.bibtex)
    assert entry.bibtex.count("\n") == 7
    json.loads(json.dumps(entry.csl))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\\b", r"a\textbackslash{}b"),
        ("x~y^z", r"x\textasciitilde{}y\textasciicircum{}z"),
        ("50 % de $ & #_{}", r"50 \% de \$ \& \#\_\{\}"),
        ("deux\n lignes", "deux lignes"),
    ],
)
def test_signs_of_tex_are_only_signs(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_entry_of_csl_has_its_parts() -> None:
    entry = cite("ORT signées", PAGE, "abc", accessed=DAY).csl
    assert entry["type"] == "dataset"
    assert entry["author"] == [{"literal": "Maillage"}]
    assert entry["accessed"] == {"date-parts": [[2026, 3, 1]]}
    assert entry["URL"] == PAGE
    assert json.loads(cite("ORT signées", PAGE, "abc", accessed=DAY).csl_json) == [entry]


@pytest.mark.parametrize(("title", "address"), [("x", "/queries"), ("  ", PAGE), ("", PAGE)])
def test_what_cannot_be_cited_is_refused(title: str, address: str) -> None:
    with pytest.raises(ValueError, match=r"address|title"):
        cite(title, address, "abc")


def test_an_address_keeps_what_it_escapes() -> None:
    address = "https://maillage.example/queries/x?a=C%C5%93ur%20d%27Agglo"
    assert Citation("x", address, "abc").csl["URL"] == address
