"""A real Chromium on a real server of the small release of ``tests/api``."""

import shutil
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from api.app import create_app
from maillage.settings import Settings
from tests.api.conftest import ROOT, serving, write_release
from tests.browser.screens import DESKTOP, SCREENS, Look, Screen, Visit, complaints, faults, unfold

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    var = tmp_path_factory.mktemp("var")
    settings = Settings(root=ROOT, var=var, memory="no", rate_per_minute=0)
    write_release(settings)
    with serving(create_app(settings)) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser; ended with its module, since its event loop would hinder other tests."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*SWITCHES])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def common(browser: Browser, site: str) -> Iterator[tuple[Page, list[str]]]:
    """A tab for the pages of a module that are only looked at, and what the browser said."""
    context = browser.new_context(base_url=site, locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    yield page, complaints(page, site)
    context.close()


@pytest.fixture
def look(common: tuple[Page, list[str]]) -> Look:
    """Opens a page, with all that it folds away, and looks at it on every screen."""
    page, said = common
    said.clear()

    def visited(path: str, screens: Sequence[Screen] = SCREENS) -> Visit:
        screens[0].show(page)
        answer = page.goto(path)
        assert answer is not None
        unfold(page)
        return Visit(page, answer.status, faults(page, screens), said)

    return visited


@pytest.fixture
def tab(browser: Browser, site: str) -> Iterator[Page]:
    """A tab of its own on a computer's screen, in French."""
    context = browser.new_context(base_url=site, locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    DESKTOP.show(page)
    yield page
    context.close()


@pytest.fixture
def problems(tab: Page, site: str) -> list[str]:
    """What the browser complains about in `tab`."""
    return complaints(tab, site)
