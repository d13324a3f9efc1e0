"""Dates of birth: by digit, by swap of day and month, by part."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Equal, Present, both, either

BIRTH_DATE = Comparison(
    name="birth date",
    needs=Present("birth"),
    levels=(
        Level(name="same", words="the same birth date", condition=Equal("birth"), same=0.84),
        Level(name="day and month swapped", words="birth dates differ by swapped day and month",
              condition=Equal("birth_crossed"), same=0.02),
        Level(name="one digit", words="birth dates differ in one digit", condition=Edits("birth", 1), same=0.06),
        Level(name="two of three", words="two of day, month and year of birth are the same",
              condition=either(both(Equal("birth_year"), either(Equal("birth_month"), Equal("birth_day"))),
                               both(Equal("birth_month"), Equal("birth_day"))), same=0.03),
    ),
    different_same=0.05, household_share=0.01, different_words="different birth dates",
    different_chance=0.995,
)  # fmt: skip
