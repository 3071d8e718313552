"""The picture as a file: title, what it shows, source and release are written in it."""

from api.exports.base import Export, Subject, without
from api.pages.pictures.draw import alone, picture
from maillage.catalogue import Answer


class Svg(Export):
    title = "SVG"
    media_type = "image/svg+xml"
    extension = "svg"

    def offered(self, answer: Answer) -> bool:
        return answer.query.chart is not None and len(answer) > 0

    def render(self, subject: Subject) -> bytes:
        found = picture(subject.sheet, subject.painter) if subject.sheet else None
        if found is None:
            raise without(
                self.title,
                "rien n'y est à dessiner ; prenez CSV ou JSON",
                "there is nothing to draw in it; take CSV or JSON",
            )
        return alone(found, subject.citation.title, subject.source).encode()
