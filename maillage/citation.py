"""How to cite an address of the site: BibTeX, CSL-JSON, a sentence.

There is no clock here: a release says when it was issued or the date is left
out, and who wants the day of reading gives it.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from maillage import figures
from maillage.iri import BASE, slug

NAME = "Maillage"
KEY_WORDS = 6
"""Words of the title in the key of a BibTeX entry."""
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_MARKS = re.compile(r"[\\~^{}$&#_%]")
_SENTENCES = {
    "fr": ("« {title} »", "version {release}", "du {day}", "consulté le {day}"),
    "en": ("“{title}”", "release {release}", "of {day}", "accessed {day}"),
}


def escaped(text: str) -> str:
    """`text` as a BibTeX value: one line, no sign of TeX left that TeX would obey."""
    return _MARKS.sub(lambda found: _SPECIAL[found[0]], " ".join(text.split()))


def _address(text: str) -> str:
    """An address in which nothing can close a BibTeX value or end a line."""
    return quote(text, safe=_URL_SAFE)


def _parts(day: date) -> dict[str, object]:
    return {"date-parts": [[day.year, day.month, day.day]]}


@dataclass(frozen=True)
class Citation:
    """An address of the site, and the release that its content comes from.

    `issued` is the day of the release, `accessed` the day somebody read it; None: not told.
    """

    title: str
    address: str
    release: str
    accessed: date | None = None
    issued: date | None = None

    @property
    def permalink(self) -> str:
        """The address of the release, on the site that `address` is of."""
        if self.address.startswith(BASE):
            return f"{BASE}releases/{self.release}"
        site = urlsplit(self.address)
        return f"{site.scheme}://{site.netloc}/releases/{self.release}"

    @property
    def key(self) -> str:
        """The key of the entry: ``maillage-<words of the title>-<release>``."""
        words = slug(self.title).split("-")[:KEY_WORDS]
        return "-".join(("maillage", *words, self.release)).replace("--", "-")

    @property
    def bibtex(self) -> str:
        """An entry ``@misc``, which BibTeX and BibLaTeX both read."""
        fields = {
            "author": f"{{{NAME}}}",
            "title": f"{{{escaped(self.title)}}}",
            "year": str(self.issued.year) if self.issued else None,
            "version": escaped(self.release),
            "url": _address(self.address),
            "urldate": self.accessed.isoformat() if self.accessed else None,
            "note": rf"Release: \url{{{_address(self.permalink)}}}",
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    @property
    def csl(self) -> dict[str, object]:
        """The entry as CSL-JSON 1.0, which Zotero and pandoc read (in a list)."""
        entry: dict[str, object] = {
            "id": self.key,
            "type": "dataset",
            "title": " ".join(self.title.split()),
            "author": [{"literal": NAME}],
            "publisher": NAME,
            "version": self.release,
            "URL": _address(self.address),
            "note": f"Release: {_address(self.permalink)}",
        }
        if self.issued:
            entry["issued"] = _parts(self.issued)
        if self.accessed:
            entry["accessed"] = _parts(self.accessed)
        return entry

    @property
    def csl_json(self) -> str:
        """A file of CSL-JSON with this one entry."""
        return json.dumps([self.csl], ensure_ascii=False, indent=2) + "\n"

    def sentence(self, language: str = "fr") -> str:
        """One line for a footnote, spaced as the language does."""
        quoted, version, of_day, read = _SENTENCES[language]
        told = version.format(release=self.release)
        if self.issued:
            told += " " + of_day.format(day=figures.date(self.issued.isoformat(), language))
        title = " ".join(self.title.split())
        found = [NAME, quoted.format(title=title), told, _address(self.address)]
        text = ", ".join(found)
        if self.accessed:
            day = figures.date(self.accessed.isoformat(), language)
            text += f" ({read.format(day=day)})"
        return re.sub(r"(?<=«) | (?=[»?!;:])", figures.FIXED, text)


def cite(
    title: str,
    address: str,
    release: str,
    accessed: date | None = None,
    issued: date | None = None,
) -> Citation:
    """How to cite what stands at `address` (absolute) in the release of this identifier.

    Raises:
        ValueError: the address is not absolute, or there is no title.
    """
    if not urlsplit(address).netloc:
        raise ValueError(f"an absolute address is cited, not {address!r}")
    if not title.strip():
        raise ValueError("a citation has a title")
    return Citation(title, address, release, accessed, issued)
