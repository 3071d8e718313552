"""A person's decisions on what was read: values replaced, facts refused or added, links chosen.

``data/corrections/<document>.yml`` holds them, each with who decided, when and
why. They are found again by what the document says, not by positions, so that
they survive a new reading; one that no longer applies is told.
"""

from collections.abc import Container
from pathlib import Path

from loaders.corrections.apply import Corrected, Known, apply
from loaders.corrections.decision import Decision, parse
from maillage.errors import InputError

__all__ = ["Corrected", "Decision", "Known", "apply", "check", "load", "parse"]


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
        french = "ce fichier ne peut pas être lu ; enregistrez-le en UTF-8"
        raise InputError(path, f"cannot be read ({error}); save it as UTF-8", french) from error
    return parse(text, path)


def check(folder: Path, slugs: Container[str]) -> None:
    """That each file of decisions can be used, and is of one of these documents.

    Raises:
        InputError: a file would be ignored, or cannot be used.
    """
    for path in sorted(folder.glob("*")):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        if path.suffix != ".yml":
            raise InputError(
                path,
                "is no file of decisions; name it <document>.yml, or remove it",
                "ce n'est pas un fichier de décisions ; nommez-le <document>.yml, ou retirez-le",
            )
        load(path)
        if path.stem not in slugs:
            reason = "no document of data/documents has this name; rename the file, or remove it"
            french = (
                "aucun document de data/documents ne porte ce nom ; renommez le fichier, ou "
                "retirez-le"
            )
            raise InputError(path, reason, french)
