"""``python -m maillage``: the command."""

from maillage.cli import main

main()
