"""What is wrong with a page on the screens that it is read on: one visit shows them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The tags of axe-core whose rules a page must keep."""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of `RULES` that look at colours."""
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOUND = """options => axe.run(options).then(answer => answer.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""


@dataclass(frozen=True)
class Screen:
    """A width and height in pixels, a colour scheme, and whether axe-core sees to colours only."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    colours_only: bool = False

    @property
    def rules(self) -> dict[str, object]:
        """What axe-core runs here, in its own terms."""
        if self.colours_only:
            return {"type": "rule", "values": COLOURS}
        return {"type": "tag", "values": RULES}

    def show(self, page: Page) -> None:
        """Shows the page on this screen from now on."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(color_scheme=self.scheme)


PHONE = Screen("phone", 360, 740)
DESKTOP = Screen("desktop", 1280, 900)
DARK = Screen("dark", 1280, 900, "dark", colours_only=True)
"""The structure and the layout are those of `DESKTOP`; the colours are not."""
SCREENS = (PHONE, DESKTOP, DARK)


def violations(page: Page, screen: Screen = DESKTOP) -> list[str]:
    """What axe finds wrong by the rules of a screen, with the elements it finds it in."""
    if not page.evaluate("typeof window.axe?.run === 'function'"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": screen.rules, "resultTypes": ["violations"]}
    found: list[str] = page.evaluate(FOUND, options)
    return found


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the screen."""
    return int(page.evaluate(TOO_WIDE))


def faults(page: Page, screens: Iterable[Screen] = SCREENS) -> list[str]:
    """What is wrong with the page as it stands, screen by screen: by axe, and what is too wide.

    The page stays on the last screen.
    """
    found = []
    for screen in screens:
        screen.show(page)
        found += [f"{screen.name}: {one}" for one in violations(page, screen)]
        if (pixels := overflow(page)) > 0:
            found.append(f"{screen.name}: {pixels} pixels too wide")
    return found


def unfold(page: Page) -> None:
    """Opens all that is folded, so that it is looked at too."""
    page.evaluate(UNFOLD)


@dataclass(frozen=True)
class Visit:
    """A page that was looked at: its HTTP status, its faults, and what the browser said of it."""

    page: Page
    status: int
    faults: list[str]
    said: list[str]


class Look(Protocol):
    """Opens a page and looks at it on these screens, on the first as it is loaded."""

    def __call__(self, path: str, screens: Sequence[Screen] = SCREENS) -> Visit: ...


def complaints(page: Page, site: str) -> list[str]:
    """What the browser says from now on: console, errors, requests to any other host."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(site) else said.append(asked.url))
    return said
