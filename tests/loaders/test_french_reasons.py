"""Every reason for which a document or its corrections cannot be used is told in French too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import formats
from loaders.corrections import parse
from maillage.errors import InputError
from tests.checkout import ROOT
from tests.loaders.formats.making import OLE, pdf, word

READING = (
    *sorted((ROOT / "loaders/formats").rglob("*.py")),
    *sorted((ROOT / "loaders/corrections").rglob("*.py")),
    ROOT / "loaders/draft.py",
    ROOT / "loaders/scale/bounds.py",
    ROOT / "maillage/validation/check.py",
    ROOT / "maillage/validation/hostile.py",
    ROOT / "maillage/validation/syntax.py",
)
OF_THE_CHECKOUT = frozenset(["write.py"])
"""Modules that refuse files of the checkout, which no steward hands over."""


def _refusals(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "InputError":
            yield node


def _has_french(call: ast.Call) -> bool:
    both = any(isinstance(each, ast.Starred) for each in call.args)
    return both or len(call.args) > 2 or any(each.arg == "fr" for each in call.keywords)


def test_every_refusal_has_its_french() -> None:
    found = [
        (path, call)
        for path in READING
        if path.name not in OF_THE_CHECKOUT
        for call in _refusals(path)
    ]
    lacking = [
        f"{path.relative_to(ROOT)}:{call.lineno}" for path, call in found if not _has_french(call)
    ]
    assert not lacking
    assert len(found) > 70


def test_no_english_reason_is_passed_for_french() -> None:
    for path in READING:
        for call in _refusals(path):
            words = [ast.unparse(each) for each in call.args[1:3]]
            assert len(words) < 2 or words[0] != words[1], f"{path}:{call.lineno}"


LOCKED = "ce fichier est protégé par un mot de passe, ou c'est un ancien .doc ; "
PLAIN = word(lambda document: document.add_paragraph("Convention"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"", "ce fichier est vide ; envoyez de nouveau le document"),
        ("a.pdf", b"x", "ce n'est pas un PDF, malgré son nom ; envoyez de nouveau le document"),
        ("a.pdf", b"%PDF-1.4", "ce PDF est tronqué (sa fin manque) ; envoyez-le de nouveau"),
        ("a.pdf", b"%PDF-1.4 %%EOF", "ce PDF est abîmé ; imprimez-le dans un nouveau PDF"),
        ("a.pdf", pdf([]), "ce PDF est une image numérisée, sans texte (pages : 1) ; "),
        ("a.docx", OLE, LOCKED),
        ("a.docx", PLAIN[:200], "ce fichier est tronqué ou abîmé ; envoyez-le ou enregistrez-le"),
        ("a.docx", b"%PDF-1.4", "ce n'est pas un fichier Word ou OpenDocument mais un PDF ; nomme"),
        ("a.odt", PLAIN, "ce n'est pas un texte OpenDocument (.odt) ; vérifiez son nom"),
        ("a.docx", b"Rar!", "ce n'est pas un fichier Word ou OpenDocument mais une archive RAR ; "),
        ("a.md", b" ", "ce fichier est vide ; donnez le texte du document"),
        ("a.txt", b"a\0b", "ce fichier n'est pas du texte (contenu binaire) ; donnez son texte"),
        ("a.txt", b"\xff\xfea", "ce fichier n'est pas en UTF-16-LE, contrairement à ce qu'annonce"),
        ("a.md", PLAIN, "ce n'est pas du texte mais un fichier Word, OpenDocument ou zip ; nommez"),
        ("a.html", b"<nav>x</nav>", "cette page n'a pas de texte hors des menus et des scripts ; "),
        ("a.xlsx", b"", "le format .xlsx n'est pas lu ; seuls les documents sont lus, pas les"),
        ("a.doc", b"", "le format .doc n'est pas lu ; enregistrez-le en .docx"),
        ("a", b"", "le format (sans extension) n'est pas lu ; donnez un fichier .docm, .docx"),
    ],
)
def test_a_document_that_cannot_be_used_is_told_in_french(
    name: str, data: bytes, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        formats.parse(Path(name), data)
    told = caught.value.in_french
    assert told.startswith(f"{name} : {said}")
    assert caught.value.reason not in told


HEAD = "decisions:\n  - "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "a.yml : ce fichier doit contenir une liste sous « decisions: »"),
        ("decisions: []\nb: 1\n", "a.yml, ligne 2 : « b » n'est pas connu ; la seule clé est "),
        ("decisions: [\n", "a.yml, ligne 2 : ce n'est pas du YAML valide ; vérifiez, à cette"),
        ("a: 1\na: 2\n", "a.yml, ligne 2 : la clé « a » est donnée deux fois ; gardez-en une"),
        ("a: \x07\n", "a.yml, ligne 1 : ce n'est pas du YAML valide (le caractère U+0007 n'y est"),
        (HEAD + "x", "a.yml, ligne 2 : une décision a les clés field, who, when, why, et ce qui"),
        (HEAD + "field: kind\n    x: 1", "« x » n'est pas une clé d'une décision ; les clés sont"),
        (HEAD + "who: x", "a.yml, ligne 2 : field doit être l'un de kind, "),
        (HEAD + "field: x", "a.yml, ligne 2 : field « x » n'est aucun de kind, "),
        (HEAD + "{field: kind, value: x}", "kind « x » n'est aucun de autre, avenant"),
        (HEAD + "{field: kind, set: x}", "pour kind, donnez l'une de ces clés : value, accept"),
        (HEAD + "{field: kind, accept: 'no'}", "accept ne peut être que true ; sinon, retirez"),
        (HEAD + "{field: parties, set: x}", "set doit donner les valeurs, sous la forme « nom: v"),
        (
            HEAD + "{field: parties, add: {person: x}}",
            "« person » ne peut pas être donné dans parties",
        ),
        (HEAD + "{field: parties, refuse: true}", "dites sous where de quel élément il s'agit"),
        (HEAD + "{field: parties, refuse: true, where: x}", "where doit désigner l'élément, sous"),
        (HEAD + "{field: kind, accept: true}", "dites sous where de quel élément il s'agit"),
        (HEAD + "{field: kind, value: avenant}", "dites qui a décidé (sa fonction, pas son nom)"),
        (
            HEAD + "{field: kind, value: avenant, who: a, why: b, when: hier}",
            "when doit être le jour de la décision (2026-11-25), et non « hier »",
        ),
    ],
)
def test_corrections_that_cannot_be_used_are_told_in_french(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, "a.yml")
    told = caught.value.in_french
    assert said in told
    assert caught.value.reason not in told
