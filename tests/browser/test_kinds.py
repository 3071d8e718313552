"""The page of each class in a real browser, on a real release: accessible, quiet, on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from api.app import create_app
from maillage.build import Outcome
from maillage.settings import Settings
from tests.api.conftest import serving
from tests.api.pages.test_kinds import CAHORS, LOMAGNE
from tests.browser.test_pages import overflow, violations

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


@pytest.fixture(scope="module")
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """One tab on a phone for all pages: a context each would take most of the time."""
    context = browser.new_context(
        base_url=site,
        locale="fr-FR",
        viewport=ViewportSize(width=360, height=740),
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_fits_a_phone(phone: Page, path: str) -> None:
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text))
    phone.on("pageerror", lambda error: said.append(str(error)))
    phone.goto(path)
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(phone) == []
    assert overflow(phone) <= 0
    assert phone.evaluate(FOCUSABLE) == []
    assert phone.evaluate(SMALL_TARGETS) == []
    assert said == []


def test_the_list_of_communes_and_the_citation_open_by_keyboard(phone: Page) -> None:
    phone.goto("/page/region/76")
    first = phone.locator("main details summary").first
    first.focus()
    phone.keyboard.press("Enter")
    assert phone.locator("main details[open]").count() == 1
    phone.locator(".citation summary").focus()
    phone.keyboard.press("Space")
    assert phone.get_by_text("@misc{maillage-occitanie").is_visible()


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
