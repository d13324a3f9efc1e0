"""Companies a person works at, by core name."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Equal, Present, Similar

EMPLOYER = Comparison(
    name="company",
    needs=Present("organization"),
    levels=(
        Level(name="same", words="the same company", condition=Equal("organization"), same=0.7, household=0.1,
              frequency=("organization",)),
        Level(name="similar", words="nearly the same company name", condition=Similar("organization", 0.92),
              same=0.08, household=0.01),
    ),
    different_same=0.22, different_household=0.89, different_words="different companies",
)  # fmt: skip
