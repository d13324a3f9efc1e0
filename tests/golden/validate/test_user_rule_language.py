"""Rules in YAML are read, or refused with the line and the reason."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.issue import Severity
from pellucid.golden.validate.user_condition import All, Any, Bound, Not, Span, Test, UserRule
from pellucid.golden.validate.user_rule_language import (
    CONDITIONS,
    JOINERS,
    KEYS,
    SEVERITIES,
    RuleRefused,
    parse_user_rules,
)
from pellucid.golden.validate.user_rules import _TESTS

RULE = """\
- name: vat
  field: tax_id
  when: {field: country, equals: NL}
  require: {matches: "^NL", length: {min: 12, max: 14}}
  severity: block
  message: A Dutch VAT number begins with NL.
"""


def test_a_rule_is_read() -> None:
    assert parse_user_rules(RULE, file="rules.yaml") == (
        UserRule(
            name="vat",
            fields=("tax_id",),
            when=Test(field="country", word="equals", operand="NL"),
            require=All(
                conditions=(
                    Test(field=None, word="matches", operand="^NL"),
                    Test(field=None, word="length", operand=Span(at_least=12, at_most=14)),
                )
            ),
            severity=Severity.ERROR,
            message="A Dutch VAT number begins with NL.",
        ),
    )


def condition(text: str) -> object:
    lines = f"- {{name: r, field: email, severity: note, message: m, require: {text}}}"
    return parse_user_rules(lines, file="r.yaml")[0].require


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{present: true}", Test(field=None, word="present", operand=True)),
        ("{missing: no}", Test(field=None, word="missing", operand=False)),
        ("{one_of: [a, 'b']}", Test(field=None, word="one_of", operand=("a", "b"))),
        ("{field: order_total, min: 10}", Test(field="order_total", word="min", operand=Bound(number=10.0))),
        ("{max: 2024-12-31}", Test(field=None, word="max", operand=Bound(date="2024-12-31"))),
        ("{before: today}", Test(field=None, word="before", operand=Bound(date="today"))),
        ("{after: birth_date}", Test(field=None, word="after", operand=Bound(field="birth_date"))),
        ("{same_as: email.2}", Test(field=None, word="same_as", operand="email.2")),
        ("{differs_from: 'other:Member'}", Test(field=None, word="differs_from", operand="other:Member")),
        ("{length: 5}", Test(field=None, word="length", operand=Span(at_least=5, at_most=5))),
        ("{unique: true}", Test(field=None, word="unique", operand=True)),
        ("{exists_in: source_key}", Test(field=None, word="exists_in", operand="source_key")),
        ("{not: {present: true}}", Not(condition=Test(field=None, word="present", operand=True))),
        (
            "{any: [{present: true}, {field: phone, present: true}]}",
            Any(
                conditions=(
                    Test(field=None, word="present", operand=True),
                    Test(field="phone", word="present", operand=True),
                )
            ),
        ),
    ],
)
def test_a_condition_is_read(text: str, expected: object) -> None:
    assert condition(text) == expected


def test_every_condition_of_the_language_can_be_evaluated() -> None:
    assert _TESTS.keys() == {word.name for word in CONDITIONS}
    assert not _TESTS.keys() & set(JOINERS)


def broken(line: str, instead: str) -> str:
    assert line in RULE
    return RULE.replace(line, instead)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        (broken("field: tax_id", "field: taxid"), 2, 10, "There is no field taxid; there are source_key"),
        (broken("equals", "equal"), 3, 26, "There is no equal in a condition; there are field, present"),
        (broken('"^NL"', '"(NL"'), 4, 22, "missing )"),
        (broken('"^NL"', '"(?=NL)"'), 4, 22, "invalid perl operator"),
        (broken("block", "stop"), 5, 13, "severity is one of block, quarantine, warn, note."),
        (broken("  severity: block\n", ""), 1, 3, "severity is missing."),
        (broken("  field: tax_id\n", ""), 1, 3, "either field or fields"),
        (broken("- name: vat\n ", "-"), 1, 3, "has no name"),
        (broken("name: vat", "name: 'v a t'"), 1, 9, "A name is letters"),
        (broken("  message:", "  advice:"), 6, 3, "There is no advice in a rule"),
        (broken("min: 12", "least: 12"), 4, 38, "There is no least in length; there are min, max"),
        (broken("min: 12", "min: many"), 4, 43, "whole number"),
        (broken("when:", "name:"), 3, 3, "name is given twice"),
        (broken("{field: country, equals: NL}", "{field: country}"), 3, 9, "more than its field"),
        (broken("{field: country, equals: NL}", "{field: country, any: [{present: yes}]}"), 3, 31, "inside of any"),
        (broken("{field: country, equals: NL}", "{any: []}"), 3, 15, "a list with at least one"),
        (broken("equals: NL", "min: abc"), 3, 31, "A bound is a number"),
        (broken("equals: NL", "after: 2024-02-30"), 3, 33, "written as 2024-12-31"),
        (broken("equals: NL", "present: maybe"), 3, 35, "true or false"),
        (broken("equals: NL", 'equals: "\\ud800"'), 3, 34, "Half a character"),
        (RULE + RULE, 7, 3, "Another rule has this name."),
        (RULE + "- &a {name: b}\n- *a\n", 8, 3, "Aliases"),
        (RULE + "- !!python/name:os.system {}\n", 7, 3, "Tags"),
        (RULE + "- [\n", 8, 1, "This is not YAML"),
        (RULE + "- \x07\n", 7, 3, "does not allow"),
        (RULE + '- "\\U00110000"\n', 1, 1, "This is not YAML"),
        ("[" * 10_000, 1, 41, "Nested deeper"),
        ("x" * 300_000, 1, 1, "longer than 200,000"),
        ("", 1, 1, "no rules"),
        ("# nothing", 1, 1, "no rules"),
        ("name: vat", 1, 1, "a list"),
        ("- vat", 1, 3, "a mapping"),
        ("- [a]: b", 1, 3, "A key is one value"),
    ],
)
def test_a_refusal_names_line_column_and_reason(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(RuleRefused) as refusal:
        parse_user_rules(text, file="own.yaml")
    assert reason in str(refusal.value)
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert str(refusal.value).startswith(f"own.yaml, line {line}, column {column}: ")


def test_a_refusal_names_the_rule() -> None:
    with pytest.raises(RuleRefused, match="rule vat: "):
        parse_user_rules(broken("block", "stop"), file="own.yaml")


WORDS = st.sampled_from(
    ["name", "field", "require", "when", "all", "any", "not", "email", "equals", "min", "- ", "{", "}", "[", "]", ": ",
     ", ", "\n", "  ", "&a ", "*a", "!x", '"', "'", "|", ">", "? ", "%", "\\", "1e999", "2024-01-01", "\t", "---"]
)  # fmt: skip


def refused_line(text: str) -> int | None:
    """Return the line in which a text is refused, or None where it is read."""
    try:
        parse_user_rules(text, file="own.yaml")
    except RuleRefused as refusal:
        return refusal.line
    return None


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    line = refused_line(text)
    assert line is None or 1 <= line <= len(text.splitlines()) + 1


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(RULE)), st.text(max_size=3)), min_size=1, max_size=4))
def test_a_rule_with_anything_typed_into_it_is_read_or_refused(typed: list[tuple[int, str]]) -> None:
    text = RULE
    for place, letters in typed:
        text = text[:place] + letters + text[place:]
    line = refused_line(text)
    assert line is None or line >= 1


def documented(heading: str) -> set[str]:
    """Return the words in the first column of a table in the reference."""
    text = (Path(__file__).parents[3] / "docs" / "reference" / "rule-language.md").read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("A rule", set(KEYS)),
        ("Severities", set(SEVERITIES)),
        ("Conditions", {word.name for word in CONDITIONS}),
        ("Joining conditions", set(JOINERS)),
    ],
)
def test_every_word_of_the_language_is_in_the_reference(heading: str, words: set[str]) -> None:
    assert documented(heading) == words


def test_the_rules_in_the_manual_can_be_read() -> None:
    docs = Path(__file__).parents[3] / "docs"
    for name in ("how-to/own-rules.md", "reference/rule-language.md"):
        examples = re.findall(r"```yaml\n(.*?)```", (docs / name).read_text(encoding="utf-8"), re.DOTALL)
        assert examples
        assert all(parse_user_rules(example, file=name) for example in examples)
