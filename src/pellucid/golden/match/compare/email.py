"""E-mail addresses: the same, mistyped, or the same mailbox elsewhere."""

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Equal, Not, Present, Shares, both, either

# Two john.smiths have mailboxes alike because their names are: that is the name's evidence, not a second one. So a
# mailbox that is only likened counts where it holds something of its own (mailbox_own), or where it differs plainly.
LETTERS_ALIKE = either(Equal("mailbox_letters"), Edits("mailbox_letters", 2, 5))
FOLLOWS_FROM_NAME = both(Not(Present("mailbox_own")), Not(Shares("emails")), LETTERS_ALIKE)

# Digits tell namesakes' mailboxes apart (anna71, anna84), so a typing error is one in letters.
MISTYPED = both(
    Present("mailbox_own"),
    Equal("mailbox_digits"),
    either(Equal("mailbox_letters"), Edits("mailbox_letters", 1, 5), Edits("mailbox_letters", 2, 9)),
    either(Equal("domain"), Edits("domain", 2, 6)),
)

EMAIL = Comparison(
    name="e-mail",
    needs=both(Present("email"), Not(FOLLOWS_FROM_NAME)),
    levels=(
        Level(name="same", words="the same e-mail address", condition=Shares("emails"), same=0.72),
        Level(name="typing error", words="e-mail addresses differ by a typing error", condition=MISTYPED, same=0.08),
        Level(name="same mailbox", words="the same mailbox at another provider", condition=Equal("mailbox_own"),
              same=0.05),
        Level(name="same domain", words="the same company or family domain", condition=Equal("own_domain"),
              same=0.05),
    ),
    different_same=0.10, household_share=0.15, different_words="different e-mail addresses",
)  # fmt: skip
