"""Figures about the territory: shares, counts of things, areas, with place and period.

A figure is a number with a unit that is not money, time or a number of
articles. Its label is what is counted, or for a share what the sentence
measures. The place is the one the words name, else the last one named nearby.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence, Indicator
from loaders.values import Found
from loaders.values.amounts import amounts, qualified
from loaders.values.dates import dates, times, years
from loaders.values.durations import durations
from loaders.values.identifiers import emails, phones, sirets
from loaders.values.numbers import DIGITS, WORDS, from_words, in_digits
from loaders.values.references import references

_FIGURE = re.compile(
    rf"(?<![\w,./’'–-])(?<!n° )(?P<sign>[+-] ?)?"
    rf"(?:(?P<number>{DIGITS})|(?P<words>{WORDS})(?= millions?))"
    r"(?P<scale> millions?| milliards?)?"
    r"(?:(?P<share> ?%)|(?= à \d+(?:[.,]\d+)? ?%)|(?P<area> ?(?:m²|m2|ha|hectares|km|m)(?![\w²]))"
    r"| (?:d'|de )?(?P<noun>[a-zà-öø-ÿœ][a-zà-öø-ÿœ'-]{2,}))"
)
_NOT_COUNTED = re.compile(
    r"^(?:ans?|années?|mois|jours?|semaines?|heures?|minutes?|euros?|articles?|exemplaires?|axes?"
    r"|pages?|parties|principes?|premi\w+|dernières?|prochain\w+|janvier"
    r"|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|et|ou|de|des|du|la|le|les|en|sur|pour|par"
    r"|dans|avec|sont|est|soit|dont|puis|entre|bis|ter|alinéas?|points?"
    r"|fois|à|au|aux|qui|que|grands?"
    r"|grandes?|projets?|spécificités|enjeux|structurants?)$"
)
_PHRASE_END = re.compile(
    r" (?:ont|a|sont|est|qui|que|dont|et|ou|pour|par|afin|entre|depuis|explique|avec|puis|mais"
    r"|grâce|sur la période|sur (?:19|20)|déclinées?"
    r"|versés?|livrée?s?|accueill\w+|bénéfici\w+)\b.*$"
)
_MEASURES = (
    ("taux de vacance des logements", r"\bvacance\b"),
    (
        "résidences secondaires et logements occasionnels",
        r"résidences secondaires(?: et logements occasionnels)?",
    ),
    ("bac+2 ou plus", r"\bbac ?\+ ?2(?: ou plus)?"),
    ("taux de chômage", r"\bchômage\b"),
    ("taux de pauvreté", r"\bpauvreté\b"),
    ("population", r"\bpopulation\b"),
    ("part de l'équivalent temps plein", r"\bETP\b"),
)
_MEASURED = tuple((label, re.compile(words, re.IGNORECASE)) for label, words in _MEASURES)
_LOSS = re.compile(r"\b(?:perdu|perte|baisse|recul|diminution)\b", re.IGNORECASE)
_EDGES = re.compile(
    r"(?:[ ,]|\b(?:près|plus|moins|environ|sur|de|d'|est|sont|a|ont|à|le|la|les|un|une)(?!\w))+$",
    re.I,
)
_EDGES_BEFORE = re.compile(
    r"^(?:[ ,]|\b(?:sur|pour|avec|dans|et|un|une|le|la|les|des|du)(?!\w)|l')+", re.IGNORECASE
)
_LOCAL = re.compile(
    r"%|(?:logements?|actifs?|habitants?|emplois?|commerces?|ménages?|m|m²"
    r"|ha|écoles?|entreprises?)\b"
)
_AGAIN = re.compile(rf"\ben compte(?:nt)? (?P<number>{DIGITS})")


@dataclass(frozen=True)
class _Figure:
    block: Block
    start: int
    end: int
    value: str
    unit: str
    label: str
    nature: str


def read(blocks: Sequence[Block], places: Sequence[str]) -> tuple[Indicator, ...]:
    """All figures of a document in order; `places` are the names a figure may be about."""
    named = _place_pattern(places)
    found: list[Indicator] = []
    for block in blocks:
        if block.kind is Kind.ROW or re.match(r"annexe", block.text, re.IGNORECASE):
            continue
        figures = list(_figures(block))
        for position, figure in enumerate(figures):
            following = figures[position + 1].start if position + 1 < len(figures) else None
            period = _period(block, figure)
            territory = _territory(figure, following, blocks, named)
            evidence: Evidence = block.evidence(figure.start, figure.end)
            unit = figure.unit or None
            found.append(
                Indicator(
                    figure.label, figure.value, unit, territory, period, evidence, figure.nature
                )
            )
    return tuple(found)


def _taken(text: str) -> list[tuple[int, int]]:
    readers: tuple[Callable[[str], Sequence[Found[object]]], ...] = (
        dates,
        years,
        times,
        amounts,
        durations,
        references,
        phones,
        emails,
        sirets,
    )
    spans: list[tuple[int, int]] = []
    for reader in readers:
        items: Sequence[Found[object]] = reader(text)
        spans += [(item.start, item.end) for item in items]
    return spans


def _figures(block: Block) -> Iterator[_Figure]:
    text = block.text
    taken = _taken(text)
    for match in _FIGURE.finditer(text):
        noun = match["noun"] or ""
        number = match.span("number") if match["number"] else match.span("words")
        if _NOT_COUNTED.match(noun) or (noun and not noun.endswith(("s", "x"))):
            continue
        if any(start < number[1] and number[0] < end for start, end in taken):
            continue
        if match.start() == 0 and block.kind is Kind.HEADING:
            continue
        yield _figure(block, match)
        if again := _AGAIN.search(text, match.end(), block.sentence(match.start())[1]):
            start, end = again.span("number")
            value = f"{in_digits(again['number']):f}"
            yield _Figure(block, start, end, value, noun, noun, "exact")


def _figure(block: Block, match: re.Match[str]) -> _Figure:
    text = block.text
    nature, start = qualified(text, match.start(), match.end())
    is_share = not match["noun"] and not match["area"]
    end = (
        match.end()
        if is_share or match["area"]
        else match.start("noun") + len(_phrase(match, text))
    )
    unit = "%" if is_share else (match["area"] or match["noun"]).strip()
    label = _measure(block, match) if is_share or match["area"] else _counted(block, match, end)
    return _Figure(block, start, end, _value(match, text), unit, label, nature)


def _value(match: re.Match[str], text: str) -> str:
    """The number as plain decimal; a loss (« a perdu 300 actifs ») is negative."""
    words = (match["scale"] or "").strip()
    scale = 10**9 if words.startswith("milliard") else 10**6 if words else 1
    number = in_digits(match["number"]) if match["number"] else from_words(match["words"])
    plain = f"{number * scale:f}" if match["number"] else str(number * scale)
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"-{plain}" if _is_lost(text, match) else plain


def _is_lost(text: str, match: re.Match[str]) -> bool:
    """Signed, or counted in a clause that speaks of a loss and gives no other figure."""
    if match["sign"]:
        return match["sign"].startswith("-")
    clause = re.split(r"[.;,(]", text[: match.start()])[-1]
    return bool(_LOSS.search(clause)) and not re.search(r"\d", clause)


def _phrase(match: re.Match[str], text: str) -> str:
    """What is counted: « territoires sélectionnés en France », up to the verb."""
    start = match.start("noun")
    more = re.compile(r"(?:(?:-[a-zà-ÿ]+)| (?!\d)[A-Za-zÀ-ÿœ«»&'+-]+(?<![.,;:]))*").match(
        text, match.end("noun")
    )
    words = text[start : more.end() if more else match.end("noun")]
    words = _PHRASE_END.sub("", words)
    words = " ".join(words.split(" ")[:9])
    return re.sub(
        r"(?: (?:de|du|des|la|le|les|en|à|au|sur|dans|d'|l'|un|une|ce|cette|soit|«|»))+$", "", words
    )


def _counted(block: Block, match: re.Match[str], end: int) -> str:
    """The label of a count: what is counted, and what is done to it."""
    text = block.text
    label = text[match.start("noun") : end]
    if match["sign"] and " " not in label:
        first = block.sentence(match.start())[0]
        measured = _last_measure(text, first, match.start())
        return f"{measured} (variation)" if measured else label
    if re.match(r" (?:sont|étaient) (?=détent|bénéfici|équip|desserv)", text[end:]):
        more = re.match(r" \w+( [^,.;(]{3,60})", text[end:])
        return label + (more[1].rstrip() if more else "")
    if re.search(r"\bréhabilit\w+ (?:de |d'|plus de |près de |environ )*$", text[: match.start()]):
        label += " à réhabiliter"
    rate = re.match(r" par (?:an|jour|mois|semaine)\b", text[end:])
    return label + (rate[0] if rate else "")


def _last_measure(text: str, start: int, end: int) -> str | None:
    found = [
        (match.end(), label)
        for label, pattern in _MEASURED
        for match in pattern.finditer(text, start, end)
    ]
    return max(found)[1] if found else None


def _measure(block: Block, match: re.Match[str]) -> str:
    """What a share or an area measures: the words after it, else the nearest measure before."""
    text = block.text
    first, last = block.sentence(match.start())
    after = re.match(
        r" de (?P<what>[a-zà-ÿ][^,.;()%\d]{2,50}?)(?= (?:à|sur|pour|soit|en)\b|[,.;()])|",
        text[match.end() :],
    )
    for label, pattern in _MEASURED:
        if match["share"] and pattern.match(text[match.end() :].removeprefix(" de ")):
            return label
    if not match["area"]:
        measured = _last_measure(text, first, match.start()) or _last_measure(
            text, match.end(), min(last, match.end() + 40)
        )
        if measured and not (after and after["what"]):
            return measured
    if after and after["what"]:
        return after["what"]
    clauses = [part for part in re.split(r"[,.;:(]", text[first : match.start()]) if part.strip()]
    label = _EDGES.sub("", _EDGES_BEFORE.sub("", clauses[-1] if clauses else ""))
    return label.strip() or ("surface" if match["area"] else "part")


def _period(block: Block, figure: _Figure) -> str | None:
    """The interval of the sentence; of « A à B », A is at its start and B at its end."""
    first, last = block.sentence(figure.start)
    spans = [
        item for item in dates(block.text) if item.value.is_interval and first <= item.start < last
    ]
    if not spans:
        since = [
            item
            for item in years(block.text)
            if first <= item.start < last and re.match(r"depuis", block.text[item.start :], re.I)
        ]
        return f"{since[0].value.value}/.." if since and figure.unit != "%" else None
    nearest = min(spans, key=lambda item: abs(item.start - figure.start))
    start, _, end = nearest.value.value.partition("/")
    text = block.text
    if figure.unit == "%" and re.match(r" ?à \d", text[figure.end :]):
        return start
    if figure.unit == "%" and re.search(r"\d ?%? à $", text[: figure.start]):
        return end
    return (
        nearest.value.value
        if figure.unit != "%" or abs(nearest.start - figure.start) < 80
        else None
    )


def _place_pattern(places: Sequence[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(set(places), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names or '(?!)'})(?!\w)")


def _territory(
    figure: _Figure, following: int | None, blocks: Sequence[Block], named: re.Pattern[str]
) -> str | None:
    """The place right after the figure, else before it in the sentence, else the topic above.

    The topic of a paragraph is the first place that it names.
    """
    block, text = figure.block, figure.block.text
    first, last = block.sentence(figure.start)
    limit = min(last, following if following is not None else last, figure.end + 60)
    after = named.search(text, figure.start, limit)
    if after and re.search(
        r"\b(?:à|sur|en|dans|de|pour|du|d') ?(?:la |le |l')?$", text[: after.start()]
    ):
        return after[0]
    if not _LOCAL.match(figure.unit):
        return None
    before = [match[0] for match in named.finditer(text, first, figure.start)]
    if before:
        return before[-1]
    above = [
        block.text[:first],
        *(other.text for other in blocks[max(0, block.index - 3) : block.index][::-1]),
    ]
    topics = (match for words in above if (match := named.search(words)))
    return next((match[0] for match in topics), None)
