"""YAML is read as data, by whichever reader the machine has."""

import pytest
import yaml

from maillage import plain
from maillage.plain import from_yaml


@pytest.fixture(params=["libyaml", "python"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(plain, "_LOADER", yaml.SafeLoader)


@pytest.mark.usefixtures("reader")
def test_values_are_plain() -> None:
    assert from_yaml("fr: Été\nlist: [1, two]\n") == {"fr": "Été", "list": [1, "two"]}


@pytest.mark.usefixtures("reader")
def test_nothing_that_is_read_runs() -> None:
    with pytest.raises(yaml.YAMLError, match="python/object"):
        from_yaml("!!python/object/apply:os.getcwd []")


@pytest.mark.usefixtures("reader")
def test_what_is_not_yaml_tells_its_line() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        from_yaml("title: {fr: A\nen: B}: C")
    assert caught.value.problem_mark is not None
    assert caught.value.problem_mark.line == 1
