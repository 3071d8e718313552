"""What a careful reader tells a person: read but not understood, or not adding up.

Each issue names the place and the remedy; none changes what was read.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from loaders.gazetteer import normalise
from loaders.readers import linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block, Kind
from loaders.readers.lexicon import Lexicon, is_acronym
from loaders.reading import Evidence, Reading
from loaders.values import Found
from loaders.values.dates import dates
from loaders.values.durations import durations
from maillage.model import Issue, Level

_SCHEME = "ontology/schemes/dispositif.ttl"
_EXPANDED = re.compile(
    r"(?P<words>(?!(?:Une?|Les?|La|Cette|Ce)\b)[A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){1,8})"
    r" \((?P<acronym>[A-Z][\w-]{1,9})\)"
)
_ACRONYM = re.compile(r"(?<![\w.@/«-])(?<!« )[A-Z]{3,9}(?:-[A-Z]{2,4})?(?![\w@/]|-\w|\.\w)")
_CALL = re.compile(
    r"\b(?:AMI|AAP|appels? à (?:projets?|manifestations? d'intérêt))\b[^«.;]{0,12}"
    r"« ?(?P<name>[^»]{3,80}?) ?»"
)
_AGE = re.compile(r"\bdepuis (?=\d)")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ORDINARY = frozenset(
    [
        "AMI",
        "AAP",
        "EPCI",
        "DGS",
        "DGA",
        "DST",
        "TPE",
        "PME",
        "PMI",
        "ETP",
        "EHPAD",
        "HLM",
        "CAUE",
        "UDAP",
        "SDAP",
        "DDT",
        "DREAL",
        "DRAC",
        "ARS",
        "CCI",
        "CMA",
        "SEM",
        "SPL",
        "SAG",
        "ERP",
        "SIRET",
        "SIREN",
        "INSEE",
        "PETR",
        "WIFI",
        "PVD",
        "ACV",
        "ENTRE",
        "ET",
        "AINSI",
        "QUE",
        "TIC",
        "PDF",
        "ONG",
        "RSA",
        "CAF",
        "CCAS",
        "CIAS",
        "MAEC",
        "UNESCO",
        "COVID",
        "PNR",
        "SCI",
        "SARL",
        "SAS",
        "TTC",
        "HT",
        "TVA",
        "NTIC",
        "BTP",
        "CDC",
        "RGPD",
        "PLAN",
        "ABF",
        "DGALN",
        "DGCL",
        "CGET",
    ]
)


def all_of(
    reading: Reading,
    blocks: Sequence[Block],
    knowledge: Knowledge,
    unread: Sequence[Evidence],
    fields: Sequence[Evidence] = (),
) -> tuple[Issue, ...]:
    """All the issues of a document, in the order of their places.

    `unread` are words of the parties section, `fields` of action sheets, not understood.
    """
    found = [
        *_expansions(blocks, knowledge.lexicon),
        *_calls(blocks, knowledge.lexicon),
        *_acronyms(blocks, knowledge),
        *_ages(blocks, knowledge.lexicon),
        *_weekdays(blocks),
        *_misspelled(reading, blocks),
        *_unlinked(reading, knowledge),
        *_counts(reading),
        *_payers(reading),
        *(_unread(evidence) for evidence in unread),
        *(_field(evidence) for evidence in fields),
    ]
    return tuple(sorted(found, key=lambda issue: issue.evidence[0].start if issue.evidence else 0))


def _expansions(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Issue]:
    """« Opération de Revitalisation Rurale (ORT) »: the name is not the acronym's."""
    for block in blocks:
        for match in _EXPANDED.finditer(block.text):
            notation = match["acronym"]
            names = lexicon.names.get(notation, ())
            told = _content(match["words"])
            said = [name for name in names if _content(name)[:1] == told[:1]]
            right = any(
                set(_content(name)) <= set(told) or set(told) <= set(_content(name))
                for name in names
            )
            if said and not right:
                words = linking.bare(match["words"])
                message = f"« {words} » is not the name of {notation} ({said[0]})"
                remedy = "the acronym was kept; correct the document or add the name to " + _SCHEME
                yield Issue(Level.WARNING, message, remedy, block.evidence(*match.span()))


def _content(words: str) -> list[str]:
    """The words that tell, normalised, without articles and plurals."""
    small = {"de", "du", "des", "la", "le", "les", "d", "l", "et", "a", "au", "aux", "en"}
    return [word.rstrip("sx") for word in normalise(words).split() if word not in small]


def _calls(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Issue]:
    for block in blocks:
        for match in _CALL.finditer(block.text):
            if not lexicon.find(match["name"]):
                message = f"the call « {match['name']} » is not in the lexicon of dispositifs"
                remedy = f"add it to {_SCHEME} if it is one"
                yield Issue(Level.WARNING, message, remedy, block.evidence(*match.span("name")))


def _acronyms(blocks: Sequence[Block], knowledge: Knowledge) -> Iterator[Issue]:
    """Words in capitals within running text that nothing explains, each once."""
    seen: set[str] = set()
    for block in blocks:
        if block.kind not in (Kind.PARAGRAPH, Kind.BULLET) or not re.search(
            "[a-zà-ÿ]{3}", block.text
        ):
            continue
        known: list[Found[object]] = [
            *knowledge.lexicon.find(block.text),
            *knowledge.registry.find(block.text),
        ]
        for match in _ACRONYM.finditer(block.text):
            word = match[0]
            if word in seen or word in _ORDINARY or not is_acronym(word) or _in(match, known):
                continue
            if _is_name(block.text, match) or re.fullmatch("[IVXLC]+", word):
                continue
            seen.add(word)
            remedy = f"if it is a dispositif, add it to {_SCHEME}; else nothing is lost"
            message = f"« {word} » is not known: a dispositif, or something else?"
            yield Issue(Level.INFO, message, remedy, block.evidence(*match.span()))


def _in(match: re.Match[str], known: Sequence[Found[object]]) -> bool:
    return any(item.start <= match.start() < item.end for item in known)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """« Louis MONGE », « distillerie CARRERE »: a name in capitals, or words in a shouted line."""
    before = re.search(r"(?:[A-ZÀ-Þ][a-zà-ÿ]+|[A-ZÀ-Þ]{4,}) $", text[: match.start()])
    after = re.match(r" [A-ZÀ-Þ]{2,}\b", text[match.end() :])
    return bool(before or after) or len(match[0]) > 6


def _ages(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Issue]:
    """The same dispositif running « depuis 5 ans » here and « depuis 4 ans » there."""
    ages: dict[str, dict[int, Evidence]] = {}
    for block in blocks:
        for match in _AGE.finditer(block.text):
            start, _ = block.sentence(match.start())
            before = [
                item for item in lexicon.find(block.text) if start <= item.start < match.start()
            ]
            age = next((item for item in durations(block.text) if item.start == match.end()), None)
            if before and age:
                evidence = block.evidence(before[-1].start, age.end)
                ages.setdefault(before[-1].value, {}).setdefault(age.value, evidence)
    for notation, said in ages.items():
        if len(said) > 1:
            spoken = " and ".join(f"{months // 12} years" for months in said)
            message = f"{notation} is said to run for {spoken}"
            evidence = tuple(passage for each in said.values() for passage in each)
            yield Issue(Level.WARNING, message, "no start date was read; ask the authors", evidence)


def _weekdays(blocks: Sequence[Block]) -> Iterator[Issue]:
    for block in blocks:
        for item in dates(block.text):
            day = block.text[item.start : item.end].split(" ")[0].lower()
            if (
                day in _WEEKDAYS
                and item.value.is_day
                and item.value.weekday != _WEEKDAYS.index(day)
            ):
                message = f"{item.value.value} is a {_WEEKDAYS[item.value.weekday]}, not a {day}"
                evidence = block.evidence(item.start, item.end)
                yield Issue(Level.WARNING, message, "check the date in the original", evidence)


def _misspelled(reading: Reading, blocks: Sequence[Block]) -> Iterator[Issue]:
    """A territory that the title nearly names: « LOMAGNE GERMOISE »."""
    for territory in reading.territories:
        wanted = normalise(territory.name)
        size = len(wanted.split())
        for block in blocks[:12]:
            if block.kind is not Kind.HEADING or wanted in normalise(block.text):
                continue
            words = list(re.finditer(r"[\w'’-]+", block.text))
            for first, last in zip(words, words[size - 1 :], strict=False):
                written = block.text[first.start() : last.end()]
                if 0.85 <= SequenceMatcher(None, wanted, normalise(written)).ratio() < 1:
                    message = f"« {written} » is not linked: {territory.name} is meant?"
                    evidence = block.evidence(first.start(), last.end())
                    yield Issue(
                        Level.WARNING,
                        message,
                        "correct the text; no place was made of it",
                        evidence,
                    )


def _unlinked(reading: Reading, knowledge: Knowledge) -> Iterator[Issue]:
    for party in reading.parties:
        if party.entity is None:
            number = len(knowledge.gazetteer.find(party.organisation))
            reason = f"{number} places bear its name" if number > 1 else "it is not known"
            message = f"the party « {party.organisation} » is not linked: {reason}"
            remedy = "link it in data/corrections, or add it to data/organisations.csv"
            yield Issue(Level.WARNING, message, remedy, party.evidence)


def _counts(reading: Reading) -> Iterator[Issue]:
    if not reading.announced_actions:
        return
    announced, evidence = reading.announced_actions
    if reading.actions and announced != len(reading.actions):
        message = f"{announced} actions are announced, {len(reading.actions)} were read"
        yield Issue(Level.WARNING, message, "look for a heading that was lost", evidence)


def _payers(reading: Reading) -> Iterator[Issue]:
    for amount in reading.amounts:
        if amount.funder is None:
            message = f"who pays {amount.value} € is not said, or was not understood"
            yield Issue(Level.INFO, message, "name the funder in data/corrections", amount.evidence)


def _unread(evidence: Evidence) -> Issue:
    words = evidence[0].quote if len(evidence[0].quote) < 80 else evidence[0].quote[:79] + "…"
    message = f"« {' '.join(words.split())} » names no party that can be told apart"
    return Issue(Level.INFO, message, "name the organisation if it is a party", evidence)


def _field(evidence: Evidence) -> Issue:
    message = f"« {evidence[0].quote} » is labelled and was not understood"
    return Issue(Level.WARNING, message, "give the value in data/corrections", evidence)


def blank_signature(evidence: Evidence) -> Issue:
    """« A Fleurance, le » with nothing after."""
    message = "the date of signature was left blank: none was read"
    return Issue(Level.INFO, message, "give it in data/corrections once it is known", evidence)
