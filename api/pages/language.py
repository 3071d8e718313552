"""The language of a page, and its sentences: ``texts/<language>.yml``, same keys in each."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from fastapi import Request

from api.pages.formatting import Language, number, spaced
from maillage.figures import FIXED
from maillage.plain import from_yaml

LANGUAGES: tuple[Language, ...] = get_args(Language)
TEXTS = Path(__file__).parent / "texts"


def asked(request: Request) -> Language | None:
    """The language that the address asks for (``?lang=en``), None where it asks for none."""
    given = request.query_params.get("lang")
    return next((language for language in LANGUAGES if language == given), None)


def _weighed(header: str) -> list[tuple[float, str]]:
    ranges = []
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=") or "1"
        try:
            ranges.append((float(weight), tag.lower().split("-")[0]))
        except ValueError:
            continue
    return ranges


def chosen(request: Request) -> Language:
    """The language of the answer: the address first, then ``Accept-Language``, else French."""
    weights = _weighed(request.headers.get("accept-language", ""))
    best = max((weight for weight, tag in weights if tag in LANGUAGES), default=0.0)
    liked = {tag for weight, tag in weights if weight == best > 0}
    wanted: Language | None = next((one for one in LANGUAGES if one in liked), None)
    return asked(request) or wanted or "fr"


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: Language) -> Mapping[str, str]:
    """All sentences of a language by their dotted key."""
    tree = from_yaml((TEXTS / f"{language}.yml").read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": spaced(str(text), language)
        for group, sentences in tree.items()
        for name, text in sentences.items()
    }


class Texts:
    """The sentences of one language: ``t("home.title")``, ``t.count("count.action", 22)``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = texts(language)

    def __call__(self, key: str, **values: object) -> str:
        text = self._texts[key]
        return text.format(**values) if values else text

    def get(self, key: str) -> str | None:
        return self._texts.get(key)

    def group(self, name: str) -> dict[str, str]:
        """The sentences of one group by their own keys, for a script."""
        start = f"{name}."
        return {k.removeprefix(start): v for k, v in self._texts.items() if k.startswith(start)}

    def noun(self, key: str, how_many: int) -> str:
        """A noun in the number that goes with a figure; the text holds ``singular|plural``."""
        one, _, many = self._texts[key].partition("|")
        single = how_many == 1 or (self.language == "fr" and how_many == 0)
        return one if single else many

    def count(self, key: str, how_many: int) -> str:
        """A figure with its noun: « 22 actions »."""
        return f"{number(how_many, self.language)}{FIXED}{self.noun(key, how_many)}"
