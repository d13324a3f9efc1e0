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
        Level(name="same", words="the same given name", condition=Equal("given"), same=0.78,
              frequency=("given",), goes_together=True),
        Level(name="swapped", words="given and family name swapped", condition=SWAPPED, same=0.02,
              frequency=("given", "family"), implied_by=(("given name", "same"), ("family name", "same"))),
        Level(name="nickname", words="one is a short form of the other", condition=Shares("given_classes"),
              same=0.06),
        Level(name="typing error", words="given names differ by a typing error",
              condition=either(Similar("given", TYPO_SIMILARITY), Edits("given", 1, 4)), same=0.07),
        Level(name="sound", words="given names sound the same", condition=Equal("given_sound"), same=0.01),
        Level(name="initial", words="one given name is the other's initial",
              condition=both(Begins("given", 1), Equal("given_initial")), same=0.03),
    ),
    different_same=0.03, household_share=0.01, different_words="different given names",
    different_chance=0.985,
)  # fmt: skip

FAMILY = Comparison(
    name="family name",
    # Swapped names are weighed once, with the given name. Equality is asked first because it is cheap and usual.
    needs=both(Present("family"), either(Equal("family"), Not(SWAPPED))),
    levels=(
        Level(name="same", words="the same family name", condition=Equal("family"), same=0.86,
              frequency=("family",), goes_together=True),
        Level(name="part", words="one family name is part of the other",
              condition=both(Shares("family_tokens"), Not(Edits("family", 2))), same=0.02),
        Level(name="typing error", words="family names differ by a typing error",
              condition=either(Similar("family", TYPO_SIMILARITY), Edits("family", 1, 4)), same=0.07),
        Level(name="sound", words="family names sound the same", condition=Equal("family_sound"), same=0.01),
    ),
    different_same=0.04, household_share=0.85, different_words="different family names",
    different_chance=0.995,
)  # fmt: skip

GENERATION = Comparison(
    name="generation",
    needs=Not(Equal("plain_name")),  # at least one of them is a junior, a senior, a third
    levels=(
        Level(name="same", words="both junior, or both senior", condition=Equal("generation"), same=0.6),
        Level(name="only one", words="only one of them is called junior or senior",
              condition=Not(Present("generation")), same=0.38),
    ),
    different_same=0.02, household_share=0.1, different_words="one is junior, the other senior",
    different_chance=0.96,
)  # fmt: skip
