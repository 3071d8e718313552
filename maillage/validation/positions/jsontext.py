"""JSON whose values keep where they stand in the text."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.validation.positions.scan import Range, UnlocatedError

TOKEN = re.compile(r'\s*+("(?:[^"\\]|\\.)*+"|[{}\[\],:]|-?[0-9][0-9.eE+-]*|true|false|null|\Z|\S)')
DEEPEST = 100


@dataclass(frozen=True)
class Value:
    """`data` is a text, a number, a truth value or None; or the values below, by key or in order.

    `keys` says where the keys of an object stand.
    """

    data: "str | float | bool | Mapping[str, Value] | Sequence[Value] | None"
    at: Range
    keys: Mapping[str, Range]


def value(text: str) -> Value:
    """The value that a text is.

    Raises:
        UnlocatedError: it is no JSON, or has a key twice in an object.
    """
    reader = _Reader(text)
    found = reader.value(0)
    reader.take("")
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self._found = list(TOKEN.finditer(text))
        self._at = 0

    def take(self, *expected: str) -> re.Match[str]:
        found = self._found[min(self._at, len(self._found) - 1)]
        if expected and found[1] not in expected:
            raise UnlocatedError(f"« {found[1]} » in JSON")
        self._at += 1
        return found

    def value(self, depth: int) -> Value:
        if depth > DEEPEST:
            raise UnlocatedError("JSON goes too deep")
        found = self.take()
        if found[1] == "{":
            return self._object(found.start(1), depth)
        if found[1] == "[":
            return self._array(found.start(1), depth)
        return Value(_scalar(found[1]), found.span(1), {})

    def _array(self, start: int, depth: int) -> Value:
        items: list[Value] = []
        while True:
            if not items and self._closes("]"):
                break
            items.append(self.value(depth + 1))
            if self.take(",", "]")[1] == "]":
                break
        return Value(items, (start, self._end()), {})

    def _object(self, start: int, depth: int) -> Value:
        items: dict[str, Value] = {}
        keys: dict[str, Range] = {}
        while True:
            if not items and self._closes("}"):
                break
            found = self.take()
            key = _scalar(found[1])
            if not isinstance(key, str) or key in items:
                raise UnlocatedError(f"« {found[1]} » as a key")
            self.take(":")
            keys[key], items[key] = found.span(1), self.value(depth + 1)
            if self.take(",", "}")[1] == "}":
                break
        return Value(items, (start, self._end()), keys)

    def _closes(self, sign: str) -> bool:
        closes = self._found[min(self._at, len(self._found) - 1)][1] == sign
        self._at += closes
        return closes

    def _end(self) -> int:
        return self._found[self._at - 1].end(1)


def _scalar(token: str) -> str | float | bool | None:
    try:
        found: str | float | bool | None = json.loads(token, strict=False)
    except ValueError as error:
        raise UnlocatedError(f"« {token} » in JSON") from error
    return found
