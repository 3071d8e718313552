"""Where IRIs lead."""

import pytest

from api.pages.graph import spoken
from api.pages.links import data, href, is_external, sparql

ID = "https://w3id.org/maillage/id/"


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        (f"{ID}commune/46042", "/page/commune/46042"),
        (f"{ID}document/cahors", "/document/cahors"),
        (f"{ID}scheme/statut", "/schemes/statut"),
        (f"{ID}passage/cahors/10-20", "/document/cahors#p-10-20"),
        ("https://w3id.org/maillage/def#Action", "/ontology#Action"),
        ("https://w3id.org/maillage/shapes#ActionShape-axe", "/shapes/ActionShape-axe"),
        ("https://example.org/?a=1", "https://example.org/?a=1"),
        (f'{ID}x/é"<b>', "/page/x/%C3%A9%22%3Cb%3E"),
    ],
)
def test_an_iri_leads_to_our_page_or_to_the_web(iri: str, link: str) -> None:
    assert href(iri) == link


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "urn:isbn:1",
        "file:///etc/passwd",
        "mailto:x@example.org",
        "",
    ],
)
def test_nothing_else_is_a_link(iri: str) -> None:
    assert href(iri) is None


def test_only_other_sites_are_external() -> None:
    assert is_external("https://example.org/")
    assert not is_external("/page/commune/46042")
    assert not is_external(None)


def test_addresses_are_quoted() -> None:
    assert data("commune/46042", "ttl") == "/data/commune/46042.ttl"
    assert (
        sparql("SELECT * { ?s ?p 'a&b' }")
        == "/sparql?query=SELECT+%2A+%7B+%3Fs+%3Fp+%27a%26b%27+%7D"
    )


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://www.w3.org/ns/prov#Plan", "prov:Plan"),
        ("https://www.example.org/a/b/", "example.org/a/b"),
        (f"{ID}adhesion/acv/46042", "acv 46042"),
        (f"{ID}statut/a-engager", "a engager"),
        ("https://w3id.org/maillage/def#dureeMois", "dureeMois"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_a_thing_without_a_name_is_said_in_words(iri: str, words: str) -> None:
    assert spoken(iri) == words
