"""The saved questions: ``queries/*.rq``, their parameters, their answers."""

from maillage.catalogue.answers import Answer, ask, choices, refuse_unlisted
from maillage.catalogue.folder import find, load, read
from maillage.catalogue.formats import FORMATS, render
from maillage.catalogue.parameters import Choice, Parameter, ParameterError
from maillage.catalogue.questions import THEMES, Chart, Column, Competency, SavedQuery
from maillage.catalogue.table import shown

__all__ = [
    "FORMATS",
    "THEMES",
    "Answer",
    "Chart",
    "Choice",
    "Column",
    "Competency",
    "Parameter",
    "ParameterError",
    "SavedQuery",
    "ask",
    "choices",
    "find",
    "load",
    "read",
    "refuse_unlisted",
    "render",
    "shown",
]
