"""What can be wrong with an endpoint: a sentence for its operator, one for who reads a page.

The operator's names the address and stands in the log and on the command line;
a reader's never holds an address, an account or the endpoint's own words.
"""

from maillage.errors import MaillageError, UnavailableError

LOAD = "run: maillage build"
LATER_FR, LATER_EN = "réessayez dans quelques minutes", "try again in a few minutes"


class EndpointError(UnavailableError):
    """The endpoint cannot answer for this release.

    Args:
        place: its address, as the settings give it.
        reason: what is wrong and the remedy, for the operator.
        fr: what a reader hears, and `en` the same.
    """

    def __init__(self, place: str, reason: str, fr: str, en: str) -> None:
        self.reasons = {"fr": fr, "en": en}
        super().__init__(f"{place}: {reason}")

    def told(self, language: str) -> str:
        return self.reasons[language]


class EvaluationError(MaillageError):
    """The endpoint's engine cannot evaluate a query that SPARQL 1.1 allows."""

    def __init__(self, place: str, words: str) -> None:
        self.reasons = {
            "fr": "Le moteur de l'entrepôt distant n'a pas pu évaluer cette requête ; écrivez-la "
            "autrement (docs/store.md dit ce que chaque moteur ne sait pas faire).",
            "en": "The engine of the remote store could not evaluate this query; write it another "
            "way (docs/store.md tells what each engine cannot do).",
        }
        super().__init__(f"{place}: could not evaluate a query ({words})")

    def told(self, language: str) -> str:
        return self.reasons[language]


def away(place: str, why: object) -> EndpointError:
    return EndpointError(
        place,
        f"the SPARQL endpoint does not answer ({why}); start it, or correct MAILLAGE_STORE",
        f"L'entrepôt de données de ce service ne répond pas ; {LATER_FR}.",
        f"The data store of this service does not answer; {LATER_EN}.",
    )


def refused(place: str) -> EndpointError:
    return EndpointError(
        place,
        "the SPARQL endpoint refuses these credentials; set MAILLAGE_STORE_USER and "
        "MAILLAGE_STORE_PASSWORD to an account that may do this",
        "L'entrepôt de données de ce service refuse ses identifiants ; signalez-le à l'exploitant.",
        "The data store of this service refuses its credentials; report it to the operator.",
    )


def wrong(place: str, found: str) -> EndpointError:
    return EndpointError(
        place,
        f"is not the address of a SPARQL 1.1 endpoint ({found}); give the one of its "
        "documentation, often ending in /sparql or /query",
        "L'adresse de l'entrepôt de données de ce service est fausse ; signalez-le à l'exploitant.",
        "The address of this service's data store is wrong; report it to the operator.",
    )


def empty(place: str) -> EndpointError:
    return EndpointError(
        place,
        f"holds no release; load one ({LOAD}, with the same MAILLAGE_STORE)",
        f"L'entrepôt de données de ce service est encore vide ; {LATER_FR}.",
        f"The data store of this service is still empty; {LATER_EN}.",
    )


def loading(place: str, release: str) -> EndpointError:
    return EndpointError(
        place,
        f"holds a part of release {release}: it is being loaded, or a load was stopped; wait for "
        f"its end, or {LOAD}",
        f"Les données sont en cours de remplacement ; {LATER_FR}.",
        f"The data are being replaced; {LATER_EN}.",
    )


def other(place: str, held: str, wanted: str) -> EndpointError:
    return EndpointError(
        place,
        f"holds release {held}, while this service serves {wanted}; {LOAD}, then start the "
        "service again",
        f"Les données viennent d'être remplacées et le service doit redémarrer ; {LATER_FR}.",
        f"The data have just been replaced and the service has to start again; {LATER_EN}.",
    )


def slow(place: str, seconds: float) -> EndpointError:
    return EndpointError(
        place,
        f"took over {seconds:g} s; ask for less, or give it more memory",
        f"L'entrepôt de données a été arrêté après {seconds:g} s ; rendez la demande plus précise.",
        f"The data store was stopped after {seconds:g} s; make the request more precise.",
    )


def cut(place: str, rows: int) -> EndpointError:
    return EndpointError(
        place,
        f"cuts answers after {rows} rows without saying so in them; set its limit of rows "
        "(Virtuoso: ResultSetMaxRows) above MAILLAGE_QUERY_ROWS, or to none",
        f"L'entrepôt de données coupe ses réponses à {rows} lignes ; demandez moins de lignes.",
        f"The data store cuts its answers after {rows} rows; ask for fewer rows.",
    )


def unsorted(place: str, rows: int, words: str) -> EndpointError:
    return EndpointError(
        place,
        f"does not sort {rows} rows; set its limit (Virtuoso: MaxSortedTopRows) above "
        f"MAILLAGE_QUERY_ROWS ({words})",
        f"L'entrepôt de données ne trie pas {rows} lignes ; signalez-le à l'exploitant.",
        f"The data store does not sort {rows} rows; report it to the operator.",
    )


def too_long(place: str, size: int) -> EndpointError:
    return EndpointError(
        place,
        f"sent an answer of over {size} MiB; ask for fewer columns or rows",
        f"La réponse dépasse {size} Mio ; demandez moins de colonnes ou de lignes (LIMIT).",
        f"The answer is over {size} MiB; ask for fewer columns or rows (LIMIT).",
    )


def incomplete(place: str, graph: str, found: int, sent: int) -> EndpointError:
    return EndpointError(
        place,
        f"holds {found} triples of <{graph}> where {sent} were sent; look at the endpoint's log "
        f"for what it left out, then {LOAD}",
        f"Les données sont en cours de remplacement ; {LATER_FR}.",
        f"The data are being replaced; {LATER_EN}.",
    )
