"""Maps of points: one a row by its coordinates, or one a commune as large as its figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import sqrt

from api.pages.pictures.ground import Ground, around, commune, key, land, spot
from api.pages.pictures.model import Picture, Sheet, Size, cut, decimal, element, words
from api.pages.pictures.palette import GREEN, INK, PAPER, colours
from api.pages.projection import Point
from maillage.catalogue import shown
from maillage.rdf import Term

SMALLEST = 2.5
LARGEST = ((60, 21.0), (300, 14.0), (10**9, 9.0))
"""Radii in pixels, the largest by how many points there are; the area is as the figure."""
ON_NARROW = 0.7
PLAIN, CROWDED = 4.5, 3.0
NAMED = 24
"""Points up to which names stand beside them, where there is room."""
TITLED = 500
SHAPES = ("circle", "diamond", "square", "triangle")
LETTER = 0.56


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    name: str
    value: Decimal | None
    words: str
    series: str


def _spots(sheet: Sheet) -> list[Spot]:
    """The rows that are somewhere on the map."""
    chart, found = sheet.chart, []
    kind = sheet.column(chart.y).kind
    for row in sheet.answer:
        where = spot(_degrees(sheet, row.get(chart.x), row.get(chart.y), chart.kind))
        if where is None:
            continue
        if chart.kind == "map":
            name = next((sheet.text(row, one) for one in _told(sheet)), "")
            found.append(Spot(*where, name, None, "", sheet.series(row)))
            continue
        value = decimal(row.get(chart.y))
        said = shown(row.get(chart.y), kind, sheet.language)
        found.append(Spot(*where, sheet.text(row, chart.x), value, said, sheet.series(row)))
    return found


def _told(sheet: Sheet) -> list[str]:
    """The columns that name a point: any but its coordinates and its series."""
    chart = sheet.chart
    return [name for name in sheet.answer.variables if name not in (chart.x, chart.y, chart.series)]


def _degrees(sheet: Sheet, x: Term | None, y: Term | None, kind: str) -> Point | None:
    if kind == "communes":
        return commune(x, sheet.geo)
    longitude, latitude = decimal(x), decimal(y)
    if longitude is None or latitude is None:
        return None
    return float(longitude), float(latitude)


@dataclass(frozen=True)
class Scale:
    """From a figure to a radius in pixels: areas are to each other as the figures are."""

    largest: Decimal
    most: float

    @classmethod
    def of(cls, spots: Sequence[Spot], size: Size) -> "Scale":
        largest = max((one.value for one in spots if one.value is not None), default=Decimal())
        most = next(r for count, r in LARGEST if len(spots) <= count)
        return cls(largest, most * (ON_NARROW if size.is_narrow else 1.0))

    def radius(self, value: Decimal | None) -> float:
        if value is None or self.largest <= 0:
            return PLAIN
        return max(SMALLEST, self.most * sqrt(max(0.0, float(value / self.largest))))


def mark(shape: str, r: float) -> str:
    """A shape of the same area as a disc of this radius, around 0,0."""
    if shape == "circle":
        return element("circle", r=round(r, 1))
    half = round(r * 0.886, 1)
    if shape == "square":
        return element("rect", x=-half, y=-half, width=2 * half, height=2 * half)
    a = round(r * (1.253 if shape == "diamond" else 1.5), 1)
    if shape == "diamond":
        return element("path", d=f"M0,{-a}L{a},0 0,{a} {-a},0z")
    return element("path", d=f"M0,{-a * 0.75:.1f}L{a},{a * 0.7:.1f} {-a},{a * 0.7:.1f}z")


def _mark(one: Spot, style: tuple[str, str], r: float, ground: Ground, titled: bool) -> str:
    colour, shape = style
    place = f"translate({one.x:.1f},{one.y:.1f}) scale({ground.unit})"
    parts = (one.series, one.name, one.words)
    said = " · ".join(part for part in parts if part)
    title = element("title", escape(said, quote=False)) if titled and said else ""
    return element("g", title + mark(shape, r), transform=place, fill=colour)


def _crowd(spots: Sequence[Spot], styles: Mapping[str, tuple[str, str]], unit: float) -> str:
    """Many points of one size: a path a series, whose strokes without length are discs."""
    drawn = ""
    for name, (colour, _) in styles.items():
        path = "".join(f"M{one.x:.1f},{one.y:.1f}h0" for one in spots if one.series == name)
        drawn += element("path", d=path, stroke=colour)
    width = round(2 * CROWDED * unit, 1)
    return element("g", drawn, fill="none", stroke_width=width, stroke_linecap="round")


def _names(spots: Sequence[tuple[Spot, float]], ground: Ground) -> str:
    """Names beside their points, those that would cover another left out."""
    taken: list[tuple[float, float, float, float]] = []
    drawn = []
    unit = ground.unit
    for one, r in spots:
        name = cut(one.name, 24)
        wide, tall = len(name) * 13 * LETTER * unit, 16 * unit
        right = one.x + (r + 5) * unit
        at_end = right + wide > ground.left + ground.width
        x = one.x - (r + 5) * unit if at_end else right
        box = (
            x - wide if at_end else x,
            one.y - tall / 2,
            x if at_end else x + wide,
            one.y + tall / 2,
        )
        if any(
            box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
            for other in taken
        ):
            continue
        taken.append(box)
        drawn.append(
            words(
                name,
                x,
                one.y + 4.5 * unit,
                13 * unit,
                INK,
                text_anchor="end" if at_end else None,
                stroke=PAPER,
                stroke_width=3 * unit,
                paint_order="stroke",
                stroke_linejoin="round",
            )
        )
    return "".join(drawn)


def _sizes(sheet: Sheet, spots: Sequence[Spot], scale: Scale) -> list[tuple[str, str]]:
    """The key of sizes: the largest figure and the smallest."""
    valued = sorted({(one.value, one.words) for one in spots if one.value is not None})
    if sheet.chart.kind != "communes" or not valued or scale.largest <= 0:
        return []
    ends = dict.fromkeys((valued[-1], valued[0]))
    return [
        (element("g", mark("circle", scale.radius(value)), fill=GREEN, fill_opacity="0.6"), said)
        for value, said in ends
    ]


def sentence(sheet: Sheet, spots: Sequence[Spot]) -> str:
    valued = [one for one in spots if one.value is not None]
    if sheet.chart.kind == "map" or not valued:
        return sheet.t("picture.map", points=sheet.t.count("count.point", len(spots)))
    largest = max(valued, key=lambda one: one.value or Decimal())
    communes = sheet.t.count("count.commune", len(spots))
    told = {"y": sheet.label(sheet.chart.y), "communes": communes}
    return sheet.t("picture.communes", most=largest.name, value=largest.words, **told)


def draw(sheet: Sheet, size: Size) -> Picture | None:
    spots = _spots(sheet)
    if not spots:
        return None
    ground = around(((one.x, one.y) for one in spots), size)
    scale = Scale.of(spots, size)
    series = list(dict.fromkeys(one.series for one in spots))
    palette = colours(series)
    styles = {
        name: (palette[name] if name else GREEN, SHAPES[rank % len(SHAPES)])
        for rank, name in enumerate(series)
    }
    sized = [(one, scale.radius(one.value)) for one in spots]
    sized.sort(key=lambda pair: -pair[1])
    titled = len(sized) <= TITLED
    if titled or scale.largest > 0:
        marks = "".join(_mark(one, styles[one.series], r, ground, titled) for one, r in sized)
        drawn = element("g", marks, fill_opacity="0.72", stroke=PAPER, stroke_width="1")
    else:
        drawn = _crowd(spots, styles, ground.unit)
    body = land(sheet, ground) + drawn
    if len(sized) <= NAMED:
        body += _names(sized, ground)
    rows = _sizes(sheet, spots, scale)
    if len(series) > 1:
        rows += [(element("g", mark(s, 6), fill=c), name) for name, (c, s) in styles.items()]
    below, tall = key(rows, ground)
    return Picture(
        sheet.chart.kind,
        sentence(sheet, spots),
        ground.width,
        round(ground.height + tall, 1),
        body + below,
        ground.left,
        ground.top,
        cut=len(sheet.answer) - len(spots),
    )
