"""What does not add up in the two real documents: the steward's list, and what the rules say.

The list was drawn up by reading the documents, before the rules: C1… for the press
kit of Cahors, L1… for the convention of Fleurance and Lectoure.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from maillage.release import Release
from tests.checkout import ROOT

CAHORS = "cahors-acv-dossier-de-presse-2018"
LOMAGNE = "fleurance-lectoure-pvd-convention-adhesion"
Row = tuple[str, str, str, int]
"""A document, a rule, the last segment of what it is about, the line that it shows."""

FOUND: Mapping[Row, str] = {
    (CAHORS, "MontantShape-valeur-contredite", "6", 78): "C1",
    (CAHORS, "ContradictionShape-porteSur-trancher", "1", 78): "C1",
    **{
        (CAHORS, "ActionShape-axePropose", str(number), line): "C9"
        for number, line in zip(range(9, 16), (282, 292, 308, 321, 332, 343, 360), strict=True)
    },
    (CAHORS, "AxeShape-inScheme-local", "6", 374): "C10",
    (CAHORS, "ActionShape-statut", "2", 197): "C11",
    (CAHORS, "ActionShape-numero-absent", "t", 435): "C12",
    (CAHORS, "ActionShape-numero-absent", "u", 449): "C12",
    (CAHORS, "ActionShape-numero-absent", "v", 458): "C12",
    (CAHORS, "PartieShape-representeePar-presse", "1", 33): "C30",
    (CAHORS, "PartieShape-representeePar-presse", "2", 33): "C30",
    (CAHORS, "PartieShape-representeePar-presse", "3", 33): "C30",
    (CAHORS, "ActionShape-poursuit", "8", 274): "no objective is printed under action 8",
    (LOMAGNE, "MobilisationShape-dispositif-sigle", "ort", 408): "L2",
    (LOMAGNE, "MobilisationShape-dispositif-eteint", "ss", 218): "L16",
    (LOMAGNE, "ConventionShape-dateSignature-absente", LOMAGNE, 5): "L22",
    (LOMAGNE, "ConventionShape-dateEcheance-depart", LOMAGNE, 190): "L23",
    (LOMAGNE, "MobilisationShape-dispositif-eteint", "fisac", 50): "L40",
    (LOMAGNE, "MobilisationShape-dispositif-eteint", "sudoe", 406): "ended in 2019, named in 2021",
    (LOMAGNE, "ConventionShape-dateEcheance-ort", LOMAGNE, 190): "the ORT table: 26 January 2023",
}
"""Every finding about the documents, and the line of the list that it answers; or its reason."""

HOLDS = "checked, and it holds: no rule has anything to say"
SPELLING = "a spelling: the reader knows one thing under several names, no fact is at fault"
EXTRACTION = "a fault of extraction: it is in the text, not in the facts"
APART = "two things that a careless reader would merge: the graph keeps them apart"
UNREAD = "words from which no fact is read, so that no rule can compare them"
SILENT: Mapping[str, str] = {
    **dict.fromkeys(["C2", "C4", "C8", "C32", "L19", "L20", "L36", "L37", "L38"], HOLDS),
    **dict.fromkeys(["C15", "C19", "C20", "C21", "C22", "C24", "C25"], SPELLING),
    **dict.fromkeys(
        ["L3", "L4", "L5", "L6", "L7", "L8", "L10", "L29", "L30", "L33", "L34"], SPELLING
    ),
    **dict.fromkeys(["L35"], SPELLING),
    **dict.fromkeys(["C26", "C27", "C28", "C29", "L1", "L21", "L31", "L32"], EXTRACTION),
    **dict.fromkeys(["C6", "C13", "C14", "C17", "C23", "L13", "L15", "L24", "L25"], APART),
    "C3": "no purpose is read with this amount: nothing says what it pays for",
    "C5": "« dont » does not close the list: a sum below a minimum is no fault",
    "C7": "the nature of the amount (minimum) keeps the qualifier: the two do not contradict",
    "C16": "a target and a result: two indicators, of two periods",
    "C18": "two ways of telling where the sheets come from, without a date to compare",
    "C31": "two numbers of one reality that fit together",
    "L9": UNREAD + ": operations without a sheet have no status in the graph",
    "L11": "told at loading (« depuis 5 ans », « 4 ans »): without a start, nothing to compare",
    "L12": UNREAD + ": a preliminary study is no dispositif",
    "L14": UNREAD + ": operations without a sheet have no territory in the graph",
    "L17": UNREAD + ": structuring projects are not counted",
    "L18": UNREAD + ": nothing tells where the list inside the list ends",
    "L26": "groups of partners are no parties: nothing commits them",
    "L27": "one body under two names, of which the convention sets up one",
    "L28": "a date that is not given is absent",
    "L39": "an intention among documents: no dispositif is read from it",
}
"""The lines of the list that no rule can find, each with its reason."""


@pytest.fixture(scope="module")
def found(national_release: Release) -> set[Row]:
    return {row for each in national_release.report()["results"] for row in _row(each)}


def _row(finding: Mapping[str, Any]) -> list[Row]:
    """The finding as a row, where it is about something that a document says."""
    rule, focus = finding["rule"].rsplit("#", 1)[1], finding["focus"]
    source = finding["source"]
    slug = (source["document"] or "").rsplit("/", 1)[-1]
    if not slug or not any(part in focus for part in (CAHORS, LOMAGNE, "/organisation/")):
        return []
    text = (ROOT / "data" / "documents" / f"{slug}.md").read_text(encoding="utf-8")
    line = text.count("\n", 0, source["start"]) + 1
    return [(slug, rule, focus.rsplit("/", 1)[1], line)]


def test_every_finding_of_the_list_is_there(found: set[Row]) -> None:
    assert sorted(set(FOUND) - found) == []


def test_nothing_else_is_found(found: set[Row]) -> None:
    assert sorted(found - set(FOUND)) == []


def test_every_line_of_the_list_is_found_or_has_its_reason() -> None:
    lines = {f"C{number}" for number in range(1, 33)} | {f"L{number}" for number in range(1, 41)}
    answered = set(FOUND.values()) & lines
    assert answered | set(SILENT) == lines
    assert not answered & set(SILENT)
