"""Days on a line: what is said, what is only deduced, what is not known."""

import pytest

from api.pages.timeline import Moment, Span, later, timeline


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [
        ("2018-07-13", 60, "2023-07-13"),
        ("2020-11-30", 3, "2021-02-28"),
        ("2018-12", 1, "2019-01"),
        ("2018", 24, "2020"),
        ("2018", 18, None),
        ("bientôt", 12, None),
    ],
)
def test_a_deadline_is_as_exact_as_its_beginning(
    date: str, months: int, expected: str | None
) -> None:
    assert later(date, months) == expected


def test_one_line_holds_all_that_bears_its_name() -> None:
    drawn = timeline(
        [Span("ACV", "2018-07-13", "2023-07-13", deduced=True), Span("ORT", "2019-06-04", None)],
        [Moment("ACV", "2021-01-01", "Avenant", "avenant"), Moment("ORT", "?", "x")],
    )
    assert drawn is not None
    assert [name for name, _ in drawn.names] == ["ACV", "ORT"]
    assert all(bar.is_open for bar in drawn.bars)
    (spot,) = drawn.spots
    acv = drawn.bars[0]
    assert acv.x < spot.x < acv.x + acv.width
    assert acv.y < spot.y < acv.y + 24


def test_moments_alone_make_a_picture() -> None:
    drawn = timeline([], [Moment("PVD", "2021", "Signature envisagée", "envisage")])
    assert drawn is not None
    assert drawn.bars == ()
    assert len(drawn.spots) == 1


def test_many_years_are_named_every_second() -> None:
    drawn = timeline([Span("SRU", "2000", "2026")])
    assert drawn is not None
    years = [tick.year for tick in drawn.ticks]
    assert years[:3] == [2000, 2002, 2004]


def test_a_long_time_has_no_more_names_than_fit() -> None:
    drawn = timeline([Span("TI", "2018", "9999")])
    assert drawn is not None
    assert [tick.year for tick in drawn.ticks][:2] == [2018, 3018]
    assert len(drawn.ticks) < 15
