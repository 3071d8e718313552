"""What a careful reader tells a person: read but not understood, or not adding up.

Each issue names the place and the remedy, in French for those who keep the data;
none changes what was read.
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
from loaders.state.wording import euros, series, shortened
from loaders.values import Found
from loaders.values.dates import dates
from loaders.values.durations import durations
from maillage.model import Issue, Level

_SCHEME = "la liste des dispositifs (ontology/schemes/dispositif.ttl)"
DATE_ONCE_KNOWN = "L'indiquer dans data/corrections dès qu'elle est connue"
_EXPANDED = re.compile(
    r"(?<![\w-])(?P<words>(?!(?:Une?|Les?|La|Cette|Ce)\b)[A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){1,8})"
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
                message = f"« {words} » n'est pas le nom du dispositif {notation} ({said[0]})."
                remedy = f"Le sigle fait foi : corriger le document, ou ajouter ce nom à {_SCHEME}"
                yield Issue(Level.WARNING, message, remedy, block.evidence(*match.span()))


def _content(words: str) -> list[str]:
    """The words that tell, normalised, without articles and plurals."""
    small = {"de", "du", "des", "la", "le", "les", "d", "l", "et", "a", "au", "aux", "en"}
    return [word.rstrip("sx") for word in normalise(words).split() if word not in small]


def _calls(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Issue]:
    for block in blocks:
        for match in _CALL.finditer(block.text):
            if not lexicon.find(match["name"]):
                message = f"L'appel « {match['name']} » n'est pas un dispositif connu."
                remedy = f"Si c'en est un, l'ajouter à {_SCHEME}"
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
            remedy = f"Si c'en est un, l'ajouter à {_SCHEME} ; sinon, rien à faire"
            message = f"Le sigle « {word} » n'est pas connu : est-ce un dispositif ?"
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
            spoken = series([f"« depuis {_duration(months)} »" for months in said], "et")
            message = f"Le dispositif {notation} est dit en cours {spoken}."
            remedy = "Aucune date de début n'a été lue : interroger les auteurs du document"
            evidence = tuple(passage for each in said.values() for passage in each)
            yield Issue(Level.WARNING, message, remedy, evidence)


def _duration(months: int) -> str:
    """« 5 ans », « 18 mois »."""
    if months % 12:
        return f"{months} mois"
    return f"{months // 12} an{'s' if months > 12 else ''}"


def _weekdays(blocks: Sequence[Block]) -> Iterator[Issue]:
    for block in blocks:
        for item in dates(block.text):
            day = block.text[item.start : item.end].split(" ")[0].lower()
            if (
                day in _WEEKDAYS
                and item.value.is_day
                and item.value.weekday != _WEEKDAYS.index(day)
            ):
                weekday = _WEEKDAYS[item.value.weekday]
                message = f"Le {item.value.words()} est un {weekday}, et non un {day}."
                evidence = block.evidence(item.start, item.end)
                yield Issue(Level.WARNING, message, "Vérifier cette date dans l'original", evidence)


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
                    name = f"« {territory.name} »"
                    message = f"« {written} » n'est rattaché à aucun lieu : est-ce {name} ?"
                    evidence = block.evidence(first.start(), last.end())
                    remedy = "Si c'est une faute, la corriger dans le document"
                    yield Issue(Level.WARNING, message, remedy, evidence)


def _unlinked(reading: Reading, knowledge: Knowledge) -> Iterator[Issue]:
    for party in reading.parties:
        if party.entity is None:
            number = len(knowledge.gazetteer.find(party.organisation))
            reason = f"{number} lieux portent ce nom" if number > 1 else "ce nom n'est pas connu"
            message = f"La partie « {party.organisation} » n'a pas été identifiée : {reason}."
            remedy = "La préciser dans data/corrections, ou l'ajouter à data/organisations.csv"
            yield Issue(Level.WARNING, message, remedy, party.evidence)


def _counts(reading: Reading) -> Iterator[Issue]:
    if not reading.announced_actions:
        return
    announced, evidence = reading.announced_actions
    if reading.actions and announced != len(reading.actions):
        number = len(reading.actions)
        message = f"Nombre d'actions annoncé : {announced} ; nombre d'actions lues : {number}."
        remedy = "Chercher dans le document un titre d'action perdu ou mal présenté"
        yield Issue(Level.WARNING, message, remedy, evidence)


def _payers(reading: Reading) -> Iterator[Issue]:
    """One issue for all the sums that nobody is said to pay."""
    unpaid = [amount for amount in reading.amounts if amount.funder is None]
    if not unpaid:
        return
    evidence = tuple(passage for amount in unpaid for passage in amount.evidence[:1])
    said = euros(unpaid[0].value)[0] if len(unpaid) == 1 else f"{len(unpaid)} montants"
    message = f"Le financeur de {said} n'est pas nommé, ou n'a pas été compris."
    yield Issue(Level.INFO, message, "Le nommer dans data/corrections", evidence)


def _unread(evidence: Evidence) -> Issue:
    message = f"« {shortened(evidence[0].quote)} » ne désigne aucune partie précise."
    remedy = "Si c'est une partie, nommer l'organisation dans data/corrections"
    return Issue(Level.INFO, message, remedy, evidence)


def _field(evidence: Evidence) -> Issue:
    words = " : ".join(" ".join(passage.quote.split()).strip(" :") for passage in evidence)
    message = f"La rubrique « {words} » n'a pas été comprise."
    return Issue(Level.WARNING, message, "Indiquer sa valeur dans data/corrections", evidence)


def blank_signature(evidence: Evidence) -> Issue:
    """« A Fleurance, le » with nothing after."""
    message = "La date de signature est laissée en blanc : aucune n'a été lue."
    return Issue(Level.INFO, message, DATE_ONCE_KNOWN, evidence)
