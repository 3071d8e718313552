"""References are resolved as the parser does: no more, no less."""

import pytest

from maillage.rdf import RdfFormat, parse
from maillage.validation.positions.resolve import resolved
from maillage.validation.positions.scan import UnlocatedError

BASES = ["http://h/a/b/c", "http://h/a/b/", "http://h", "http://h/a#f", "http://h/a?b/c", "urn:x:y"]
REFERENCES = [
    *("x", "x/y", "./x", "../x", "x/../y", "x/..", "x/.", "..", "", "#f", "?q", "/x", "//o/x", "é"),
    *("x:y", "http:x", "a/b:c", "x?q=/../a", ".x", "...", "x/./y/../z", "1", "-"),
]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("reference", REFERENCES)
def test_reference_means_what_the_parser_says(reference: str, base: str) -> None:
    try:
        (quad,) = parse(f"<{reference}> <x:p> 1 .", format=RdfFormat.TURTLE, base_iri=base)
    except SyntaxError:
        with pytest.raises(UnlocatedError):
            resolved(reference, base)
    else:
        assert f"<{resolved(reference, base)}>" == str(quad.subject)


def test_reference_without_a_base_means_nothing() -> None:
    with pytest.raises(UnlocatedError):
        resolved("x", "")
