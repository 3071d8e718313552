"""``maillage fmt``: Turtle in canonical form."""

import click

from maillage import turtle
from maillage.files import write_atomically
from maillage.settings import settings

TREES = ("ontology", "shapes", "data/ttl", "tests")


@click.command()
@click.option("--check", "only_check", is_flag=True, help="tell what would change, change nothing")
def fmt(only_check: bool) -> int:
    """Put every .ttl of the tree in its canonical form."""
    config = settings()
    paths = [path for tree in TREES for path in sorted((config.root / tree).rglob("*.ttl"))]
    changed = 0
    for path in paths:
        if "cases" in path.relative_to(config.root).parts:
            continue
        old = path.read_text(encoding="utf-8")
        new = turtle.format_text(old, path)
        if new != old:
            changed += 1
            click.echo(path)
            if not only_check:
                write_atomically(path, new.encode())
    return int(only_check and changed > 0)
