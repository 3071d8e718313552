"""The départements shaded by a figure, in at most five steps with as many rows in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from api.pages.formatting import COLON
from api.pages.map import shapes
from api.pages.pictures.ground import Ground, code, key
from api.pages.pictures.model import Picture, Sheet, Size, decimal, element
from api.pages.pictures.palette import LAND, SOFT, STEPS
from api.pages.projection import HEIGHT, WIDTH
from maillage.catalogue import shown


@dataclass(frozen=True)
class Shade:
    code: str
    name: str
    value: Decimal
    words: str


def read(sheet: Sheet) -> dict[str, Shade]:
    """The figure of each département that has an outline; the first row counts."""
    known, found = shapes(sheet.geo), {}
    kind = sheet.column(sheet.chart.y).kind
    for row in sheet.answer:
        value = decimal(row.get(sheet.chart.y))
        place = code(row.get(sheet.chart.x), "departement")
        if value is None or place not in known or place in found:
            continue
        words = shown(row[sheet.chart.y], kind, sheet.language)
        found[place] = Shade(place, known[place].name, value, words)
    return found


def steps(values: Sequence[Decimal]) -> list[Decimal]:
    """The upper ends of the steps: as many values in each as can be, none of them empty."""
    ordered = sorted(values)
    count = min(len(STEPS), len(set(ordered)))
    ends = [ordered[(rank + 1) * len(ordered) // count - 1] for rank in range(count)]
    return sorted(set(ends))


def step(value: Decimal, ends: Sequence[Decimal]) -> int:
    """The rank of a value's step."""
    return next((rank for rank, end in enumerate(ends) if value <= end), len(ends) - 1)


def ramp(count: int) -> tuple[str, ...]:
    """That many colours, far apart."""
    picks = {1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4)}
    return tuple(STEPS[pick] for pick in picks.get(count, range(len(STEPS))))


def _shape(d: str, title: str, fill: str) -> str:
    return element("path", element("title", escape(title, quote=False)), d=d, fill=fill)


def _box(fill: str) -> str:
    """A step in the key."""
    return element(
        "rect", x=-12, y=-9, width=24, height=18, fill=fill, stroke=SOFT, stroke_width="0.6"
    )


def _key(
    sheet: Sheet, found: Mapping[str, Shade], ends: Sequence[Decimal], missing: int
) -> list[tuple[str, str]]:
    rows = []
    for rank, colour in enumerate(ramp(len(ends))):
        inside = sorted(
            (one for one in found.values() if step(one.value, ends) == rank),
            key=lambda one: one.value,
        )
        low, high = inside[0].words, inside[-1].words
        said = low if low == high else sheet.t("picture.range", low=low, high=high)
        rows.append((_box(colour), f"{said} ({len(inside)})"))
    if missing:
        rows.append((_box(LAND), sheet.t("picture.no_figure")))
    return rows


def sentence(sheet: Sheet, found: Mapping[str, Shade]) -> str:
    ordered = sorted(found.values(), key=lambda one: (one.value, one.code))
    least, most = ordered[0], ordered[-1]
    return sheet.t(
        "picture.departements",
        y=sheet.label(sheet.chart.y),
        count=len(found),
        least=least.name,
        low=least.words,
        most=most.name,
        high=most.words,
    )


def draw(sheet: Sheet, size: Size) -> Picture | None:
    found = read(sheet)
    if not found:
        return None
    ground = Ground(0.0, 0.0, float(WIDTH), float(HEIGHT), round(WIDTH / min(size.width, 620), 4))
    ends = steps([one.value for one in found.values()])
    colours = ramp(len(ends))
    drawn = []
    for place, shape in shapes(sheet.geo).items():
        shade = found.get(place)
        fill = colours[step(shade.value, ends)] if shade else LAND
        words = shade.words if shade else sheet.t("picture.no_figure")
        drawn.append(_shape(shape.d, f"{shape.name}{COLON[sheet.language]}{words}", fill))
    body = element(
        "g",
        "".join(drawn),
        stroke=SOFT,
        stroke_width=round(0.6 * ground.unit, 2),
        stroke_linejoin="round",
    )
    below, tall = key(_key(sheet, found, ends, len(shapes(sheet.geo)) - len(found)), ground)
    return Picture(
        "departements",
        sentence(sheet, found),
        ground.width,
        round(ground.height + tall, 1),
        body + below,
        cut=len(sheet.answer) - len(found),
    )
