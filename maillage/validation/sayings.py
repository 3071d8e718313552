"""What a steward is told in French for each message of the RDF parsers, with the remedy."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from maillage.rdf import PREFIXES, RdfFormat

Saying = str | Callable[[str], str]
"""A sentence, in which ``{}`` is what the message names, or what makes one of it."""
LONGEST = 60
"""Characters of what is quoted in a sentence."""
_CURLY = "“”„«»‘’"
_ENDS = {".", ";", ",", "]", ")", "}", ">>", "|}"}

ADDRESS = "elle commence par http:// ou https://"


def _prefix(name: str) -> str:
    known = PREFIXES.get(name, "…")
    line = f"@prefix {name}: <{known}> ."
    return f"le préfixe « {name}: » n'est pas déclaré ; ajoutez en tête « {line} »"


def _sign(sign: str) -> str:
    if not sign.isascii():
        remedy = "retirez-le"
    elif sign.isspace() or not sign.isprintable():
        remedy = f"retirez-le, ou écrivez « {quote(sign)} »"
        sign = "espace" if sign == " " else _seen(sign)
    else:
        remedy = f"écrivez « {quote(sign, safe='')} »"
    return f"une adresse (IRI) contient le signe « {sign} », qui n'y est pas permis ; {remedy}"


def _seen(sign: str) -> str:
    """A sign, by its number where it cannot be seen."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def _start(token: str) -> str:
    if token in ("GRAPH", "{"):
        return _GRAPHS
    if token in _ENDS:
        return f"« {token} » est en trop ; retirez-le, ou complétez ce qui le précède"
    return (
        f"« {token} » ne peut pas commencer une déclaration ; attendus : une adresse entre < et >, "
        "ou un nom avec son préfixe (voyez aussi la fin de la ligne précédente)"
    )


def _property(token: str) -> str:
    if token == "{":
        return _GRAPHS
    if token in _ENDS:
        return f"il manque une propriété et sa valeur avant « {token} » ; ajoutez-les"
    return (
        f"« {token} » n'est pas une propriété ; attendus : une adresse entre < et >, ou un nom "
        "avec son préfixe"
    )


def _value(token: str) -> str:
    if token in _ENDS:
        return f"il manque une valeur avant « {token} » ; ajoutez-la"
    if token.lower() in ("true", "false", "vrai", "faux"):
        return f"« {token} » n'est pas une valeur ; écrivez true ou false, en minuscules"
    return (
        f"« {token} » n'est pas une valeur ; mettez un texte entre guillemets, une adresse entre "
        "< et >"
    )


def _first(sign: str) -> str:
    if sign in _CURLY:
        return f"« {sign} » n'est pas un guillemet de Turtle ; écrivez un guillemet droit (\")"
    if sign in "\xa0\u202f":
        return "une espace insécable se trouve hors d'un texte ; mettez une espace ordinaire"
    if sign == "'":
        return 'un texte se met ici entre guillemets doubles (") ; changez le guillemet simple'
    return (
        f"le signe « {_seen(sign)} » ne peut pas commencer un nom ; retirez-le ou corrigez ce nom"
    )


def _keyword(name: str) -> str:
    return f"la valeur de « {name} » n'est pas de la sorte attendue ; corrigez-la"


def _together(keys: str) -> str:
    both = keys.replace(" and ", " et ")
    return f"{both} ne vont pas ensemble dans un même objet ; gardez l'un d'eux"


_GRAPHS = "un graphe ne peut pas s'ouvrir ici ; un fichier qui a des graphes se nomme .trig"
_DOT = "il manque un point à la fin de la déclaration qui précède ; ajoutez « . »"
_LANGUAGE = "un code de langue est mal formé ; écrivez par exemple « fr » ou « fr-FR »"
_ONLINE = (
    "ce fichier renvoie à un contexte en ligne, que Maillage ne va jamais chercher ; recopiez ce "
    "contexte dans le fichier, sous « @context »"
)
_WHOLE = (
    "ici, chaque ligne a un sujet, une propriété et une valeur (les adresses entières, entre < et "
    ">), puis un point ; un fichier avec des préfixes se nomme .ttl"
)

ADDRESSES: tuple[tuple[str, Saying], ...] = (
    (r"Invalid IRI code point '(.)'", _sign),
    (r"No scheme found in an absolute IRI", f"une adresse (IRI) est incomplète ; {ADDRESS}"),
    (
        r"Invalid IRI percent encoding|escapes in IRIs should be %",
        "dans une adresse (IRI), « % » est suivi de deux chiffres hexadécimaux ; écrivez « %25 » "
        "pour le signe « % »",
    ),
    (
        r"Invalid (?:port )?character|Invalid (?:host|port)|IRI path is not allowed",
        f"une adresse (IRI) est mal formée ; {ADDRESS}, puis le nom du site",
    ),
)
LANGUAGES: tuple[tuple[str, Saying], ...] = (
    (r"^(?:error while parsing language tag|A language code|.{0,30}subtag|At maximum)", _LANGUAGE),
)
TURTLE: tuple[tuple[str, Saying], ...] = (
    (r"The prefix (\S*): has not been declared", _prefix),
    (
        r"Unexpected end of file",
        "ce qui commence ici (un texte entre guillemets, ou une adresse entre < et >) n'est jamais "
        "fermé ; ajoutez le signe qui manque",
    ),
    (
        r"Unexpected end\Z",
        "le fichier s'arrête au milieu d'une déclaration ; complétez-la et terminez-la par « . »",
    ),
    (r"must be followed by a dot|should be followed by a dot|A dot is expected", _DOT),
    (r"Only a single triple or quad", "une ligne ne contient qu'une déclaration ; coupez-la ici"),
    (
        r"Unexpected escape character '(..?)'",
        "« {} » n'est pas un échappement connu ; pour une barre oblique inverse, écrivez « \\\\ »",
    ),
    (
        r"The escape sequence '(.*?)' is (?:not|encoding)",
        "« {} » ne désigne aucun caractère ; retirez-le ou corrigez-le",
    ),
    (
        r"The character that are allowed to be escaped",
        "dans un nom, « \\ » ne peut pas précéder ce signe ; retirez la barre oblique inverse",
    ),
    (
        r"Expecting a datatype IRI|literal datatype must be an IRI",
        "après « ^^ » vient un type de valeur ; écrivez par exemple « ^^xsd:date »",
    ),
    (
        r"datatype of a literal without",
        "ce type de valeur demande un code de langue ; écrivez par exemple « @fr »",
    ),
    (r"should end with a '\]'", "il manque un crochet fermant ; ajoutez « ] »"),
    (r"(?:Expecting|should end with) '([>)|}]+)'", "il manque « {} » ; ajoutez-le"),
    (r"Expecting the end of a quoted triple", "il manque « )>> » ; ajoutez-le"),
    (r"^(.*) is not a valid (?:subject or graph name|RDF (?:subject|quoted triple))", _start),
    (r"^(.*) is not a valid predicate", _property),
    (r"^(.*) is not a valid RDF (?:object|value)", _value),
    (
        r"graph name|GRAPH keyword",
        "après GRAPH viennent le nom du graphe, puis « { » ; corrigez cette déclaration",
    ),
    (r"'(.)' is not allowed at the beginning of a prefix name", _first),
    (r"The PREFIX ", "un préfixe se déclare ainsi : « @prefix ex: <https://exemple.fr/> . »"),
    (r"The BASE ", "une base se déclare ainsi : « @base <https://exemple.fr/> . »"),
    (r"The VERSION ", 'une version se déclare ainsi : « VERSION "1.2" » ; retirez cette ligne'),
    (
        r"Line jumps are not allowed in string",
        'un texte de plusieurs lignes se met entre trois guillemets (""") ; ajoutez-les',
    ),
    (r"should not be empty|exponent cannot be empty", "ce nombre est incomplet ; complétez-le"),
    (r"A blank node ID cannot be empty", "après « _: » vient un nom ; ajoutez-le"),
    (r"The (?:subject|predicate|object) of a triple must be", _WHOLE),
    (r"line jumps are not allowed", "une déclaration tient sur une ligne ; recollez-la"),
    (r"end of a graph block", "il manque « . » ou « } » avant ceci ; ajoutez-le"),
    (r"allowed base directions", "le sens d'un texte est « --ltr » ou « --rtl » ; corrigez-le"),
    (r"Anonymous blank node", "un nœud sans nom ne peut pas se trouver ici ; donnez-lui un nom"),
)
XML: tuple[tuple[str, Saying], ...] = (
    (
        r"declaration not at start",
        "la déclaration <?xml … ?> n'est pas au tout début ; retirez ce qui la précède",
    ),
    (
        r"mismatched tag|expected `",
        "une balise n'est pas fermée, ou l'est dans le désordre ; fermez-la",
    ),
    (r"no element found|unclosed|not closed", "le fichier s'arrête avant sa fin ; complétez-le"),
    (
        r"undefined entity|unrecognized entity",
        "une entité (« &nom; ») n'est pas connue ; écrivez le caractère lui-même, et « &amp; » "
        "pour « & »",
    ),
    (
        r"not well-formed|syntax error|escaping character|xml declaration|junk after",
        "ce n'est pas du XML bien formé ; vérifiez les balises, les guillemets des attributs, et "
        "que « & » et « < » soient écrits « &amp; » et « &lt; »",
    ),
    (r"unbound prefix|Unknown prefix", "un préfixe n'est pas déclaré ; ajoutez son « xmlns: »"),
    (
        r"must not (?:be|un)|reserved prefix|prefix must",
        "un préfixe réservé (xml, xmlns) est changé ; laissez-le",
    ),
    (r"duplicate attribute|duplicated attribute", "un attribut est donné deux fois ; gardez-en un"),
    (
        r"character (?:number|reference)|codepoint",
        "« &#…; » ne désigne aucun caractère permis ; retirez-le",
    ),
    (
        r"XML namespaces are required",
        "un élément ou un attribut n'a pas d'espace de noms ; un fichier RDF/XML commence par "
        "<rdf:RDF> et donne un préfixe à chaque nom",
    ),
    (
        r"Unexpected text event: '\s*(.*?)\s*'",
        "le texte « {} » n'est pas à sa place ; mettez-le dans une propriété",
    ),
    (
        r"(\S+) is not a valid rdf:(?:ID|nodeID|bagID|annotationNodeID) value",
        "« {} » n'est pas un nom permis ici ; il commence par une lettre et n'a pas d'espace",
    ),
    (
        r"Invalid (?:property|node) element tag name: (\S+)|(\S+) is not a valid attribute",
        "« {} » n'est pas permis à cet endroit ; retirez-le",
    ),
    (
        r"a text value is already present",
        "une propriété a une seule valeur, un texte ou un élément ; faites-en deux propriétés",
    ),
    (r"Not both (.*) could be set", "ces attributs ne vont pas ensemble ; gardez l'un d'eux"),
    (r"reserved syntax term", "un nom réservé de RDF sert ici de propriété ; changez-le"),
    (
        r"Only UTF-8|unknown encoding|encoding",
        "ce fichier n'est pas en UTF-8 ; enregistrez-le ainsi",
    ),
)
JSON: tuple[tuple[str, Saying], ...] = (
    (r"LoadDocumentCallback|Invalid remote context|@import must be", _ONLINE),
    (r"Max stack size", "trop d'objets sont emboîtés ; simplifiez le fichier"),
    (
        r"Expecting property name|Object keys",
        "une clé entre guillemets doubles est attendue ici ; ajoutez-la",
    ),
    (
        r"Expecting ',' delimiter|must be followed by a comma",
        "il manque une virgule, ou un signe fermant ; ajoutez-le",
    ),
    (
        r"Expecting ':' delimiter",
        "il manque le signe « : » entre une clé et sa valeur ; ajoutez-le",
    ),
    (
        r"Expecting value|Trailing commas|a value was expected",
        "une valeur est attendue ici ; ajoutez-la, ou retirez la virgule de trop",
    ),
    (r"Unterminated string", "ce texte n'est jamais fermé ; ajoutez « \" »"),
    (
        r"Invalid control character|is not allowed in JSON strings",
        "un texte contient un retour à la ligne ou une tabulation ; écrivez « \\n » ou « \\t »",
    ),
    (
        r"Invalid \\|valid escape sequence|Unexpected end of file",
        "un échappement (« \\ ») ne désigne aucun caractère ; corrigez-le",
    ),
    (r"Extra data|one root element", "le fichier continue après sa fin ; gardez un seul objet"),
    (
        r"Unexpected char: '(.)'|Unexpected byte",
        "ce signe n'est pas à sa place ; un texte se met entre guillemets doubles (\")",
    ),
    (r"(?:true|false|null) expected", "écrivez true, false ou null en entier"),
    (r"Cyclic IRI mapping", "le contexte définit des termes l'un par l'autre ; corrigez-le"),
    (r"Invalid @base", f"l'adresse de « @base » est incomplète ; {ADDRESS}"),
    (
        r"@type iri|must be an IRI",
        f"un type (« @type ») n'est pas une adresse entière ; {ADDRESS}, ou son préfixe est dans "
        "« @context »",
    ),
    (r"No @vocab key", "un terme du contexte n'a pas d'adresse entière ; donnez-la"),
    (r"(@\w+) is defined twice|Duplicated (@\w+)", "« {} » est donné deux fois ; gardez-en un"),
    (
        r"Only a single (@\w+)|(@\w+) cannot be set multiple",
        "« {} » est donné plusieurs fois ; gardez-en un",
    ),
    (r"(@\w+ and @\w+) (?:are incompatible|cannot be used|must be the only)", _together),
    (r"Both (@\w+ and @\w+)", _together),
    (r"Overriding the protected term (\S+)", "le terme protégé « {} » est redéfini ; retirez cela"),
    (
        r"Term definition value",
        "un terme du contexte n'est défini ni par une adresse, ni par un objet ; corrigez-le",
    ),
    (r"@version value is", "seule la version 1.1 de JSON-LD est lue ; retirez « @version »"),
    (r"context terms must not be", "un terme du contexte n'a pas de nom ; donnez-lui-en un"),
    (
        r"not allowed inside of|must be node objects",
        "un objet avec son « @id » est attendu ici ; corrigez cette valeur",
    ),
    (r"^(?:The )?(?:values? (?:of|in a) )?(@\w+)\b", _keyword),
    (r"(@\w+) value combination", _keyword),
)


def _table(form: RdfFormat) -> tuple[tuple[str, Saying], ...]:
    if form == RdfFormat.JSON_LD:
        return (*JSON, *ADDRESSES, *LANGUAGES)
    if form == RdfFormat.RDF_XML:
        return (*ADDRESSES, *LANGUAGES, *XML)
    return (*TURTLE, *ADDRESSES, *LANGUAGES)


TABLES: Mapping[str, tuple[tuple[re.Pattern[str], Saying], ...]] = {
    form.name: tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _table(form))
    for form in (
        RdfFormat.TURTLE,
        RdfFormat.N_TRIPLES,
        RdfFormat.N_QUADS,
        RdfFormat.TRIG,
        RdfFormat.RDF_XML,
        RdfFormat.JSON_LD,
    )
}


def french(message: str, form: RdfFormat) -> str | None:
    """What a steward is told for a message; None where it is none of ours."""
    for pattern, saying in TABLES[form.name]:
        found = pattern.search(message)
        if found:
            named = _named(next(filter(None, found.groups()), ""))
            return saying(named) if callable(saying) else saying.replace("{}", named)
    return None


def _named(words: str) -> str:
    """What a message names, on one line and no longer than is read."""
    if len(words) == 1:
        return words
    shown = "".join(sign if sign.isprintable() else " " for sign in words[: LONGEST + 1]).strip()
    return shown if len(words) <= LONGEST else f"{shown[:LONGEST]}…"
