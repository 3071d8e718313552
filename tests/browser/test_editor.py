"""The editor of SPARQL in a real browser: it helps, it shows, and it never stands in the way."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from api.pages import assets, projection
from tests.browser.screens import SCREENS, Screen, faults, overflow, violations

pytestmark = pytest.mark.skipif(
    assets.editor() is None, reason="the editor is not built (make editor)"
)
MLG = "PREFIX mlg: <https://w3id.org/maillage/def#>\n"
TABLE = f"{MLG}SELECT ?action ?numero {{ ?action a mlg:Action ; mlg:numero ?numero }}"
TOWNS = """SELECT ?ville ?habitants ?longitude ?latitude {
  VALUES (?ville ?habitants ?longitude ?latitude) {
    ("Cahors" 19854 1.44 44.45) ("Figeac" 9800 2.03 44.61) ("Saint-Denis" 153000 55.45 -20.88)
    ("Atlantide" 1 -30.0 30.0)
  }
}"""
AREAS = """SELECT ?departement ?n {
  VALUES (?departement ?n) {
    (<https://w3id.org/maillage/id/departement/46> 3)
    (<https://w3id.org/maillage/id/departement/32> 9)
  }
}"""
SLOWED = 6
MANY = "SELECT ?a ?b { VALUES ?a { 0 1 2 3 4 5 6 7 8 } VALUES ?b { 0 1 2 3 4 5 6 7 8 } }"


@pytest.fixture
def page(tab: Page) -> Page:
    """`tab`, with the right to the clipboard."""
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return tab


def code(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Requête SPARQL")


def written(page: Page) -> str:
    """The text in the editor, which the form under it follows."""
    return page.locator("#query").input_value()


def write(page: Page, text: str) -> None:
    code(page).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text[:-1])
    page.keyboard.type(text[-1])


def opened(page: Page, query: str | None = None, view: str = "", **more: str) -> None:
    asked = {"query": query} if query else {}
    page.goto(f"/sparql?{urlencode(asked | more)}{view}")
    expect(code(page) if not more else page.locator(".cm-content")).to_be_visible()


@contextmanager
def slowed(page: Page) -> Iterator[None]:
    """As on a computer that is busy: the editor gets its reading done in many short turns."""
    throttle = page.context.new_cdp_session(page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def options(page: Page) -> Locator:
    return page.get_by_role("option").filter(visible=True).locator("css=.cm-completionLabel")


def accept(page: Page) -> None:
    """Takes the proposal; one that only just appeared is not taken, lest it be by accident."""
    page.wait_for_timeout(100)
    page.keyboard.press("Enter")


def test_a_property_is_completed_and_its_prefix_declared(page: Page, problems: list[str]) -> None:
    opened(page)
    write(page, "SELECT ?d { ?c a mlg:Conv")
    expect(options(page).first).to_have_text("mlg:Convention")
    accept(page)
    page.keyboard.type(" ; signature")
    expect(options(page).first).to_have_text("mlg:dateSignature")
    expect(page.locator(".cm-completionInfo")).to_contain_text("Date")
    accept(page)
    page.keyboard.type(" ?d")
    page.keyboard.press("Escape")
    assert written(page) == f"{MLG}SELECT ?d {{ ?c a mlg:Convention ; mlg:dateSignature ?d"
    assert problems == []


def test_a_concept_is_proposed_where_its_class_is_wanted(page: Page) -> None:
    opened(page)
    write(page, "SELECT ?c { ?c mlg:programme acv")
    expect(options(page).first).to_have_text("Action cœur de ville")
    accept(page)
    assert "?c mlg:programme <https://w3id.org/maillage/id/programme/acv>" in written(page)


def test_variables_and_keywords_are_proposed(page: Page) -> None:
    opened(page)
    write(page, "SELECT ?commune { ?com")
    expect(options(page)).to_have_text(["?commune"])
    write(page, "SELECT ?x { FILTER(conta")
    expect(options(page).first).to_have_text("CONTAINS")


def test_a_run_shows_a_table_with_names_that_lead_to_pages(page: Page, problems: list[str]) -> None:
    opened(page, TABLE)
    link = page.get_by_role("link", name="Requalification de la halle de Cahors")
    expect(link).to_have_attribute("href", "/page/action/cahors-acv-dossier-de-presse-2018/6")
    write(page, "ASK {}")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.locator(".truth")).to_have_text("Oui")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Réponse en 0,")
    assert problems == []


def test_a_table_is_sorted_and_turned(page: Page) -> None:
    opened(page, MANY)
    cells = page.locator(".answer tbody tr:first-child td")
    expect(page.locator(".answer tbody tr")).to_have_count(50)
    page.get_by_role("button", name="b", exact=True).click()
    page.get_by_role("button", name="b", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("b")
    expect(cells.nth(1)).to_have_text("8")
    page.get_by_role("button", name="Suivant").click()
    expect(page.locator(".answer tbody tr")).to_have_count(31)
    expect(page.locator(".pager")).to_contain_text("Lignes 51 à 81 sur 81")


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("SELECT ?x WHERE {\n  ?x a ?y ; oups\n}", "oups"),
        ("SELECT * { ?s geo:asWKT ?o }", "geo:asWKT"),
    ],
)
def test_an_error_marks_its_place(page: Page, query: str, marked: str) -> None:
    with slowed(page):
        opened(page, query)
        expect(page.locator(".cm-lintRange-error")).to_have_text(marked, timeout=20_000)
    expect(page.get_by_role("alert")).to_contain_text("Requête illisible, ligne")
    page.get_by_role("button", name="Aller à la ligne").click()
    expect(code(page)).to_be_focused()
    page.keyboard.type("# ")
    expect(page.get_by_role("alert")).to_be_empty()
    assert f"# {marked}" in written(page)


def test_a_name_that_does_not_exist_is_mended_by_keyboard(page: Page) -> None:
    opened(page)
    write(page, f"{MLG}SELECT ?c {{ ?c mlg:dateSignatur ?d }}")
    page.keyboard.press("Escape")
    expect(page.locator(".cm-lintRange-warning")).to_have_text("mlg:dateSignatur")
    remarks = page.get_by_role("list", name="Remarques sur la requête")
    expect(remarks).to_contain_text("n’est pas un terme du vocabulaire")
    assert violations(page) == []
    code(page).press("Tab")
    expect(remarks.get_by_role("button", name="Ligne 2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(code(page)).to_be_focused()
    assert "?c mlg:dateSignature ?d" in written(page)


def test_an_answer_becomes_a_chart(page: Page, problems: list[str]) -> None:
    opened(page, TOWNS, "#chart")
    expect(page.locator(".answer-chart svg .mark-rect path")).to_have_count(4)
    page.get_by_label("Forme", exact=True).select_option("Points")
    page.get_by_label("Ordonnée").select_option("latitude")
    expect(page.get_by_role("img", name="latitude selon ville")).to_be_visible()
    expect(page.locator(".answer-chart svg .mark-symbol path")).to_have_count(4)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l’image").click()
    assert "<svg" in download.value.path().read_text()
    assert problems == []


def test_an_answer_becomes_a_map_of_points(page: Page, problems: list[str]) -> None:
    opened(page, TOWNS, "#map")
    expect(page.locator(".answer-map .spot")).to_have_count(3)
    expect(page.locator(".answer-map")).to_contain_text("3 lignes sur 4 ont un lieu sur la carte.")
    for name, longitude, latitude in (("Cahors", 1.44, 44.45), ("Saint-Denis", 55.45, -20.88)):
        spot = page.locator(".spot", has_text=name)
        place = projection.place(longitude, latitude)
        assert place is not None
        drawn = [float(spot.get_attribute(axis) or "nan") for axis in ("cx", "cy")]
        assert all(math.isclose(*pair, abs_tol=0.06) for pair in zip(drawn, place, strict=True))
    assert problems == []


def test_an_answer_becomes_a_map_of_departements(page: Page) -> None:
    opened(page, AREAS, "#map")
    expect(page.locator(".area.shade-4")).to_contain_text("Gers")
    expect(page.locator(".area.shade-0")).to_contain_text("Lot")


def test_a_query_can_be_cancelled(page: Page) -> None:
    def never(route: Route) -> None:
        held.append(route)

    held: list[Route] = []
    opened(page)
    page.route("**/sparql", never)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Interroger").press("Enter")
    cancel = page.get_by_role("button", name="Annuler")
    expect(cancel).to_be_focused()
    cancel.press("Enter")
    expect(page.get_by_text("L’interrogation a été annulée.")).to_be_visible()
    expect(page.get_by_role("button", name="Interroger")).to_be_focused()
    assert len(held) == 1


def test_the_address_is_what_is_shared(page: Page, browser: Browser, site: str) -> None:
    opened(page)
    write(page, "SELECT (6 * 7 AS ?x) {}")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("button", name="Lien copié")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"query": ["SELECT (6 * 7 AS ?x) {}"]}
    other = browser.new_context(base_url=site, locale="en-GB").new_page()
    other.goto(link)
    expect(other.locator(".answer tbody td")).to_have_text("42")
    other.context.close()


def test_what_is_written_outlives_a_reload(page: Page) -> None:
    opened(page, "ASK {}")
    write(page, "ASK { ?s ?p 1")
    page.reload()
    expect(code(page)).to_contain_text("ASK { ?s ?p 1")
    page.get_by_role("link", name="en", exact=True).click()
    expect(page.get_by_role("button", name="Run")).to_be_visible()
    expect(page.locator(".cm-content")).to_contain_text("ASK { ?s ?p 1")
    page.goto("/sparql?query=" + quote("ASK { ?a ?b ?c }"))
    expect(code(page)).to_have_text("ASK { ?a ?b ?c }")


def test_a_saved_question_is_put_into_the_editor(page: Page) -> None:
    opened(page)
    page.get_by_label("Partir d’un exemple").select_option(
        label="Quelles conventions ont été lues\u202f?"
    )
    expect(code(page)).to_contain_text("SELECT ?convention ?intitule")
    code(page).focus()
    page.keyboard.press("ControlOrMeta+z")
    assert "SELECT ?convention ?nom" in written(page)


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    opened(page, TOWNS)
    code(page).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Interroger")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(code(page)).to_be_focused()
    page.get_by_role("tab", name="Table").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Texte")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Texte")).to_contain_text('"Atlantide"')


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.name)
def test_it_is_accessible_quiet_and_fits(tab: Page, problems: list[str], screen: Screen) -> None:
    """Each screen has a visit of its own: a chart takes width and colours when it is drawn."""
    screen.show(tab)
    tab.goto(f"/sparql?{urlencode({'query': TOWNS})}")
    for name in ("Table", "Graphique", "Carte", "Texte"):
        tab.get_by_role("tab", name=name).click()
        drawn = tab.get_by_role("tabpanel", name=name).locator("table, svg, pre")
        expect(drawn.first).to_be_visible()
        assert overflow(tab) <= 0
    for panel in tab.locator("[role=tabpanel]").all():
        panel.evaluate("element => { element.hidden = false }")
    tab.locator(".cm-content").focus()
    tab.keyboard.type("mlg:Con")
    expect(options(tab).first).to_be_visible()
    assert faults(tab, [screen]) == []
    assert problems == []


def test_an_error_is_accessible_in_english(page: Page) -> None:
    opened(page, "SELECT * { ?s a:b ?o }", lang="en")
    expect(page.get_by_role("alert")).to_contain_text("Unreadable query, line 1, column 15")
    expect(page.locator(".cm-lintRange-error")).to_have_text("a:b")
    expect(page.get_by_role("button", name="Run")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("Unreadable query")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"query": ["SELECT * { ?s a:b ?o }"], "lang": ["en"]}


def test_without_a_script_the_form_does_it_all(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto("/sparql")
    page.get_by_role("link", name="Quelles conventions ont été lues").click()
    assert "SELECT ?convention ?intitule" in page.get_by_label("Requête").input_value()
    page.get_by_label("Requête").fill("SELECT ?x {")
    page.get_by_role("button", name="Interroger").click()
    expect(page.locator(".wrong")).to_contain_text("ligne 1, colonne 12")
    context.close()
