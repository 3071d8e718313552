"""A person's decisions on what was read: values replaced, facts refused or added, links chosen.

``data/corrections/<document>.yml`` holds them, each with who decided, when and
why. They are found again by what the document says, not by positions, so that
they survive a new reading; one that no longer applies is told.
"""

from pathlib import Path

from loaders.corrections.apply import Corrected, apply
from loaders.corrections.decision import Decision, parse
from maillage.errors import InputError

__all__ = ["Corrected", "Decision", "apply", "load"]


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in order; none where there is no file.

    Raises:
        InputError: the file cannot be read, or a decision lacks something.
    """
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error}); save it as UTF-8") from error
    return parse(text, path)
