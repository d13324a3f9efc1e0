"""Given and family names: nicknames, initials, typing errors, sounds, and the two swapped."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Begins, Crossed, Edits, Equal, Not, Present, Shares, Similar, both, either

# 0.88 keeps one typing error in a name of five letters and drops most pairs of unrelated names of that length.
TYPO_SIMILARITY = 0.88

SWAPPED = Crossed("given", "family", TYPO_SIMILARITY)

GIVEN = Comparison(
    name="given name",
    needs=Present("given"),
    levels=(
        Level(name="same", words="the same given name", condition=Equal("given"), same=0.78, household=0.04,
              frequency=("given",)),
        Level(name="swapped", words="given and family name swapped", condition=SWAPPED, same=0.02, household=0.001,
              frequency=("given", "family"), implied_by=(("given name", "same"), ("family name", "same"))),
        Level(name="nickname", words="one is a short form of the other", condition=Shares("given_classes"),
              same=0.06, household=0.01),
        Level(name="typing error", words="given names differ by a typing error",
              condition=either(Similar("given", TYPO_SIMILARITY), Edits("given", 1, 4)), same=0.07, household=0.02),
        Level(name="sound", words="given names sound the same", condition=Equal("given_sound"), same=0.01,
              household=0.005),
        Level(name="initial", words="one given name is the other's initial",
              condition=both(Begins("given", 1), Equal("given_initial")), same=0.03, household=0.01),
    ),
    different_same=0.03, different_household=0.914, different_words="different given names",
)  # fmt: skip

FAMILY = Comparison(
    name="family name",
    needs=both(Present("family"), Not(SWAPPED)),  # swapped names are weighed once, with the given name
    levels=(
        Level(name="same", words="the same family name", condition=Equal("family"), same=0.84, household=0.86,
              frequency=("family",)),
        Level(name="typing error", words="family names differ by a typing error",
              condition=either(Similar("family", TYPO_SIMILARITY), Edits("family", 1, 4)), same=0.07, household=0.05),
        Level(name="part", words="one family name is part of the other", condition=Shares("family_tokens"),
              same=0.02, household=0.02),
        Level(name="sound", words="family names sound the same", condition=Equal("family_sound"), same=0.01,
              household=0.009),
    ),
    different_same=0.04, different_household=0.06, different_words="different family names",
)  # fmt: skip

GENERATION = Comparison(
    name="generation",
    needs=Present("generation"),
    levels=(
        Level(name="same", words="both junior, or both senior", condition=Equal("generation"), same=0.98,
              household=0.3),
    ),
    different_same=0.02, different_household=0.7, different_words="one is junior, the other senior",
)  # fmt: skip
