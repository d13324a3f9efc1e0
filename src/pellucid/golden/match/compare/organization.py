"""Companies: the one a person works at, and companies as customers themselves."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Begins, Edits, Equal, Present, Similar, either

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

ORGANIZATION_NAME = Comparison(
    name="company name",
    needs=Present("organization"),
    levels=(
        Level(name="same", words="the same company name", condition=Equal("organization"), same=0.75, household=0.2,
              frequency=("organization",)),
        Level(name="typing error", words="company names differ by a typing error",
              condition=either(Similar("organization", 0.93), Edits("organization", 1, 5)), same=0.12, household=0.05),
        Level(name="part", words="one company name begins like the other", condition=Begins("organization", 5),
              same=0.06, household=0.25),
    ),
    different_same=0.07, different_household=0.5, different_words="different company names",
)  # fmt: skip

DOMAIN = Comparison(
    name="domain",
    needs=Present("own_domain"),
    levels=(
        Level(name="same", words="the same company domain", condition=Equal("own_domain"), same=0.85, household=0.5),
    ),
    different_same=0.15, different_household=0.5, different_words="different company domains",
)  # fmt: skip
