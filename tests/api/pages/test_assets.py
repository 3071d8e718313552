"""The style sheet knows what the templates draw: a shape without a rule would be filled black."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.pages import page

STYLES = Path(page.__file__).parents[1] / "static" / "maillage.css"
SHAPE = re.compile(r"""<(?:path|line|circle|rect|polygon|polyline|text)\b[^>]*?\bclass="([^"{]*)""")


def drawn() -> Iterator[tuple[str, str]]:
    """Each class that is written whole on a shape in a template, with the template's name."""
    for path in sorted(page.TEMPLATES.glob("*.html")):
        for found in SHAPE.finditer(path.read_text(encoding="utf-8")):
            whole = (name for name in found[1].split() if not name.endswith("-"))
            yield from ((path.name, name) for name in whole)


def known(name: str) -> bool:
    """Whether a rule is for this class, and not for one that only begins like it."""
    return bool(re.search(rf"\.{re.escape(name)}(?![\w-])", STYLES.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("template", "name"), sorted(set(drawn())))
def test_a_shape_has_a_rule(template: str, name: str) -> None:
    assert known(name), f"{template}: no rule for .{name}"


def test_a_class_that_only_begins_like_another_is_not_known() -> None:
    assert known("chart")
    assert not known("char")
