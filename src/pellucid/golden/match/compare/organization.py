"""Companies: the one a person works at, and companies as customers themselves."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Begins, Edits, Equal, Not, Present, Similar, both, either

EMPLOYER = Comparison(
    name="company",
    needs=Present("organization"),
    levels=(
        Level(name="same", words="the same company", condition=Equal("organization"), same=0.7,
              frequency=("organization",)),
        Level(name="similar", words="nearly the same company name", condition=Similar("organization", 0.92),
              same=0.08),
    ),
    different_same=0.22, household_share=0.1, different_words="different companies",
)  # fmt: skip

ALIKE = either(Equal("organization"), Similar("organization", 0.93), Edits("organization", 1, 5))
ONE_HOLDING = both(Not(Equal("holding")), Not(Equal("no_holding")))  # only one of them calls itself a holding

# Two companies of a group have one name but for the holding's word in a quarter of the pairs, one name altogether in a
# fifth, told apart by country or legal form, and in a tenth one extends the other's (Greyfriars, Greyfriars Insurance).
ORGANIZATION_NAME = Comparison(
    name="company name",
    needs=Present("organization"),
    levels=(
        Level(name="same", words="the same company name", condition=both(Equal("organization"), Not(ONE_HOLDING)),
              same=0.77, household=0.2, frequency=("organization",)),
        Level(name="holding", words="the same company name, but only one of them is the holding",
              condition=both(either(ALIKE, Begins("organization", 5)), ONE_HOLDING), same=0.02, household=0.25),
        Level(name="typing error", words="company names differ by a typing error", condition=ALIKE, same=0.1),
        Level(name="part", words="one company name begins like the other", condition=Begins("organization", 5),
              same=0.06, household=0.1),
    ),
    different_same=0.05, household_share=0.1, different_words="different company names",
    is_defining=True,
)  # fmt: skip

DOMAIN = Comparison(
    name="domain",
    needs=Present("own_domain"),
    levels=(
        Level(name="same", words="the same company domain", condition=Equal("own_domain"), same=0.85),
    ),
    different_same=0.15, household_share=0.6, different_words="different company domains",
)  # fmt: skip

LEGAL_FORM = Comparison(
    name="legal form",
    needs=Present("legal_form"),
    levels=(Level(name="same", words="the same legal form", condition=Equal("legal_form"), same=0.95),),
    different_same=0.05, household_share=0.3, different_words="different legal forms", different_chance=0.85,
)  # fmt: skip

COUNTRY = Comparison(
    name="country",
    needs=Present("country"),
    levels=(Level(name="same", words="the same country", condition=Equal("country"), same=0.96),),
    different_same=0.04, household_share=0.4, different_words="different countries", different_chance=0.7,
)  # fmt: skip
