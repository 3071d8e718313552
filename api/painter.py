"""The process that draws Vega-Lite: ``python -m api.painter``.

Reads specifications from standard input and writes SVG to standard output. The
library holds Python's lock while it draws (0.2 s; 1.3 s the first time), so it
does so here and not in the service. It may open no socket; that a
specification names no file either is seen to by `api.painting`.
"""

import os
import sys
from typing import BinaryIO

import vl_convert

from api import frames
from api.confinement import withdraw

VERSION = "6.4"
"""The Vega-Lite of the specifications: fixed, so that a picture stays as it is."""


def drawn(specification: str) -> bytes:
    """The frame that answers one specification: its SVG, or why there is none."""
    try:
        svg = vl_convert.vegalite_to_svg(specification, VERSION, allowed_base_urls=[])
    except ValueError as error:
        return frames.pack({"error": str(error)})
    return frames.pack({}, svg.encode())


def serve(jobs: BinaryIO, replies: BinaryIO) -> None:
    """Answers until the other side is gone."""
    while (found := frames.whole(jobs)) is not None:
        replies.write(drawn(found[1].decode()))
        replies.flush()


def main() -> None:
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    withdraw()
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
