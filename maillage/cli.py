"""The command ``maillage``: one verb a stage of the pipeline."""

import sys
from typing import Any

import click

from maillage import __version__
from maillage.deferred import module
from maillage.errors import MaillageError

VERBS = ("ask", "build", "check", "fmt", "load", "read", "serve")
"""Each is the command of this name in its module of `maillage.commands`."""


class Verbs(click.Group):
    """A group that imports a verb once it is called.

    Its errors are one line on standard error: what, where, the remedy.
    """

    def list_commands(self, _: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command = getattr(module(f"maillage.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def main(self, *arguments: Any, **options: Any) -> Any:
        options["standalone_mode"] = False
        try:
            status = super().main(*arguments, **options)
        except click.exceptions.Abort:
            _end("interrupted", 130)
        except click.ClickException as error:
            _end(_usage(error), 2)
        except MaillageError as error:
            _end(str(error), error.exit_status)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            _end(f"{error.filename or 'system'}: {error.strerror or error}", 2)
        sys.exit(status if isinstance(status, int) else 0)


def _end(message: str, status: int) -> None:
    click.echo(f"maillage: {' '.join(message.split())}", err=True)
    sys.exit(status)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    remedy = f" ({context.command_path} --help)" if context else ""
    return error.format_message() + remedy


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="maillage")
def main() -> None:
    """The knowledge graph of French territorial conventions.

    From documents and tables to a checked, served and citable graph; run it in
    the checkout, or set MAILLAGE_ROOT.
    """
