"""Postal addresses, by component: the same home, nearly, the same street, the same place."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Equal, Not, Present, Similar, both, either

SAME_PLACE = either(Equal("postal_code"), Equal("city"), Similar("city", 0.9))
SIMILAR_STREET = Similar("street", 0.9)
# Many towns have a High Street with a number 12: not both city and postal code may be plainly others.
OTHER_CITY = both(Present("city"), Not(Similar("city", 0.85)))
OTHER_POSTAL_CODE = both(Present("postal_code"), Not(Edits("postal_code", 1)))
MAYBE_SAME_PLACE = either(SAME_PLACE, both(Not(OTHER_CITY), Not(OTHER_POSTAL_CODE)))

ADDRESS = Comparison(
    name="address",
    needs=either(Present("street"), Present("postal_code"), Present("city")),
    levels=(
        Level(name="same home", words="the same address", condition=both(Equal("street"), Equal("house"), SAME_PLACE),
              same=0.5),
        Level(name="nearly the same home", words="nearly the same address",
              condition=either(both(SIMILAR_STREET, Equal("house"), MAYBE_SAME_PLACE),
                               both(Equal("street"), SAME_PLACE)),
              same=0.18),
        Level(name="same postal code", words="the same postal code", condition=Equal("postal_code"), same=0.1),
        Level(name="same city", words="the same city", condition=Equal("city"), same=0.09,
              frequency=("city",)),
        Level(name="similar city", words="the city is spelt nearly the same", condition=Similar("city", 0.85),
              same=0.03),
    ),
    different_same=0.1, household_share=0.85, different_words="different addresses",
    different_chance=0.95,
)  # fmt: skip
