"""What standardizing a person's name may do, by name."""

from pellucid.golden.model.issue import Rule

_UNICODE = "Unicode Standard Annex 15; Unicode Security Mechanisms (UTS 39)"
_W3C = "W3C, Personal names around the world"
_CLDR = "Unicode CLDR, person name formats (UTS 35 part 8)"


def _rule(name: str, about: str, source: str, bad: str, good: str) -> Rule:
    return Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)


RULES: tuple[Rule, ...] = (
    _rule(
        "name_spaces",
        "Spaces at the ends, doubled spaces, tabs, line ends and invisible characters are taken out.",
        _UNICODE,
        " Emily   Clarke",
        "Emily Clarke",
    ),
    _rule(
        "name_marks",
        "Apostrophes and dashes take one form, letters are composed, stray marks at the ends go.",
        _UNICODE,
        "O\u2019Connor",
        "O'Connor",
    ),
    _rule(
        "name_case",
        "A name all in capitals or all in small letters gets the capitals that its language gives it; a name in mixed "
        "letters stays as the person writes it.",
        _W3C,
        "RONALD MCDOUGAL",
        "Ronald McDougal",
    ),
    _rule(
        "name_capital_family",
        "One part all in capitals among others that are not is the family name, as French and international lists do.",
        _W3C,
        "DUPONT Jean",
        "Jean Dupont",
    ),
    _rule("name_comma", "Family name, comma, given names is turned round.", _CLDR, "Smith, John", "John Smith"),
    _rule(
        "name_order",
        "The order is that of the name's culture: family first in Hungarian, Chinese, Japanese, Korean, Vietnamese "
        "and Khmer, given first elsewhere. Told by country, script, and lists of the commonest names.",
        _CLDR,
        "János Nagy (HU)",
        "Nagy János",
    ),
    _rule("name_title", "Titles stand apart, in one form.", _CLDR, "Mister Hollis", "Mr Hollis"),
    _rule(
        "name_suffix", "Generations and degrees stand apart, in one form.", _CLDR, "John Smith, Ph.D.", "John Smith PhD"
    ),
    _rule(
        "name_nickname",
        "A nickname in quotes or parentheses stands apart.",
        _CLDR,
        'William "Bill" Thornton',
        "William Thornton",
    ),
    _rule(
        "name_note",
        "A note in parentheses that is no nickname, such as (deceased) or (do not call), is left out of the name.",
        _W3C,
        "John Smith (deceased)",
        "John Smith",
    ),
    _rule(
        "name_birth_name",
        "A birth name behind n\u00e9e, geb. and the like stands apart, as the part birth.",
        _W3C,
        "Anna Schmidt geb. Vogel",
        "Anna Schmidt",
    ),
    _rule(
        "name_initials", "Initials are written with a dot and a space each.", _CLDR, "J.P. de Vries", "J. P. de Vries"
    ),
    _rule(
        "name_patronymic",
        "An Icelandic name ending in -son, -d\u00f3ttir or -bur says whose child a person is; it is kept in the part "
        "family but is not shared by a family.",
        "Icelandic Personal Names Act 45/1996, article 8",
        "Gu\u00f0r\u00fan Helga J\u00f3nsd\u00f3ttir",
        "Gu\u00f0r\u00fan Helga J\u00f3nsd\u00f3ttir",
    ),
    _rule(
        "name_contact_removed",
        "An e-mail address, telephone number or web address written beside a name is left out of it.",
        _W3C,
        "Jane Porter <jane.porter@example.com>",
        "Jane Porter",
    ),
    _rule(
        "name_couple",
        "Two people in one cell: the word between them becomes &.",
        _W3C,
        "John and Mary Smith",
        "John & Mary Smith",
    ),
    _rule(
        "name_columns",
        "What stands in the wrong column goes where it belongs: a suffix behind the family name, a whole name in the "
        "column of given names.",
        _CLDR,
        "family: Smith Jr",
        "family: Smith, suffix: Jr",
    ),
)
