"""The saved questions: ``queries/*.rq``, their parameters, their answers."""

from maillage.catalogue.answers import Answer, ask, choices, serialised
from maillage.catalogue.folder import load, named, read
from maillage.catalogue.parameters import Choice, Parameter, ParameterError
from maillage.catalogue.questions import THEMES, Chart, Column, SavedQuery
from maillage.catalogue.table import shown, table

__all__ = [
    "THEMES",
    "Answer",
    "Chart",
    "Choice",
    "Column",
    "Parameter",
    "ParameterError",
    "SavedQuery",
    "ask",
    "choices",
    "load",
    "named",
    "read",
    "serialised",
    "shown",
    "table",
]
