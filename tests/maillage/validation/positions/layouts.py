"""Facts written in Turtle in many ways, with a note of where each token went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from maillage.rdf import PREFIXES, RDF, XSD, Literal, NamedNode

E = "https://example.org/"
MARK = NamedNode(E + "mark")
"""Tells nameless things apart: each has one of its own."""
NAMES = {**PREFIXES, "e": E, "": E + "é/", "a.b-c": E + "a.b/"}
SHORTHAND = {XSD.integer: "0123456789-", XSD.decimal: "0123456789.-", XSD.boolean: "truefals"}


@dataclass
class Bracket:
    """``[ … ]``: a thing without a name."""

    mark: str
    properties: "Properties"


@dataclass
class Collection:
    """``( … )``."""

    items: "list[Node]"


Node = NamedNode | Literal | Bracket | Collection
Properties = list[tuple[NamedNode, list[Node]]]
Range = tuple[int, int]


@dataclass(frozen=True)
class Noted:
    """A fact and where it was written; a nameless thing is told by its mark."""

    subject: str
    predicate: str
    value: str
    subject_at: Range
    predicate_at: Range
    value_at: Range


def key(node: Node) -> str:
    if isinstance(node, Bracket):
        return f"mark {node.mark}"
    return "list" if isinstance(node, Collection) else str(node)


@dataclass
class Sheet:
    """A text that grows by tokens, with random layout between them."""

    random: Random
    newline: str = "\n"
    text: str = ""
    noted: list[Noted] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    """Where the last fact of the first block of each subject ends."""

    def put(self, token: str) -> Range:
        start = len(self.text)
        self.text += token
        return start, len(self.text)

    def gap(self) -> None:
        """Blanks, comments and ends of lines between two tokens."""
        line = self.newline
        comment = f' # « <x> [ "a" . ; é 🌳{line}'
        self.put(self.random.choice([" ", " ", f"{line}  ", "\t", line * 2, comment]))

    def statement(self, subject: NamedNode | Bracket, properties: Properties) -> None:
        at = self.node(subject)
        self.gap()
        end = self.predicates(key(subject), at, properties)
        self.ends.setdefault(key(subject), end)
        self.gap()
        self.put(".")
        self.gap()

    def predicates(self, subject: str, at: Range, properties: Properties) -> int:
        for number, (predicate, values) in enumerate(properties):
            if number:
                self.put(self.random.choice([";", ";", ";;", "; ;"]))
                self.gap()
            placed = self.put("a" if predicate == RDF.type else self.iri(predicate))
            self.gap()
            self.objects(subject, at, key(predicate), placed, values)
        if self.random.random() < 0.2:
            self.gap()
            self.put(";")
        return len(self.text.rstrip())

    def objects(
        self, subject: str, at: Range, predicate: str, placed: Range, values: Sequence[Node]
    ) -> None:
        for number, value in enumerate(values):
            if number:
                self.gap()
                self.put(",")
                self.gap()
            there = self.node(value)
            self.noted.append(Noted(subject, predicate, key(value), at, placed, there))

    def node(self, node: Node) -> Range:
        if isinstance(node, NamedNode):
            return self.put(self.iri(node))
        if isinstance(node, Literal):
            return self.put(self.literal(node))
        start = len(self.text)
        if isinstance(node, Bracket):
            self.bracket(node, start)
        else:
            self.put("(")
            for item in node.items:
                self.gap()
                self.node(item)
            self.gap()
            self.put(")")
        return start, len(self.text)

    def bracket(self, node: Bracket, start: int) -> None:
        self.put("[")
        self.gap()
        properties: Properties = [(MARK, [Literal(node.mark)]), *node.properties]
        first = len(self.noted)
        end = self.predicates(key(node), (start, start), properties)
        self.ends.setdefault(key(node), end)
        self.gap()
        self.put("]")
        whole = (start, len(self.text))
        for number in range(first, len(self.noted)):
            if self.noted[number].subject == key(node):
                told = self.noted[number]
                self.noted[number] = Noted(
                    told.subject,
                    told.predicate,
                    told.value,
                    whole,
                    told.predicate_at,
                    told.value_at,
                )

    def iri(self, node: NamedNode) -> str:
        ways = [f"<{node.value}>", f"<{escaped(node.value, self.random)}>"]
        for prefix, space in NAMES.items():
            local = node.value.removeprefix(space)
            if local != node.value and not local.endswith("/"):
                ways += [f"{prefix}:{spelled(local)}"] * 2
        return self.random.choice(ways)

    def literal(self, node: Literal) -> str:
        signs = SHORTHAND.get(node.datatype)
        short = signs and set(node.value) <= set(signs) and self.random.random() < 0.7
        if short and (node.datatype != XSD.decimal or "." in node.value):
            return node.value
        text = self.quoted(node.value)
        if node.language:
            return f"{text}@{self.random.choice([node.language, node.language.upper()])}"
        if node.datatype == XSD.string and self.random.random() < 0.8:
            return text
        between = self.random.choice(["", "", f" # ^^{self.newline} "])
        return f"{text}{between}^^{between}{self.iri(node.datatype)}"

    def quoted(self, text: str) -> str:
        mark = self.random.choice(['"', "'", '"""', "'''"])
        written = text.replace("\\", "\\\\").replace(mark[0], f"\\{mark[0]}")
        if len(mark) == 1 or self.newline != "\n":
            written = written.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
        return f"{mark}{written}{mark}"


def escaped(text: str, random: Random) -> str:
    r"""An IRI with one of its signs as ``\uXXXX``."""
    at = random.randrange(len(text))
    sign = ord(text[at])
    code = f"\\u{sign:04X}" if sign < 0x10000 else f"\\U{sign:08X}"
    return text[:at] + code + text[at + 1 :]


def spelled(local: str) -> str:
    """A local name with what Turtle wants escaped."""
    return "".join(f"\\{sign}" if sign in "~!$&'()*+,;=/?#@" else sign for sign in local)


def head(names: Mapping[str, str] = NAMES, newline: str = "\n") -> str:
    lines = [f"@prefix {prefix}: <{space}> ." for prefix, space in names.items()]
    return newline.join(["# tête", *lines, ""])
