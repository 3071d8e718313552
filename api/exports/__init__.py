"""The files that an answer can be taken away as: a new one is a module here and its name below.

The first is what a client gets that accepts any sort of data.
"""

from api.exports.base import LICENCE, Export, Subject
from api.exports.geojson import Geojson
from api.exports.parquet import Parquet
from api.exports.results import Csv, Json, Tsv, Xml
from api.exports.svg import Svg
from api.exports.vegalite import VegaLite
from api.exports.xlsx import Xlsx

__all__ = ["EXPORTS", "LICENCE", "Export", "Subject"]

EXPORTS: tuple[Export, ...] = (
    Json(),
    Csv(),
    Xlsx(),
    Parquet(),
    Geojson(),
    Svg(),
    VegaLite(),
    Tsv(),
    Xml(),
)
