"""The language of users' rules: which conditions there are, what they take, and how a file of rules is read."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER
from pellucid.golden.model.issue import Severity
from pellucid.golden.validate.user_condition import (
    TODAY,
    All,
    Any,
    Bound,
    Condition,
    Not,
    Operand,
    Span,
    Test,
    UserRule,
)
from pellucid.golden.validate.user_rule_yaml import Reading, RuleRefused, compose_yaml

__all__ = ["CONDITIONS", "JOINERS", "SEVERITIES", "RuleRefused", "parse_user_rules"]

SEVERITIES = {
    "block": Severity.ERROR,
    "quarantine": Severity.ERROR,
    "warn": Severity.WARNING,
    "note": Severity.NOTE,
}
KEYS = ("name", "field", "fields", "when", "require", "severity", "message")
JOINERS = ("all", "any", "not")
DERIVED_FIELDS = frozenset({"legal_form"})  # columns that standardizing adds
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_SLOT = re.compile(r"([a-z_]+)\.([2-9]|[1-9][0-9])")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


def parse_user_rules(text: str, *, file: str) -> tuple[UserRule, ...]:
    """Return the rules of a YAML text. file: how to name it. Raises RuleRefused for the first that cannot be read."""
    root, reading = compose_yaml(text, file=file), Reading(file=file)
    if root is None:
        raise reading.refusal_at(None, "There are no rules in it.")
    rules: list[UserRule] = []
    for node in reading.items(root, "A file of rules"):
        rule = _rule(node, reading)
        if rule.name in {known.name for known in rules}:
            raise replace(reading, rule=rule.name).refusal(node, "Another rule has this name.")
        rules.append(rule)
    return tuple(rules)


def _rule(node: yaml.Node, reading: Reading) -> UserRule:
    entries = reading.entries(node, "A rule")
    if "name" not in entries:
        raise reading.refusal(node, "The rule has no name.")
    name = reading.text(entries["name"], "name")
    if not _NAME.fullmatch(name):
        raise reading.refusal(entries["name"], "A name is letters, digits, _ . and -, at most 60 of them.")
    inside = replace(reading, rule=name)
    inside.refuse_others(node, "a rule", KEYS)
    for key in ("require", "severity", "message"):
        if key not in entries:
            raise inside.refusal(node, f"{key} is missing.")
    if ("field" in entries) == ("fields" in entries):
        raise inside.refusal(node, "A rule has either field or fields.")
    listed = inside.items(entries["fields"], "fields") if "fields" in entries else (entries["field"],)
    severity = inside.text(entries["severity"], "severity")
    if severity not in SEVERITIES:
        raise inside.refusal(entries["severity"], f"severity is one of {', '.join(SEVERITIES)}.")
    return UserRule(
        name=name,
        fields=tuple(_field(field, inside) for field in listed),
        when=_condition(entries["when"], inside) if "when" in entries else None,
        require=_condition(entries["require"], inside),
        severity=SEVERITIES[severity],
        message=inside.text(entries["message"], "message"),
    )


def _condition(node: yaml.Node, reading: Reading) -> Condition:
    """Return a condition; several in one mapping must all hold."""
    entries = reading.entries(node, "A condition")
    field = _field(entries["field"], reading) if "field" in entries else None
    reading.refuse_others(node, "a condition", ("field", *_BY_NAME, *JOINERS))
    found = [_one(word, value, field, reading) for word, value in entries.items() if word != "field"]
    if not found:
        raise reading.refusal(node, "A condition says more than its field.")
    return found[0] if len(found) == 1 else All(conditions=tuple(found))


def _one(word: str, node: yaml.Node, field: str | None, reading: Reading) -> Condition:
    if word in JOINERS and field is not None:
        raise reading.refusal(node, f"Give the field inside of {word}.")
    if word == "not":
        return Not(condition=_condition(node, reading))
    if word in JOINERS:
        inner = tuple(_condition(entry, reading) for entry in reading.items(node, word))
        return All(conditions=inner) if word == "all" else Any(conditions=inner)
    return Test(field=field, word=word, operand=_BY_NAME[word].read(node, reading))


def _field(node: yaml.Node, reading: Reading) -> str:
    name = reading.text(node, "A field")
    slot = _SLOT.fullmatch(name)
    many = slot is not None and slot[1] in FIELDS and FIELDS[slot[1]].many
    if not (name in FIELDS or name in DERIVED_FIELDS or name.startswith(OTHER) or many):
        known = ", ".join((*FIELDS, *sorted(DERIVED_FIELDS)))
        raise reading.refusal(node, f"There is no field {name}; there are {known}, and {OTHER} with a header.")
    return name


def _flag(node: yaml.Node, reading: Reading) -> bool:
    text = reading.text(node, "This").lower()
    if text not in (*_TRUE, *_FALSE):
        raise reading.refusal(node, "This is true or false.")
    return text in _TRUE


def _value(node: yaml.Node, reading: Reading) -> str:
    return reading.text(node, "This")


def _values(node: yaml.Node, reading: Reading) -> tuple[str, ...]:
    return tuple(reading.text(entry, "An entry") for entry in reading.items(node, "one_of"))


def _pattern(node: yaml.Node, reading: Reading) -> str:
    pattern = reading.text(node, "A pattern")
    try:
        pc.match_substring_regex(pa.array([""], pa.string()), pattern)
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        raise reading.refusal(node, f"{error}. See the RE2 syntax.") from error
    return pattern


def _bound(node: yaml.Node, reading: Reading) -> Bound:
    text = reading.text(node, "A bound")
    number = _number(text)
    if number is not None:
        return Bound(number=number)
    if text == TODAY or _is_date(text):
        return Bound(date=text)
    raise reading.refusal(node, "A bound is a number, a date such as 2024-12-31, or today.")


def _date_bound(node: yaml.Node, reading: Reading) -> Bound:
    text = reading.text(node, "A date")
    if text == TODAY or _is_date(text):
        return Bound(date=text)
    if text[:1].isdigit():
        raise reading.refusal(node, "A date is written as 2024-12-31.")
    return Bound(field=_field(node, reading))


def _span(node: yaml.Node, reading: Reading) -> Span:
    if isinstance(node, yaml.ScalarNode):
        exactly = _count(node, reading)
        return Span(at_least=exactly, at_most=exactly)
    entries = reading.entries(node, "length")
    reading.refuse_others(node, "length", ("min", "max"))
    least, most = (_count(entries[key], reading) if key in entries else None for key in ("min", "max"))
    return Span(at_least=least, at_most=most)


def _count(node: yaml.Node, reading: Reading) -> int:
    text = reading.text(node, "A length")
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise reading.refusal(node, "A length is a whole number.")
    return int(text)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_date(text: str) -> bool:
    if not _ISO.fullmatch(text) or not text.isascii():
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A condition of the language. takes: what is written behind it; holds: when it is true; both for the manual."""

    name: str
    takes: str
    holds: str
    read: Callable[[yaml.Node, Reading], Operand]


CONDITIONS: tuple[Word, ...] = (
    Word(name="present", takes="true or false", holds="there is a value", read=_flag),
    Word(name="missing", takes="true or false", holds="there is no value", read=_flag),
    Word(name="equals", takes="a value", holds="it is exactly this value, in standard form", read=_value),
    Word(name="one_of", takes="a list of values", holds="it is one of them", read=_values),
    Word(name="matches", takes="a pattern in RE2 syntax", holds="the pattern is found in it; ^ and $ tie it to the "
         "ends, (?i) takes capitals and small letters as one", read=_pattern),
    Word(name="min", takes="a number, a date, or today", holds="it is this much, or this late, or more", read=_bound),
    Word(name="max", takes="a number, a date, or today", holds="it is this much, or this late, or less", read=_bound),
    Word(name="length", takes="a number, or a mapping with min and max", holds="it has so many characters",
         read=_span),
    Word(name="same_as", takes="a field", holds="it is the same as that field of the record", read=_field),
    Word(name="differs_from", takes="a field", holds="it is not the same as that field of the record", read=_field),
    Word(name="before", takes="a date, today, or a field with a date", holds="it is earlier", read=_date_bound),
    Word(name="after", takes="a date, today, or a field with a date", holds="it is later", read=_date_bound),
    Word(name="unique", takes="true or false", holds="no other record has this value in this field", read=_flag),
    Word(name="exists_in", takes="a field", holds="some record has this value in that field", read=_field),
)  # fmt: skip
_BY_NAME = {word.name: word for word in CONDITIONS}
