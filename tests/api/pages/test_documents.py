"""The page of a document: the text as received, each fact where it was read."""

import html as markup
import re

from starlette.testclient import TestClient

from maillage.settings import Settings

SLUG = "cahors-acv-dossier-de-presse-2018"
BROWSER = {"Accept": "text/html"}


def shown(client: TestClient) -> str:
    answer = client.get(f"/document/{SLUG}", headers=BROWSER)
    assert answer.status_code == 200
    return str(answer.text)


def received(html: str) -> str:
    """The words of the text, as a reader gets them."""
    rows = re.findall(r'<p class="received[^"]*" lang="fr">(.*?)</p>', html, flags=re.S)
    return "\n\n".join(markup.unescape(re.sub(r"<[^>]+>", "", row)) for row in rows)


def test_the_text_is_the_public_text_to_the_letter(
    client: TestClient, release_settings: Settings
) -> None:
    folder = release_settings.releases
    release = (folder / "current").read_text().strip()
    text = (folder / release / "documents" / f"{SLUG}.txt").read_text(encoding="utf-8")
    assert received(shown(client)).split() == text.split()


def test_each_fact_is_marked_with_its_kind(client: TestClient) -> None:
    html = shown(client)
    assert re.search(r'<mark id="p-\d+-\d+" class="date">13 juillet 2018</mark>', html)
    assert re.search(r'<mark id="p-\d+-\d+" class="montant">1 Md€ de l&#39;Anah</mark>', html)
    assert re.search(r'<mark id="p-\d+-\d+" class="action">Axe 2</mark>', html)


def test_each_note_leads_to_its_mark_and_to_its_thing(client: TestClient) -> None:
    html = shown(client)
    for anchor in re.findall(r'<a href="#(p-\d+-\d+)" class="note-kind">', html):
        assert f'<mark id="{anchor}"' in html
    assert f'href="/page/montant/{SLUG}/2"' in html


def test_facts_are_listed_by_kind(client: TestClient) -> None:
    html = shown(client)
    for kind, count in (("date", 2), ("action", 2), ("montant", 3)):
        section = html.partition(f'id="facts-{kind}"')[2].partition("</section>")[0]
        assert section.count("<li>") == count
        assert f'href="#facts-{kind}"' in html


def test_personal_details_are_masked_and_said_to_be(client: TestClient) -> None:
    html = shown(client)
    assert (
        '<span class="masked" role="img" aria-label="donnée personnelle masquée">██████</span>'
        in html
    )
    english = client.get(f"/document/{SLUG}?lang=en", headers=BROWSER).text
    assert 'aria-label="personal detail masked"' in english


def test_markup_in_the_text_stays_text(client: TestClient) -> None:
    assert "Faire de la halle &lt;b&gt;un lieu de vie&lt;/b&gt;." in shown(client)


def test_the_document_leads_to_its_convention(client: TestClient) -> None:
    assert f'class="button" href="/page/convention/{SLUG}"' in shown(client)
