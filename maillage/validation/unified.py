"""What changed between two texts, as a unified diff that can be applied."""

import difflib
import re
from collections.abc import Sequence

MARGIN = 100
"""Lines kept around all changes when they are compared: equal lines may slide."""
HUNK = re.compile(r"(?<=[ @])([-+])(\d+)")


def difference(before: str, after: str, name: str) -> str:
    """The unified diff of a file of this name; empty where nothing changed.

    Only the lines between the first and the last change are compared: a file
    may have many.
    """
    if before == after:
        return ""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = max(_common(old, new) - MARGIN, 0)
    tail = max(_common(old[:head:-1], new[:head:-1]) - MARGIN, 0)
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    lines = difflib.unified_diff(*middle, f"a/{name}", f"b/{name}")
    return "".join(_line(line, head) for line in lines)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _line(line: str, head: int) -> str:
    """A line of a diff, in which `head` lines before were left out."""
    if line.startswith("@@"):
        return HUNK.sub(lambda match: f"{match[1]}{int(match[2]) + head}", line)
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
