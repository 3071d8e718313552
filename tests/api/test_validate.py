"""``/validate`` and ``/read``: files handed over to a real service."""

import hashlib
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx import Response
from starlette.testclient import TestClient

from api.app import create_app
from api.uploads import bare_name
from api.validate import FORMS
from maillage import iri
from maillage.rdf import MLG, RDF, RdfFormat, parse
from maillage.settings import Settings
from maillage.validation import FORMATS
from tests.api.conftest import ROOT, write_release
from tests.checkout import small_checkout

DOCUMENT = ROOT / "data" / "documents" / "fleurance-lectoure-pvd-convention-adhesion.md"
TOKEN = "jeton-d-essai"
PEOPLE = ("Guardia", "MAZZOLENI", "BALLENGHIEN", "Ballenghien")
TURTLE = """@prefix mlg: <https://w3id.org/maillage/def#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/maillage/id/> .

<adhesion/ort/46042> a mlg:Adhesion ;
    mlg:programme <programme/ort> ;
    mlg:territoire <commune/46042> ;
    mlg:dateSignature "2018-09-29"^^xsd:date .
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A checkout that may be written into, with a release and a steward's token."""
    root = small_checkout(tmp_path_factory.mktemp("checkout"))
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()
    settings = Settings(
        root=root, rate_per_minute=0, upload_bytes=1_000_000, steward_tokens=f"{'0' * 64} {digest}"
    )
    write_release(settings)
    return settings


@pytest.fixture(scope="module")
def desk(checkout: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(checkout), follow_redirects=False) as client:
        yield client


def send(
    client: TestClient, name: str, data: bytes | str, path: str = "/validate", **headers: str
) -> Response:
    content = data.encode() if isinstance(data, str) else data
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    answer: Response = client.post(path, files={"file": (name, content)}, headers=named)
    return answer


def page(client: TestClient, name: str, data: bytes | str, **headers: str) -> tuple[str, Response]:
    """The address of the page of a file that is handed over, and the answer."""
    answer = send(client, name, data, accept="text/html", **headers)
    assert answer.status_code == 200, answer.text
    return answer.headers["content-location"], answer


def document(client: TestClient, name: str = DOCUMENT.name) -> str:
    return page(client, name, DOCUMENT.read_bytes())[0]


def test_an_rdf_file_is_told_its_fault_its_line_and_the_rule(desk: TestClient) -> None:
    answer = send(desk, "essai.ttl", TURTLE)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    report = answer.json()
    assert not report["conforms"]
    (found,) = [each for each in report["results"] if each["id"] == "C16"]
    assert found["focus"] == iri.adhesion("ORT", "46042").value
    assert (found["source"]["file"], found["source"]["line"]) == ("essai.ttl", 8)


def test_a_document_is_told_the_words_of_each_fault(desk: TestClient) -> None:
    report = send(desk, DOCUMENT.name, DOCUMENT.read_bytes()).json()
    assert report["results"]
    for found in report["results"]:
        source = found["source"]
        assert source["file"] == DOCUMENT.name
        assert source["end"] - source["start"] == len(source["quote"])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_report_comes_in_every_form(desk: TestClient, form: object) -> None:
    name, media = form.name, form.media_type  # type: ignore[attr-defined]
    answer = send(desk, "essai.ttl", TURTLE, path=f"/validate?format={name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert "C16" in answer.text or "dateSignature" in answer.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/turtle", "text/turtle"),
        ("application/sarif+json", "application/sarif+json"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_accept_decides(desk: TestClient, accept: str, media: str) -> None:
    answer = send(desk, "essai.ttl", TURTLE, accept=accept)
    assert answer.headers["content-type"].startswith(media)


def test_a_form_that_there_is_not_is_refused(desk: TestClient) -> None:
    assert send(desk, "a.ttl", TURTLE, accept="image/png").status_code == 406
    answer = send(desk, "a.ttl", TURTLE, path="/validate?format=docx")
    assert answer.status_code == 422
    assert "docx" in answer.json()["detail"]


def test_a_body_without_a_file_is_refused(desk: TestClient) -> None:
    assert desk.post("/validate", content=TURTLE).status_code == 415
    answer = desk.post("/validate", files={"autre": ("a.ttl", b"x")})
    assert answer.status_code == 422
    assert "« file »" in answer.json()["detail"]
    assert send(desk, "vide.ttl", "").status_code == 422


def test_a_broken_body_is_refused(desk: TestClient) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = desk.post("/validate", content=b"--y\r\nnothing", headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_file_over_the_limit_is_refused_before_it_is_read(desk: TestClient) -> None:
    answer = send(desk, "gros.ttl", b"#" * 1_200_000)
    assert answer.status_code == 413


def test_a_syntax_error_names_the_file_and_the_line(desk: TestClient) -> None:
    broken = TURTLE.replace("mlg:programme", "mlg programme")
    answer = send(desk, "faux.ttl", broken)
    assert answer.status_code == 422
    assert "faux.ttl, ligne 6" in answer.json()["detail"]
    english = send(desk, "faux.ttl", broken, accept_language="en")
    assert "faux.ttl:6" in english.json()["detail"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.exe", "sans-suffixe", "a.doc"])
def test_a_format_that_is_not_read_is_refused(desk: TestClient, name: str) -> None:
    answer = send(desk, name, b"PK\x03\x04 and more")
    assert answer.status_code == 422
    assert name in answer.json()["detail"]


def test_a_remote_context_calls_nobody(desk: TestClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        data = json.dumps({"@context": f"http://127.0.0.1:{port}/", "@id": "urn:a", "p": "x"})
        assert send(desk, "a.jsonld", data).status_code == 422
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_external_entity_reads_no_file(desk: TestClient) -> None:
    data = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
        '<rdf:Description rdf:about="urn:a"><e:p>&x;</e:p></rdf:Description></rdf:RDF>'
    )
    answer = send(desk, "a.rdf", data)
    assert answer.status_code == 422
    assert "root:" not in answer.text


def test_reading_tells_no_person(desk: TestClient) -> None:
    answer = send(desk, DOCUMENT.name, DOCUMENT.read_bytes(), path="/read")
    assert answer.status_code == 200
    reading = answer.json()
    assert len(reading["parties"]) == 6
    assert {party["person"] for party in reading["parties"]} == {None}
    assert not [name for name in PEOPLE if name in answer.text]
    assert send(desk, "a.ttl", TURTLE, path="/read").status_code == 422


def test_the_page_of_a_document_masks_persons(desk: TestClient) -> None:
    address, answer = page(desk, DOCUMENT.name, DOCUMENT.read_bytes())
    assert not [name for name in PEOPLE if name in answer.text]
    assert "no-store" in answer.headers["cache-control"]
    assert desk.get(address).status_code == 200


def test_the_page_of_a_file_that_cannot_be_used_says_why_beside_the_form(desk: TestClient) -> None:
    answer = send(desk, "faux.ttl", "<a> <b>", accept="text/html")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'type="file"' in answer.text


def test_what_was_handed_over_can_be_taken_away(desk: TestClient) -> None:
    address = document(desk)
    for name in FORMATS:
        answer = desk.get(f"{address}/rapport.{name}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    facts = list(parse(desk.get(f"{address}/faits.ttl").content, format=RdfFormat.TURTLE))
    assert any(quad.predicate == RDF.type and quad.object == MLG.Convention for quad in facts)
    assert desk.get(f"{address}/lecture.json").json()["kind"] == "convention"
    assert desk.get(f"{address}/autre").status_code == 404


def test_an_address_that_nobody_was_given_is_gone(desk: TestClient) -> None:
    for path in ("/validate/inconnu", "/validate/inconnu/faits.ttl"):
        assert desk.get(path).status_code == 410
    assert desk.post("/validate/inconnu", data={"action": "accept"}).status_code == 410


@pytest.fixture(scope="module")
def untouched(desk: TestClient) -> str:
    """The address of a document on which nothing is ever decided."""
    return document(desk)


def decide(client: TestClient, address: str, **fields: str) -> Response:
    named = {key.replace("__", "."): value for key, value in fields.items()}
    given = {"who": "chargée de mission, DDT", "why": "Vu sur la version signée", **named}
    answer: Response = client.post(address, data=given)
    return answer


def corrections(client: TestClient, address: str) -> str:
    text: str = client.get(f"{address}/corrections.yml").text
    return text


def test_a_fact_is_confirmed_and_the_decision_taken_back(desk: TestClient) -> None:
    address = document(desk)
    answer = decide(desk, address, action="accept", fact="programme", field="programme")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    text = corrections(desk, address)
    assert "accept: true" in text
    assert "was: PVD" in text
    assert "chargée de mission, DDT" in text
    assert "confirmé" in desk.get(address).text
    line = re.search(r'name="line" value="(\d+)"', desk.get(address).text)
    assert line
    desk.post(address, data={"action": "undo", "line": line[1]})
    assert corrections(desk, address) == ""


def test_a_fact_is_corrected_and_read_again(desk: TestClient) -> None:
    address = document(desk)
    form = desk.get(f"{address}?fact=parties-0").text
    assert 'name="set.organisation"' in form
    decide(
        desk, address, action="set", fact="parties-0", field="parties", set__organisation="La ville"
    )
    assert desk.get(f"{address}/lecture.json").json()["parties"][0]["organisation"] == "La ville"
    assert "corrigé" in desk.get(address).text


def test_a_fact_is_refused_and_another_added(desk: TestClient) -> None:
    address = document(desk)
    before = desk.get(f"{address}/lecture.json").json()["parties"]
    decide(desk, address, action="refuse", fact="parties-5", field="parties")
    decide(
        desk,
        address,
        action="add",
        field="dates",
        set__value="2021-05-06",
        set__event="signature",
        quote="Petites villes de demain",
    )
    after = desk.get(f"{address}/lecture.json").json()
    assert len(after["parties"]) == len(before) - 1
    assert {"2021-05-06"} <= {each["value"] for each in after["dates"]}


def test_a_mend_is_applied_checked_again_and_taken_back(desk: TestClient) -> None:
    wrong = TURTLE.replace('"2018-09-29"^^xsd:date', '"29/09/2020"')
    address, answer = page(desk, "date.ttl", wrong)
    assert 'name="mend" value="1"' in answer.text
    assert decide(desk, address, action="mend", mend="1").status_code == 303
    mended = desk.get(f"{address}/faits.ttl").text
    assert '"2020-09-29"^^xsd:date' in mended
    assert mended.replace('"2020-09-29"^^xsd:date', '"29/09/2020"') == wrong
    assert "1\u00a0remède appliqué" in desk.get(address).text
    decide(desk, address, action="undo")
    assert desk.get(f"{address}/faits.ttl").text == wrong


def test_a_mend_that_is_not_offered_is_refused(desk: TestClient) -> None:
    address, _ = page(desk, "rien.ttl", TURTLE)
    answer = decide(desk, address, action="mend", mend="99")
    assert answer.status_code == 422
    assert "99" in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"who": " "}, "qui décide"),
        ({"why": ""}, "pourquoi"),
        ({"who": "moi@exemple.fr"}, "son poste"),
        ({"fact": "parties-99"}, "plus dans la lecture"),
        ({"action": "set"}, "Rien n&#39;a été changé"),
        ({"action": "undo", "line": "12"}, "aucune décision"),
        ({"action": "set", "set__quality": "inventée"}, "quality"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(
    desk: TestClient, untouched: str, fields: dict[str, str], said: str
) -> None:
    address = untouched
    given = {"action": "accept", "fact": "parties-0", "field": "parties", **fields}
    answer = decide(desk, address, **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert corrections(desk, address) == ""


def test_nobody_records_without_a_steward_s_token(desk: TestClient, checkout: Settings) -> None:
    address = document(desk, "convention-neuve.md")
    assert desk.post(f"{address}/record").status_code == 401
    wrong = {"Authorization": "Bearer autre"}
    assert desk.post(f"{address}/record", headers=wrong).status_code == 403
    assert desk.post(f"{address}/record", data={"token": "0" * 64}).status_code == 403
    assert not (checkout.data / "documents" / "convention-neuve.md").exists()


def test_a_steward_records_a_document_and_its_decisions(
    desk: TestClient, checkout: Settings
) -> None:
    address = document(desk, "convention-signee.md")
    decide(desk, address, action="accept", fact="programme", field="programme")
    answer = desk.post(f"{address}/record", data={"token": TOKEN})
    assert answer.status_code == 200
    assert TOKEN not in answer.text
    written = checkout.data / "documents" / "convention-signee.md"
    assert written.read_bytes() == DOCUMENT.read_bytes()
    decided = checkout.data / "corrections" / "convention-signee.yml"
    assert "chargée de mission" in decided.read_text(encoding="utf-8")
    again = document(desk, "convention-signee.md")
    assert corrections(desk, again) == decided.read_text(encoding="utf-8")
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert "avait déjà tout cela" in desk.post(f"{again}/record", headers=bearer).text


def test_decisions_of_two_stewards_do_not_overwrite_each_other(
    desk: TestClient, checkout: Settings
) -> None:
    name = "convention-a-deux.md"
    desk.post(f"{document(desk, name)}/record", data={"token": TOKEN})
    one, other = document(desk, name), document(desk, name)
    decide(desk, one, action="accept", fact="programme", field="programme")
    decide(desk, other, action="accept", fact="kind", field="kind")
    assert desk.post(f"{one}/record", data={"token": TOKEN}).status_code == 200
    answer = desk.post(f"{other}/record", data={"token": TOKEN})
    assert answer.status_code == 422
    assert "entre-temps" in answer.text
    text = (checkout.data / "corrections" / "convention-a-deux.yml").read_text(encoding="utf-8")
    assert "programme" in text


def test_another_document_of_the_same_name_is_not_replaced(
    desk: TestClient, checkout: Settings
) -> None:
    address = page(desk, "convention-prise.md", "# Convention\n\nUn texte tout autre.\n")[0]
    desk.post(f"{address}/record", data={"token": TOKEN})
    answer = desk.post(f"{document(desk, 'convention-prise.md')}/record", data={"token": TOKEN})
    assert answer.status_code == 422
    assert "porte déjà ce nom" in answer.text
    kept = checkout.data / "documents" / "convention-prise.md"
    assert "tout autre" in kept.read_text(encoding="utf-8")


def test_without_a_declared_steward_no_token_is_right(checkout: Settings) -> None:
    settings = replace(checkout, steward_tokens="")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        address = document(client)
        assert client.post(f"{address}/record", data={"token": ""}).status_code == 401
        assert client.post(f"{address}/record", data={"token": TOKEN}).status_code == 403


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("convention.pdf", "convention.pdf"),
        ("../../etc/passwd.ttl", "passwd.ttl"),
        ("C:\\Mes documents\\a.docx", "a.docx"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('<script>".md', "script.md"),
        ("x" * 300 + ".md", "x" * 120 + ".md"),
        ("\x00\x01", "fichier"),
        ("sans suffixe", "sans suffixe"),
    ],
)
def test_a_name_is_bare(given: str, kept: str) -> None:
    assert bare_name(given) == kept
