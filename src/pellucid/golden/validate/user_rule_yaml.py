"""YAML text as nodes that know their line; whatever is not plain data is refused, with its place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import yaml

TEXT_CHARACTERS_MAX = 200_000
DEPTH_MAX = 40
_PLAIN = frozenset(f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null"))
_TAGS = _PLAIN | {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value"}


class RuleRefused(Exception):
    """A rule cannot be parsed. The text names file, line, column and rule, and says why; it is fit to be shown.

    line and column count from 1.
    """

    def __init__(self, *, file: str, line: int, column: int, rule: str, reason: str) -> None:
        named = f"rule {rule}: " if rule else ""
        super().__init__(f"{file}, line {line}, column {column}: {named}{reason}")
        self.line = line
        self.column = column
        self.rule = rule
        self.reason = reason


class Spot(Protocol):
    """A place in a text; line and column count from 0."""

    @property
    def line(self) -> int:
        """Which line."""
        ...

    @property
    def column(self) -> int:
        """Which character of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where we are: in which file, and in which rule once its name is known."""

    file: str
    rule: str = ""

    def refusal(self, node: yaml.Node, reason: str) -> RuleRefused:
        """Return the refusal of what stands at a node."""
        return self.refusal_at(node.start_mark, reason)

    def refusal_at(self, spot: Spot | None, reason: str) -> RuleRefused:
        """Return the refusal of what stands at a spot; at the beginning where there is none."""
        line, column = (spot.line + 1, spot.column + 1) if spot else (1, 1)
        return RuleRefused(file=self.file, line=line, column=column, rule=self.rule, reason=reason)

    def text(self, node: yaml.Node, what: str) -> str:
        """Return a single value as it is written."""
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            raise self.refusal(node, f"{what} is one value.")
        text: str = node.value
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise self.refusal(node, "Half a character, which is no text.")
        return text

    def items(self, node: yaml.Node, what: str) -> tuple[yaml.Node, ...]:
        """Return the entries of a list that has some."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.refusal(node, f"{what} is a list with at least one entry.")
        return tuple(node.value)

    def entries(self, node: yaml.Node, what: str) -> Mapping[str, yaml.Node]:
        """Return the values of a mapping that has some, by key; a key twice is refused."""
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise self.refusal(node, f"{what} is a mapping, such as `name: value`.")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = self.text(key, "A key")
            if word in found:
                raise self.refusal(key, f"{word} is given twice.")
            found[word] = value
        return found

    def refuse_others(self, node: yaml.Node, what: str, known: Collection[str]) -> None:
        """Refuse a mapping that has a key which is not known."""
        for key, _ in node.value:
            if key.value not in known:
                raise self.refusal(key, f"There is no {key.value} in {what}; there are {', '.join(known)}.")


def compose_yaml(text: str, *, file: str) -> yaml.Node | None:
    """Return the node of a YAML text, or None where it is empty. Raises RuleRefused for all that is not plain data."""
    reading = Reading(file=file)
    if len(text) > TEXT_CHARACTERS_MAX:
        raise reading.refusal_at(None, f"The file is longer than {TEXT_CHARACTERS_MAX:,} characters.")
    try:
        _refuse_unplain(text, reading)
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = str(error.problem or error.context)
        raise reading.refusal_at(mark, f"This is not YAML: {said}.") from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        spot = _Spot(line=before.count("\n"), column=len(before) - before.rfind("\n") - 1)
        raise reading.refusal_at(spot, "A character that YAML does not allow.") from error
    except (yaml.YAMLError, ValueError, OverflowError, IndexError) as error:  # the last ones: escapes of no character
        raise reading.refusal_at(None, f"This is not YAML: {error}.") from error
    return node


def _refuse_unplain(text: str, reading: Reading) -> None:
    """Refuse aliases, which could make a small file endless, tags that name types, and too deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise reading.refusal_at(event.start_mark, "Aliases (*name) are not allowed; write it out.")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!") and tag not in _TAGS:
            raise reading.refusal_at(event.start_mark, "Tags (!name) are not allowed.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_MAX:
            raise reading.refusal_at(event.start_mark, f"Nested deeper than {DEPTH_MAX} levels.")
