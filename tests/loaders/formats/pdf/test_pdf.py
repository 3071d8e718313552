"""A PDF gives its text in reading order, without what runs along its pages."""

import random
from collections.abc import Iterable
from itertools import chain

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from loaders.formats.pdf import text
from loaders.source import PAGE, page_of
from maillage.errors import InputError
from tests.loaders.formats.making import PITCH, TOP, Line, column, flowed, pdf, scanned

PROSE = (
    "La commune de Fleurance et la commune de Lectoure ont",
    "signé ensemble une convention pour leurs centres, et ont",
    "choisi leurs priorités communes.",
)
WHOLE = " ".join(PROSE)
RIGHT = 330.0
NAMES = ("halle", "école", "gare", "mairie", "place", "pont", "rue", "tour", "port", "parc")


def side(name: str) -> list[str]:
    return [f"{name}, ligne {number} du texte de sa colonne" for number in range(1, 8)]


def running(number: int, body: Iterable[str]) -> list[Line]:
    """A page with a header, a footer and its number."""
    header, footer = Line("Convention du Gers", y=800), Line(f"Page {number} sur 3", 280, 30)
    return [header, *column(body), footer]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert text(pdf(column(PROSE)), "x") == f"{WHOLE}\n"


@pytest.mark.parametrize("by_line", [False, True])
def test_columns_are_read_one_after_the_other(by_line: bool) -> None:
    left, right = column(side("Gauche")), column(side("Droite"), RIGHT)
    drawn = list(chain(*zip(left, right, strict=True))) if by_line else left + right
    expected = f"{' '.join(side('Gauche'))}\n\n{' '.join(side('Droite'))}\n"
    assert text(pdf(drawn), "x") == expected


def test_running_headers_and_page_numbers_are_left_out() -> None:
    data = pdf(*(running(number, PROSE) for number in (1, 2, 3)))
    assert text(data, "x") == f"{PAGE}\n\n".join([WHOLE] * 3) + "\n"


BODY = [Line(f"Ligne {number}", y=500 - 14 * number) for number in range(5)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Line("Action 36, 12 000 €", y=70), Line("Action 37, 15 000 €", y=780)),
        (Line("Action 36, 12 000 €", y=70), Line("Action 37, 15 000 €", y=70)),
        (Line("Fiche action n° 1", y=780), Line("Fiche action n° 2", y=780)),
        (Line("2021", y=70), Line("12", y=70)),
        (Line("Convention du Gers", y=70), Line("Convention du Gers", y=780)),
        (Line("IV", y=780), Line("Fin.", y=780)),
    ],
    ids=["heights", "amounts", "sheets", "numbers", "edges", "roman"],
)
def test_lines_near_an_edge_that_do_not_run_are_content(first: Line, second: Line) -> None:
    found = text(pdf([*BODY, first], [*BODY, second]), "x")
    assert first.words in found.split(PAGE)[0]
    assert second.words in found.split(PAGE)[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["Convention du Gers", "Convention du Gers"],
        ["Page 3/12", "Page 4/12"],
        ["Page 1", "Page 2"],
        ["– 7 –", "– 8 –"],
        ["15", "16"],
        ["iv", "v"],
        ["Avenant n° 2 – 12/05/2021 – 1", "Avenant n° 2 – 12/05/2021 – 2"],
        ["1"],
    ],
)
def test_line_that_repeats_or_counts_with_the_pages_runs_even_on_two(lines: list[str]) -> None:
    found = text(pdf(*([*BODY, Line(line, y=30)] for line in lines)), "x")
    assert not any(line in found.splitlines() for line in lines)
    assert found.count("Ligne 4") == len(lines)


def test_running_line_that_stands_a_little_higher_on_the_first_page_is_left_out() -> None:
    pages = ([Line("Convention du Gers", y=y), *BODY] for y in (786, 792, 792))
    assert "Gers" not in text(pdf(*pages), "x")


def test_rows_of_a_table_that_differ_in_their_numbers_are_all_read() -> None:
    rows = [[f"Action numéro {number}", f"{number} 000 €"] for number in range(1, 61)]
    found = text(flowed(["Les actions :"], rows, []), "x").replace(PAGE, "")
    assert [line.split("\t") for line in found.strip().split("\n")[2:]] == rows


def test_sentence_cut_by_a_page_goes_on_after_the_page_mark_alone() -> None:
    found = text(pdf(running(1, PROSE[:2]), running(2, PROSE[2:]), running(3, PROSE)), "x")
    assert " ".join(found.split()).startswith(f"{WHOLE} La commune")
    assert found.count(PAGE) == 2


def test_offsets_stand_on_the_page_of_their_words() -> None:
    towns = ("Fleurance", "Lectoure", "Condom")
    found = text(pdf(*([Line(f"La convention de {town} est signée.")] for town in towns)), "x")
    assert [page_of(found, found.index(town)) for town in towns] == [1, 2, 3]


def test_words_hyphenated_at_the_end_of_a_line_are_joined() -> None:
    lines = (
        "La communauté de communes et la ville signent la conven-",
        "tion de revitalisation, dont la commune de Saint-",
        "Denis est témoin.",
    )
    expected = (
        "signent la convention de revitalisation, dont la commune de Saint-Denis est témoin.\n"
    )
    assert text(pdf(column(lines)), "x").endswith(expected)


def test_table_cut_by_a_page_goes_on_as_one_table() -> None:
    drawn = random.Random(1)
    rows = [["Action", "Coût"]]
    rows += [[" ".join(drawn.sample(NAMES, 4)), f"{number} 000 €"] for number in range(1, 61)]
    found = text(flowed(["Les actions :"], rows, ["Fin des actions."]), "x")
    before, table, after = found.replace(PAGE, "").split("\n\n")
    assert (before, after) == ("Les actions :", "Fin des actions.\n")
    assert [line.split("\t") for line in table.split("\n")] == rows
    assert f"\n{PAGE}" in found


def test_wrapped_lines_of_a_cell_are_joined() -> None:
    rows = [["Action de rénovation\nde la halle couverte", "12 €"], ["Gare", "13 €"]]
    found = text(flowed([WHOLE], rows, []), "x")
    assert found.endswith("\n\nAction de rénovation de la halle couverte\t12 €\nGare\t13 €\n")


@pytest.mark.parametrize(
    "title", [Line("Convention cadre", size=18), Line("Article 1 : Objet", font="Helvetica-Bold")]
)
def test_larger_or_bold_line_is_a_heading(title: Line) -> None:
    data = pdf([title, *column(PROSE, top=TOP - 3 * PITCH)])
    assert text(data, "x") == f"# {title.words}\n\n{WHOLE}\n"


def test_marked_lines_are_items() -> None:
    lines = ("Les objectifs de la convention :", "• accueillir des habitants", "• rénover la halle")
    expected = "Les objectifs de la convention :\n- accueillir des habitants\n- rénover la halle\n"
    assert text(pdf(column(lines)), "x") == expected


def test_ligatures_become_letters() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    line = Line("La ﬁche d’action ﬁnancée est un reﬂet du projet.", font="Vera")
    assert text(pdf([line]), "x") == "La fiche d’action financée est un reflet du projet.\n"


def test_empty_page_still_counts() -> None:
    found = text(pdf(column(PROSE), [], column(PROSE)), "x")
    assert page_of(found, found.rindex("La commune")) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty; send the document again"),
        (b"mots", "is not a PDF, whatever its name; send"),
        (pdf(column(PROSE))[:-200], r"is truncated \(its end is missing\); send it again"),
        (b"%PDF-1.7 mots %%EOF", "is broken; print it to a new PDF"),
        (pdf(column(PROSE), password="secret"), "is protected by a password; save it without"),
        (scanned(pdf(column(PROSE))), r"is a scan without text \(1 pages\); .*OCR.* --ocr"),
    ],
    ids=["empty", "text", "truncated", "broken", "encrypted", "scanned"],
)
def test_pdf_that_cannot_be_used_is_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=f"x: {reason}"):
        text(data, "x")
