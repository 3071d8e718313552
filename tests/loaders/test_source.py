"""Where an offset of a normalised text stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.source import CELL, LINE, PAGE, page_of


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (2, 1), (3, 1), (4, 2), (5, 3), (7, 3)])
def test_page_begins_after_its_mark(offset: int, page: int) -> None:
    assert page_of("abc\f\fdef", offset) == page


def test_text_without_pages_has_none() -> None:
    assert page_of("a convention", 3) is None


@given(st.lists(st.text("ab \n"), min_size=2, max_size=6))
def test_every_offset_stands_on_the_page_it_was_written_on(pages: list[str]) -> None:
    text = PAGE.join(pages)
    offset = 0
    for number, page in enumerate(pages, 1):
        assert {page_of(text, offset + place) for place in range(len(page) + 1)} == {number}
        offset += len(page) + 1


def test_marks_of_pages_cells_and_lines_are_white_space_and_no_end_of_line() -> None:
    assert all(mark.isspace() and "\n" not in mark for mark in (PAGE, CELL, LINE))
