"""The choice of a language, and its sentences."""

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from api.completions import KINDS
from api.pages import language
from api.pages.language import Texts, asked, chosen, texts

PAGES = Path(language.__file__).parent
EDITOR = PAGES.parents[1] / "editor" / "src"
VIEWS = {"table", "chart", "map", "raw", *(f"kind_{one}" for one in KINDS.values())}
"""Sentences of the editor whose key is the name of a view, or of a kind of term."""
KEY = re.compile(r"""\bt(?:\.noun|\.count|\.get)?\(\s*["']([a-z_]+\.[a-z_0-9]+)["']""")
MADE = (
    "editor.",
    "picture.",
    "reuse.",
    "questions.kind_",
    "severity.",
    "shapes.severity_",
    "kind.",
    "kind_one.",
    "map.",
    "error.",
    "term.",
    "ontology.",
    "validate.what_",
    "validate.verdict_",
    "validate.issue_",
    "validate.decided_",
    "fact.",
    "facts.",
    "property.",
    "territory_kind.",
    "severity_count.",
    "chronology.",
    "dispositif.how_",
    "search.",
    "lists.",
)
"""Keys that are made of a part that is known only when a page is."""
LISTED = re.compile(r"""\(["']([a-z]+\.[a-z_]+)["'], [A-Zv]""")


def request(query: str = "", accept: str = "") -> Request:
    headers = [(b"accept-language", accept.encode())] if accept else []
    return Request({"type": "http", "headers": headers, "query_string": query.encode()})


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("", "", "fr"),
        ("", "en", "en"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr,en;q=0.9", "fr"),
        ("", "de, en;q=0.5, fr;q=0.4", "en"),
        ("", "en, fr", "fr"),
        ("", "de", "fr"),
        ("", "en;q=0", "fr"),
        ("", "en;q=beaucoup", "fr"),
        ("lang=en", "fr", "en"),
        ("lang=fr", "en", "fr"),
        ("lang=xx", "en", "en"),
        ("lang=<script>", "", "fr"),
    ],
)
def test_the_address_decides_then_the_browser(query: str, accept: str, expected: str) -> None:
    assert chosen(request(query, accept)) == expected


def test_only_a_known_language_can_be_asked() -> None:
    assert asked(request("lang=en")) == "en"
    assert asked(request("lang=xx")) is None


def test_both_languages_say_the_same_things() -> None:
    french, english = texts("fr"), texts("en")
    assert set(french) == set(english)
    for key, text in french.items():
        fields = [
            {f[1] for f in string.Formatter().parse(one) if f[1]} for one in (text, english[key])
        ]
        assert fields[0] == fields[1], key
        assert ("|" in text) == ("|" in english[key]), key


def used() -> Iterator[str]:
    for path in (*PAGES.rglob("*.html"), *PAGES.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        yield from KEY.findall(code)
        yield from LISTED.findall(code)


def test_every_sentence_that_pages_ask_for_is_written() -> None:
    missing = {key for key in used() if not key.endswith("_")} - set(texts("fr"))
    assert not missing


def test_every_sentence_written_is_asked_for() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (*PAGES.rglob("*.html"), *PAGES.rglob("*.py"))
    )
    idle = [key for key in texts("fr") if not key.startswith(MADE) and f'"{key}"' not in code]
    assert [key for key in idle if f"'{key}'" not in code] == []


def test_the_script_of_the_editor_and_its_sentences_agree() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(EDITOR.glob("*.js")))
    written = set(Texts("fr").group("editor"))
    asked_for = set(re.findall(r"""\b(?:say|count)\("([a-z_]+)\"""", code))
    assert asked_for <= written
    assert {key for key in written - VIEWS if f'"{key}"' not in code} == set(), "idle sentences"


def test_a_noun_agrees_with_its_figure() -> None:
    french, english = Texts("fr"), Texts("en")
    assert french.noun("count.action", 0) == "action"
    assert french.noun("count.action", 1) == "action"
    assert french.noun("count.action", 2) == "actions"
    assert english.noun("count.action", 0) == "actions"
    assert french.count("count.commune", 34955) == "34\u202f955\u00a0communes"
