"""Every kind of picture has a drawing, its colours a variable, its file a title and a source."""

import re

import pytest
from lxml import etree

from api.pages.pictures.draw import KINDS, alone, picture
from api.pages.pictures.model import Picture
from api.pages.pictures.palette import PROGRAMMES, SERIES, TOKENS, colours
from api.painting import Painter
from maillage.catalogue import Chart
from maillage.catalogue.questions import CHARTS
from tests.api.pages.pictures.sheets import HOSTILE, ROOT, answer, sheet

STYLE = (ROOT / "api" / "static" / "maillage.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
COLOUR = re.compile(r'(?:fill|stroke)="(#[0-9a-f]+)"')
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.01182, 0.04294, 0.968881),
)
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""


def seen(colour: str) -> tuple[float, ...]:
    """A colour as somebody without green cones sees it, in linear RGB."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return tuple(sum(a * b for a, b in zip(row, linear, strict=True)) for row in DEUTERANOPIA)


def test_every_kind_of_picture_is_drawn() -> None:
    assert set(KINDS) == set(CHARTS)


@pytest.mark.parametrize("colour", TOKENS)
def test_each_colour_of_a_picture_is_a_variable_of_the_style_sheet(colour: str) -> None:
    for attribute in ("fill", "stroke"):
        found = re.search(
            rf'\.drawn \[{attribute}="{colour}"\] {{ {attribute}: var\((--[a-z0-9-]+)\); }}', STYLE
        )
        assert found, (attribute, colour)
        assert len(re.findall(rf"{found[1]}: #", STYLE)) >= 2, "a value for each scheme"
        assert f"{found[1]}: {colour};" in STYLE


def test_a_programme_has_its_colour_whatever_stands_beside_it() -> None:
    assert colours(["PVD", "ACV"])["ACV"] == colours(["x", "acv", "y"])["acv"] == PROGRAMMES["ACV"]
    assert PROGRAMMES["ACV"] not in (colours(["ACV", "b", "c"])[name] for name in "bc")
    assert len(set(colours(list("abcdefgh")).values())) == len(SERIES)


def test_the_first_colours_differ_for_those_who_do_not_see_green() -> None:
    first = [seen(colour) for colour in SERIES[:6]]
    for place, one in enumerate(first):
        for other in first[place + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.07


def test_a_picture_alone_says_what_it_is_and_where_from(painter: Painter) -> None:
    found = answer(
        (("nom", "text"), ("n", "integer")), (("a", 3), ("b", 1)), Chart("bar", "nom", "n")
    )
    drawn = picture(sheet(found), painter)
    assert drawn is not None
    svg = alone(drawn, f"Un titre <long> & {HOSTILE[:-40]} " * 4, "Source : version abc").encode()
    root = etree.fromstring(svg)
    texts = " ".join(str(one.text) for one in root.iter(f"{SVG}text"))
    assert "Source : version abc" in texts
    assert "La plus grande\xa0: a" in texts
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert float(str(root.get("height"))) > drawn.height
    names = {str(one.tag).removeprefix(SVG) for one in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "text", "g", "path", "line"}


def test_pictures_hold_no_style_and_only_colours_of_the_palette(painter: Painter) -> None:
    columns = (("nom", "text"), ("n", "integer"), ("s", "text"))
    rows = [(f"20{10 + n}", n + 1, "ab"[n % 2]) for n in range(6)]
    drawn: list[Picture] = []
    for kind in ("bar", "line", "network", "timeline"):
        chart = Chart(kind, "nom", "n", "s")
        found = picture(sheet(answer(columns, rows, chart)), painter)
        assert found is not None
        drawn.append(found)
    for one in drawn:
        assert "style=" not in one.body
        assert "<style" not in one.body
        assert set(COLOUR.findall(one.body)) <= set(TOKENS)
