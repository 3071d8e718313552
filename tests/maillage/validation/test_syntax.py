"""What is wrong in an RDF file is told in French, with the line, the column and the remedy."""

import pytest

from maillage.errors import InputError
from maillage.rdf import RdfFormat
from maillage.validation import sayings, syntax
from maillage.validation.hostile import parsed
from maillage.validation.syntax import form_of

P = "@prefix a: <http://e.org/> .\n"
NT = "<http://e.org/a> <http://e.org/b> "
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">\n'
    '<rdf:Description rdf:about="http://e.org/a">\n{}\n</rdf:Description>\n</rdf:RDF>'
)
TURTLE, TRIG = RdfFormat.TURTLE, RdfFormat.TRIG
TRIPLES, JSON, RDF_XML = RdfFormat.N_TRIPLES, RdfFormat.JSON_LD, RdfFormat.RDF_XML


def refused(data: str, form: RdfFormat) -> InputError:
    with pytest.raises(InputError) as caught:
        parsed(data.encode("utf-8"), form, "f")
    return caught.value


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (
            P + "b:x a:b a:c .",
            2,
            1,
            "le préfixe « b: » n'est pas déclaré ; ajoutez en tête « @pref",
        ),
        (
            P + "a:x a:b 'x'^^xsd:date .",
            2,
            14,
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        ),
        (P + "a:x a:b 'c", 2, 9, "n'est jamais fermé ; ajoutez le signe qui manque"),
        (P + 'a:x a:b """c .\n\n', 2, 9, "n'est jamais fermé ; ajoutez le signe qui manque"),
        (P + "a:x a:b <http://e.org .\n", 2, 9, "n'est jamais fermé ; ajoutez le signe qui manque"),
        (
            P + "a:x a:b a:c",
            2,
            12,
            "le fichier s'arrête au milieu d'une déclaration ; complétez-la",
        ),
        (P + "a:x a:b a:c\na:d a:b a:c .", 3, 1, "il manque un point à la fin de la déclaration"),
        (P + "a:x a:b <http://e.org/a b> .", 2, 9, "le signe « espace », qui n'y est pas permis"),
        (
            P + "a:x a:b <http://e.org/{x}> .",
            2,
            9,
            "le signe « { », qui n'y est pas permis ; écrive",
        ),
        (P + "a:x a:b <rel> .", 2, 9, "une adresse (IRI) est incomplète ; elle commence par http"),
        (P + "a:x a:b <http://[e> .", 2, 9, "une adresse (IRI) est mal formée ; elle commence"),
        (P + "a:x a:b <http://e.org:port/> .", 2, 9, "une adresse (IRI) est mal formée ; elle"),
        (P + "a:x a:b <http://e.org/c%> .", 2, 9, "« % » est suivi de deux chiffres hexadécimaux"),
        (P + "a:x%zz a:b a:c .", 2, 2, "« % » est suivi de deux chiffres hexadécimaux ; écrivez"),
        (P + 'a:x a:b "a\\qb" .', 2, 11, "« \\q » n'est pas un échappement connu ; pour une barre"),
        (P + 'a:x a:b "a\\u12G4" .', 2, 15, "« \\u12G4 » ne désigne aucun caractère ; retirez-le"),
        (P + 'a:x a:b "a\\uD800" .', 2, 11, "« \\uD800 » ne désigne aucun caractère ; retirez-le"),
        (P + "a:x a:b a:c\\ .", 2, 11, "« \\ » ne peut pas précéder ce signe ; retirez la barre"),
        (P + "a:x a:b 'x'@1fr .", 2, 13, "un code de langue est mal formé ; écrivez par exemple"),
        (P + "a:x a:b 'x'@abcdefghijkl .", 2, 13, "un code de langue est mal formé ; écrivez"),
        (
            P + "a:x a:b 'x'@fr-FR-u .",
            2,
            13,
            "un code de langue est mal formé ; écrivez par exempl",
        ),
        (P + "a:x a:b 'x'@fr--foo .", 2, 17, "le sens d'un texte est « --ltr » ou « --rtl »"),
        (
            P + "a:x a:b 'x'^^ .",
            2,
            15,
            "après « ^^ » vient un type de valeur ; écrivez par exemple",
        ),
        (P + "a:x a:b [ a:c a:d .", 2, 19, "il manque un crochet fermant ; ajoutez « ] »"),
        (P + "a:x a:b ( a:c a:d .", 2, 19, "il manque une valeur avant « . » ; ajoutez-la"),
        (P + "a:x a:b [ a:c a:d ] ] .", 2, 21, "« ] » est en trop ; retirez-le, ou complétez"),
        (P + "a:x a:b a:c . .", 2, 15, "« . » est en trop ; retirez-le, ou complétez ce qui le"),
        (P + "a:x a:b ; .", 2, 9, "il manque une valeur avant « ; » ; ajoutez-la"),
        (P + "a:x .", 2, 5, "il manque une propriété et sa valeur avant « . » ; ajoutez-les"),
        (P + "a:x 'b' a:c .", 2, 5, "« 'b' » n'est pas une propriété ; attendus : une adresse"),
        (P + "a:x a:b c .", 2, 9, "« c » n'est pas une valeur ; mettez un texte entre guillemets"),
        (P + "a:x a:b True .", 2, 9, "« True » n'est pas une valeur ; écrivez true ou false, en"),
        (P + "a:x a:b 2020-01-01 .", 2, 13, "« -01 » ne peut pas commencer une déclaration"),
        (P + "a:x a:b 1e .", 2, 9, "ce nombre est incomplet ; complétez-le"),
        (P + "_: a:b a:c .", 2, 1, "après « _: » vient un nom ; ajoutez-le"),
        ("@prefix a <http://e.org/> .", 1, 9, "un préfixe se déclare ainsi : « @prefix ex: <https"),
        ("@prefix a: http://e.org/ .", 1, 12, "un préfixe se déclare ainsi : « @prefix ex: <http"),
        ("@base a: .", 1, 7, "une base se déclare ainsi : « @base <https://exemple.fr/> . »"),
        (
            P + "a:x a:b “c” .",
            2,
            9,
            "« “ » n'est pas un guillemet de Turtle ; écrivez un guillemet",
        ),
        (P + "a:x a:b «\xa0c\xa0» .", 2, 9, "« « » n'est pas un guillemet de Turtle ; écrivez un"),
        (
            P + "a:x\xa0a:b a:c .",
            2,
            4,
            "une espace insécable se trouve hors d'un texte ; mettez une",
        ),
        (
            P + "a:x \x01 a:c .",
            2,
            5,
            "le signe « U+0001 » ne peut pas commencer un nom ; retirez-le",
        ),
        (P + "a:x a:b 'x\ny' .", 2, 11, 'se met entre trois guillemets (""") ; ajoutez-les'),
        (P + "a:g { a:x a:b a:c }", 2, 5, "un fichier qui a des graphes se nomme .trig"),
        (P + "GRAPH a:g { a:x a:b a:c }", 2, 1, "un fichier qui a des graphes se nomme .trig"),
        (P + "a:x a:b <<a:x a:b a:c .", 2, 23, "il manque « >> » ; ajoutez-le"),
        (P + "a:x a:b a:c {| a:d a:e .", 2, 24, "il manque « |} » ; ajoutez-le"),
        (
            "id,nom\n1,2\n",
            1,
            1,
            "« id » ne peut pas commencer une déclaration ; attendus : une adr",
        ),
    ],
)
def test_broken_turtle_is_told_with_its_place(data: str, line: int, column: int, said: str) -> None:
    error = refused(data, TURTLE)
    assert error.place == f"f:{line}"
    assert error.reason.startswith("is not valid Turtle: ")
    assert error.reason.endswith(f" (column {column})")
    assert said in error.in_french
    assert error.in_french.startswith(f"f, ligne {line} : ")
    assert error.in_french.endswith(f" (Turtle, colonne {column})")


@pytest.mark.parametrize(
    ("data", "form", "place", "said"),
    [
        (NT + '"x"', TRIPLES, "f:1", "il manque un point à la fin de la déclaration qui précède"),
        (NT + '"x" .' + NT, TRIPLES, "f:1", "une ligne ne contient qu'une déclaration ; coupez-la"),
        (NT + "a:b .", TRIPLES, "f:1", "un fichier avec des préfixes se nomme .ttl"),
        (P, TRIPLES, "f:1", "un fichier avec des préfixes se nomme .ttl"),
        (NT + "'x' .", TRIPLES, "f:1", 'un texte se met ici entre guillemets doubles (")'),
        (NT + '"x"^^xsd:date .', RdfFormat.N_QUADS, "f:1", "après « ^^ » vient un type de valeur"),
        (P + "a:g { a:x a:b a:c a:d }", TRIG, "f:2", "il manque « . » ou « } » avant ceci ; ajout"),
        (P + "GRAPH a:g a:x", TRIG, "f:2", "après GRAPH viennent le nom du graphe, puis « { »"),
        (P + "a:g { a:x a:b a:c } }", TRIG, "f:2", "« } » est en trop ; retirez-le, ou complétez"),
        (XML.format("<e:b>x</e:c>"), RDF_XML, "f:3", "une balise n'est pas fermée, ou l'est dans"),
        (XML.format("<z:b>x</z:b>"), RDF_XML, "f:3", "un préfixe n'est pas déclaré ; ajoutez son"),
        (
            XML.format("<e:b>a & b</e:b>"),
            RDF_XML,
            "f:3",
            "que « & » et « < » soient écrits « &amp;",
        ),
        (XML.format("<e:b>&eacute;</e:b>"), RDF_XML, "f:3", "une entité (« &nom; ») n'est pas con"),
        (
            XML.format("<e:b>&#1;</e:b>"),
            RDF_XML,
            "f:3",
            "« &#…; » ne désigne aucun caractère permi",
        ),
        (XML.format("<e:b a='1' a='2'/>"), RDF_XML, "f:3", "un attribut est donné deux fois ; gar"),
        (
            XML.format("<e:b"),
            RDF_XML,
            "f:4",
            "ce n'est pas du XML bien formé ; vérifiez les balise",
        ),
        (XML.format("<e:b><![CDATA[x</e:b>"), RDF_XML, "f:5", "le fichier s'arrête avant sa fin"),
        ("\n<?xml version='1.0'?><a/>", RDF_XML, "f:2", "la déclaration <?xml … ?> n'est pas au t"),
        (
            XML.format('<e:b rdf:resource="x"/>'),
            RDF_XML,
            "f:3",
            "une adresse (IRI) est incomplèt",
        ),
        (
            XML.format('<e:b rdf:resource="http://e/x y"/>'),
            RDF_XML,
            "f:3",
            "le signe « espace », q",
        ),
        (XML.format("<e:b>x</e:b>\ntexte\n"), RDF_XML, "f:6", "le texte « texte » n'est pas à sa"),
        (
            XML.format('<e:b xml:lang="1x">x</e:b>'),
            RDF_XML,
            "f:3",
            "un code de langue est mal form",
        ),
        (XML.format("<b>x</b>"), RDF_XML, "f:3", "un élément ou un attribut n'a pas d'espace de n"),
        (XML.format("<rdf:Description/>"), RDF_XML, "f:3", "#Description » n'est pas permis à cet"),
        (
            XML.format("<e:b>x<e:C/></e:b>"),
            RDF_XML,
            "f:3",
            "une propriété a une seule valeur, un t",
        ),
        (XML.format('<e:b rdf:nodeID="1 a"/>'), RDF_XML, "f:3", "n'est pas un nom permis ici ; il"),
        ("{", JSON, "f:1", "une clé entre guillemets doubles est attendue ici"),
        ('{"a":1 "b":2}', JSON, "f:1", "il manque une virgule, ou un signe fermant ; ajoutez-le"),
        ('{"a" 1}', JSON, "f:1", "il manque le signe « : » entre une clé et sa valeur"),
        (
            '{"a":\n}',
            JSON,
            "f:2",
            "une valeur est attendue ici ; ajoutez-la, ou retirez la virgule",
        ),
        ('{\n"a":"x', JSON, "f:2", "ce texte n'est jamais fermé ; ajoutez « \" »"),
        ('{"a":"x\ny"}', JSON, "f:1", "un texte contient un retour à la ligne ou une tabulation"),
        (
            '{"a":"\\q"}',
            JSON,
            "f:1",
            "un échappement (« \\ ») ne désigne aucun caractère ; corrige",
        ),
        (
            '{"a":"\\ud800"}',
            JSON,
            "f:1",
            "un échappement (« \\ ») ne désigne aucun caractère ; cor",
        ),
        (
            '{"a":NaN}',
            JSON,
            "f:1",
            "ce signe n'est pas à sa place ; un texte se met entre guilleme",
        ),
        ('{"a":1}{', JSON, "f:1", "le fichier continue après sa fin ; gardez un seul objet"),
        ('{\n"@id":3}', JSON, "f:2", "la valeur de « @id » n'est pas de la sorte attendue"),
        ('{"@id":3,"b":{"@id":3}}', JSON, "f", "la valeur de « @id » n'est pas de la sorte atten"),
        (
            '{"http://e/b":{"@value":3,\n"@id":"http://e/"}}',
            JSON,
            "f:1",
            "@value et @id ne vont pas",
        ),
        ('{"@context":{"a":3}}', JSON, "f", "un terme du contexte n'est défini ni par une adresse"),
        (
            '{"@context":{"@base":"rel"}}',
            JSON,
            "f:1",
            "l'adresse de « @base » est incomplète ; ell",
        ),
        ('{"@context":{"a":{"@id":"a"}}, "a":"x"}', JSON, "f", "n'a pas d'adresse entière ; don"),
        ('{"@id":"_:a","@id":"_:b"}', JSON, "f", "« @id » est donné deux fois ; gardez-en un"),
    ],
)
def test_other_broken_rdf_is_told_with_its_line(
    data: str, form: RdfFormat, place: str, said: str
) -> None:
    error = refused(data, form)
    assert error.place == place
    assert error.reason.startswith(f"is not valid {form.name}: ")
    assert said in error.in_french
    assert form.name in error.in_french


@pytest.mark.parametrize("words", ["abcd", "éééé", "😀😀😀😀", "e\u0301\u0301\u0301"])
def test_columns_count_characters(words: str) -> None:
    turtle = refused(f"{NT}'{words}' , bad .", TURTLE)
    assert turtle.reason.endswith("(column 44)")
    by_python = refused(f'{{"a":"{words}","x":tru}}', JSON)
    assert by_python.reason.endswith("(column 17)")
    by_the_engine = refused(f'{{"a":"{words}","x":NaN}}', JSON)
    assert by_the_engine.reason.endswith("(column 17)")
    xml = refused(XML.format(f"<e:b>{words}</e:c>"), RDF_XML)
    assert xml.reason.endswith("(column 12)")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_are_written(end: str) -> None:
    assert refused(f"{NT}'x' .{end}{end}bad .", TURTLE).place == "f:3"


def test_the_line_of_xml_is_found_behind_long_lines() -> None:
    long = "<e:b>" + "x" * 100_000 + "</e:b>\n"
    error = refused(XML.format(long * 5 + '<e:b rdf:resource="rel"/>'), RDF_XML)
    assert error.place == "f:8"


@pytest.mark.parametrize(
    "message",
    [
        "A triple of a new kind\x1b[31m",
        "x" * 100_000,
    ],
)
def test_a_message_nobody_knew_is_quoted_on_one_short_line(message: str) -> None:
    assert sayings.french(message, TURTLE) is None
    error = syntax.refusal(SyntaxError(message), TURTLE, "f", b"")
    assert "le lecteur de RDF dit « " in error.in_french
    assert error.in_french.isprintable()
    assert len(error.in_french) < 300


def test_a_long_word_is_cut() -> None:
    error = refused("a" * 1_000_000, TURTLE)
    assert len(str(error)) < 300
    assert "aaa… » ne peut pas commencer" in error.in_french


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.ttl", TURTLE),
        ("A.TTL", TURTLE),
        ("a.n3", TURTLE),
        ("a.owl", RDF_XML),
        ("a.json", JSON),
        ("a.b/c.trig", TRIG),
        ("a.txt", None),
        ("a.md", None),
        ("ttl", None),
    ],
)
def test_the_format_is_told_by_the_name(name: str, form: RdfFormat | None) -> None:
    assert form_of(name) == form
