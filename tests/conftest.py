"""What all tests share: the flag that approves changed snapshots, and the whole national graph."""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from maillage.build import Outcome, build, ensure, fingerprint
from maillage.errors import UnavailableError
from maillage.release import Release, current
from maillage.settings import Settings, settings
from maillage.store import View
from tests import engines
from tests.checkout import ROOT, small_checkout
from tests.engines import Engine


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--approve",
        action="store_true",
        help="write what the tests got into the files of expected answers, to be read in the diff",
    )


@pytest.fixture(scope="session")
def approve(pytestconfig: pytest.Config) -> bool:
    """Whether changed snapshots are to be written instead of failing."""
    return bool(pytestconfig.getoption("--approve"))


@pytest.fixture(scope="session")
def national_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the whole checkout: the current one if it is up to date, else a new one."""
    config = settings(root=ROOT)
    try:
        served = current(config)
        if served.identifier == fingerprint(config)[: len(served.identifier)]:
            return served
    except UnavailableError:
        pass
    return ensure(replace(config, var=tmp_path_factory.mktemp("var")))


@pytest.fixture(scope="session")
def national_settings(national_release: Release) -> Settings:
    """The settings of a service of the whole graph, without a limit of requests a minute."""
    var = national_release.folder.parent.parent.absolute()
    return replace(settings(root=ROOT), var=var, memory="no", rate_per_minute=0)


@pytest.fixture(scope="session")
def national_view(national_release: Release) -> View:
    """The whole graph: documents, national tables, ontology, what follows from them."""
    return national_release.view()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Outcome]:
    """A small checkout with its release, for tests that only look at it.

    Processes that share the tests (pytest-xdist) share it too: the first makes it.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "small"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        checkout = folder / "checkout"
        if not checkout.is_dir():
            small_checkout(folder / "partial").rename(checkout)
        config = Settings(root=checkout)
        return config, build(config)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real server of Oxigraph, empty at first."""
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph")) as engine:
        yield engine


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real server of Virtuoso, empty at first."""
    if not engines.VIRTUOSO:
        pytest.skip(engines.MISSING)
    with engines.virtuoso(tmp_path_factory.mktemp("virtuoso")) as engine:
        yield engine


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the servers in turn."""
    found: Engine = request.getfixturevalue(request.param)
    return found
