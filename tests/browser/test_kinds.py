"""The page of each class in a real browser, on a real release: accessible, quiet, fitting."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from api.app import create_app
from maillage.build import Outcome
from maillage.settings import Settings
from tests.api.conftest import serving
from tests.api.pages.test_kinds import CAHORS, LOMAGNE
from tests.browser.screens import DARK, PHONE, SCREENS, Look

PAGES = (
    "/",
    "/page/commune/46042",
    "/page/intercommunalite/200023737",
    "/page/region/76?lang=en",
    "/page/programme/pvd",
    f"/page/convention/{CAHORS}",
    f"/page/action/{CAHORS}/6",
    "/page/axe/acv/5",
    "/page/dispositif/ort",
    "/page/organisation/243200391",
    f"/page/instance/{LOMAGNE}/1",
    "/page/poste/213201320/maire",
    f"/page/montant/{CAHORS}/1",
    "/page/subvention/di19_com18642",
    "/page/adhesion/ort/46042",
    f"/page/mobilisation/{LOMAGNE}/ort",
)
"""One page a kind; documents, which are long, are tried on the smallest release."""
ONLY_HERE = PAGES[0], PAGES[4], PAGES[6]
"""Those of which `test_pages` shows no other: they are looked at on every screen."""
HIDDEN = "main :is(a, button, summary, select, input):not([hidden])"
FOCUSABLE = f"""() => [...document.querySelectorAll({HIDDEN!r})]
  .filter(one => one.checkVisibility() && one.tabIndex < 0).map(one => one.outerHTML)"""
SMALL_TARGETS = """() => [...document.querySelectorAll("main :is(button, summary, select, input)")]
  .filter(one => one.checkVisibility())
  .map(one => [one.outerHTML, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 18 || box.width < 18).map(([html]) => html)"""


@pytest.fixture(scope="module")
def site(small: tuple[Settings, Outcome]) -> Iterator[str]:
    """The address of the site of the small checkout."""
    with serving(create_app(small[0])) as url:
        yield url


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_fits(look: Look, path: str) -> None:
    seen = look(path, SCREENS if path in ONLY_HERE else (PHONE, DARK))
    assert seen.faults == []
    PHONE.show(seen.page)
    assert seen.page.evaluate(FOCUSABLE) == []
    assert seen.page.evaluate(SMALL_TARGETS) == []
    assert seen.said == []


def test_the_list_of_communes_and_the_citation_open_by_keyboard(tab: Page) -> None:
    PHONE.show(tab)
    tab.goto("/page/region/76")
    first = tab.locator("main details summary").first
    first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("main details[open]").count() == 1
    tab.locator(".citation summary").focus()
    tab.keyboard.press("Space")
    assert tab.get_by_text("@misc{maillage-occitanie").is_visible()


def test_a_page_is_whole_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto("/page/commune/46042")
    for heading in ("Programmes", "Voisinage", "Territoires comparables"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    assert page.locator(".near-map").is_visible()
    context.close()


def test_a_printed_territory_keeps_its_pictures_and_loses_its_forms(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, locale="fr-FR")
    page = context.new_page()
    page.goto("/page/commune/46042")
    page.emulate_media(media="print")
    assert page.locator(".timeline").is_visible()
    assert not page.locator("header.site nav").first.is_visible()
    assert not page.get_by_role("button").first.is_visible()
    context.close()
