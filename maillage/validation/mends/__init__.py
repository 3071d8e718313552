"""The mends of a report: for each finding, what a person may accept to make it right.

A mend is offered only after the rules of its thing were asked again: the
finding goes, and no other one comes. What is not sure is not offered.
"""

from maillage.validation.mends.offer import mended, numbered

__all__ = ["mended", "numbered"]
