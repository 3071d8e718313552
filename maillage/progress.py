"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

import sys
from types import TracebackType
from typing import Any

import click


class Progress:
    """Stages named as they begin; writes on standard error only.

    Args:
        stages: how many are to come.
    """

    def __init__(self, title: str, stages: int) -> None:
        self._terminal = sys.stderr.isatty()
        self._first = True
        self._bar: Any = click.progressbar(
            length=stages,
            label=title,
            file=sys.stderr,
            item_show_func=lambda stage: stage,
            show_eta=False,
        )

    def __enter__(self) -> "Progress":
        if self._terminal:
            self._bar.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._terminal:
            if kind is None:
                self._bar.update(1, None)
            self._bar.__exit__(kind, error, trace)

    def __call__(self, stage: str) -> None:
        """Tells that `stage` begins."""
        if self._terminal:
            self._bar.update(0 if self._first else 1, stage)
        else:
            click.echo(f"· {stage}", err=True)
        self._first = False
