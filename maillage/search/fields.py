"""The fields of the index: how each is cut into words, and what is kept to be shown."""

from collections.abc import Mapping

from tantivy import Index, Schema, SchemaBuilder

from maillage.search.words import analyzers

FACETS = (
    "programme",
    "departement",
    "region",
    "statut",
    "theme",
    "axe",
    "convention",
    "type",
    "dispositif",
    "annee",
    "maitre-ouvrage",
    "partie",
    "financeur",
)
"""The facets of the lists; a field each, whatever the list."""
ORDERS = ("ordre", "titre", "annee")
WORDS: Mapping[str, tuple[str, str]] = {
    "words": ("plain", "basic"),
    "name": ("fr", "basic"),
    "alias": ("fr", "basic"),
    "text": ("fr", "freq"),
    "said": ("plain", "basic"),
    "about": ("fr", "basic"),
    "around": ("fr", "basic"),
    "english": ("en", "basic"),
    "explained": ("en", "basic"),
}
"""What is looked through word by word: the analyzer, and whether words are counted."""
WHOLE = ("whole", "other")
"""Names and codes that are looked for whole, as slugs."""
SHOWN = ("iri", "french", "translated", "body")


def facet(name: str) -> str:
    """The field of a facet of the lists."""
    return f"in_{name}"


def order(name: str) -> str:
    """The field of a thing's place in a list."""
    return f"by_{name}"


def schema() -> Schema:
    """The fields, in an order that every release has."""
    made = SchemaBuilder()
    for name in SHOWN:
        made.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "place"):
        made.add_text_field(name, stored=True, fast=True, tokenizer_name="raw")
    for name in WHOLE:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name, (analyzer, option) in WORDS.items():
        made.add_text_field(name, tokenizer_name=analyzer, index_option=option)
    for name in FACETS:
        made.add_text_field(facet(name), stored=True, fast=True, tokenizer_name="raw")
    for name in ORDERS:
        made.add_integer_field(order(name), fast=True)
    return made.build()


def register(index: Index) -> Index:
    """Gives an index the analyzers that its fields name; tantivy does not keep them."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index
