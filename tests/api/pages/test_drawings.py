"""The map, the timeline and the charts: what is drawn where."""

from pathlib import Path

import pytest

from api.pages.chart import SMALL, picture
from api.pages.map import centres, diamonds, dots, shapes
from api.pages.projection import FRAMES, HEIGHT, WIDTH, place
from api.pages.timeline import LEFT, Span, timeline
from maillage.catalogue import Answer, Chart, Column, SavedQuery
from maillage.rdf import Literal, integer
from maillage.store import Row

GEO = Path(__file__).parents[3] / "data" / "geo"


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [
        (-4.78, 48.4),
        (8.23, 48.97),
        (9.56, 42.1),
        (9.2, 41.37),
        (2.5, 51.08),
        (-61.7, 16.0),
        (55.5, -21.1),
    ],
)
def test_the_corners_of_the_country_are_on_the_map(longitude: float, latitude: float) -> None:
    spot = place(longitude, latitude)
    assert spot is not None
    assert 0 <= spot[0] <= WIDTH
    assert 0 <= spot[1] <= HEIGHT


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(0.0, 0.0), (-56.3, 46.9), (13.4, 52.5), (165.6, -21.3)]
)
def test_ground_that_is_not_shown_has_no_place(longitude: float, latitude: float) -> None:
    assert place(longitude, latitude) is None


def test_north_is_up_and_east_is_right() -> None:
    lille, marseille, brest, strasbourg = (
        place(*spot) for spot in ((3.06, 50.63), (5.37, 43.3), (-4.49, 48.39), (7.75, 48.58))
    )
    assert lille
    assert marseille
    assert brest
    assert strasbourg
    assert lille[1] < marseille[1]
    assert brest[0] < strasbourg[0]


def test_each_frame_holds_its_own_departement() -> None:
    known = shapes(GEO)
    for frame in FRAMES:
        west, north, east, south = known[frame.code].box
        assert frame.x - 1 <= west < east <= frame.x + frame.size + 1
        assert frame.y - 1 <= north < south <= frame.y + frame.size + 1


def test_every_departement_has_an_outline_inside_the_map() -> None:
    known = shapes(GEO)
    assert len(known) == 101
    for shape in known.values():
        assert shape.d.startswith("M")
        assert shape.d.endswith("z")
        assert 0 <= shape.box[0] < shape.box[2] <= WIDTH
        assert 0 <= shape.box[1] < shape.box[3] <= HEIGHT


def test_centres_are_inside_their_country() -> None:
    known = centres(GEO)
    assert known["46042"] == pytest.approx((1.44, 44.45), abs=0.05)
    outside = [code for code, point in known.items() if place(*point) is None]
    assert [code for code in outside if not code.startswith(("975", "977", "978"))] == []


def test_a_folder_without_outlines_gives_an_empty_map(tmp_path: Path) -> None:
    assert shapes(tmp_path) == {}
    assert centres(tmp_path) == {}


def test_points_are_strokes_without_length() -> None:
    assert dots([(1.0, 2.25), (3.0, 4.0)]) == "M1.0,2.2h0M3.0,4.0h0"
    assert diamonds([(10.0, 20.0)]) == "M10.0,14.0l6,6-6,6-6-6z"


def test_a_timeline_runs_from_signature_to_deadline() -> None:
    drawn = timeline([Span("ORT", "2023-01-26", None), Span("PVD", "2021-04", "2022-10")])
    assert drawn is not None
    assert [bar.span.name for bar in drawn.bars] == ["PVD", "ORT"]
    pvd, ort = drawn.bars
    assert not pvd.is_open
    assert ort.is_open
    assert LEFT < pvd.x < ort.x
    assert next(tick.year for tick in drawn.ticks) == 2021
    assert ort.x + ort.width <= drawn.width


def test_without_a_date_there_is_no_timeline() -> None:
    assert timeline([Span("ACV", "indefini", None)]) is None
    assert timeline([]) is None


def question(chart: Chart | None) -> SavedQuery:
    columns = (
        Column("nom", {"fr": "Nom", "en": "Name"}),
        Column("n", {"fr": "N", "en": "N"}, "integer"),
    )
    texts = {"fr": "?", "en": "?"}
    return SavedQuery("q", Path("q.rq"), texts, texts, "", (), columns, "SELECT ?nom ?n {}", chart)


def answer(chart: Chart | None, *rows: tuple[str, int]) -> Answer:
    terms: tuple[Row, ...] = tuple(
        {"nom": Literal(name), "n": integer(value)} for name, value in rows
    )
    return Answer(question(chart), ("nom", "n"), terms)


def test_bars_are_as_long_as_their_values() -> None:
    drawn = picture(answer(Chart("bar", "nom", "n"), ("a", 100), ("b", 50), ("c", 0)), "fr")
    assert drawn is not None
    widths = [bar.width for bar in drawn.bars]
    assert widths[0] == SMALL.width - SMALL.left - SMALL.right
    assert widths[1] == pytest.approx(widths[0] / 2)
    assert widths[2] == 1.0


def test_a_small_picture_says_how_many_bars_it_leaves_out() -> None:
    rows = [(f"un nom beaucoup trop long {n}", n + 1) for n in range(10)]
    drawn = picture(answer(Chart("bar", "nom", "n"), *rows), "fr", SMALL)
    assert drawn is not None
    assert len(drawn.bars) == SMALL.most
    assert drawn.cut == 10 - SMALL.most
    assert drawn.bars[0].name.endswith("…")
    assert len(drawn.bars[0].name) == SMALL.longest


@pytest.mark.parametrize(
    "rows", [[], [("a", 0)], [("a", -3)]], ids=["nothing", "only zero", "only negative"]
)
def test_what_cannot_be_drawn_is_not_drawn(rows: list[tuple[str, int]]) -> None:
    assert picture(answer(Chart("bar", "nom", "n"), *rows), "fr") is None


def test_a_question_without_a_chart_has_no_picture() -> None:
    assert picture(answer(None, ("a", 1)), "fr") is None


def test_only_bars_are_small_pictures() -> None:
    assert picture(answer(Chart("line", "nom", "n"), ("2019", 1), ("2021", 4)), "fr") is None
