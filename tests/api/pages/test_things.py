"""The pages of things: what each says, and what it never does."""

import re
from html.parser import HTMLParser

import pytest
from fastapi import Request
from starlette.testclient import TestClient

from api.pages.page import Page

SLUG = "cahors-acv-dossier-de-presse-2018"
PAGES = (
    "/",
    "/page/commune/46042",
    "/page/intercommunalite/200023737",
    "/page/departement/46",
    "/page/region/76",
    "/page/programme/acv",
    f"/page/convention/{SLUG}",
    f"/page/action/{SLUG}/6",
    f"/page/action/{SLUG}/c",
    f"/page/montant/{SLUG}/1",
    f"/page/contradiction/{SLUG}/1",
    f"/page/partie/{SLUG}/1",
    "/page/organisation/130004955",
    "/page/organisation/hostile",
    "/page/dispositif/opah-ru",
    "/page/statut/mature",
    "/page/axe/acv/2",
    f"/document/{SLUG}",
    "/queries",
    "/queries/populations-d-une-commune",
    "/queries/conventions",
    "/sparql",
    "/ontology",
    "/schemes",
    "/schemes/statut",
    "/shapes",
)
BROWSER = {"Accept": "text/html"}


class Tags(HTMLParser):
    """The start tags of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def get(client: TestClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers={**BROWSER, **headers})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def visible(html: str) -> str:
    """The words of a page."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html.partition("<main")[2], flags=re.S)
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", body))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_answers_in_both_languages(client: TestClient, path: str, language: str) -> None:
    answer = client.get(f"{path}?lang={language}", headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag, attributes in Tags(answer.text).found:
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "script" and attributes.get("type") == "application/json":
            continue
        if tag == "script" or (tag == "link" and attributes["rel"] in ("stylesheet", "icon")):
            address = attributes.get("src") or attributes["href"]
            assert address.startswith("/static/")
        if tag in ("img", "iframe", "form", "object", "embed", "video"):
            assert not attributes.get("src", "").startswith(("http", "//"))
            assert not attributes.get("action", "/").startswith(("http", "//"))


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_only_inside_or_to_the_web(client: TestClient, path: str) -> None:
    for tag, attributes in Tags(get(client, path)).found:
        if tag != "a":
            continue
        link = attributes["href"]
        assert link.startswith(("/", "#", "https://", "http://"))
        assert not link.startswith("https://w3id.org/maillage/")
        if link.startswith("http"):
            assert "noopener" in attributes["rel"]


@pytest.mark.parametrize("path", PAGES)
def test_links_of_a_page_in_english_stay_in_english(client: TestClient, path: str) -> None:
    separator = "&" if "?" in path else "?"
    for tag, attributes in Tags(get(client, f"{path}{separator}lang=en")).found:
        link = attributes.get("href", "")
        is_page = link.startswith(("/page", "/document", "/queries", "/ontology", "/shapes"))
        if tag == "a" and is_page and "." not in link.partition("?")[0].rpartition("/")[2]:
            assert "lang=" in link


@pytest.mark.parametrize("path", PAGES)
def test_identifiers_of_a_page_are_unique(client: TestClient, path: str) -> None:
    ids = [a["id"] for _, a in Tags(get(client, path)).found if "id" in a]
    assert len(ids) == len(set(ids))


def test_a_page_says_its_name_kind_address_data_citation_and_release(client: TestClient) -> None:
    html = get(client, "/page/commune/46042")
    words = visible(html)
    release = client.get("/health").json()["release"]
    assert "<h1>Cahors</h1>" in html
    assert '<p class="kind">commune</p>' in html
    assert '<code id="iri">https://w3id.org/maillage/id/commune/46042</code>' in html
    for extension in ("ttl", "nt", "jsonld", "rdf", "csv"):
        assert f'href="/data/commune/46042.{extension}"' in html
    assert f"version {release}, https://w3id.org/maillage/id/commune/46042" in words
    assert 'href="/sparql?query=SELECT' in html


def test_the_alternates_of_a_page_are_in_its_head_and_headers(client: TestClient) -> None:
    answer = client.get("/page/commune/46042", headers=BROWSER)
    assert (
        '</data/commune/46042.ttl>; rel="alternate"; type="text/turtle"' in (answer.headers["link"])
    )
    assert '<link rel="alternate" type="text/turtle" href="/data/commune/46042.ttl">' in answer.text


def test_a_territory_shows_its_parents_population_and_programmes(client: TestClient) -> None:
    words = visible(get(client, "/page/commune/46042"))
    assert "CA du Grand Cahors" in words
    assert "Occitanie" in words
    assert "20\u202f097" in words
    assert "acv-042" in words
    assert "13\u00a0juillet\u00a02018" in words
    assert "Convention Action Cœur de Ville de Cahors" in words


def test_a_departement_lists_its_communes_with_their_programmes(client: TestClient) -> None:
    html = get(client, "/page/departement/46")
    assert 'href="/page/commune/46042"' in html
    assert '<span class="tag tag-acv">ACV</span>' in html


def test_a_convention_shows_what_it_says_and_what_it_does_not(client: TestClient) -> None:
    html = get(client, f"/page/convention/{SLUG}")
    words = visible(html)
    assert "13\u00a0juillet\u00a02018" in words
    assert "5\u00a0ans" in words
    assert "plus de 5\u202f000\u202f000\u202f000\u00a0€" in words
    assert "maire de Cahors" in words
    assert re.search(r"Échéance\s+non précisé dans le document", words)
    assert "Sans titre d’axe dans le document" in words
    assert "Ce qui se contredit" in words
    assert "1\u202f200\u202f000\u202f000\u00a0€" in words


def test_a_fact_read_leads_to_its_words(client: TestClient) -> None:
    html = get(client, f"/page/convention/{SLUG}")
    anchors = set(re.findall(rf'href="/document/{SLUG}#(p-\d+-\d+)"', html))
    assert len(anchors) >= 5
    document = get(client, f"/document/{SLUG}")
    for anchor in anchors:
        assert document.count(f'id="{anchor}"') == 1


def test_an_action_shows_its_printed_title_axis_and_goals(client: TestClient) -> None:
    html = get(client, f"/page/action/{SLUG}/6")
    words = visible(html)
    assert "REQUALIFICATION DE LA HALLE DE CAHORS" in words
    assert "Mature" in words
    assert re.search(r"Maître d’ouvrage\s+non précisé dans le document", words)
    assert "Faire de la halle &lt;b&gt;un lieu de vie&lt;/b&gt;." in html
    assert f'rel="next" href="/page/action/{SLUG}/12"' in html


def test_an_action_without_number_has_no_invented_one(client: TestClient) -> None:
    words = visible(get(client, f"/page/action/{SLUG}/c"))
    assert re.search(r"Numéro\s+non précisé dans le document", words)
    assert re.search(r"Axe, tel qu’imprimé\s+non précisé dans le document", words)


def test_an_organisation_shows_what_it_announced(client: TestClient) -> None:
    words = visible(get(client, "/page/organisation/130004955"))
    assert "1\u202f200\u202f000\u202f000\u00a0€" in words


def test_a_dispositif_shows_who_names_it_and_in_what_state(client: TestClient) -> None:
    words = visible(get(client, "/page/dispositif/opah-ru"))
    assert "Dossier de presse Action Cœur de Ville de Cahors (2018)" in words
    assert "En cours" in words


def test_a_statement_shows_its_words(client: TestClient) -> None:
    html = get(client, f"/document/{SLUG}")
    convention = get(client, f"/page/contradiction/{SLUG}/1")
    address = re.search(rf'href="(/page/enonce/{SLUG}/[0-9a-f]+)"', convention)
    assert address
    statement = get(client, address[1])
    assert re.search(r"<mark>1[ ,].*</mark>", statement)
    assert "<mark" in html


def test_hostile_words_are_only_words(client: TestClient) -> None:
    html = get(client, "/page/organisation/hostile")
    assert "<script>alert(1)</script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<img src=x" not in html
    assert 'href="javascript:' not in html
    assert 'href="https://example.org/?a=1&amp;b=%22%3E"' in html


@pytest.mark.parametrize("path", ["/page/commune/46042", f"/page/convention/{SLUG}"])
def test_no_iri_is_shown_in_the_place_of_a_name(client: TestClient, path: str) -> None:
    html = get(client, path).partition('<aside class="side"')[0]
    assert "w3id.org" not in visible(html)


def test_english_pages_tell_which_words_are_french(client: TestClient) -> None:
    html = get(client, f"/page/convention/{SLUG}?lang=en")
    assert "Cahors Action Cœur de Ville agreement" in html
    assert "not stated in the document" in html
    assert 'lang="fr"' in html


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (f"/page/document/{SLUG}", f"/document/{SLUG}"),
        ("/page/scheme/statut", "/schemes/statut"),
    ],
)
def test_things_with_an_address_of_their_own_are_sent_there(
    client: TestClient, path: str, target: str
) -> None:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 303
    assert answer.headers["location"] == target


def test_a_passage_is_sent_to_its_mark(client: TestClient) -> None:
    anchor = re.search(r'id="p-(\d+-\d+)"', get(client, f"/document/{SLUG}"))
    assert anchor
    answer = client.get(f"/page/passage/{SLUG}/{anchor[1]}", headers=BROWSER)
    assert answer.headers["location"] == f"/document/{SLUG}#p-{anchor[1]}"


@pytest.mark.parametrize(
    "path",
    [
        "/page/commune/00000",
        "/page/",
        "/page/x y/<script>",
        "/page/../../etc/passwd",
        "/document/absent",
        "/document/..%2Fmanifest",
        f"/document/{SLUG}.txt",
        "/queries/absente",
        "/queries/conventions.exe",
        "/shapes/Absente",
        "/schemes/absent",
        "/static/absent.css",
        "/static/..%2Fservice.py",
    ],
)
def test_what_is_not_there_says_so_and_what_to_do(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={**BROWSER, "Accept-Language": "en"})
    assert answer.status_code == 404
    assert "Nothing at this address" in answer.text
    assert "Check the address" in answer.text
    assert "<script>" not in answer.text.replace('<script src="', "")


def test_the_same_page_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/page/commune/46042", headers=BROWSER)
    again = client.get(
        "/page/commune/46042", headers={**BROWSER, "If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""
    other = client.get(
        "/page/commune/46042?lang=en", headers={**BROWSER, "If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


def test_the_style_sheet_may_be_kept_and_is_named_by_its_content(client: TestClient) -> None:
    address = re.search(r'href="(/static/maillage\.css\?v=[0-9a-f]{12})"', get(client, "/"))
    assert address
    answer = client.get(address[1])
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert "url(" not in answer.text
    assert "@import" not in answer.text


def test_a_page_number_beyond_the_list_is_the_last_page(client: TestClient) -> None:
    for number in ("0", "-3", "99999", "deux", "²", "9" * 5000):
        assert "46042" in get(client, f"/page/departement/46?page={number}")


@pytest.mark.parametrize(
    ("path", "table", "words"),
    [
        ("/page/commune/46042", "communes/2026", "Source\u00a0: Communes au 1er janvier 2026"),
        ("/page/commune/46042", "adhesions/2023", "Source\u00a0: Programmes des communes en 2023"),
        ("/page/adhesion/acv/46042", "adhesions/2023", "Source\u00a0: Programmes des communes"),
        ("/page/population/46042/2023", "communes/2026", "Source\u00a0: Communes au 1er janvier"),
        ("/page/commune/46042?lang=en", "adhesions/2023", "Source: Programmes of the communes"),
    ],
)
def test_figures_of_tables_name_their_table(
    client: TestClient, path: str, table: str, words: str
) -> None:
    html = get(client, path)
    assert words in visible(html)
    assert f'href="/page/graph/table/{table}' in html


def test_what_documents_say_names_no_table(client: TestClient) -> None:
    assert "/page/graph/table/" not in get(client, f"/page/montant/{SLUG}/1")


@pytest.mark.parametrize(("text", "number"), [("", 1), ("abc", 1), ("-2", 1), ("0", 1), ("2", 2)])
def test_the_page_of_a_list_is_one_that_there_is(text: str, number: int) -> None:
    scope = {"type": "http", "query_string": f"page={text}".encode(), "headers": []}
    assert Page(Request(scope)).asked(3) == number


@pytest.mark.parametrize("text", ["4", "9" * 30, "9" * 5000])
def test_past_the_last_page_of_a_list_is_the_last(text: str) -> None:
    scope = {"type": "http", "query_string": f"page={text}".encode(), "headers": []}
    assert Page(Request(scope)).asked(3) == 3
