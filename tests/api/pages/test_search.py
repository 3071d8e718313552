"""The pages of ``/search`` and of the lists, as people get them."""

import html
import re

import pytest
from starlette.testclient import TestClient

PERSON = {"Accept": "text/html", "Accept-Language": "fr"}


def page(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address, headers=PERSON)
    assert answer.status_code == status
    return str(answer.text)


def test_results_show_name_kind_and_marked_words(client: TestClient) -> None:
    text = page(client, "/search?q=halle")
    assert "<mark>halle</mark>" in text
    assert '<span class="kind">action</span>' in text
    assert 'href="/page/action/' in text


def test_what_was_typed_and_what_was_found_are_escaped(client: TestClient) -> None:
    text = page(client, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "&lt;script&gt;" in text
    for shown in (text, page(client, "/search?q=script"), page(client, "/search?q=alert")):
        assert not re.search(r"<script(?![^>]*\ssrc=)", shown)
        assert "<img" not in shown


def test_no_word_shows_examples_that_work(client: TestClient) -> None:
    text = page(client, "/search")
    examples = re.findall(r'href="(/search\?q=[^"]+)"', text)
    assert len(examples) == 5
    for address in examples:
        page(client, html.unescape(address))


def test_nothing_found_says_what_to_do_next(client: TestClient) -> None:
    text = page(client, "/search?q=zzqqxx&kind=action")
    assert "Rien trouvé" in text
    assert "Chercher sans les filtres" in text
    assert 'href="/actions"' in text
    assert "Nothing found" in page(client, "/search?q=zzqqxx&lang=en")


def test_a_slip_offers_what_was_meant(client: TestClient) -> None:
    text = page(client, "/search?q=cahros")
    assert "Vouliez-vous dire" in text
    assert 'href="/search?q=Cahors"' in text


def test_a_kind_narrows_and_can_be_left(client: TestClient) -> None:
    text = page(client, "/search?q=cahors")
    narrowed = re.search(r'href="(/search\?q=cahors&amp;kind=commune)"', text)
    assert narrowed
    text = page(client, html.unescape(narrowed.group(1)))
    assert 'aria-current="true"' in text
    assert 'href="/search?q=cahors"' in text
    assert 'name="kind" value="commune"' in text


def test_pages_are_linked(client: TestClient) -> None:
    text = page(client, "/search?q=cahors&size=2")
    assert 'rel="next"' in text
    assert 'href="/search?q=cahors&amp;size=2&amp;page=2"' in text


@pytest.mark.parametrize("address", ["/", "/queries", "/sparql", "/ontology", "/docs", "/absente"])
def test_every_page_has_a_search_box(client: TestClient, address: str) -> None:
    text = client.get(address, headers=PERSON).text
    header = text.partition("<main")[0]
    assert header.count('role="search"') == 1
    assert 'action="/search"' in text


def test_the_language_that_was_asked_is_kept(client: TestClient) -> None:
    text = page(client, "/queries?lang=en")
    assert '<input type="hidden" name="lang" value="en">' in text
    found = page(client, "/search?q=agreement&lang=en")
    assert 'href="/queries/' not in found or "lang=en" in found


def test_a_list_shows_its_things_and_how_to_narrow_it(client: TestClient) -> None:
    text = page(client, "/actions")
    assert "<h1>Actions</h1>" in text
    assert 'href="/actions?statut=statut%2Fmature"' in text
    assert 'href="/actions.csv"' in text
    assert 'href="/sparql?query=' in text
    assert 'name="robots"' not in text


def test_a_chosen_value_can_be_removed_and_others_added(client: TestClient) -> None:
    text = page(client, "/actions?statut=statut/mature")
    assert "Filtres choisis" in text
    assert 'href="/actions"' in text
    assert "statut=statut%2Fmature&amp;" in text
    assert 'href="/actions.csv?statut=statut/mature"' in text
    assert 'name="robots" content="noindex"' in text


def test_a_list_that_is_empty_says_so(client: TestClient) -> None:
    text = page(client, "/actions?annee=1789")
    assert "Aucun élément n’a toutes ces valeurs" in text
    assert "Tout effacer" in text


def test_the_values_of_a_facet_have_their_names(client: TestClient) -> None:
    text = page(client, "/actions?statut=-")
    assert "Non précisé" in text or "non précisé" in text
    assert "statut%2F" not in re.sub(r'href="[^"]*"', "", text)


def test_a_refusal_is_a_page(client: TestClient) -> None:
    text = page(client, "/actions?couleur=bleu", 422)
    assert "couleur" in text
    assert "programme" in text
    assert "gardez quelques mots" in page(client, f"/search?q={'a' * 301}", 422)
