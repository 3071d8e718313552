"""From an answer to its picture, and to a picture that stands alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from api.pages.pictures import bars, departements, lines, network, points, timeline
from api.pages.pictures.model import WIDE, Picture, Sheet, Size, element, words
from api.pages.pictures.palette import INK, PAPER, SOFT
from api.painting import Painter

Drawing = Callable[[Sheet, Size], Picture | None]

KINDS: Mapping[str, Drawing] = {
    "bar": bars.draw,
    "line": lines.draw,
    "map": points.draw,
    "communes": points.draw,
    "departements": departements.draw,
    "timeline": timeline.draw,
    "network": network.draw,
}
"""The kinds of `maillage.catalogue.questions.CHARTS`."""
MARGIN = 24.0
LETTERS = 0.56
"""The width of a letter by its size, about."""


def composed(sheet: Sheet, size: Size = WIDE) -> Picture | None:
    """The picture without what the painter draws; None where nothing can be drawn."""
    drawing = KINDS.get(sheet.chart.kind)
    return drawing(sheet, size) if drawing and len(sheet.answer) else None


def picture(sheet: Sheet, painter: Painter, size: Size = WIDE) -> Picture | None:
    """The picture that a question asks for; None where nothing can be drawn.

    Raises:
        UnavailableError: the painter did not answer.
    """
    found = composed(sheet, size)
    if found is None or found.specification is None:
        return found
    return replace(found, body=painter.draw(found.specification))


def _wrapped(text: str, most: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > most and lines[-1]:
            lines.append(word[:most])
        else:
            lines[-1] = longer
    return lines


def alone(found: Picture, title: str, source: str, width: float = WIDE.width) -> str:
    """An SVG file with the title above the picture; what it shows and its source below."""
    inner = width - 2 * MARGIN
    scale = min(1.0, inner / found.width)
    tall = found.height * scale
    y, above = MARGIN + 20.0, []
    for line in _wrapped(title, int(inner / (20 * LETTERS))):
        above.append(words(line, MARGIN, y, 20, INK, font_weight=600))
        y += 27
    top = y
    nested = element(
        "svg",
        found.body,
        x=MARGIN,
        y=top,
        width=round(found.width * scale, 1),
        height=round(tall, 1),
        viewBox=found.box,
    )
    y, below = top + tall + 26, []
    for text, size, fill in ((found.sentence, 14, INK), (source, 12, SOFT)):
        for line in _wrapped(text, int(inner / (size * LETTERS))):
            below.append(words(line, MARGIN, y, size, fill))
            y += size * 1.45
        y += 6
    height = round(y + MARGIN - 12)
    body = (
        element("title", _escaped(title))
        + element("desc", _escaped(f"{found.sentence} {source}"))
        + element("rect", width="100%", height="100%", fill=PAPER)
        + "".join(above)
        + nested
        + "".join(below)
    )
    root = element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        width=round(width),
        height=height,
        viewBox=f"0 0 {round(width)} {height}",
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
