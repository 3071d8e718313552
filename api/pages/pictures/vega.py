"""What the Vega-Lite specifications have in common: nothing is measured, nothing is fetched.

Each specification gives its own sizes (``autosize: none``): the machine's fonts
then change nothing, and the same answer gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.pages.formatting import Language
from api.pages.pictures.model import FONT
from api.pages.pictures.palette import INK, LINE, SOFT
from maillage.figures import FIXED, THIN

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MEDIA_TYPE = "application/vnd.vegalite.v6+json"
NUMBERS: Mapping[Language, Mapping[str, object]] = {
    "fr": {"decimal": ",", "thousands": THIN, "grouping": [3], "currency": ["", f"{FIXED}€"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


def specification(
    title: str,
    language: Language,
    values: Sequence[Mapping[str, object]],
    room: tuple[float, float],
    padding: Mapping[str, float],
    **content: Any,
) -> dict[str, Any]:
    """A specification with our look; `room` is the width and the height inside the padding."""
    return {
        "$schema": SCHEMA,
        "description": title,
        "width": room[0],
        "height": room[1],
        "padding": dict(padding),
        "autosize": {"type": "none"},
        "background": "transparent",
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "locale": {"number": NUMBERS[language]},
            "text": {"color": INK, "fontSize": 14},
            "axis": {
                "labelColor": SOFT,
                "labelFontSize": 13,
                "labelPadding": 6,
                "gridColor": LINE,
                "domainColor": LINE,
                "tickColor": LINE,
                "title": None,
            },
        },
        "data": {"values": list(values)},
        **content,
    }


def quantitative(field: str, **more: object) -> dict[str, object]:
    return {"field": field, "type": "quantitative", **more}


def ordinal(field: str, **more: object) -> dict[str, object]:
    return {"field": field, "type": "ordinal", "sort": None, **more}


def text(field: str, **more: object) -> dict[str, object]:
    """A layer of texts, as this field says them."""
    encoding = more.pop("encoding", {})
    assert isinstance(encoding, dict)
    return {
        "mark": {"type": "text", "baseline": "middle", **more},
        "encoding": {"text": {"field": field, "type": "nominal"}, **encoding},
    }


def constant(colours: Mapping[str, str]) -> dict[str, object]:
    """The colours of a series, as a scale that names each."""
    return {"domain": list(colours), "range": list(colours.values())}


def inside(specification: Mapping[str, Any]) -> tuple[float, float]:
    """The width and height of a drawing, its padding included."""
    padding = specification["padding"]
    return (
        specification["width"] + padding["left"] + padding["right"],
        specification["height"] + padding["top"] + padding["bottom"],
    )
