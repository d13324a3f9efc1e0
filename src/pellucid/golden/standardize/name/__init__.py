"""Names of people: standard form, parts by culture, match forms."""

from pellucid.golden.standardize.name.columns import standardize_name_parts
from pellucid.golden.standardize.name.match import FamilyForms, GivenForms, family_forms, given_forms
from pellucid.golden.standardize.name.phonetic import family_sound
from pellucid.golden.standardize.name.rules import RULES
from pellucid.golden.standardize.name.standard import standardize_name

__all__ = [
    "RULES",
    "FamilyForms",
    "GivenForms",
    "family_forms",
    "family_sound",
    "given_forms",
    "standardize_name",
    "standardize_name_parts",
]
