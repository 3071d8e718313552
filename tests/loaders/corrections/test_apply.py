"""Decisions change a reading where they apply, and are told with a remedy where they do not."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from loaders.corrections import Corrected, Decision, Known, apply
from loaders.reading import (
    ActionSheet,
    Amount,
    DatedEvent,
    DocumentInfo,
    Duration,
    Evidence,
    Party,
    ProposedLink,
    Reading,
)
from maillage.model import Level, Passage

TEXT = "Convention du 6 mai 2021, de dix-huit mois, avec l'Anah. Le comité siège le 7 mai 2021."
PLACE = "data/corrections/valmont.yml"


def words(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return (Passage(start, start + len(quote), quote),)


def sheet(title: str) -> ActionSheet:
    return ActionSheet(None, title, None, None, (), words("Convention"))


def link(action: int | None, grant: str) -> ProposedLink:
    return ProposedLink(action, "Halle", grant, "Halles", 0.5, "mots", words("Convention"))


def total(value: str, part_of: int | None = None) -> Amount:
    return Amount(value, "exact", None, None, words("Anah"), part_of=part_of)


READING = Reading(
    DocumentInfo("0" * 64, "text/plain", None, len(TEXT)),
    kind="autre",
    duration_months=Duration(18, words("dix-huit mois")),
    dates=(
        DatedEvent("2021-05-06", "signature", None, words("6 mai 2021")),
        DatedEvent("2021-05-07", "autre", "le comité siège", words("7 mai 2021")),
    ),
    parties=(Party("l'Anah", "partenaire", None, None, None, words("l'Anah")),),
    amounts=(total("1"), total("10"), total("4", 1), total("1", 0)),
    actions=(sheet("Halle"), sheet("Place"), sheet("Quai")),
    links=(link(0, "g-halle"), link(1, "g-place"), link(2, "g-quai"), link(None, "g-mur")),
)


def decision(field: str, action: str, quote: str | None = None, **values: Any) -> Decision:
    """A decision; the value `where` tells the item."""
    where = values.pop("where", {})
    when = datetime.date(2026, 11, 20)
    return Decision(field, action, values, where, "Chargée de mission", when, "Relu", quote, 7)


def corrected(*decisions: Decision) -> Corrected:
    return apply(READING, decisions, TEXT, PLACE)


def changed(*decisions: Decision) -> Reading:
    """The reading after decisions that all apply."""
    found = corrected(*decisions)
    assert found.issues == ()
    assert found.applied == decisions
    return found.reading


def unfit(refused: Decision) -> str:
    """What is told of a decision that does not apply, and that nothing changed."""
    found = corrected(refused)
    assert found.reading == READING
    assert found.applied == ()
    (issue,) = found.issues
    assert issue.level == Level.WARNING
    assert issue.remedy == f"La revoir ou la retirer ({PLACE}, ligne 7)"
    assert issue.message.startswith(f"La décision « {refused.words} » ne s'applique plus : ")
    return issue.message


def test_without_decisions_a_reading_is_as_it_was() -> None:
    assert corrected() == Corrected(READING, (), ())


def test_a_single_value_is_replaced_and_nothing_else() -> None:
    assert changed(decision("kind", "value", kind="avenant")) == replace(READING, kind="avenant")


def test_a_replaced_duration_keeps_the_words_it_was_read_from() -> None:
    found = changed(decision("duration_months", "value", duration_months=24, where={"was": 18}))
    assert found.duration_months == Duration(24, words("dix-huit mois"))


def test_a_single_value_may_be_taken_away() -> None:
    assert (
        changed(decision("duration_months", "value", duration_months=None)).duration_months is None
    )


def test_a_value_that_was_read_otherwise_since_is_not_replaced() -> None:
    stale = decision("duration_months", "value", duration_months=24, where={"was": 12})
    assert "la lecture dit maintenant « 18 »" in unfit(stale)


def test_an_item_is_changed_and_keeps_its_words() -> None:
    found = changed(decision("dates", "set", event="echeance", where={"value": "2021-05-07"}))
    assert found.dates[0] == READING.dates[0]
    assert found.dates[1] == replace(READING.dates[1], event="echeance")


def test_an_item_is_found_whatever_its_accents_and_capitals() -> None:
    said = {"about": "Le Comite  siege"}
    assert changed(decision("dates", "refuse", where=said)).dates == READING.dates[:1]


def test_a_body_is_found_by_its_siren() -> None:
    entity = "https://w3id.org/maillage/id/organisation/180067027"
    found = changed(decision("parties", "set", entity=entity, where={"organisation": "l'Anah"}))
    assert found.parties[0].entity == entity
    again = apply(
        found, [decision("parties", "refuse", where={"entity": "180067027"})], TEXT, PLACE
    )
    assert again.reading.parties == ()


def test_a_fact_is_refused() -> None:
    assert changed(decision("dates", "refuse", where={"event": "signature"})).dates == (
        READING.dates[1],
    )


def test_parts_of_a_refused_total_stand_alone_and_others_follow_theirs() -> None:
    found = changed(decision("amounts", "refuse", where={"value": "1", "part_of": None}))
    assert [(each.value, each.part_of) for each in found.amounts] == [
        ("10", None),
        ("4", 0),
        ("1", None),
    ]


def test_links_of_a_refused_action_go_with_it_and_others_follow_theirs() -> None:
    found = changed(decision("actions", "refuse", where={"title": "Place"}))
    assert [(each.grant, each.action) for each in found.links] == [
        ("g-halle", 0),
        ("g-quai", 1),
        ("g-mur", None),
    ]


def test_a_link_is_chosen_and_the_others_stay_proposed() -> None:
    found = changed(decision("links", "accept", where={"grant": "g-place"})).links
    assert [each.accepted for each in found] == [False, True, False, False]
    assert found[1] == replace(READING.links[1], accepted=True, score=1.0)


def test_what_is_confirmed_stays_as_it_was_read() -> None:
    told = decision("actions", "accept", where={"title": "Place"})
    assert changed(told) == READING
    single = decision("kind", "accept", where={"was": READING.kind})
    assert changed(single) == READING


def test_what_is_confirmed_must_still_be_read() -> None:
    assert "plus rien de tel" in unfit(decision("actions", "accept", where={"title": "Rue"}))
    assert "dit maintenant" in unfit(decision("kind", "accept", where={"was": "avenant"}))


def test_a_link_is_refused() -> None:
    found = changed(decision("links", "refuse", where={"grant": "g-mur"})).links
    assert found == READING.links[:3]


def test_an_item_that_was_missed_is_added_with_the_words_that_say_it() -> None:
    added = decision("amounts", "add", "dix-huit mois", value="12", where={})
    assert changed(added).amounts[-1] == Amount("12", "exact", None, None, words("dix-huit mois"))


def test_an_item_may_be_added_without_words() -> None:
    party = changed(decision("parties", "add", organisation="EPF")).parties[-1]
    assert party == Party("EPF", "partenaire", None, None, None, ())


def test_an_item_is_not_added_with_words_that_the_document_does_not_say() -> None:
    added = decision("parties", "add", "l'EPF d'Occitanie", organisation="EPF")
    assert "le document ne dit pas « l'EPF d'Occitanie »" in unfit(added)


@pytest.mark.parametrize(
    ("field", "values", "said"),
    [
        ("dates", {"event": "signature"}, "il manque value"),
        ("links", {"title": "Halle"}, "il manque grant"),
        ("parties", {"quality": "etat"}, "il manque organisation"),
        ("actions", {"number": "4"}, "il manque title"),
        ("dispositifs", {"state": "en-cours"}, "il manque notation"),
        ("amounts", {"purpose": "halle"}, "il manque value"),
    ],
)
def test_an_item_is_not_added_without_what_makes_it(
    field: str, values: dict[str, str], said: str
) -> None:
    assert said in unfit(decision(field, "add", **values))


@pytest.mark.parametrize("action", ["refuse", "set"])
def test_a_decision_on_what_is_no_longer_read_is_told(action: str) -> None:
    gone = decision("dates", action, event="autre", where={"value": "2020-01-01"})
    assert "plus rien de tel n'est lu dans le document" in unfit(gone)


def test_a_decision_that_may_mean_several_items_is_told() -> None:
    vague = decision("amounts", "refuse", where={"value": "1"})
    assert "2 éléments lui correspondent ; la préciser" in unfit(vague)


def test_decisions_follow_one_another_and_one_that_fails_stops_none() -> None:
    first = decision("dates", "set", value="2021-06-01", where={"event": "signature"})
    gone = decision("dates", "refuse", where={"value": "2021-05-06"})
    last = decision("dates", "refuse", where={"value": "2021-06-01"})
    found = corrected(first, gone, last)
    assert found.applied == (first, last)
    assert len(found.issues) == 1
    assert found.reading.dates == READING.dates[1:]


def test_decisions_without_a_file_are_told_by_their_line() -> None:
    (issue,) = apply(READING, [decision("links", "refuse", where={"grant": "x"})], TEXT).issues
    assert issue.remedy == "La revoir ou la retirer (ligne 7)"


KNOWN = Known({"OPAH"}, {"g-mur": "Murs", "g-pont": "Pont de pierre"})
"""What decisions may name, in these tests."""


def of_known(*decisions: Decision) -> Corrected:
    return apply(READING, decisions, TEXT, PLACE, KNOWN)


def test_a_link_that_was_missed_is_added_to_the_action_of_its_title() -> None:
    added = decision("links", "add", title="halle", grant="g-pont")
    found = of_known(added)
    assert found.applied == (added,)
    assert found.reading.links[-1] == ProposedLink(
        0, "halle", "g-pont", "Pont de pierre", 1.0, "Relu", words("Convention"), accepted=True
    )


def test_a_link_of_no_action_needs_the_words_that_say_it() -> None:
    values = {"title": "Le pont", "grant": "g-pont"}
    assert "citer les mots du document (quote)" in unfit(decision("links", "add", **values))
    link = changed(decision("links", "add", "dix-huit mois", **values)).links[-1]
    assert (link.action, link.evidence) == (None, words("dix-huit mois"))


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (
            decision("links", "add", title="Halle", grant="g-nulle-part"),
            "aucune subvention de data/reference n'a l'identifiant « g-nulle-part »",
        ),
        (
            decision("dispositifs", "add", notation="OPAHH"),
            "« OPAHH » n'est la notation d'aucun dispositif",
        ),
    ],
)
def test_what_is_named_must_exist(refused: Decision, said: str) -> None:
    found = of_known(refused)
    assert found.reading == READING
    (issue,) = found.issues
    assert said in issue.message


def test_a_link_that_is_proposed_is_not_added_again() -> None:
    again = decision("links", "add", title="Halle", grant="g-halle")
    assert "ce lien est déjà proposé ; l'accepter" in unfit(again)


def test_a_dispositif_of_the_scheme_is_added() -> None:
    found = of_known(decision("dispositifs", "add", notation="OPAH"))
    assert [each.notation for each in found.reading.dispositifs] == ["OPAH"]
    assert found.reading.dispositifs[0].state == "non-precise"
