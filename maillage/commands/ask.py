"""``maillage ask``: saved questions."""

import click

from maillage import catalogue
from maillage.commands.options import LANGUAGES
from maillage.errors import InputError
from maillage.release import current
from maillage.settings import settings


@click.command()
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "params", multiple=True, metavar="name=value", help="may be repeated")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(catalogue.FORMATS)),
    default="table",
    show_default=True,
)
@click.option("--lang", type=LANGUAGES, default="fr", show_default=True)
def ask(name: str, params: tuple[str, ...], form: str, lang: str) -> None:
    """Answer a saved question (queries/NAME.rq) or a query in a file."""
    config = settings()
    query = catalogue.find(name, config.queries)
    values = dict(_pair(param) for param in params)
    answer = catalogue.ask(current(config).asked(config), query, values)
    text = catalogue.render(answer, form, lang)
    click.echo(text, nl=not text.endswith("\n"))


def _pair(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not sign:
        raise InputError(f"--param {param}", "is not name=value")
    return name, value
