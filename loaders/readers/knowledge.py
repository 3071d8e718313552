"""What the readers know beforehand: places, organisations, dispositifs."""

from dataclasses import dataclass

from loaders.gazetteer import Gazetteer
from loaders.readers.lexicon import Lexicon
from loaders.readers.organisations import Registry
from maillage.settings import Settings


@dataclass(frozen=True)
class Knowledge:
    """Loaded once, shared by all documents; reading changes nothing in it."""

    gazetteer: Gazetteer
    registry: Registry
    lexicon: Lexicon

    @classmethod
    def load(cls, settings: Settings) -> "Knowledge":
        """From the tables and schemes of the checkout.

        Raises:
            InputError: one is missing or cannot be read.
        """
        return cls(
            Gazetteer.load(settings.data / "reference"),
            Registry.load(settings.data / "organisations.csv"),
            Lexicon.load(settings.ontology / "schemes" / "dispositif.ttl"),
        )
