"""The YAML of a file of corrections: words as they are written, never guessed to be something else.

YAML 1.1 reads ``01004`` as an octal number, ``2026-02-30`` as a date that cannot
be, ``oui: no`` as a boolean. Here a value is text, a list, a mapping or null.
"""

from typing import Any

import yaml

from maillage.errors import InputError

_NULL = "tag:yaml.org,2002:null"


class _Twice(yaml.constructor.ConstructorError):
    """A key stands twice in a mapping."""

    def __init__(self, key: str, mark: yaml.Mark) -> None:
        super().__init__(None, None, f"the key {key!r} is given twice", mark)
        self.french = f"la clé « {key} » est donnée deux fois ; gardez-en une"


class _Loader(yaml.SafeLoader):
    """Scalars are strings but for null; a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise _Twice(key.value, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == _NULL]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.yaml_constructors = {
    tag: made
    for tag, made in yaml.SafeLoader.yaml_constructors.items()
    if tag is None or tag.rpartition(":")[2] in ("null", "str", "seq", "map")
}


def read(text: str, place: object) -> tuple[Any, yaml.Node | None]:
    """What the text holds, and its nodes, which know their lines.

    Raises:
        InputError: it is not YAML; the message names the line.
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return (loader.construct_document(node) if node else None), node
    except yaml.reader.ReaderError as error:
        raise _strange(text, error.position, place) from error
    except yaml.MarkedYAMLError as error:
        raise _broken(error, place) from error
    except RecursionError as error:
        french = "ce n'est pas du YAML valide (trop d'emboîtements) ; corrigez-le"
        raise InputError(place, "is not valid YAML (nested too deep); mend it", french) from error


def _strange(text: str, position: int, place: object) -> InputError:
    line = text.count("\n", 0, position) + 1
    sign = f"U+{ord(text[position]):04X}"
    return InputError(
        f"{place}:{line}",
        f"is not valid YAML (the character {sign} is not allowed); remove it",
        f"ce n'est pas du YAML valide (le caractère {sign} n'y est pas permis) ; retirez-le",
    )


def _broken(error: yaml.MarkedYAMLError, place: object) -> InputError:
    mark = error.problem_mark or error.context_mark
    at = f"{place}:{mark.line + 1}" if mark else place
    problem = error.problem or error.context
    french = (
        error.french
        if isinstance(error, _Twice)
        else "ce n'est pas du YAML valide ; vérifiez, à cette ligne et juste avant, les retraits, "
        "les deux-points et les guillemets"
    )
    return InputError(at, f"is not valid YAML ({problem}); mend it", french)
