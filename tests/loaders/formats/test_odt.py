"""An OpenDocument text gives its words in reading order, and nothing that is not content."""

from typing import Any

import odfdo
import pytest

from loaders.formats.odt import text
from maillage.errors import InputError
from tests.loaders.formats.making import opendocument, replaced, word


def element(xml: str) -> Any:
    return odfdo.Element.from_tag(xml)


def read(*elements: Any) -> str:
    return text(opendocument(*elements), "x")


def test_word_split_over_spans_is_one_word() -> None:
    paragraph = "<text:p>La con<text:span>ven</text:span>tion<text:s/>signée</text:p>"
    assert read(element(paragraph)) == "La convention signée\n"


def test_headings_and_lists_keep_their_marks() -> None:
    parts = odfdo.Header(1, "Objet"), odfdo.List(["un", "deux"]), odfdo.Paragraph("Fin.")
    assert read(*parts) == "# Objet\n- un\n- deux\n\nFin.\n"


def test_list_inside_a_list_is_read_once() -> None:
    inner = "<text:list><text:list-item><text:p>sous</text:p></text:list-item></text:list>"
    outer = f"<text:list><text:list-item><text:p>un</text:p>{inner}</text:list-item></text:list>"
    assert read(element(outer)) == "- un\n- sous\n"


def test_table_is_rows_of_cells() -> None:
    table = odfdo.Table("Actions", width=2, height=2)
    for place, words in (((0, 0), "Action"), ((1, 0), "Coût"), ((0, 1), "Halle"), ((1, 1), "12")):
        table.set_value(place, words)
    expected = "Avant\n\nAction\tCoût\nHalle\t12\n\nAprès\n"
    assert read(odfdo.Paragraph("Avant"), table, odfdo.Paragraph("Après")) == expected


def test_lines_of_a_cell_and_header_rows_are_kept() -> None:
    cells = (
        "<table:table-cell><text:p>Halle</text:p><text:p>et place</text:p></table:table-cell>"
        "<table:table-cell><text:p>12 €</text:p></table:table-cell>"
    )
    rows = f"<table:table-row>{cells}</table:table-row>"
    table = f"<table:table-header-rows>{rows}</table:table-header-rows>{rows}"
    line = "Halle\u2028et place\t12 €\n"
    assert read(element(f'<table:table table:name="T">{table}</table:table>')) == 2 * line


def cells(*words: str, covered: str = "") -> str:
    filled = "".join(
        f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in words
    )
    return f"<table:table-row>{covered}{filled}</table:table-row>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            cells("a<office:annotation><text:p>à revoir</text:p></office:annotation>", "b"),
            "a\tb\n",
        ),
        (cells("Axe", "a") + cells("b", covered="<table:covered-table-cell/>"), "Axe\ta\n\tb\n"),
        (
            '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p>'
            "</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>b</text:p>"
            "</table:table-cell></table:table-row>",
            "a\tb\n",
        ),
        (
            '<table:table-row table:number-rows-repeated="2"><table:table-cell '
            'table:number-columns-repeated="2"/><table:table-cell><text:p>a</text:p>'
            "</table:table-cell></table:table-row>",
            "\t\ta\n" * 2,
        ),
    ],
    ids=["comment", "merged down", "merged across", "repeated"],
)
def test_cells_keep_their_columns(rows: str, expected: str) -> None:
    table = element(f'<table:table table:name="T">{rows}</table:table>')
    assert read(odfdo.Paragraph("Avant"), table) == f"Avant\n\n{expected}"


def test_cells_that_are_repeated_without_end_are_read_a_few_times() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert read(element(f'<table:table table:name="T">{row}</table:table>')).count("a") == 64 * 64


def test_notes_stand_after_their_paragraph_and_comments_nowhere() -> None:
    note = (
        '<text:note text:id="n"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Loi de 2018</text:p></text:note-body></text:note>"
    )
    comment = "<office:annotation><text:p>à revoir</text:p></office:annotation>"
    found = read(element(f"<text:p>signée{note} hier{comment}</text:p>"))
    assert found == "signée hier\n\nLoi de 2018\n"


def test_tracked_deletions_are_not_content() -> None:
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion>'
        "<text:p>supprimé</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    assert read(element(deleted), odfdo.Paragraph("reste")) == "reste\n"


def test_headers_and_footers_are_not_content() -> None:
    master = "<style:master-page><style:header><text:p>Titre courant</text:p></style:header>"
    document = opendocument(odfdo.Paragraph("Texte"))
    styles = (
        '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"{master}</style:master-page></office:document-styles>"
    )
    assert text(replaced(document, {"styles.xml": styles}), "x") == "Texte\n"


def test_text_box_stands_after_its_paragraph_once() -> None:
    box = "<draw:frame><draw:text-box><text:p>encadré</text:p></draw:text-box></draw:frame>"
    assert read(element(f"<text:p>{box}texte</text:p>")) == "texte\n\nencadré\n"


def test_document_without_words_is_refused_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"x: holds no text .*OCR"):
        read()


def test_document_with_a_password_is_refused_with_a_remedy() -> None:
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(InputError, match="x: is protected by a password; save it without"):
        text(replaced(opendocument(odfdo.Paragraph("mots")), manifest), "x")


def test_another_format_under_the_name_is_refused() -> None:
    with pytest.raises(InputError, match=r"x: is not an OpenDocument text \(\.odt\)"):
        text(word(), "x")
