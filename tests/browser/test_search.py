"""Search and lists in a real browser: with and without a script, by keyboard, on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.screens import DESKTOP, PHONE, Look, Screen, faults

PAGES = (
    "/search",
    "/search?q=cahors",
    "/search?q=cahros&lang=en",
    "/search?q=zzqqxx",
    "/actions",
    "/actions?statut=statut/mature&sort=titre",
    "/actions?annee=1789",
    "/conventions?lang=en",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_fits(look: Look, path: str) -> None:
    seen = look(path)
    assert seen.faults == []
    assert seen.said == []


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda one: one.name)
def test_suggestions_come_while_typing_and_are_chosen_by_keyboard(
    tab: Page, problems: list[str], site: str, screen: Screen
) -> None:
    screen.show(tab)
    tab.goto("/queries")
    box = tab.get_by_role("combobox", name="Chercher dans Maillage")
    box.press_sequentially("caho")
    options = tab.get_by_role("option")
    expect(options.first).to_contain_text("Cahors")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("r")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    option = tab.locator(f"#{chosen}")
    expect(option).to_have_attribute("aria-selected", "true")
    where = option.get_attribute("data-page")
    box.press("Enter")
    expect(tab).to_have_url(f"{site}{where}")
    expect(tab.locator("h1")).to_contain_text("Cahors")
    assert problems == []


def test_suggestions_are_accessible_and_fit(tab: Page) -> None:
    tab.goto("/queries")
    tab.get_by_role("combobox", name="Chercher dans Maillage").press_sequentially("caho")
    expect(tab.get_by_role("option").first).to_be_visible()
    assert faults(tab) == []
    expect(tab.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda one: one.name)
def test_enter_without_a_choice_sends_what_was_typed(tab: Page, site: str, screen: Screen) -> None:
    screen.show(tab)
    tab.goto("/")
    box = tab.get_by_role("combobox", name="Chercher dans Maillage")
    box.fill("cahors")
    box.press("Enter")
    expect(tab).to_have_url(f"{site}/search?q=cahors")
    expect(tab.locator(".results li").first).to_contain_text("Cahors")


def test_searching_and_narrowing_need_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto("/queries")
    page.get_by_role("searchbox", name="Chercher dans Maillage").fill("cahros")
    page.get_by_role("banner").get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Cahors", exact=True).first.click()
    expect(page).to_have_url(f"{site}/search?q=Cahors")
    page.goto("/actions")
    before = page.locator(".search-count").inner_text()
    page.locator(".choices a", has_text="Mature").click()
    expect(page.locator(".chips")).to_contain_text("Statut : Mature")
    page.locator(".chips a", has_text="Statut").click()
    expect(page.locator(".search-count")).to_have_text(before)
    context.close()


def test_the_box_is_not_printed(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/actions")
    page.emulate_media(media="print")
    expect(page.locator("header.site .search")).to_be_hidden()
    expect(page.locator(".results")).to_be_visible()
    context.close()
