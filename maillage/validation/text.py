"""The same words in French and in English."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Words in both languages of the product."""

    fr: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.fr

    def as_json(self) -> dict[str, str]:
        return {"fr": self.fr, "en": self.en}
