"""RDF made to do harm, or in no state to be read: refused with a reason, calling nobody."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.errors import InputError
from maillage.rdf import RdfFormat
from maillage.validation import hostile
from maillage.validation.hostile import ATTRIBUTES, DEEPEST, PREFIXES, TERMS, parsed

SECONDS = 5
NAMESPACES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"'
TURTLE, JSON, RDF_XML = RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.RDF_XML
TRIPLES, TRIG = RdfFormat.N_TRIPLES, RdfFormat.TRIG
A = "<http://e/a> <http://e/b> "


def rdf(inner: str, head: str = "") -> str:
    return f'{head}<rdf:RDF {NAMESPACES}><e:T rdf:about="http://e.org/a">{inner}</e:T></rdf:RDF>'


def nested(opening: str, inner: str, closing: str, times: int) -> str:
    return opening * times + inner + closing * times


def entity(declared: str, used: str) -> str:
    return rdf(f"<e:b>{used}</e:b>", f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [{declared}]>\n')


LAUGHS = '<!ENTITY e0 "rire">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 13)
)
DEEP = 100_000


def refused(data: str | bytes, form: RdfFormat) -> InputError:
    """The refusal of a file, which comes soon."""
    start = time.monotonic()
    with pytest.raises(InputError) as caught:
        parsed(data if isinstance(data, bytes) else data.encode("utf-8"), form, "f")
    assert time.monotonic() - start < SECONDS
    assert caught.value.fr
    assert caught.value.reason not in caught.value.in_french
    return caught.value


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (A + nested("[<http://e/b> ", "1", "]", DEEP) + ".", TURTLE),
        (A + "[<http://e/b> " * DEEP, TURTLE),
        (A + nested("(", "1", ")", DEEP) + ".", TURTLE),
        (A + nested("<<( " + A, "1", ")>>", DEEP) + ".", TURTLE),
        (A + nested("<< " + A, "1", ">>", DEEP) + ".", TURTLE),
        (A + "1 " + nested("{| <http://e/b> 1 ", "", "|}", DEEP) + ".", TURTLE),
        (A + nested("<<( " + A, '"1"', ")>>", DEEP) + " .", TRIPLES),
        ("{" + A + nested("[<http://e/b> ", "1", "]", DEEP) + "}", TRIG),
        (rdf(nested("<e:p><e:T>", "", "</e:T></e:p>", DEEP)), RDF_XML),
        (rdf(nested("<e:p rdf:parseType='Resource'>", "", "</e:p>", DEEP)), RDF_XML),
        (nested('{"http://e/b":', "1", "}", DEEP), JSON),
        (nested('{"@graph":[', "1", "]}", DEEP), JSON),
        ('{"@context":' + nested('{"a":{"@id":"http://e/","@context":', "{}", "}}", DEEP), JSON),
    ],
)
def test_nesting_too_deep_is_refused_before_it_is_parsed(data: str, form: RdfFormat) -> None:
    error = refused(data, form)
    assert error.place == "f:1"
    assert (
        error.in_french == "f, ligne 1 : ce fichier emboîte plus de 100 niveaux ; il n'est pas lu"
    )


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (A + nested("[<http://e/b> ", "1", "]", DEEPEST) + ".", TURTLE),
        (A + nested("<<( " + A, "1", ")>>", DEEPEST // 2) + ".", TURTLE),
        (rdf(nested("<e:p><e:T>", "", "</e:T></e:p>", DEEPEST // 2 - 1)), RDF_XML),
        (nested('{"http://e/b":', "1", "}", DEEPEST), JSON),
    ],
)
def test_nesting_up_to_the_limit_is_read(data: str, form: RdfFormat) -> None:
    assert parsed(data.encode(), form, "f")


@pytest.mark.parametrize(
    "value",
    [
        f"'{'(' * DEEP}'",
        f'"{"[" * DEEP}\\"{"[" * DEEP}"',
        f'"""a"b""{"(" * DEEP}"""',
        f"'''a'b''\n{'(' * DEEP}'''",
        f"<http://e/{'(' * DEEP}>",
        f"1 # it's {'[' * DEEP}\n",
    ],
)
def test_brackets_in_words_addresses_and_comments_nest_nothing(value: str) -> None:
    assert len(parsed(f"{A}{value} .".encode(), TURTLE, "f")) == 1


@pytest.mark.parametrize(
    "hiding",
    [
        "<http://e/a\\u0028>",
        "a:b\\'",
        'a:b\\"c',
        "a:b\\#",
        "a:b # '\n",
        '""',
        '"""\\""""',
        "'''\"'''",
        "'#'",
        '"\\\\"',
        "a:x\\<",
    ],
)
def test_no_sign_before_it_hides_what_nests(hiding: str) -> None:
    deep = nested("<<( " + A, "1", ")>>", DEEP)
    error = refused(f"@prefix a: <http://e/>. {A}{hiding}, {deep} .", TURTLE)
    assert "emboîte plus de 100 niveaux" in error.in_french


def test_nested_json_in_a_text_is_a_text() -> None:
    data = '{"@id":"http://e/a","http://e/b":"' + '[{\\"' * DEEP + '"}'
    assert len(parsed(data.encode(), JSON, "f")) == 1


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ('<!ENTITY x "boum">', "&x;"),
        (LAUGHS, "&e12;"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        ('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;', "y"),
        ("", "y"),
    ],
)
def test_a_document_type_is_refused_and_no_entity_read(declared: str, used: str) -> None:
    error = refused(entity(declared, used), RDF_XML)
    assert error.place == "f:2"
    assert "déclare un type de document (DOCTYPE, des entités) ; écrivez les adresses" in (
        error.in_french
    )
    assert "root:" not in str(error) + error.in_french


def test_a_web_page_is_told_as_such() -> None:
    error = refused("<!DOCTYPE html>\n<html><body>x</body></html>", RDF_XML)
    assert "c'est une page web, pas du RDF/XML ; nommez-la .html" in error.in_french


@pytest.fixture
def listening() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who called it."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def answer() -> None:
            while not ended.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                callers.append("called")
                connection.close()

        ended = threading.Event()
        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1], callers
        ended.set()
        thread.join()


@pytest.mark.parametrize(
    ("data", "form", "line"),
    [
        ('{\n"@context":"{}"}', JSON, 2),
        ('{\n"@context":{"@import":"{}"},"@id":"http://e/a","http://e/b":1}', JSON, 2),
        ('{"@context":[\n"{}",{"a":"http://e/a"}],"a":1}', JSON, 1),
        ('{"@context":{"a":{"@id":"e:a","@context":"{}"}},"a":{"e:b":1}}', JSON, 1),
        ('{"@context":"{}","e:b":{"@context":"{}","e:c":1}}', JSON, None),
    ],
)
def test_a_context_elsewhere_is_refused_and_nobody_called(
    data: str, form: RdfFormat, line: int | None, listening: tuple[int, list[str]]
) -> None:
    port, callers = listening
    error = refused(data.replace("{}", f"http://127.0.0.1:{port}/"), form)
    assert error.place == ("f" if line is None else f"f:{line}")
    assert "renvoie à un contexte en ligne, que Maillage ne va jamais chercher" in error.in_french
    time.sleep(0.3)
    assert not callers


def test_a_document_type_elsewhere_is_not_called(listening: tuple[int, list[str]]) -> None:
    port, callers = listening
    head = f'<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1:{port}/x.dtd">'
    assert "DOCTYPE" in refused(rdf("<e:b>x</e:b>", head), RDF_XML).in_french
    base = f"@base <http://127.0.0.1:{port}/> . <a> <http://www.w3.org/2002/07/owl#imports> <b> ."
    assert len(parsed(base.encode(), TURTLE, "f")) == 1
    time.sleep(0.3)
    assert not callers


@pytest.mark.parametrize("form", [TURTLE, TRIPLES, RDF_XML, JSON])
@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"", "f", "ce fichier est vide ; donnez le fichier RDF"),
        (b"\xef\xbb\xbf\n ", "f", "ce fichier est vide ; donnez le fichier RDF"),
        ("é".encode("utf-16"), "f", "ce fichier est en UTF-16 ; enregistrez-le en UTF-8"),
        (b"\xfe\xff\0a", "f", "ce fichier est en UTF-16 ; enregistrez-le en UTF-8"),
        (b"a\n\nb\0", "f, ligne 3", "ce fichier n'est pas du texte (il contient un octet nul)"),
        (b"# a\n# \xe9", "f, ligne 2", "ce fichier n'est pas en UTF-8 (octet E9, sans doute du W"),
        (b"a\n\xed\xa0\x80", "f, ligne 2", "ce fichier n'est pas en UTF-8 (octet ED, sans doute"),
        (b"%PDF-1.7\n", "f", "ce n'est pas du RDF mais un PDF ; donnez-lui l'extension de son"),
        (b"PK\x03\x04", "f", "ce n'est pas du RDF mais un fichier Word, OpenDocument ou zip ; d"),
        (b"\x1f\x8b\x08", "f", "ce n'est pas du RDF mais une archive gzip ; donnez-lui l'exten"),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused(
    data: bytes, form: RdfFormat, place: str, said: str
) -> None:
    assert refused(data, form).in_french.startswith(f"{place} : {said}")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "x-nothing"])
def test_another_encoding_that_xml_declares_is_refused(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    told = refused(rdf("<e:b>x</e:b>", head), RDF_XML).in_french
    assert told == f"f, ligne 1 : ce fichier annonce le codage {encoding} ; enregistrez-le en UTF-8"
    head = '<?xml version="1.0" encoding="utf-8"?>'
    assert parsed(rdf("<e:b>x</e:b>", head).encode(), RDF_XML, "f")


@pytest.mark.parametrize(
    ("data", "form"),
    [(f"{A}1 .", TURTLE), (rdf("<e:b>x</e:b>"), RDF_XML), ('{"http://e/b":1}', JSON)],
)
def test_the_mark_that_notepad_puts_is_no_part_of_a_file(data: str, form: RdfFormat) -> None:
    assert parsed(data.encode("utf-8-sig"), form, "f")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("# rien\n", TURTLE),
        ("{}", JSON),
        ('{"@id":"relative","http://e/b":"x"}', JSON),
        ('{"nom":"Cahors"}', JSON),
        (f"<rdf:RDF {NAMESPACES}/>", RDF_XML),
    ],
)
def test_a_file_that_says_nothing_is_not_taken_for_a_good_one(data: str, form: RdfFormat) -> None:
    assert "aucune information n'a été trouvée dans ce fichier" in refused(data, form).in_french


@pytest.mark.parametrize("form", [RdfFormat.N3, RdfFormat.STREAMING_JSON_LD])
def test_a_format_without_a_guard_is_not_read(form: RdfFormat) -> None:
    assert "n'est pas lu ; enregistrez-le en Turtle (.ttl)" in refused(b"x", form).in_french


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "LARGEST", 2_000_000)
    told = refused(b"#" * 2_000_001, TURTLE).in_french
    assert told == "f : ce fichier dépasse 2 Mo ; découpez-le"


def test_a_line_of_twenty_megabytes_is_refused() -> None:
    told = refused(f"{A}'{'x' * 20_000_000}' .", TURTLE).in_french
    assert told == "f : un texte ou une adresse de ce fichier dépasse 16 Mo ; découpez-le"


def test_too_many_prefixes_are_refused() -> None:
    many = "".join(f"@prefix p{n}: <http://e/{n}> ." for n in range(500_000))
    told = refused(f"{many} {A} 1 .", TURTLE).in_french
    assert told == "f, ligne 1 : ce fichier déclare plus de 10000 préfixes ; il n'est pas lu"
    names = " ".join(f"xmlns:n{n}='http://e/{n}'" for n in range(PREFIXES))
    assert "préfixes" in refused(rdf(f"<e:b {names}>x</e:b>"), RDF_XML).in_french


def test_a_text_that_tells_of_prefixes_declares_none() -> None:
    data = f"{A}'{'@prefix ' * (PREFIXES * 2)}' ."
    assert len(parsed(data.encode(), TURTLE, "f")) == 1


def test_too_many_attributes_are_refused() -> None:
    many = " ".join(f"e:p{n}='x'" for n in range(ATTRIBUTES + 1))
    told = refused(rdf(f"<e:b><e:T {many}/></e:b>"), RDF_XML).in_french
    assert told == "f, ligne 1 : un élément a plus de 1000 attributs ; le fichier n'est pas lu"


def chained(terms: int) -> str:
    """A context whose every term leans on the next one."""
    links = ",".join(f'"a{n}":{{"@id":"a{n + 1}:"}}' for n in range(terms - 1))
    last = f'"a{terms - 1}":"http://e/"'
    return f'{{"@context":{{{links},{last}}},"@id":"http://e/a","a0":1}}'


@pytest.mark.parametrize("around", ["{}", '[{{"http://e/b":1}},{}]', '{{"@graph":[{}]}}'])
def test_too_many_terms_of_a_context_are_refused(around: str) -> None:
    told = refused(around.format(chained(20_000)), JSON).in_french
    assert told == "f : un contexte de ce fichier définit plus de 3000 termes ; il n'est pas lu"
    assert parsed(around.format(chained(TERMS)).encode(), JSON, "f")


def test_terms_written_in_escapes_or_twice_are_counted() -> None:
    twice = chained(20_000).removesuffix("}") + ',"@context":{}}'
    assert "3000 termes" in refused(twice, JSON).in_french
    assert (
        "3000 termes"
        in refused(chained(20_000).replace("@context", "\\u0040context"), JSON).in_french
    )


def test_a_number_of_many_digits_hides_no_context() -> None:
    data = chained(20_000).removesuffix("1}") + "1" * 10_000 + "}"
    assert "3000 termes" in refused(data, JSON).in_french


def test_json_that_goes_on_after_its_end_is_not_parsed() -> None:
    assert (
        "continue après sa fin"
        in refused(chained(20_000).replace('"@context"', '"x"') + "{}", JSON).in_french
    )


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".nt", A + nested("<<( " + A, '"1"', ")>>", DEEP) + " ."),
        (".jsonld", chained(20_000)),
        (".jsonld", nested('{"http://e/b":', "1", "}", 30_000)),
    ],
)
def test_the_process_outlives_what_ended_the_parser(tmp_path: Path, suffix: str, data: str) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_text(data, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from maillage.errors import InputError;"
        "from maillage.validation.hostile import parsed;"
        "from maillage.validation.syntax import form_of; path = Path(sys.argv[1])\n"
        "try: parsed(path.read_bytes(), form_of(path.name), path.name)\n"
        "except InputError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"a{suffix}")
    assert "it is not read" in done.stdout
