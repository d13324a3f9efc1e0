"""The page of survivorship: which value of a customer wins, from survive/policy and the field catalog."""

from docs.generate.markdown import code, page, table

from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.survive.policy import Reason, rules_of

MEANINGS = {
    Reason.STRICTEST: "It permits less. A no wins over a yes, however old, and what is not plainly a yes is not one.",
    Reason.VERIFIED: "Somebody made sure of it. Files know of no such values yet.",
    Reason.TRUSTED: "Its source is trusted more. All files are trusted alike so far.",
    Reason.RECENT: "Its record was created or changed last.",
    Reason.COMPLETE: "It fills more fields of its group: an address with a postal code beats one without.",
    Reason.FREQUENT: "More records of the customer say so.",
    Reason.FIRST: "Nothing parted them; the order of their content decided, which is the same on every run.",
}
INTRODUCTION = """\
Where the records of one customer differ, these rules choose. Fields of a group are taken from one record together. The
reasons are tried in the order given; the first that parts two values decides.

What changes in life takes the newest value; what does not takes the one that most records give, since a newer typing
error is still one. Columns that no field claims survive one by one, in the order of what changes. Where a field may
hold several values, the others stand behind the best, in its further slots."""


def survivorship_page() -> str:
    """Return the page of the reasons and of the rule of every group of fields."""
    reasons = table(("Reason", "The value wins because"), ((code(reason), MEANINGS[reason]) for reason in Reason))
    rows = [
        (
            rule.name,
            ", ".join(map(code, rule.fields)),
            ", ".join((*rule.order, Reason.FIRST)),
            "kept" if rule.many else "",
        )
        for rule in rules_of(CATALOG)
    ]
    return page(
        "Which value wins",
        INTRODUCTION,
        f"## Reasons\n\n{reasons}",
        "## Rules\n\n" + table(("Group", "Fields", "Order", "Other values"), rows),
        source="golden/survive/policy.py",
    )
