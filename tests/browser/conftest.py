"""A real Chromium on a real server of the small release of ``tests/api``."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from api.app import create_app
from maillage.settings import Settings
from tests.api.conftest import ROOT, serving, write_release

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
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


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained about, filled by `tab`."""
    return []


@pytest.fixture(params=["desktop", "phone", "dark"])
def tab(
    request: pytest.FixtureRequest, browser: Browser, site: str, problems: list[str]
) -> Iterator[Page]:
    """A tab on a screen of this kind; a request to any other host is a problem."""
    phone, desktop = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
    context = browser.new_context(
        base_url=site,
        locale="fr-FR",
        viewport=phone if request.param == "phone" else desktop,
        color_scheme="dark" if request.param == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("console", lambda message: problems.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(site) else problems.append(asked.url),
    )
    yield page
    context.close()
