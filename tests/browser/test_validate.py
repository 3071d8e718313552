"""A steward hands over real files in a real browser, and decides."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import ROOT
from tests.browser.screens import Look, faults, unfold, violations

CORPUS = ROOT / "bench" / "reading" / "corpus"
PDF = CORPUS / "blind-acv-avenant2-pdf" / "document.pdf"
WORD = CORPUS / "blind-acv-cadre-docx" / "document.docx"
TURTLE = b"""@prefix mlg: <https://w3id.org/maillage/def#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/maillage/id/adhesion/ort/46042> a mlg:Adhesion ;
    mlg:programme <https://w3id.org/maillage/id/programme/ort> ;
    mlg:territoire <https://w3id.org/maillage/id/commune/46042> ;
    mlg:dateSignature "2018-09-29"^^xsd:date .
"""


def hand_over(page: Page, file: Path | dict[str, object]) -> None:
    page.goto("/validate")
    page.get_by_label("Le fichier à contrôler").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Contrôler", exact=True).click()
    expect(page.get_by_text("Fichier contrôlé")).to_be_visible(timeout=20_000)


def decide(page: Page, button: str) -> None:
    page.get_by_label("Raison").last.fill("Vu sur la version signée")
    page.get_by_label("Votre fonction (pas votre nom)").last.fill("chargée de mission, DDT")
    page.get_by_role("button", name=button, exact=True).click()


def test_the_empty_page_is_accessible_quiet_and_fits(look: Look) -> None:
    seen = look("/validate")
    assert seen.faults == []
    assert seen.said == []


def test_a_checked_file_is_accessible_quiet_and_fits(tab: Page, problems: list[str]) -> None:
    hand_over(tab, PDF)
    tab.get_by_role("link", name="Décider").first.click()
    expect(tab.locator("#decision")).to_be_visible()
    unfold(tab)
    assert faults(tab) == []
    assert problems == []


@pytest.mark.parametrize(
    "file",
    [WORD, {"name": "essai.ttl", "mimeType": "text/turtle", "buffer": TURTLE}],
    ids=["word", "turtle"],
)
def test_every_kind_of_file_has_an_accessible_page(
    browser: Browser, site: str, file: Path | dict[str, object]
) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    hand_over(page, file)
    unfold(page)
    assert violations(page) == []
    context.close()


def test_a_refused_file_is_told_beside_the_form(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto("/validate")
    broken: dict[str, object] = {"name": "a.ttl", "mimeType": "text/turtle", "buffer": b"<a> <b>"}
    page.get_by_label("Le fichier à contrôler").set_input_files(broken)  # type: ignore[arg-type]
    page.get_by_role("button", name="Contrôler", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("a.ttl")
    assert violations(page) == []
    context.close()


def test_a_fact_is_decided_on_and_taken_away_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    hand_over(page, PDF)
    page.get_by_role("link", name="Décider : Action cœur de ville").first.click()
    decide(page, "Confirmer tel quel")
    expect(page.locator("#decisions")).to_contain_text("1")
    expect(page.get_by_text("confirmé", exact=True).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Corrections (YAML)").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "chargée de mission, DDT" in text
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("Aucune pour l’instant.")).to_be_visible()
    context.close()


def test_a_corrected_fact_is_read_again(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    hand_over(page, PDF)
    page.locator("#facts-parties a", has_text="Décider").first.click()
    page.get_by_label("Organisme", exact=True).fill("La ville de l’essai")
    decide(page, "Corriger")
    expect(page.locator("#facts-parties")).to_contain_text("La ville de l’essai")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lecture (JSON)").click()
    reading = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert reading["parties"][0]["organisation"] == "La ville de l’essai"
    context.close()


def test_from_a_finding_to_its_words_and_back(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    hand_over(page, PDF)
    place = page.locator(".rule-found .finding a[href^='#p-']").first
    place.click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.locator(".note-violation a, .note-warning a, .note-info a").first.click()
    expect(page.locator(".finding:target")).to_be_in_viewport()
    context.close()


def test_a_file_is_handed_over_by_keyboard_alone(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto("/validate")
    page.get_by_label("Le fichier à contrôler").set_input_files(PDF)
    page.get_by_label("Le fichier à contrôler").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Contrôler", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Fichier contrôlé")).to_be_visible(timeout=20_000)
    context.close()


def test_a_dropped_file_is_sent_at_once(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto("/validate")
    dropped = page.evaluate_handle(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "essai.ttl", {type: "text/turtle"}));
          return data;
        }""",
        TURTLE.decode(),
    )
    page.dispatch_event("form[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.locator("h1")).to_have_text("essai.ttl", timeout=20_000)
    address = page.url
    assert "/validate/" in address
    page.reload()
    expect(page.locator("h1")).to_have_text("essai.ttl")
    context.close()
