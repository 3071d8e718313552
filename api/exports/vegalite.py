"""The Vega-Lite of a bar or a line, data included: to be changed in any editor of it."""

import json

from api.exports.base import Export, Subject, without
from api.pages.pictures.draw import composed
from api.pages.pictures.vega import MEDIA_TYPE
from maillage.catalogue import Answer

KINDS = ("bar", "line")


class VegaLite(Export):
    title = "Vega-Lite"
    media_type = MEDIA_TYPE
    extension = "vl.json"

    def offered(self, answer: Answer) -> bool:
        chart = answer.query.chart
        return chart is not None and chart.kind in KINDS and len(answer) > 0

    def render(self, subject: Subject) -> bytes:
        found = composed(subject.sheet) if subject.sheet else None
        if found is None or found.specification is None:
            raise without(
                self.title,
                "seules les barres et les courbes en ont un ; prenez SVG ou CSV",
                "only bars and lines have one; take SVG or CSV",
            )
        told = {**found.specification, "usermeta": subject.told}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
