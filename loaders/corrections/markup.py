"""The YAML of a file of corrections: words as they are written, never guessed to be something else.

YAML 1.1 reads ``01004`` as an octal number, ``2026-02-30`` as a date that cannot
be, ``oui: no`` as a boolean. Here a value is text, a list, a mapping or null.
"""

from typing import Any

import yaml

from maillage.errors import InputError

_NULL = "tag:yaml.org,2002:null"


class _Loader(yaml.SafeLoader):
    """Scalars are strings but for null; a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    problem = f"the key {key.value!r} is given twice"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
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
        line = text.count("\n", 0, error.position) + 1
        sign = f"U+{ord(text[error.position]):04X}"
        reason = f"is not valid YAML (the character {sign} is not allowed); remove it"
        raise InputError(f"{place}:{line}", reason) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{place}:{mark.line + 1}" if mark else place
        problem = error.problem or error.context
        raise InputError(at, f"is not valid YAML ({problem}); mend it") from error
    except RecursionError as error:
        raise InputError(place, "is not valid YAML (nested too deep); mend it") from error
