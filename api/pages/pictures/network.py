"""A line from `x` to `y` for each row: what is linked to what.

Where the things of both columns differ (organisations and documents), they
stand in two columns; else in one, with arcs. Both can be read on a telephone,
and the same rows give the same places: those of the answer, then nearer to
what they are linked to.
"""

from collections.abc import Mapping, Sequence
from html import escape

from api.pages.pictures.model import Picture, Sheet, Size, cut, element, words
from api.pages.pictures.palette import GREEN, GREY, INK, OCHRE, PAPER

LINE_TALL, LINE_NARROW = 26, 42
LINKS: Mapping[str, str] = {
    "fill": "none",
    "stroke": GREY,
    "stroke_width": "1.4",
    "stroke_opacity": "0.75",
}
MOST = 90
"""Links drawn; the table has them all."""
ROUNDS = 6
LETTER = 7.6
Link = tuple[str, str]


def read(sheet: Sheet) -> list[Link]:
    """The links, each once, in the order of the answer."""
    pairs = (
        (sheet.text(row, sheet.chart.x), sheet.text(row, sheet.chart.y)) for row in sheet.answer
    )
    return list(dict.fromkeys(pair for pair in pairs if all(pair)))


def _ordered(
    names: Sequence[str], near: Mapping[str, list[str]], other: Sequence[str]
) -> list[str]:
    """The names by the mean place of what they are linked to (equal ones stay as they are)."""
    places = {name: place for place, name in enumerate(other)}
    mean = {name: sum(places[one] for one in near[name]) / len(near[name]) for name in names}
    return sorted(names, key=lambda name: mean[name])


def columns(links: Sequence[Link]) -> tuple[list[str], list[str]]:
    """Both sides in an order with few crossings."""
    left = list(dict.fromkeys(one for one, _ in links))
    right = list(dict.fromkeys(other for _, other in links))
    from_left: dict[str, list[str]] = {name: [] for name in left}
    from_right: dict[str, list[str]] = {name: [] for name in right}
    for one, other in links:
        from_left[one].append(other)
        from_right[other].append(one)
    for _ in range(ROUNDS):
        right = _ordered(right, from_right, left)
        left = _ordered(left, from_left, right)
    return left, right


def chain(links: Sequence[Link]) -> list[str]:
    """All names, each after what it is linked to: group by group, from the most linked."""
    near: dict[str, list[str]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    rest = sorted(near, key=lambda name: -len(near[name]))
    found: dict[str, None] = {}
    for start in rest:
        waiting = [start]
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += [one for one in near[name] if one not in found]
    return list(found)


def _places(names: Sequence[str], tall: float) -> dict[str, float]:
    """The height of each name, spread over the drawing."""
    step = tall / len(names)
    return {name: (rank + 0.5) * step for rank, name in enumerate(names)}


def _curve(one: str, other: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[0] + end[0]) / 2
    path = (
        f"M{start[0]:.1f},{start[1]:.1f}C{middle:.1f},{start[1]:.1f} "
        f"{middle:.1f},{end[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    )
    return element("path", element("title", escape(f"{one} — {other}", quote=False)), d=path)


def _side(places: Mapping[str, float], x: float, is_left: bool, size: Size) -> str:
    """A column of names beside their marks; above them where the screen is narrow."""
    room = size.width / 2 - 16 if size.is_narrow else (x if is_left else size.width - x) - 14
    drawn = ""
    for name, y in places.items():
        shape = {"x": x - 4, "y": y - 4, "width": 8, "height": 8, "fill": OCHRE}
        circle = {"cx": x, "cy": y, "r": 4.5, "fill": GREEN}
        drawn += element("circle", **circle) if is_left else element("rect", **shape)
        aside = 0.0 if size.is_narrow else (-10.0 if is_left else 10.0)
        at_end = is_left != size.is_narrow
        drawn += words(
            cut(name, int(room / LETTER)),
            x + aside,
            y - 10 if size.is_narrow else y + 4.5,
            13 if size.is_narrow else 14,
            INK,
            text_anchor="end" if at_end else None,
            stroke=PAPER,
            stroke_width=3,
            paint_order="stroke",
        )
    return drawn


def _two(links: Sequence[Link], size: Size) -> tuple[float, str]:
    left, right = columns(links)
    line = LINE_NARROW if size.is_narrow else LINE_TALL
    tall = float(max(len(left), len(right)) * line)
    ys, zs = _places(left, tall), _places(right, tall)
    start = 8.0 if size.is_narrow else size.width * 0.38
    end = size.width - start
    curves = "".join(_curve(one, other, (start, ys[one]), (end, zs[other])) for one, other in links)
    lines = element("g", curves, **LINKS)
    return tall, lines + _side(ys, start, True, size) + _side(zs, end, False, size)


def _arcs(links: Sequence[Link], size: Size) -> tuple[float, str]:
    names = chain(links)
    tall = float(len(names) * LINE_TALL)
    ys = _places(names, tall)
    start = size.width * (0.58 if size.is_narrow else 0.5)
    room = size.width - start - 8
    longest = int((start - 14) / LETTER)
    most = max(abs(ys[one] - ys[other]) for one, other in links) or 1.0
    curves = ""
    for one, other in links:
        out = 2 * room * abs(ys[one] - ys[other]) / (most * 1.5)
        curves += element(
            "path",
            element("title", escape(f"{one} — {other}", quote=False)),
            d=f"M{start:.1f},{ys[one]:.1f}C{start + out:.1f},{ys[one]:.1f} {start + out:.1f},"
            f"{ys[other]:.1f} {start:.1f},{ys[other]:.1f}",
        )
    drawn = element(
        "g", curves, fill="none", stroke=GREY, stroke_width="1.4", stroke_opacity="0.75"
    )
    for name, y in ys.items():
        drawn += element("circle", cx=start, cy=y, r=4.5, fill=GREEN)
        drawn += words(cut(name, longest), start - 10, y + 4.5, 14, INK, text_anchor="end")
    return tall, drawn


def sentence(sheet: Sheet, links: Sequence[Link]) -> str:
    degrees: dict[str, int] = {}
    for pair in links:
        for name in dict.fromkeys(pair):
            degrees[name] = degrees.get(name, 0) + 1
    most = max(degrees, key=lambda name: degrees[name])
    return sheet.t(
        "picture.network",
        x=sheet.label(sheet.chart.x),
        y=sheet.label(sheet.chart.y),
        links=sheet.t.count("count.link", len(links)),
        names=sheet.t.count("count.name", len(degrees)),
        most=most,
        own=sheet.t.count("count.link", degrees[most]),
    )


def draw(sheet: Sheet, size: Size) -> Picture | None:
    links = read(sheet)
    if not links:
        return None
    shown = links[:MOST]
    apart = not {one for one, _ in shown} & {other for _, other in shown}
    height, body = (_two if apart else _arcs)(shown, size)
    cut_rows = len(sheet.answer) if len(links) > MOST else len(links)
    return Picture(
        "network",
        sentence(sheet, links),
        size.width,
        height,
        body,
        cut=cut_rows - len(shown),
    )
