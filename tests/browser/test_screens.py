"""The look at a page finds what is wrong, even if only one screen shows it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.screens import DARK, DESKTOP, PHONE, SCREENS, Screen, faults

PAGE = """<!doctype html><html lang="fr"><title>Essai</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body {{ color: #111; background: #fff; margin: 0 }} a {{ color: #00e }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #eee; background: #111 }} a {{ color: #9cf }}
}}
.link {{ display: inline-block; width: 12px; height: 12px; overflow: hidden }}
{style}
</style><main><h1>Essai</h1>{body}</main></html>"""
NARROW = "@media (max-width: 40rem)"
WIDE = "@media (min-width: 40rem)"
NIGHT = "@media (prefers-color-scheme: dark)"
TARGETS = "".join(f'<a class="link" href="#{n}">{n}</a>' for n in range(6))


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def seen(page: Page, body: str, style: str = "") -> set[tuple[str, str]]:
    """The screen and the rule of each fault."""
    page.set_content(PAGE.format(body=body, style=style))
    told = (one.split(": ") for one in faults(page))
    return {(screen, what) for screen, what, *_ in told}


def test_a_good_page_has_no_fault(blank: Page) -> None:
    assert seen(blank, '<p>Un mot, <a href="#a">un lien</a>.</p>') == set()


@pytest.mark.parametrize(
    ("body", "style", "screens", "rule"),
    [
        ('<img src="data:,">', "", [PHONE, DESKTOP], "image-alt"),
        ("<p>Pâle</p>", "p { color: #ccc; background: #fff }", SCREENS, "color-contrast"),
        ("<p>Pâle</p>", f"{NIGHT} {{ p {{ color: #333 }} }}", [DARK], "color-contrast"),
        ("<p>Pâle</p>", f"{NARROW} {{ p {{ color: #ccc }} }}", [PHONE], "color-contrast"),
        (
            '<p>Un mot, <a href="#a">un lien</a>.</p>',
            f"a {{ color: #06c; text-decoration: none }} {NIGHT} {{ a {{ color: #eed }} }}",
            [DARK],
            "link-in-text-block",
        ),
        (TARGETS, f"{WIDE} {{ .link {{ width: 30px; height: 30px }} }}", [PHONE], "target-size"),
        ("<p>Long</p>", "p { width: 400px }", [PHONE], "40 pixels too wide"),
        (
            "<p>Long</p>",
            f"{WIDE} {{ p {{ width: 1300px }} }}",
            [DESKTOP, DARK],
            "20 pixels too wide",
        ),
        ("<h4>Trop bas</h4>", "", [PHONE, DESKTOP], "heading-order"),
    ],
)
def test_a_fault_is_found_on_the_screens_that_show_it(
    blank: Page, body: str, style: str, screens: list[Screen], rule: str
) -> None:
    assert seen(blank, body, style) == {(screen.name, rule) for screen in screens}
