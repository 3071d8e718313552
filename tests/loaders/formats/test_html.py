"""A web page gives its content, without what stands around it."""

import pytest

from loaders.formats.html import DEEPEST, text
from maillage.errors import InputError


def read(page: str, encoding: str = "utf-8") -> str:
    return text(page.encode(encoding), "x")


@pytest.mark.parametrize(
    "aside",
    [
        "<nav><ul><li>Accueil</li></ul></nav>",
        "<script>var accueil = 1;</script>",
        "<style>p { color: red }</style>",
        "<!-- accueil -->",
        "<footer>Mentions légales</footer>",
        "<noscript>Activez les scripts</noscript>",
        '<div role="navigation">Accueil</div>',
        '<div class="cookie-banner">Accepter les cookies</div>',
        '<div style="display: none">caché</div>',
        "<div hidden>caché</div>",
        "<form><button>Chercher</button></form>",
    ],
)
def test_what_stands_around_is_not_content(aside: str) -> None:
    assert read(f"<body>{aside}<p>La convention.</p>{aside}</body>") == "La convention.\n"


def test_main_part_is_read_alone_where_it_holds_the_text() -> None:
    main = f"<main><p>{'mots ' * 20}</p></main>"
    assert read(f"<body><div>Autres pages</div>{main}</body>") == f"{('mots ' * 20).strip()}\n"


def test_headings_lists_and_paragraphs_are_kept() -> None:
    page = "<h1>Titre</h1><p>Le <b>pre</b>mier.</p><ul><li>un<ul><li>sous</li></ul></li></ul>"
    assert read(page) == "# Titre\n\nLe premier.\n- un\n- sous\n"


def test_bold_line_is_a_heading() -> None:
    assert read("<p><strong>Article 1</strong></p><p>Texte.</p>") == "# Article 1\n\nTexte.\n"


def test_table_is_rows_of_cells() -> None:
    page = (
        "<p>Avant</p><table><tr><th>Action</th><th>Coût</th></tr>"
        "<tr><td>Halle<br>et place</td><td><p>12</p></td></tr></table><p>Après</p>"
    )
    assert read(page) == "Avant\n\nAction\tCoût\nHalle\u2028et place\t12\n\nAprès\n"


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ('<meta charset="iso-8859-1"><p>été</p>', "latin-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=cp850"><p>été</p>', "cp850"),
        ("<p>été</p>", "cp1252"),
        ("<p>été</p>", "utf-16"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>été</p></body></html>', "utf-8"),
        ('<meta charset="iso-8859-1"><p>été</p>', "utf-8-sig"),
        ('<meta charset="inconnu"><p>été</p>', "utf-8"),
    ],
)
def test_page_is_decoded_as_it_says_or_as_text_is(page: str, encoding: str) -> None:
    assert read(page, encoding) == "été\n"


@pytest.mark.parametrize(
    "name",
    [
        *("punycode", "undefined", "unicode_escape", "utf-7", "hex", "rot13", "idna", "base64"),
        *("zlib", "raw_unicode_escape", "utf-16"),
    ],
)
def test_encoding_that_no_page_has_is_not_obeyed(name: str) -> None:
    assert read(f'<meta charset="{name}"><p>été \\u0041 +AEE-</p>') == "été \\u0041 +AEE-\n"


def test_cells_and_rows_that_are_hidden_are_not_content() -> None:
    page = (
        '<table><tr><td>a</td><td hidden>x</td><td class="nav">y</td><td>b</td></tr>'
        '<tr style="display:none"><td>z</td></tr></table>'
    )
    assert read(page) == "a\tb\n"


def test_document_type_of_a_page_is_not_content() -> None:
    page = '<!DOCTYPE html [<!ENTITY e "mots"> <!ELEMENT p ANY> ]><p>avant</p>'
    assert read(page) == "avant\n"


def test_entities_of_a_page_name_no_file() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>avant&e;après</p>'
    assert "root:" not in read(page)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "is empty"),
        ("%PDF-1.7", "is not text but a PDF"),
        ('PK\x03\x04<meta charset="utf-8"><p>mots</p>', "is not text but a Word"),
        ('<meta charset="utf-8"><p>mots\0</p>', r"is not text \(binary content\)"),
        ("<nav>Accueil</nav><script>x</script>", "holds no text beside menus and scripts; give"),
        ("<div>" * (DEEPEST + 1) + "mots", f"nests more than {DEEPEST} elements"),
    ],
)
def test_page_that_cannot_be_used_is_refused(page: str, reason: str) -> None:
    with pytest.raises(InputError, match=f"x: {reason}"):
        read(page)
