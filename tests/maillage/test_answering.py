"""A release brings the answers of its saved questions, and they are those of its graph."""

from pathlib import Path

import pytest

from maillage import answering, catalogue
from maillage.errors import InputError
from maillage.rdf import QueryBoolean, QueryResultsFormat, QuerySolutions
from maillage.release import Release
from maillage.settings import Settings
from maillage.store import Answer, Embedded, Store, View


def written(answer: Answer | None) -> bytes | None:
    assert isinstance(answer, QuerySolutions | QueryBoolean)
    return answer.serialize(format=QueryResultsFormat.JSON)


def test_every_question_is_answered_as_its_graph_answers_it(
    national_release: Release, national_settings: Settings
) -> None:
    kept = national_release.view()
    evaluating = Embedded(kept._store)
    asked = list(dict.fromkeys(answering.questions(national_settings.queries)))
    assert len(asked) > len(catalogue.load(national_settings.queries))
    for query in asked:
        assert written(kept.kept(query)) == written(evaluating.answer(query)), query


def test_a_question_with_a_value_of_its_own_is_not_among_them(
    national_release: Release, national_settings: Settings
) -> None:
    query = catalogue.find("populations-d-une-commune", national_settings.queries)
    other = query.bound({"commune": "https://w3id.org/maillage/id/commune/32013"})
    assert national_release.view().kept(query.bound({"commune": query.parameters[0].example}))
    assert national_release.view().kept(other) is None


def test_a_file_that_is_no_question_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "broken.rq").write_text("SELECT")
    settings = Settings(root=tmp_path, var=tmp_path)
    view: View = Store().view()
    with pytest.raises(InputError, match="broken"):
        answering.write(settings, view, tmp_path / "answers")
