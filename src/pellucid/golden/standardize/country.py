"""Countries: a name in any of many languages, or a code, to ISO 3166-1 alpha-2."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import pycountry
from babel import Locale

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold

_ISO = "ISO 3166-1"
_CLDR = "Unicode CLDR territory names"

RULES: tuple[Rule, ...] = (
    Rule(
        name="country_code_from_name",
        severity=None,
        about="A country's name, in any of two dozen languages or as people say it, becomes its two-letter code.",
        source=_CLDR,
        bad="Deutschland",
        good="DE",
    ),
    Rule(
        name="country_code_from_code",
        severity=None,
        about="A three-letter or numeric code, or a two-letter one in small letters, becomes the two-letter code.",
        source=_ISO,
        bad="DEU",
        good="DE",
    ),
)

# Languages whose names for all countries are known; the names countries give themselves elsewhere are in the table.
_LOCALES = (
    *("en", "de", "fr", "es", "it", "nl", "pt", "is", "fa", "km", "fil", "ja", "zh", "ko"),
    *("ru", "ar", "tr", "pl", "sv", "da", "fi", "cs", "hu", "el"),
)
_KOSOVO = "XK"  # user-assigned in ISO 3166-1, used by the European Commission and in CLDR
_LATIN = re.compile(r"[A-Za-z]")
_CODE = re.compile(r"[A-Za-z]{2,3}|\d{1,3}")
# Only "NA" is a code.
_NAMIBIA_OR_NOTHING = frozenset({"n/a", "N/A", "n.a.", "N.A.", "na", "n a", "N a", "n\\a", "#N/A"})
