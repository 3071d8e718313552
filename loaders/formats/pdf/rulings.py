"""The ruled lines of a page: strokes, thin filled boxes and the edges of framed boxes."""

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

THIN = 2.6
"""Points; a filled box no thicker is a line."""
SHORT = 6.0
MOST = 6_000
"""Lines of a page; drawings have more, and rule no table."""


@dataclass(frozen=True)
class Ruling:
    """A line along one axis: `at` across, from `start` to `end` along, in points."""

    horizontal: bool
    at: float
    start: float
    end: float


Point = tuple[float, float]


def rulings(page: pdfium.PdfPage) -> list[Ruling]:
    """All ruled lines of a page; none where a drawing has too many to rule a table."""
    found: list[Ruling] = []
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3):
        found += _of_path(item.raw)
        if len(found) > MOST:
            return []
    return found


def _of_path(path: object) -> Iterator[Ruling]:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroked))
    if not mode.value and not stroked.value:
        return
    for points in _outlines(path):
        yield from _of_outline(points, bool(stroked.value))


def _outlines(path: object) -> Iterator[list[Point]]:
    """The straight outlines of a path, on the page; one with a curve rules nothing."""
    number = raw.FPDFPath_CountSegments(path)
    if not 0 < number <= 2_000:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for index in range(number):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _of_outline(points: list[Point], stroked: bool) -> Iterator[Ruling]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if top - bottom <= THIN and right - left >= SHORT:
        yield Ruling(True, (top + bottom) / 2, left, right)
    elif right - left <= THIN and top - bottom >= SHORT:
        yield Ruling(False, (left + right) / 2, bottom, top)
    elif stroked:
        for (x, y), (x2, y2) in itertools.pairwise(points):
            if abs(y - y2) <= 0.5 and abs(x - x2) >= SHORT:
                yield Ruling(True, y, min(x, x2), max(x, x2))
            elif abs(x - x2) <= 0.5 and abs(y - y2) >= SHORT:
                yield Ruling(False, x, min(y, y2), max(y, y2))
