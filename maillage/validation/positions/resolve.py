"""Relative references against a base, as the parser resolves them (RFC 3986, 5.2)."""

import re
from functools import lru_cache

from maillage.rdf import RdfFormat, parse
from maillage.validation.positions.scan import UnlocatedError

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
BELOW = re.compile(r"[^./?#:][^?#:]*")
"""A path below that of the base, if it has no step « . » or « .. »."""
STEP = re.compile(r"/\.\.?(?:/|$)")
FOLDER = re.compile(r"[a-z]+://[^/?#]+(?:/[^?#]*)?/")


def resolved(reference: str, base: str) -> str:
    """The absolute IRI that a reference means; one that has a scheme is left as it is.

    Raises:
        UnlocatedError: there is no base, or it makes no IRI.
    """
    if SCHEME.match(reference):
        return reference
    folder = FOLDER.match(base)
    if folder and BELOW.fullmatch(reference) and not STEP.search(reference):
        return folder[0] + reference
    return _judged(reference, base)


@lru_cache(maxsize=4096)
def _judged(reference: str, base: str) -> str:
    """What the parser itself makes of the reference."""
    line = f"<{reference}> <x:p> <x:o> ."
    try:
        (quad,) = parse(line, format=RdfFormat.TURTLE, base_iri=base or None)
    except (SyntaxError, ValueError) as error:
        raise UnlocatedError(f"<{reference}> has no meaning below <{base}>") from error
    return str(quad.subject)[1:-1]
