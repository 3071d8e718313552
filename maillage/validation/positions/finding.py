"""The one place of a finding in a file: where a person has to look to mend it.

- a value of a property: the value;
- two values where one is allowed, or a value that the file does not hold: the
  first place of the property;
- a property that is missing: the thing, where its description begins;
- a value at the end of a longer path, or that a rule in SPARQL found on another
  thing: where that thing tells it, if one place alone does; else the thing at
  fault, because the rule is about it;
- a thing that the file only names (what it says breaks a rule elsewhere in the
  graph): the first place that names it, else the first other thing of the
  finding that the file describes.
"""

from maillage.rdf import Literal, Term
from maillage.validation.findings import Finding
from maillage.validation.positions.index import Positions, Span


def place(positions: Positions, finding: Finding) -> Span | None:
    """Where a finding stands in the file of these positions; None where it is not sure."""
    focus, path, value = finding.focus, finding.path, finding.value
    if isinstance(focus, Literal) or not positions.describes(focus):
        return _beside(positions, finding)
    told = path is not None and positions.describes(focus, path)
    if not told and value is not None and value != focus:
        reached = positions.reached(focus, value)
        if reached is not None:
            return reached
    return positions.span(focus, path, value)


def _beside(positions: Positions, finding: Finding) -> Span | None:
    """Where the file names the thing at fault, else another term of the finding."""
    named = positions.mentioned(finding.focus)
    others = [term for term in (finding.value, *dict(finding.bindings).values()) if term]
    return named or next(filter(None, (_described(positions, term) for term in others)), None)


def _described(positions: Positions, term: Term) -> Span | None:
    return None if isinstance(term, Literal) else positions.span(term)
