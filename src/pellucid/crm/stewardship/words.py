"""What was done and what is there, in the words of the screen and the language of the reader."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pellucid.crm.history.models import Change, Kind
from pellucid.crm.stewardship.models import Outcome, Trouble
from pellucid.crm.ui.numbers import write_number
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER, split_slot

COUNTS: Mapping[str, Callable[[int], str]] = {
    "rows": lambda n: ngettext("%(n)s row", "%(n)s rows", n),
    "kept": lambda n: ngettext("%(n)s row kept", "%(n)s rows kept", n),
    "quarantined": lambda n: ngettext("%(n)s row set aside", "%(n)s rows set aside", n),
    "records": lambda n: ngettext("%(n)s record", "%(n)s records", n),
    "records_new": lambda n: ngettext("%(n)s new record", "%(n)s new records", n),
    "records_updated": lambda n: ngettext("%(n)s record updated", "%(n)s records updated", n),
    "records_unchanged": lambda n: ngettext("%(n)s record said nothing new", "%(n)s records said nothing new", n),
    "records_erased": lambda n: ngettext("%(n)s record erased before", "%(n)s records erased before", n),
    "records_joined": lambda n: ngettext("%(n)s joined to a customer", "%(n)s joined to customers", n),
    "customers": lambda n: ngettext("%(n)s customer", "%(n)s customers", n),
    "customers_new": lambda n: ngettext("%(n)s new customer", "%(n)s new customers", n),
    "customers_updated": lambda n: ngettext("%(n)s customer updated", "%(n)s customers updated", n),
    "customers_merged": lambda n: ngettext("%(n)s customer merged", "%(n)s customers merged", n),
    "customers_gone": lambda n: ngettext("%(n)s customer less", "%(n)s customers less", n),
    "to_review": lambda n: ngettext("%(n)s pair waits for review", "%(n)s pairs wait for review", n),
    "pairs": lambda n: ngettext("%(n)s pair", "%(n)s pairs", n),
    "fields": lambda n: ngettext("%(n)s value", "%(n)s values", n),
    "notes": lambda n: ngettext("%(n)s note", "%(n)s notes", n),
    "addresses": lambda n: ngettext("%(n)s address", "%(n)s addresses", n),
}
ALWAYS_TOLD = frozenset({"rows", "records", "customers", "pairs", "fields"})  # the rest only where there are some
KINDS = {
    Kind.ADD: gettext_lazy("Added a record"),
    Kind.IMPORT: gettext_lazy("Imported files"),
    Kind.EDIT: gettext_lazy("Edited a customer"),
    Kind.CORRECT: gettext_lazy("Corrected in bulk"),
    Kind.MERGE: gettext_lazy("Merged customers"),
    Kind.SPLIT: gettext_lazy("Took a customer apart"),
    Kind.JUDGE: gettext_lazy("Said who is the same"),
    Kind.WITHDRAW: gettext_lazy("Withdrew a record"),
    Kind.MODEL: gettext_lazy("Learned how to match anew"),
    Kind.RELATE: gettext_lazy("Related customers"),
    Kind.NOTE: gettext_lazy("Noted something"),
    Kind.SUPPRESS: gettext_lazy("Wrote a no down"),
    Kind.ERASE: gettext_lazy("Erased"),
    Kind.UNDO: gettext_lazy("Undid"),
}
ICONS = {
    Kind.ADD: "plus", Kind.IMPORT: "upload", Kind.EDIT: "pencil", Kind.CORRECT: "pencil", Kind.MERGE: "git-merge",
    Kind.SPLIT: "split", Kind.JUDGE: "git-compare", Kind.WITHDRAW: "x", Kind.MODEL: "shapes", Kind.RELATE: "link",
    Kind.NOTE: "message-square", Kind.SUPPRESS: "ban", Kind.ERASE: "trash-2", Kind.UNDO: "undo-2",
}  # fmt: skip


def counted(name: str, number: int) -> str:
    """Return a count of a change as words: "3 customers"; by its own name where it has no words yet."""
    words = COUNTS.get(name)
    if words is None:
        return f"{name.replace('_', ' ')}: {write_number(number)}"
    return words(number) % {"n": write_number(number)}


def told_counts(counts: Mapping[str, int]) -> list[str]:
    """Return the counts of a change that are worth telling, as words."""
    told = {name: number for name, number in counts.items() if name != "kept" and (number or name in ALWAYS_TOLD)}
    return [counted(name, number) for name, number in told.items()]


def title_of(change: Change) -> str:
    """Return what a change did, in the past tense, without who did it."""
    if change.undoes is not None:
        return _("Undid: %(what)s") % {"what": title_of(change.undoes)}
    kind = Kind(change.kind)
    counts = change.seal.counts
    number = counts.get({Kind.IMPORT: "rows", Kind.MERGE: "customers", Kind.JUDGE: "pairs"}.get(kind, ""))
    if number is None:
        return str(KINDS[kind])
    shown = {"n": write_number(number)}
    if kind == Kind.IMPORT:
        return ngettext("Imported %(n)s row", "Imported %(n)s rows", number) % shown
    if kind == Kind.MERGE:
        return ngettext("Merged %(n)s customer", "Merged %(n)s customers", number) % shown
    return ngettext("Gave a verdict on %(n)s pair", "Gave a verdict on %(n)s pairs", number) % shown


def icon_of(change: Change) -> str:
    """Return the sign of what was done."""
    return ICONS[Kind(change.kind)]


def who(change: Change) -> str:
    """Return who did something; the system where nobody did."""
    return str(change.actor) if change.actor else "Pellucid"


def label_of(name: str) -> str:
    """Return what a field or slot is called on screen: "E-mail", "Phone 2", or the header of a column kept as it is."""
    field, slot = split_slot(name)
    spec = FIELDS.get(field)
    label = _(spec.label) if spec else field.removeprefix(OTHER).replace("_", " ")
    return label if slot == 1 else f"{label} {write_number(slot)}"


def how_sure(probability: float) -> str:
    """Return a probability that two are the same (0-1), in words."""
    if probability >= 0.99:
        return _("almost surely the same")
    if probability >= 0.8:
        return _("probably the same")
    if probability >= 0.2:
        return _("unclear")
    return _("probably not the same")


SEVERITIES = {
    "error": gettext_lazy("wrong"),
    "warning": gettext_lazy("probably wrong"),
    "note": gettext_lazy("worth knowing"),
}
TROUBLES = {
    Trouble.WRONG: gettext_lazy("A value is wrong"),
    Trouble.DOUBLE: gettext_lazy("This customer is here twice"),
    Trouble.MIXED: gettext_lazy("Two customers are mixed up"),
    Trouble.OTHER: gettext_lazy("Something else"),
}
OUTCOMES = {Outcome.MENDED: gettext_lazy("Mended"), Outcome.RIGHT: gettext_lazy("It is right as it is")}


def severity_words(severity: str) -> str:
    """Return how much an issue matters, in words."""
    return str(SEVERITIES.get(severity, severity))


def trouble_words(trouble: str) -> str:
    """Return what somebody says is wrong, in words."""
    return str(TROUBLES[Trouble(trouble)])


def outcome_words(outcome: str) -> str:
    """Return what became of a report, in words."""
    return str(OUTCOMES[Outcome(outcome)])
