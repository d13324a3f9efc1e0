"""Every validation rule there is, in one tuple to read."""

from pellucid.golden.model.issue import Rule
from pellucid.golden.validate import (
    across,
    address,
    amount,
    country,
    currency,
    date,
    email,
    gender,
    identifier,
    language,
    name,
    organization,
    phone,
    text,
    url,
)

RULES: tuple[Rule, ...] = (
    *across.RULES,
    *(*address.RULES, *amount.RULES, *country.RULES, *currency.RULES, *date.RULES, *email.RULES, *gender.RULES),
    *(*identifier.RULES, *language.RULES, *name.RULES, *organization.RULES, *phone.RULES, *text.RULES, *url.RULES),
)
RULES_BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
