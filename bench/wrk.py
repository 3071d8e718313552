"""Requests as fast as a server answers them, by wrk (Debian's package `wrk`)."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
_PERCENTILE = re.compile(r"(50|99)%\s+([0-9.]+)(us|ms|s)\b")
_REFUSED = re.compile(r"Non-2xx or 3xx responses: ([0-9]+)")
_BROKEN = re.compile(r"Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+)")
_TOTAL = re.compile(r"([0-9]+) requests in")
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
SCRIPT = """
local paths = {{ {paths} }}
local place = 0
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place], {{ ["Accept"] = {accept} }})
end
"""
"""One connection after the other takes the next path; wrk runs it once a thread."""


@dataclass(frozen=True)
class Load:
    """What a run saw: requests a second, milliseconds, and how many were answered otherwise."""

    rate: float
    median: float
    p99: float
    requests: int
    refused: int
    """Answers that are neither 2xx nor 3xx."""
    broken: int
    """Connections that failed."""


def is_there() -> bool:
    return shutil.which("wrk") is not None


def run(
    server: str, paths: Sequence[str], accept: str, connections: int = 8, seconds: int = 5
) -> Load:
    """Asks for these paths in turn over some connections, for some seconds."""
    listed = ", ".join(json.dumps(path, ensure_ascii=True) for path in paths)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(SCRIPT.format(paths=listed, accept=json.dumps(accept)))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "20s"]
        said = subprocess.run(
            [*command, "--latency", "-s", str(script), server],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    return read(said)


def read(said: str) -> Load:
    """What wrk printed."""
    percentiles = {
        name: float(value) * MILLISECONDS[unit] for name, value, unit in _PERCENTILE.findall(said)
    }
    rate, total = _RATE.search(said), _TOTAL.search(said)
    refused, broken = _REFUSED.search(said), _BROKEN.search(said)
    assert rate
    assert total
    return Load(
        rate=float(rate[1]),
        median=percentiles.get("50", 0.0),
        p99=percentiles.get("99", 0.0),
        requests=int(total[1]),
        refused=int(refused[1]) if refused else 0,
        broken=sum(map(int, broken.groups())) if broken else 0,
    )
