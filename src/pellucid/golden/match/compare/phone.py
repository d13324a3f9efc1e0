"""Phone numbers: the same, or one digit off."""

from dataclasses import replace

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Present, Shares

PHONE = Comparison(
    name="phone",
    needs=Present("phone"),
    levels=(
        Level(name="same", words="the same phone number", condition=Shares("phones"), same=0.68),
        Level(name="one digit", words="phone numbers differ in one digit", condition=Edits("phone", 1, 7), same=0.06),
    ),
    different_same=0.26, household_share=0.5, different_words="different phone numbers",
)  # fmt: skip

# The companies of a group have neighbouring lines of one switchboard.
COMPANY_PHONE = replace(PHONE, levels=(PHONE.levels[0], replace(PHONE.levels[1], household=0.15)))
