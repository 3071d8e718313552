"""Each verb is a module of its own, and only the one that is called is imported."""

import subprocess
import sys

import click
import pytest

from maillage import commands
from maillage.cli import VERBS, main
from maillage.deferred import module
from tests.checkout import ROOT


def test_every_module_of_a_verb_is_listed() -> None:
    (folder,) = commands.__path__
    files = {path.stem for path in (ROOT / "maillage" / "commands").glob("*.py")}
    assert str(ROOT / "maillage" / "commands") == folder
    assert files - {"__init__", "options"} == set(VERBS)
    assert list(VERBS) == sorted(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_the_command_of_its_name_and_tells_what_it_does(verb: str) -> None:
    command = main.get_command(click.Context(main), verb)
    assert command is not None
    assert command.name == verb
    assert command.help


def test_a_module_of_the_folder_that_is_no_verb_is_no_command() -> None:
    assert main.get_command(click.Context(main), "options") is None


def test_the_command_itself_imports_no_verb() -> None:
    code = "import sys, maillage.cli; print([m for m in sys.modules if m.startswith('maillage.c')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['maillage.cli']"


def test_a_module_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"maillage\.nothing"):
        module("maillage.nothing")
