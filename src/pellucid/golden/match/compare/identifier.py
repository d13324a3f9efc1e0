"""Numbers given by an authority: the same, mistyped, or in conflict."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Shares

IDENTIFIER = Comparison(
    name="identifier",
    needs=Shares("identifier_kinds"),  # a bank account and a tax number cannot disagree
    levels=(
        Level(name="same", words="the same identifier", condition=Shares("identifiers"), same=0.85),
        Level(name="one digit", words="identifiers differ in one digit", condition=Edits("identifier", 1, 6),
              same=0.08),
    ),
    different_same=0.07, household_share=0.001, different_words="different identifiers",
)  # fmt: skip
