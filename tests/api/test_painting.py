"""The painter: the same picture each time, nothing opened, nothing waited for without end."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from api.painting import Painter, cleaned, refuse_fetching
from maillage.errors import UnavailableError


def bars(values: list[dict[str, object]]) -> dict[str, Any]:
    return {
        "width": 100,
        "height": 40,
        "autosize": {"type": "none"},
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "x": {"field": "n", "type": "quantitative", "axis": None},
            "y": {"field": "nom", "type": "nominal", "axis": None},
        },
    }


PLAIN = bars([{"nom": "a", "n": 1}, {"nom": "b", "n": 2}])


def test_two_painters_draw_the_same_bytes(painter: Painter) -> None:
    other = Painter()
    try:
        assert painter.draw(PLAIN) == other.draw(PLAIN)
    finally:
        other.close()


def test_a_picture_can_be_asked_for_in_any_thread(painter: Painter) -> None:
    specifications = [bars([{"nom": "a", "n": n % 3 + 1}]) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(painter.draw, specifications))
    assert found[0] == found[3] == painter.draw(specifications[0])
    assert len({*found}) == 1, "one bar alone fills its width"


def test_the_service_goes_on_while_a_picture_is_drawn() -> None:
    painter, gaps, ended = Painter(), [0.0], threading.Event()

    def watch() -> None:
        last = time.perf_counter()
        while not ended.is_set():
            time.sleep(0.002)
            gaps.append(time.perf_counter() - last)
            last = time.perf_counter()

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    painter.draw(PLAIN)
    took = time.perf_counter() - began
    ended.set()
    watcher.join()
    painter.close()
    assert max(gaps) < max(0.25, took / 2)


@pytest.mark.parametrize(
    "changed",
    [
        {"data": {"url": "file:///etc/passwd"}},
        {"data": {"url": "http://127.0.0.1:1/"}},
        {"mark": {"type": "image", "url": "/etc/passwd"}},
        {"encoding": {"href": {"value": "javascript:alert(1)"}}},
        {"layer": [{"transform": [{"lookup": "a", "from": {"data": {"url": "x"}}}]}]},
    ],
)
def test_a_specification_that_would_open_something_is_refused(
    painter: Painter, changed: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="a picture opens nothing"):
        painter.draw({**PLAIN, **changed})


def test_an_address_in_the_data_is_only_a_text(painter: Painter) -> None:
    values: list[dict[str, object]] = [{"nom": "file:///etc/passwd", "n": 1}]
    refuse_fetching(bars(values))
    assert "/etc/passwd" not in painter.draw(bars(values)), "no axis shows it, nothing opens it"


def test_what_is_no_vega_lite_is_told_and_the_painter_goes_on(painter: Painter) -> None:
    with pytest.raises(ValueError, match="Vega-Lite"):
        painter.draw({"mark": "nothing", "encoding": 3})
    assert painter.draw(PLAIN)


def test_a_painter_that_is_too_slow_or_was_killed_is_replaced() -> None:
    painter = Painter(seconds=0.01)
    with pytest.raises(UnavailableError, match="in time"):
        painter.draw(PLAIN)
    painter._seconds = 30.0
    painter._begun().kill()
    painter._begun().wait()
    assert painter.draw(PLAIN)
    painter.close()


def test_what_was_drawn_is_kept(painter: Painter) -> None:
    painter.draw(PLAIN)
    began = time.perf_counter()
    for _ in range(200):
        painter.draw(json.loads(json.dumps(PLAIN)))
    assert time.perf_counter() - began < 0.5


def test_its_memory_is_small(painter: Painter) -> None:
    painter.draw(PLAIN)
    assert painter._process
    status = Path(f"/proc/{painter._process.pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell")
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    assert int(line.split()[1]) < 250_000


@pytest.mark.parametrize("name", ["script", "image", "a", "foreignObject", "style", "use"])
def test_an_element_that_is_no_shape_is_refused(name: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><g><{name}/></g></svg>'
    with pytest.raises(ValueError, match=name):
        cleaned(svg.encode())


def test_cleaning_leaves_texts_as_they_are() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g class="x" role="y" onclick="z" aria-label="l">'
        '<text transform="translate(1.23456,2)">role="1.23456" &lt;b&gt;</text></g></svg>'
    )
    assert cleaned(svg.encode()) == (
        '<g><text transform="translate(1.2,2)">role="1.23456" &lt;b&gt;</text></g>'
    )
