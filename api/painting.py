"""The painter as the service sees it: Vega-Lite in, plain SVG out."""

import json
import re
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from lxml import etree

from api import frames
from maillage.errors import UnavailableError

SECONDS = 15.0
"""Time for a picture; a painter that takes more is ended, and another one begun."""
KEPT = 256
"""Pictures kept: a release never changes what one shows."""
FETCHED = frozenset({"url", "href"})
"""Fields of a specification that may make Vega open a file or an address."""
ELEMENTS = frozenset({"svg", "g", "path", "rect", "text", "tspan", "line", "circle", "title"})
SVG = "{http://www.w3.org/2000/svg}"
_LONG = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")


def _fields(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            yield name
            yield from _fields(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _fields(value)


def refuse_fetching(specification: Mapping[str, Any]) -> None:
    """Lets a specification pass that can only show what stands in it.

    Values of its data are texts, whatever they say; a field of this name there is refused too.

    Raises:
        ValueError: it names a file or an address.
    """
    if found := FETCHED.intersection(_fields(specification)):
        raise ValueError(f"a picture opens nothing: take {', '.join(sorted(found))} out")


def cleaned(svg: bytes) -> str:
    """What stands inside the outermost element: shapes and texts only, to one decimal.

    Raises:
        ValueError: there is an element that draws nothing (a script, an image…).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg, parser)
    for node in root.iter():
        name = str(node.tag).removeprefix(SVG)
        if name not in ELEMENTS:
            raise ValueError(f"a picture has no element {name}")
        for attribute, value in list(node.attrib.items()):
            text = str(value)
            if str(attribute).startswith(("aria-", "on")) or attribute in ("role", "class"):
                del node.attrib[attribute]
            elif attribute in ("d", "transform", "x2", "y2"):
                node.set(attribute, _LONG.sub(lambda found: f"{float(found[0]):.1f}", text))
    etree.cleanup_namespaces(root)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return inner.replace(' xmlns="http://www.w3.org/2000/svg"', "").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    )


class Painter:
    """One process, begun when first asked; what it drew is kept. For use in any thread."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._kept: OrderedDict[str, str] = OrderedDict()

    def draw(self, specification: Mapping[str, Any]) -> str:
        """The inside of the SVG of a specification.

        Raises:
            UnavailableError: the painter took too long or ended.
            ValueError: it is no Vega-Lite, or it would open a file or an address.
        """
        refuse_fetching(specification)
        text = json.dumps(specification, ensure_ascii=False, sort_keys=True)
        with self._lock:
            if text not in self._kept:
                self._kept[text] = cleaned(self._asked(text))
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(text)
            return self._kept[text]

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._end()

    def _asked(self, text: str) -> bytes:
        process = self._begun()
        assert process.stdin
        assert process.stdout
        deadline = threading.Timer(self._seconds, process.kill)
        deadline.start()
        found = None
        with suppress(OSError):
            process.stdin.write(frames.pack({}, text.encode()))
            process.stdin.flush()
            found = frames.whole(process.stdout)  # type: ignore[arg-type]
        deadline.cancel()
        if found is None:
            self._end()
            raise UnavailableError("the picture could not be drawn in time; the table has it all")
        head, svg = found
        if "error" in head:
            raise ValueError(head["error"])
        return svg

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                (sys.executable, "-m", "api.painter"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
