"""A frieze: periods, events, what goes on, and dates that are only a year."""

import pytest
from lxml import etree

from api.pages.pictures import timeline
from api.pages.pictures.model import NARROW, WIDE, Size
from maillage.catalogue import Chart
from tests.api.pages.pictures.sheets import HOSTILE, answer, sheet

COLUMNS = (("quoi", "text"), ("debut", "date"), ("fin", "date"))
CHART = Chart("timeline", "debut", "quoi", None, "fin")
ROWS = (
    ("Convention", "2018-07-13", "2023-07-13"),
    ("Adhésion", "2021-04", None),
    ("Sans date", None, None),
)


def rects(body: str) -> list[dict[str, str]]:
    root = etree.fromstring(f"<svg>{body}</svg>")
    return [{str(k): str(v) for k, v in one.attrib.items()} for one in root.iter("rect")]


def test_a_period_runs_from_its_date_to_its_end_and_what_has_none_goes_on() -> None:
    drawn = timeline.draw(sheet(answer(COLUMNS, ROWS, CHART)), WIDE)
    assert drawn is not None
    closed, going = rects(drawn.body)
    assert "stroke-dasharray" not in closed
    assert "stroke-dasharray" in going
    assert float(going["x"]) > float(closed["x"])
    assert float(going["x"]) + float(going["width"]) <= WIDE.width
    assert drawn.cut == 1
    assert "Convention, 13\xa0juillet\xa02018 → 13\xa0juillet\xa02023" in drawn.sentence


def test_without_a_column_of_ends_dates_are_events() -> None:
    found = answer(COLUMNS[:2], [row[:2] for row in ROWS], Chart("timeline", "debut", "quoi"))
    drawn = timeline.draw(sheet(found), WIDE)
    assert drawn is not None
    assert drawn.body.count("<circle") == 2
    assert not rects(drawn.body)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_names_stay_inside(size: Size) -> None:
    rows = [(f"Un nom qui est vraiment long {n}" * 3, f"20{10 + n}-06-01", None) for n in range(14)]
    drawn = timeline.draw(sheet(answer(COLUMNS, rows, CHART)), size)
    assert drawn is not None
    for text in etree.fromstring(f"<svg>{drawn.body}</svg>").iter("text"):
        x, wide = float(str(text.get("x"))), 7 * len(text.text or "")
        if text.get("text-anchor") == "end":
            assert x <= size.width
            assert x - wide > -20
        elif text.get("text-anchor") is None:
            assert x + wide <= size.width + 20


def test_an_end_before_its_beginning_is_still_drawn() -> None:
    rows = [("À l'envers", "2023-01-01", "2020-01-01")]
    drawn = timeline.draw(sheet(answer(COLUMNS, rows, CHART)), WIDE)
    assert drawn is not None
    assert all(float(one["width"]) > 0 for one in rects(drawn.body))


def test_without_a_date_there_is_nothing_to_draw() -> None:
    assert timeline.draw(sheet(answer(COLUMNS, ROWS[2:], CHART)), WIDE) is None


def test_a_hostile_name_is_only_a_text() -> None:
    drawn = timeline.draw(sheet(answer(COLUMNS, [(HOSTILE, "2020", None)], CHART)), WIDE)
    assert drawn is not None
    assert not list(etree.fromstring(f"<svg>{drawn.body}</svg>").iter("script"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_an_end_in_the_year_9999_is_drawn(size: Size) -> None:
    """Tables write it for what has no end; few years are then named."""
    rows = (("Convention", "2018-07-13", "9999-12-31"),)
    drawn = timeline.draw(sheet(answer(COLUMNS, rows, CHART)), size)
    assert drawn is not None
    assert drawn.body.count(">5000<") == 1
