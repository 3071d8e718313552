"""The page of each class on a real release of two départements, both documents and the tables."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.pages.kinds import KINDS, territory
from maillage import iri
from maillage.build import Outcome
from maillage.settings import Settings
from tests.api.pages.test_things import BROWSER, Tags, get, visible

CAHORS = "cahors-acv-dossier-de-presse-2018"
LOMAGNE = "fleurance-lectoure-pvd-convention-adhesion"
PAGES = (
    "/",
    "/page/commune/46042",
    "/page/commune/32132",
    "/page/intercommunalite/200023737",
    "/page/departement/46",
    "/page/region/76",
    "/page/programme/pvd",
    "/page/programme/crte",
    f"/page/convention/{CAHORS}",
    f"/page/convention/{LOMAGNE}",
    f"/page/action/{CAHORS}/6",
    "/page/axe/acv/2",
    "/page/axe/acv/5",
    "/page/dispositif/ort",
    "/page/dispositif/detr",
    "/page/organisation/243200391",
    f"/page/instance/{LOMAGNE}/1",
    "/page/poste/213201320/maire",
    f"/page/montant/{CAHORS}/1",
    "/page/subvention/di19_com18642",
    "/page/adhesion/ort/46042",
    f"/page/mobilisation/{LOMAGNE}/ort",
    f"/document/{LOMAGNE}",
)


@pytest.fixture(scope="module")
def client(small: tuple[Settings, Outcome]) -> Iterator[TestClient]:
    settings, _ = small
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_in_both_languages_without_a_stray_word(
    client: TestClient, path: str
) -> None:
    for language in ("fr", "en"):
        html = get(client, f"{path}?lang={language}")
        words = visible(html)
        assert "None" not in words.split()
        plain = re.sub(r'(?s)<pre.*?</pre>| data-[a-z-]+="[^"]*"', "", html)
        assert not re.search(r"\{[a-z_]+\}|\{\{|\{%", plain)
        ids = [a["id"] for _, a in Tags(html).found if "id" in a]
        assert len(ids) == len(set(ids))
        assert words.count("()") == 0


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/"])
def test_a_page_has_its_address_data_citation_and_release(client: TestClient, path: str) -> None:
    html = get(client, path)
    release = client.get("/health").json()["release"]
    address = "https://w3id.org/maillage/id" + path.removeprefix("/page")
    assert f'<code id="iri">{address}</code>' in html
    assert f"version {release}, {address}" in visible(html)
    assert "@misc{maillage-" in html
    assert html.count('type="text/turtle"') == 2
    assert f"<code>{release}</code>" in html


def test_every_picture_says_in_words_what_it_shows(client: TestClient) -> None:
    for path in PAGES:
        for tag, attributes in Tags(get(client, path)).found:
            if tag == "svg":
                named = attributes.get("aria-label") or attributes.get("aria-labelledby")
                assert named or attributes.get("aria-hidden") == "true"


def test_a_commune_shows_days_neighbours_population_actions_and_comparables(
    client: TestClient,
) -> None:
    words = visible(get(client, "/page/commune/46042"))
    assert re.search(r"13\u00a0juillet\u00a02023\s+Échéance déduite de la durée", words)
    assert "le document ne l’écrit pas" in words
    assert "Pradines" in words.partition("Voisinage")[2]
    assert re.search(r"De 19\u202f405 habitants \(2019\)", words)
    assert "Mature 18" in words
    assert re.search(r"3\u00a0subventions, 1\u202f151\u202f465\u00a0€", words)
    assert "Territoires comparables" in words
    assert "Figeac" in words.partition("Territoires comparables")[2]


def test_a_deadline_without_a_signature_is_on_the_picture(client: TestClient) -> None:
    html = get(client, "/page/commune/32132")
    drawn = re.search(r'<svg class="timeline".*?</svg>', html, re.S)
    assert drawn
    assert ">PVD</text>" in drawn[0]
    assert "Échéance, octobre\u00a02022" in drawn[0]


def test_neighbours_are_numbered_alike_on_the_map_and_in_the_list(client: TestClient) -> None:
    html = get(client, "/page/commune/32132")
    drawn = re.search(r'<svg class="near-map".*?</svg>', html, re.S)
    listed = re.search(r'<ol class="numbered">.*?</ol>', html, re.S)
    assert drawn
    assert listed
    names = re.findall(r"<title>(.*?)</title>", drawn[0])
    assert re.findall(r">(\d+)</text>", drawn[0]) == [str(n + 1) for n in range(len(names))]
    assert re.findall(r'<a href="[^"]+">(.*?)</a>', listed[0]) == names


def test_a_departement_sums_what_is_inside(client: TestClient) -> None:
    words = visible(get(client, "/page/departement/46"))
    found = re.search(r"Sur (\d+)\u00a0villes de Petites villes de demain, (\d+) ont", words)
    assert found
    assert int(found[2]) <= int(found[1])
    assert "CA du Grand Cahors" in words
    assert "Subventions aux communes et intercommunalités" in words
    assert "Intercommunalités" in words


def test_a_region_lays_its_departements_side_by_side(client: TestClient) -> None:
    html = get(client, "/page/region/76")
    assert re.search(r'<th scope="row"><a href="/page/departement/46">Lot</a></th><td', html)
    assert re.search(r'<th scope="row"><a href="/page/departement/32">Gers</a></th><td', html)


def test_a_convention_counts_totals_states_and_shows_its_text(client: TestClient) -> None:
    html = get(client, f"/page/convention/{CAHORS}")
    words = visible(html)
    assert re.search(r"\d des \d totaux égalent la somme de leurs composantes", words)
    side = html.partition('<aside class="side"')[2]
    assert "durée de 5 ans" in visible("<main" + side)
    assert f'href="/document/{CAHORS}#p-' in side
    assert re.search(r"Échéance\s+non précisé dans le document", words)


def test_a_dispositif_says_what_it_is_who_uses_it_and_since_when(client: TestClient) -> None:
    html = get(client, "/page/dispositif/ort")
    words = visible(html)
    assert "CCH L303-2" in words
    assert "convention d'ORT" in words.replace("&#39;", "'")
    users = words.partition("Qui l’utilise")[2]
    assert re.search(r"Cahors\s*4\u00a0juin\u00a02019\s*la liste du programme", users)
    assert 'class="map"' in html


def test_many_users_are_paged(client: TestClient) -> None:
    first = get(client, "/page/dispositif/detr")
    again = get(client, "/page/dispositif/detr?page=2")
    assert 'rel="next"' in first
    assert 'rel="prev"' in again
    assert 'class="map"' in first
    assert 'class="map"' not in again


def test_an_axis_tells_printed_actions_from_proposed_ones(client: TestClient) -> None:
    words = visible(get(client, "/page/axe/acv/5"))
    assert "Aucune action lue n’est imprimée sous cet axe" in words
    assert "Actions proposées" in words
    assert "Action cœur de ville" in words


def test_a_committee_has_its_seats_and_no_name_of_a_person(client: TestClient) -> None:
    html = get(client, f"/page/instance/{LOMAGNE}/1")
    words = visible(html)
    presided, _, members = words.partition("Membres")
    assert "maire de Lectoure" in presided
    assert "État" in members
    assert re.search(r"Fréquence des réunions\s+non précisé dans le document", words)
    assert "█" in words


def test_an_organisation_shows_its_conventions_and_committees(client: TestClient) -> None:
    words = visible(get(client, "/page/organisation/243200391"))
    assert re.search(r"Comité de projet\s+préside", words)
    assert re.search(r"Comité de projet\s+membre", words)
    assert "243200391" in words


def test_an_organisation_that_nothing_names_says_so(client: TestClient) -> None:
    words = visible(get(client, "/page/organisation/214601023"))
    assert "Aucune convention lue ne nomme cette organisation" in words


def test_a_post_represents_and_presides(client: TestClient) -> None:
    words = visible(get(client, "/page/poste/213201320/maire"))
    assert "Une fonction, jamais une personne" in words
    assert "Comité de projet" in words


def test_a_grant_is_set_against_what_the_work_costs(client: TestClient) -> None:
    words = visible(get(client, "/page/subvention/di19_com18642"))
    assert "340\u202f000\u00a0€" in words
    assert "La subvention fait 42,2\u00a0% du coût total." in words
    assert "ne donnent" not in words
    assert "2\u00a0autres subventions de ce territoire" in words


def test_a_membership_shows_what_its_table_does_not_say(client: TestClient) -> None:
    words = visible(get(client, "/page/adhesion/ort/46042"))
    assert "4\u00a0juin\u00a02019" in words
    assert re.search(r"Échéance\s+non précisé dans la table", words)
    assert "Cahors, programme ACV" in words


def test_a_document_shows_decisions_links_and_findings(client: TestClient) -> None:
    words = visible(get(client, f"/document/{LOMAGNE}"))
    assert "tout vient de la lecture" in words
    assert "Rapprochements proposés" in words
    assert "mots communs" in words


def test_home_has_search_programmes_and_pictures(client: TestClient) -> None:
    html = get(client, "/?lang=en")
    form = re.search(r'<form class="home-search".*?</form>', html, re.S)
    assert form
    assert 'action="/search"' in form[0]
    assert 'name="q"' in form[0]
    assert 'name="lang" value="en"' in form[0]
    programmes = html.partition('id="programmes"')[2].partition("</table>")[0]
    assert 'href="/page/programme/pvd?lang=en"' in programmes
    assert html.count('class="chart"') == 5


def test_every_kind_of_page_is_tried_here() -> None:
    tried = {segment for path in PAGES if (segment := path.removeprefix("/page/").split("/")[0])}
    names = {kind.template.removesuffix(".html") for kind in KINDS}
    elsewhere = {"territory", "concept", "enonce"}
    assert names - elsewhere <= tried


@pytest.mark.parametrize("number", ["0", "-1", "9999999", "x", "1e3"])
def test_a_page_number_that_is_none_shows_a_page(client: TestClient, number: str) -> None:
    answer = client.get(f"/page/dispositif/detr?page={number}", headers=BROWSER)
    assert answer.status_code == 200
    assert "<tbody>" in answer.text


def test_a_colon_is_spaced_as_the_language_of_the_page_does(client: TestClient) -> None:
    words = visible(get(client, f"/page/convention/{CAHORS}?lang=en"))
    assert "Axis 2: " in words
    words = visible(get(client, f"/page/convention/{CAHORS}?lang=fr"))
    assert "Axe 2\xa0: " in words


def test_a_territory_of_many_actions_tells_how_many_there_are(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(territory, "ACTIONS", 5)
    words = visible(get(client, "/page/commune/46042?cut=5"))
    assert "Actions 22" in words
    assert "Les 5 premières lignes sur 22." in words


def test_the_groups_of_a_departement_stand_in_the_order_of_their_names(client: TestClient) -> None:
    html = get(client, "/page/departement/46").partition("Intercommunalités</h2>")[2]
    names = re.findall(r'/page/intercommunalite/\d+">([^<]+)<', html.partition("</table>")[0])
    assert len(names) > 5
    assert names == sorted(names, key=iri.slug)


def test_a_group_of_communes_stands_on_the_small_map_at_its_main_town(client: TestClient) -> None:
    spots = [
        re.findall('<circle class="spot"[^>]*>', get(client, f"/page/{path}"))
        for path in ("intercommunalite/200023737", "commune/46042")
    ]
    assert len(spots[0]) == 1
    assert spots[0] == spots[1]


def test_a_departement_without_a_member_of_a_programme_is_told_as_such(client: TestClient) -> None:
    html = get(client, "/page/programme/pvd?departement=75")
    assert "Aucun territoire de ce programme dans ce département." in visible(html)
    assert "Aucune table de cette version" not in visible(html)
    assert 'href="/page/programme/pvd#members"' in html


def test_a_dashed_bar_is_explained_where_its_end_is_deduced(client: TestClient) -> None:
    html = get(client, f"/page/convention/{CAHORS}")
    assert 'class="bar bar-open"' in html
    assert "Une barre en pointillé" in visible(html)
