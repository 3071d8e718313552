"""Schemathesis against a server, as the tests and the benchmarks run it."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
HOOKS = "tests.api.schema.hooks"


def tried(url: str, examples: int, har: Path) -> subprocess.CompletedProcess[str]:
    """What it prints, and its status; `har` gets all that was sent and answered.

    `examples` are the requests an operation that it draws, beside those that try each bound.
    """
    command = [
        *(sys.executable, "-m", "schemathesis.cli"),
        *("--config-file", str(HERE / "schemathesis.toml"), "run", f"{url}/openapi.json"),
        *("--max-examples", str(examples), "--no-color", "--report-har-path", str(har)),
    ]
    return subprocess.run(
        command,
        cwd=CHECKOUT,
        env={**os.environ, "SCHEMATHESIS_HOOKS": HOOKS},
        capture_output=True,
        text=True,
        check=False,
    )
