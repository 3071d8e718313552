"""A Word document gives its words in reading order, and nothing that is not content."""

import pytest
from docx.document import Document as Word

from loaders.formats.docx import text
from maillage.errors import InputError
from tests.loaders.formats.making import WORDML, opendocument, replaced, word, xml


def said(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def control(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def read(*bodies: str) -> str:
    return text(word(*map(xml, bodies)), "x")


def test_word_split_over_runs_is_one_word() -> None:
    def build(document: Word) -> None:
        paragraph = document.add_paragraph()
        for part in ("La con", "ven", "tion est signée."):
            paragraph.add_run(part).bold = part == "ven"

    assert text(word(build), "x") == "La convention est signée.\n"


def test_headings_and_lists_keep_their_marks() -> None:
    def build(document: Word) -> None:
        document.add_heading("Convention", 0)
        document.add_heading("Objet", 2)
        document.add_paragraph("Un point", style="List Bullet")
        document.add_paragraph("Un autre", style="List Number")
        document.add_paragraph("Fin.")

    expected = "# Convention\n\n# Objet\n- Un point\n- Un autre\n\nFin.\n"
    assert text(word(build), "x") == expected


def test_short_bold_paragraph_is_a_heading_and_a_bold_sentence_is_not() -> None:
    def build(document: Word) -> None:
        document.add_paragraph().add_run("Article 1").bold = True
        document.add_paragraph().add_run("Tout est dit.").bold = True

    assert text(word(build), "x") == "# Article 1\n\nTout est dit.\n"


def test_table_is_rows_of_cells() -> None:
    def build(document: Word) -> None:
        document.add_paragraph("Avant")
        table = document.add_table(2, 2)
        for cell, words in zip(table.row_cells(0), ("Action", "Coût"), strict=True):
            cell.text = words
        table.cell(1, 0).text = "Halle"
        table.cell(1, 0).add_paragraph("et place")
        table.cell(1, 1).text = "12 €"
        document.add_paragraph("Après")

    expected = "Avant\n\nAction\tCoût\nHalle\u2028et place\t12 €\n\nAprès\n"
    assert text(word(build), "x") == expected


def test_cell_merged_down_is_empty_below_its_first_row() -> None:
    first = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = row(first + said("Axe 1"), said("a")) + row(below + said(""), said("b"))
    assert read(f"<w:tbl>{rows}</w:tbl>") == "Axe 1\ta\n\tb\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (control(said("Objet")), "Objet\n"),
        (
            "<w:p><w:r><w:t xml:space='preserve'>le </w:t></w:r><w:sdt><w:sdtContent>"
            "<w:r><w:t>3 mars</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            "le 3 mars\n",
        ),
        (f"<w:tbl>{control(row(said('a'), said('b')))}</w:tbl>", "a\tb\n"),
    ],
    ids=["paragraph", "words", "row"],
)
def test_content_controls_are_read(body: str, expected: str) -> None:
    assert read(body) == expected


def test_inserted_words_are_read_and_deleted_words_and_field_codes_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>signée</w:t></w:r><w:del><w:r><w:delText> hier</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'> demain</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read(body) == "signée demain\n"


def test_text_box_stands_after_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{said('encadré')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>texte</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="
        '"http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read(body) == "texte\n\nencadré\n"


BOX = (
    "<w:p><w:r><w:t>texte</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="
    '"http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f"<mc:Choice><w:txbxContent>{said('encadré')}</w:txbxContent></mc:Choice>"
    f"<mc:Fallback><w:txbxContent>{said('encadré')}</w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (BOX, "texte\u2028encadré\tb\n"),
        (f"<w:del>{said('supprimé')}</w:del>{said('reste')}", "reste\tb\n"),
        (f"<w:tbl>{row(said('c'), said('d'))}</w:tbl>{said('')}", "c\u2028d\tb\n"),
    ],
    ids=["box", "deleted", "table"],
)
def test_cell_is_read_once_and_as_paragraphs_are(cell: str, expected: str) -> None:
    table = f"<w:tbl>{row(cell, said('b'))}</w:tbl>"
    assert read(table) == expected
    assert read(f"<w:tbl>{control(row(cell, said('b')))}</w:tbl>") == expected


def test_endnotes_stand_at_the_end_after_the_footnotes() -> None:
    parts = {
        f"word/{kind}s.xml": f'<w:{kind}s xmlns:w="{WORDML}">'
        f'<w:{kind} w:type="separator" w:id="0">{said("---")}</w:{kind}>'
        f'<w:{kind} w:id="2">{said(kind)}</w:{kind}></w:{kind}s>'
        for kind in ("footnote", "endnote")
    }
    found = text(replaced(word(xml(said("Texte"))), parts), "x")
    assert found == "Texte\n\nfootnote\n\nendnote\n"


def test_headers_and_footers_are_not_content() -> None:
    def build(document: Word) -> None:
        document.add_paragraph("Texte")
        document.sections[0].header.paragraphs[0].text = "En-tête"
        document.sections[0].footer.paragraphs[0].text = "Pied"

    assert text(word(build), "x") == "Texte\n"


def test_footnotes_stand_at_the_end_and_their_separators_nowhere() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{WORDML}">'
        f'<w:footnote w:type="separator" w:id="0">{said("---")}</w:footnote>'
        f'<w:footnote w:id="2">{said("Loi de 2018")}</w:footnote></w:footnotes>'
    )
    data = replaced(word(xml(said("Texte"))), {"word/footnotes.xml": notes})
    assert text(data, "x") == "Texte\n\nLoi de 2018\n"


def test_document_without_words_is_refused_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"x: holds no text .*OCR"):
        text(word(), "x")


def test_another_format_under_the_name_is_refused() -> None:
    with pytest.raises(InputError, match=r"x: is not a Word document \(\.docx\)"):
        text(opendocument(), "x")
