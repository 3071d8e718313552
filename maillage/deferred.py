"""The one place that imports a module by its name, once it is needed.

A command then starts without the libraries of the others.
"""

from importlib import import_module
from types import ModuleType
from typing import Any


def module(name: str) -> Any:
    """The module of this name, imported now."""
    found: ModuleType = import_module(name)
    return found
