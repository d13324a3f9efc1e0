"""E-mail addresses: the same, mistyped, or the same mailbox elsewhere."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Equal, Present, Shares, both, either

# Colleagues' addresses differ in a letter or two as well, so short mailboxes must agree whole.
MISTYPED = either(
    both(Edits("mailbox", 1, 5), Edits("domain", 2)),
    both(Edits("mailbox", 2, 9), Edits("domain", 2)),
    both(Equal("mailbox"), Edits("domain", 2, 6)),
)

EMAIL = Comparison(
    name="e-mail",
    needs=Present("email"),
    levels=(
        Level(name="same", words="the same e-mail address", condition=Shares("emails"), same=0.72, household=0.08),
        Level(name="typing error", words="e-mail addresses differ by a typing error",
              condition=MISTYPED, same=0.08, household=0.005),
        # A mailbox made of the name follows from the name: john.smith at two providers proves little more than the name.
        Level(name="same mailbox", words="the same mailbox at another provider", condition=Equal("mailbox"),
              same=0.05, household=0.002),
        Level(name="same domain", words="the same company or family domain", condition=Equal("own_domain"),
              same=0.05, household=0.1),
    ),
    different_same=0.10, different_household=0.813, different_words="different e-mail addresses",
)  # fmt: skip
