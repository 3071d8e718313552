"""Personal details hidden character for character."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.masking import MASK, contacts, mask
from loaders.reading import Personal
from maillage.model import Passage

TEXT = "Contact : Camille EXEMPLE, 05 00 00 00 01"


def _personal(start: int, end: int, office: bool = False) -> Personal:
    return Personal("name", "x", Passage(start, end, TEXT[start:end]), office)


def test_name_is_replaced_by_as_many_marks() -> None:
    assert mask(TEXT, [_personal(10, 25)]) == f"Contact : {MASK * 15}, 05 00 00 00 01"


def test_overlapping_details_are_masked_once() -> None:
    assert mask(TEXT, [_personal(10, 25), _personal(18, 30)]) == f"Contact : {MASK * 20}00 00 00 01"


def test_holders_of_a_public_office_are_no_contacts() -> None:
    assert contacts([_personal(10, 25, office=True)]) == ()
    assert contacts([_personal(10, 25)]) == (_personal(10, 25),)


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
            lambda span: span[0] < span[1]
        )
    )
)
def test_positions_never_move(spans: list[tuple[int, int]]) -> None:
    masked = mask(TEXT, [_personal(*span) for span in spans])
    hidden = {position for start, end in spans for position in range(start, end)}
    assert len(masked) == len(TEXT)
    assert all(
        masked[position] == (MASK if position in hidden else TEXT[position])
        for position in range(len(TEXT))
    )
