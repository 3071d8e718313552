"""The graph: `Store` writes it at build time, `View` reads it, whatever engine holds it.

The embedded engine is the default. A release may be copied into any SPARQL 1.1
endpoint (`loading`) and be asked there (`remote`): docs/decisions/0013.
"""

from maillage.store.building import Store
from maillage.store.view import ANSWERS, MERGE, TRIPLE, Answer, Embedded, Row, View, projected

__all__ = ["ANSWERS", "MERGE", "TRIPLE", "Answer", "Embedded", "Row", "Store", "View", "projected"]
