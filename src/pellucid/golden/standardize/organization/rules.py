"""What standardizing an organization's name may do, by name."""

from pellucid.golden.model.issue import Rule

_ISO = "ISO 20275, entity legal forms (GLEIF list)"
_UNICODE = "Unicode Standard Annex 15"
_USE = "Trade register practice of the countries"


def _rule(name: str, about: str, source: str, bad: str, good: str) -> Rule:
    return Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)


RULES: tuple[Rule, ...] = (
    _rule("organization_spaces", "Doubled, leading and invisible spaces go.", _UNICODE, " Acme  Ltd", "Acme Ltd"),
    _rule("organization_marks", "Stray marks at the ends go.", _UNICODE, "Acme Ltd,", "Acme Ltd"),
    _rule(
        "organization_legal_form",
        "The legal form is written as its usual abbreviation, and stands apart as the part legal_form.",
        _ISO,
        "Acme Limited",
        "Acme Ltd",
    ),
    _rule(
        "organization_case",
        "A name all in capitals or all in small letters gets capitals; short words all in capitals stay, as they are "
        "mostly abbreviations.",
        _USE,
        "ACME TRADING LIMITED",
        "Acme Trading Ltd",
    ),
    _rule(
        "organization_article",
        "An article behind a comma goes to the front.",
        _USE,
        "Copper Kettle, The",
        "The Copper Kettle",
    ),
    _rule(
        "organization_branch",
        "A branch or department stands apart, behind a comma.",
        _USE,
        "Acme Ltd - London Branch",
        "Acme Ltd, London Branch",
    ),
    _rule(
        "organization_attention",
        "The person behind c/o or attn. stands apart, as the part attention.",
        _USE,
        "Acme Ltd c/o John Barlow",
        "Acme Ltd",
    ),
    _rule(
        "organization_trading_name",
        "The name an organization trades under stands apart, behind t/a, as the part trading_name.",
        _USE,
        "Acme Ltd trading as Sunny Cafe",
        "Acme Ltd t/a Sunny Cafe",
    ),
)
