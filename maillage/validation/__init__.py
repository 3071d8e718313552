"""Checking the graph by the rules of ``shapes/``.

`check_graph` is for a build, `check_file` and `check_triples` for something
that may be added; both give a `Report`, which `render` writes in a form.
"""

from maillage.validation.check import check_file, check_graph, check_triples
from maillage.validation.formats import FORMATS, render
from maillage.validation.report import Report, Rule, Severity, Source, Text, Violation
from maillage.validation.shapes import Shapes, load

__all__ = [
    "FORMATS",
    "Report",
    "Rule",
    "Severity",
    "Shapes",
    "Source",
    "Text",
    "Violation",
    "check_file",
    "check_graph",
    "check_triples",
    "load",
    "render",
]
