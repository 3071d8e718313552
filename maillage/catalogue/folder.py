"""The saved queries of a folder, found by their files."""

from difflib import get_close_matches
from pathlib import Path

from maillage.catalogue import header, lint
from maillage.catalogue.questions import SavedQuery
from maillage.errors import InputError

SUFFIX = ".rq"


def _parsed(path: Path) -> SavedQuery:
    try:
        return header.parsed(path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8; save it as UTF-8") from error


def read(path: Path) -> SavedQuery:
    """One file, which may lack the header of a saved query (`maillage ask FILE.rq`).

    Raises:
        InputError: it cannot be read, or is not a question in SPARQL 1.1.
    """
    return lint.usable(_parsed(path))


def load(folder: Path) -> tuple[SavedQuery, ...]:
    """The saved queries of a folder, in the order of their names.

    Raises:
        InputError: the folder is not there, or a file breaks a rule of the style.
    """
    if not folder.is_dir():
        raise InputError(folder, "there is no such folder of saved queries")
    return tuple(lint.checked(_parsed(path)) for path in sorted(folder.glob(f"*{SUFFIX}")))


def find(name: str, folder: Path) -> SavedQuery:
    """The saved query of this name in `folder`, or the query of a file ``….rq``.

    Raises:
        InputError: there is none (the nearest names are told), or it cannot be used.
    """
    if name.endswith(SUFFIX):
        return read(Path(name))
    known = {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    if not known:
        raise InputError(folder, "holds no saved query (is this the checkout? set MAILLAGE_ROOT)")
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"there is {', '.join(near)}" if near else "queries/ holds those that there are"
        raise InputError(name, f"no saved query has this name; {hint}")
    return lint.checked(_parsed(known[name]))
