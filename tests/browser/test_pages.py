"""The main pages in a real browser: accessible, quiet, and usable on a small phone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screens import Look

SLUG = "cahors-acv-dossier-de-presse-2018"
PAGES = (
    "/page/commune/46042",
    "/page/departement/46",
    f"/page/convention/{SLUG}",
    "/page/organisation/hostile",
    f"/document/{SLUG}",
    "/queries",
    "/queries/populations-d-une-commune?commune=46042",
    "/queries/actions-par-statut",
    "/queries?q=commune",
    "/queries/communes-d-un-programme?programme=acv&lang=en",
    "/sparql?query=SELECT+%3Fs+%3Fp+%3Fo+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+5",
    "/ontology",
    "/schemes/statut",
    "/page/programme/acv?lang=en",
)
"""Those that `test_kinds` does not show on a real release, or that have other blocks here."""
REFUSED = (
    "/page/absente",
    "/queries/populations-d-une-commune?commune=zz",
    "/queries/communes-d-un-programme?programme=ZZ",
    "/sparql?query=oups",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_fits(look: Look, path: str) -> None:
    seen = look(path)
    assert seen.faults == []
    assert seen.said == []


@pytest.mark.parametrize("path", REFUSED)
def test_a_refusal_is_accessible_and_fits(look: Look, path: str) -> None:
    seen = look(path)
    assert seen.status >= 400
    assert seen.faults == []


def test_the_layers_of_the_map_can_be_hidden_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    layer = page.locator(".map .layer-pvd")
    expect(layer).to_be_visible()
    page.get_by_role("checkbox", name="Petites villes de demain").uncheck()
    expect(layer).to_be_hidden()
    context.close()


def test_everything_is_reached_by_keyboard(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto("/queries")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :is(a, input, button)").first).to_be_focused()
    context.close()


def test_from_a_figure_to_its_sentence_and_on_to_its_thing(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"/page/convention/{SLUG}")
    page.locator(".row", has_text="Date de signature").locator(".source").first.click()
    expect(page.locator("mark:target")).to_have_text("13 juillet 2018")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.locator(".note.montant a").nth(1).click()
    expect(page.locator("h1")).to_contain_text("5 milliards")
    context.close()


def test_a_question_is_asked_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto("/queries/populations-d-une-commune")
    page.get_by_label("Commune (code Insee)").fill("46042")
    page.get_by_role("button", name="Répondre").click()
    expect(page).to_have_url(f"{site}/queries/populations-d-une-commune?commune=46042")
    expect(page.locator("table")).to_contain_text("20\u202f097")
    context.close()


def test_a_query_is_run_from_the_editor_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/sparql")
    page.get_by_label("Query", exact=True).fill("SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("td").first).to_have_text("2")
    context.close()


def test_the_address_of_a_thing_can_be_copied(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/page/commune/46042")
    page.get_by_role("button", name="Copier").first.click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://w3id.org/maillage/id/commune/46042"
    context.close()


def test_a_printed_page_has_its_words_and_not_its_menus(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto(f"/page/convention/{SLUG}")
    page.emulate_media(media="print")
    expect(page.locator("header.site nav").first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    context.close()
