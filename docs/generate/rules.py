"""The pages of rules, one a value kind, from the registries of standardize and validate."""

import importlib

from docs.generate.markdown import code, page, table

from pellucid.golden.model.issue import Rule
from pellucid.golden.results import UNREADABLE

KINDS: tuple[str, ...] = (
    "name",
    "organization",
    "email",
    "phone",
    "address",
    "country",
    "date",
    "identifier",
    "url",
    "language",
    "currency",
    "gender",
    "amount",
    "text",
)
# Rules that look at several fields at once; they find, and change nothing.
ACROSS = "across"
PAGES = (*KINDS, ACROSS)
# Kinds of parts and of plain numbers are held by the rules of what they belong to.
SHARED = {"name_part": "name", "address_part": "address", "number": "amount"}
LABELS = {
    "across": "Several fields together",
    "amount": "Amounts and numbers",
    "address": "Postal addresses",
    "country": "Countries",
    "currency": "Currencies",
    "date": "Dates",
    "email": "E-mail addresses",
    "gender": "Gender",
    "identifier": "Identifiers",
    "language": "Languages",
    "name": "Names of people",
    "organization": "Names of companies",
    "phone": "Phone numbers",
    "text": "Free text",
    "url": "Web addresses",
}
STANDARDIZING = """\
Each changes a value's form, never its meaning; the value as it came is kept beside it, and every change names its
rule."""
CHECKING = """\
Each finds an issue, and changes nothing. An **error** means that the value is not what its field says, and is not used;
a **warning**, that it can be used but is probably wrong; a **note** is worth knowing, and nothing to do."""
INDEX = """\
Every rule that may change a value or find fault with one, by the kind of value. A rule's name is what `issues.csv`
and the report show. Which field is of which kind: see [the fields](../fields.md)."""
ROWS = f"""\
## Whole rows

| Rule | Severity | Finds |
| --- | --- | --- |
| <a id="{UNREADABLE}"></a>`{UNREADABLE}` | error | A row that could not be read: it ends early, has more cells than \
columns, or holds bytes that are not text. It is in `issues.csv` with its bytes, and all other rows go on. See \
[correct quarantined rows](../../how-to/correct-quarantined-rows.md). |"""


def page_of_kind(kind: str) -> str:
    """Return the kind whose page documents a value kind."""
    return SHARED.get(kind, kind)


def standardizing_rules(kind: str) -> tuple[Rule, ...]:
    """Return the rules that change values of a kind; none of what is not one value."""
    if kind == ACROSS:
        return ()
    rules: tuple[Rule, ...] = importlib.import_module(f"pellucid.golden.standardize.{kind}").RULES
    return rules


def checking_rules(kind: str) -> tuple[Rule, ...]:
    """Return the rules that find issues in values of a kind."""
    rules: tuple[Rule, ...] = importlib.import_module(f"pellucid.golden.validate.{kind}").RULES
    return rules


def kind_page(kind: str) -> str:
    """Return the page of one value kind: what is changed, what is found."""
    changes = [
        (_named(rule), rule.about, _example(rule.bad, rule.good), rule.source) for rule in standardizing_rules(kind)
    ]
    issues = [
        (_named(rule), rule.severity.value if rule.severity else "", rule.about, _example(rule.bad, rule.good),
         rule.source)
        for rule in checking_rules(kind)
    ]  # fmt: skip
    changed = table(("Rule", "What it does", "Example", "Source"), changes)
    return page(
        LABELS[kind],
        f"## What is changed\n\n{STANDARDIZING}\n\n{changed}" if changes else "",
        f"## What is found\n\n{CHECKING}",
        table(("Rule", "Severity", "Finds", "Example", "Source"), issues),
        source=f"the rules of golden/standardize/{kind} and golden/validate/{kind}"
        if changes
        else f"the rules of golden/validate/{kind}",
    )


def rules_index() -> str:
    """Return the page that lists every kind and every rule."""
    rows = [(f"[{LABELS[kind]}]({kind}.md)", _links(kind, False), _links(kind, True)) for kind in PAGES]
    listed = table(("Kind", "Changes", "Finds"), rows)
    return page("Rules", INDEX, listed, ROWS, source="the rules of golden/standardize and golden/validate")


def _links(kind: str, checking: bool) -> str:
    rules = checking_rules(kind) if checking else standardizing_rules(kind)
    return ", ".join(f"[{rule.name.removeprefix(kind + '_')}]({kind}.md#{rule.name})" for rule in rules)


def _named(rule: Rule) -> str:
    return f'<a id="{rule.name}"></a>{code(rule.name)}'


def _example(bad: str, good: str) -> str:
    return f"{code(bad)} → {code(good)}" if bad and good else code(bad)
