"""Running headers and page numbers, told from the text that they interrupt."""

import re

import pytest

from loaders.readers import running
from loaders.readers.layout import blocks


def left_out(text: str) -> list[str]:
    spans = [match.span() for match in re.finditer(r"[^\n\f]+", text) if match[0].strip()]
    starts = running.lines(text, spans)
    return [text[start:end] for start, end in spans if start in starts]


def pages(*lines: str) -> str:
    """Three pages, each with these lines; ``#`` is the number of the page."""
    return "\f".join("\n".join(lines).replace("#", str(page)) + "\n" for page in (1, 2, 3))


@pytest.mark.parametrize("line", ["Page 4 sur 9", "- 4 -", "p. 4", "4/12", "page 4", "– 4 –"])
def test_line_that_only_numbers_a_page_is_running(line: str) -> None:
    assert left_out(f"Un texte\n{line}\nqui va") == [line]


@pytest.mark.parametrize("line", ["4 pages", "2019", "12 500", "Page de garde", "3 mars"])
def test_other_line_is_not(line: str) -> None:
    assert left_out(f"Un texte\n{line}\nqui va") == []


def test_bare_numbers_that_count_the_pages_are_running() -> None:
    assert left_out("Un début\n1\n\fUn milieu\n2\n\fUne fin\n3\n") == ["1", "2", "3"]


def test_bare_numbers_that_do_not_count_up_are_text() -> None:
    assert left_out("Un texte\n5\nUn autre\n7\nFin\n12\n") == []


def test_header_repeated_on_each_page_is_running_whatever_its_number() -> None:
    text = pages("Contrat du Savès - # - version 2", "Un texte de la page qui dit autre chose")
    assert left_out(text)[:1] == ["Contrat du Savès - 1 - version 2"]


def test_line_repeated_in_the_middle_of_pages_is_text() -> None:
    text = pages("Un", "Deux", "Trois", "Maître d'ouvrage : Ville", "Quatre", "Cinq", "Six")
    assert "Maître d'ouvrage : Ville" not in left_out(text)


def test_line_repeated_without_pages_is_text() -> None:
    assert left_out("Lot unique\nHalle\nLot unique\nÉcole\nLot unique\nPont") == []


def test_sentence_that_a_running_line_interrupts_is_whole() -> None:
    (block,) = blocks("La commune de Samatan et ses\n\nPage 2 sur 3\n\nvoisines agissent.")
    assert block.text == "La commune de Samatan et ses voisines agissent."
