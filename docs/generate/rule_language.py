"""The page of the language of users' rules, from golden/validate/user_rule_language."""

from docs.generate.markdown import code, page, table

from pellucid.golden.model.issue import Severity
from pellucid.golden.validate.user_rule_language import CONDITIONS, JOINERS, KEYS, SEVERITIES

INTRODUCTION = """\
Rules of your own, for `--rules FILE` of `pellucid clean` and `pellucid audit`. How to write and try them is told in
[check records by your own rules](../how-to/own-rules.md). A rule finds fault with records, and changes nothing.

```yaml
- name: dutch_vat
  field: tax_id
  when: {field: country, equals: NL}
  require: {matches: "^NL[0-9]{9}B[0-9]{2}$"}
  severity: warn
  message: This is not a Dutch VAT number.
```

The file is YAML: a list of rules. Aliases, tags and a key given twice are refused. A rule that cannot be read is
refused with file, line, column, its name and the reason, and nothing is done."""
KEY_MEANINGS = {
    "name": ("yes", "what `issues.csv` shows behind `user:`; letters, digits, `_`, `.` and `-`, at most 60"),
    "field": ("this or `fields`", "the [field](fields.md) that is judged, and that the issue is about. `email.2` is "
              "the second e-mail address. Columns that no field claims are `other:` and their header"),
    "fields": ("this or `field`", "a list: the rule is applied to each of them by itself"),
    "when": ("no", "a condition; the rule looks only at records of which it is true"),
    "require": ("yes", "a condition; where it is false, there is an issue"),
    "severity": ("yes", "see below"),
    "message": ("yes", "one plain sentence, to show"),
}  # fmt: skip
SEVERITY_MEANINGS = {
    "block": "the value is not what its field says",
    "quarantine": "the same; the record is not kept out of `customers.csv` so far",
    "warn": "usable, probably wrong",
    "note": "worth knowing, nothing to do",
}
CONDITION = """\
A condition is a mapping. It is about the rule's own field, or about another one that it names as `field`:
`{field: country, equals: NL}`. With several words in it, all of them must hold: `{min: 1, max: 99}`.

Conditions see values in standard form, as in `records.csv`: countries as two letters, phones as `+49...`, dates as
`2024-12-31`.

**Missing values.** On a value that is missing, every condition but `present` and `missing` is neither true nor false: a
rule finds no fault with it, and a `when` does not choose it. Say `present: true` where a value must be there. What is
no number is missing for bounds that are numbers, and what is no full date for those that are dates. A field of which
the files have no column is missing throughout."""
JOINER_MEANINGS = {
    "all": ("a list of conditions", "every one of them is true"),
    "any": ("a list of conditions", "at least one of them is true"),
    "not": ("a condition", "it is false"),
}


def rule_language_page() -> str:
    """Return the page: the parts of a rule, the severities, every condition and every word that joins them."""
    keys = table(("Key", "Needed", "Is"), ((code(key), *KEY_MEANINGS[key]) for key in KEYS))
    severities = table(
        ("Word", "Severity in `issues.csv`", "Means"),
        ((code(word), code(_shown(severity)), SEVERITY_MEANINGS[word]) for word, severity in SEVERITIES.items()),
    )
    conditions = table(
        ("Condition", "Takes", "True when"), ((code(word.name), word.takes, word.holds) for word in CONDITIONS)
    )
    joiners = table(("Word", "Takes", "True when"), ((code(word), *JOINER_MEANINGS[word]) for word in JOINERS))
    return page(
        "The rule language",
        INTRODUCTION,
        f"## A rule\n\n{keys}",
        f"## Severities\n\n{severities}",
        f"## Conditions\n\n{CONDITION}\n\n{conditions}",
        f"## Joining conditions\n\n{joiners}",
        source="golden/validate/user_rule_language.py",
    )


def _shown(severity: Severity) -> str:
    return severity.value
