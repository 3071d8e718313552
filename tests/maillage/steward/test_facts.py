"""Facts of a reading, each named so that a decision finds it again."""

from pathlib import Path

import pytest

from loaders.corrections import apply, parse
from loaders.draft import Stated, draft_of
from maillage.settings import Settings
from maillage.steward.facts import facts

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted((ROOT / "data" / "documents").glob("*.md"))


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.stem[:12])
def stated(request: pytest.FixtureRequest) -> Stated:
    return draft_of(request.param, Settings(root=ROOT))


def test_every_fact_is_found_again_by_what_tells_it(stated: Stated) -> None:
    found = list(facts(stated.reading, ()))
    assert len({fact.key for fact in found}) == len(found)
    told = [fact for fact in found if fact.where is not None and fact.key != fact.field]
    assert len(told) >= 0.95 * len([fact for fact in found if fact.key != fact.field])
    for fact in told:
        where = ", ".join(f"{key}: {_quoted(text)}" for key, text in (fact.where or {}).items())
        text = (
            f"decisions:\n- field: {fact.field}\n  where: {{{where}}}\n  accept: true\n"
            "  who: agent\n  when: 2026-11-25\n  why: relu\n"
        )
        corrected = apply(stated.reading, parse(text, "a.yml"), "")
        assert corrected.issues == (), fact.key


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_spans_are_those_of_the_words(stated: Stated) -> None:
    for fact in facts(stated.reading, ()):
        for start, end, _ in fact.spans:
            assert stated.public[start:end].strip()


def test_what_was_decided_is_told(stated: Stated) -> None:
    text = (
        f"decisions:\n- field: kind\n  was: {stated.reading.kind}\n  accept: true\n"
        "  who: agent\n  when: 2026-11-25\n  why: relu\n"
    )
    found = {fact.key: fact.decided for fact in facts(stated.reading, parse(text, "a.yml"))}
    assert found["kind"] == "accept"
    assert found["programme"] is None
