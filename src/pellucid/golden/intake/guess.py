"""The field of one column: what its header says, corrected by what its values are."""

from dataclasses import dataclass, replace

from pellucid.golden.intake.look import Look
from pellucid.golden.intake.words import meaning_of
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import split_slot

_SURE_SHARE = 0.8  # of the values; the rest of a column of e-mail addresses is "n/a", "none" and slips
_AGREED_SHARE = 0.5
_JUDGED_MIN = 3  # values below which a column's look contradicts no header

# Shapes whose look is proof enough to overrule a header or to stand without one.
_PROOF = {"email": "email", "url": "website", "phone": "phone", "iban": "iban"}
# Value kinds of headers that proof may overrule: "name" over e-mail addresses is e-mail, a key or a note stays.
_OVERRULED = frozenset(
    {"name", "name_part", "email", "phone", "address", "address_part", "country", "organization", "date"}
)
# Without any header weaker looks have to do; in the order in which they are tried.
_WITHOUT_HEADER = (
    ("date", "birth_date"),
    ("postal", "postal_code"),
    ("address", "address"),
    ("last_first", "full_name"),
    ("words", "full_name"),
)
_AGREES: dict[str, tuple[str, ...]] = {
    "email": ("email",),
    "phone": ("phone", "digits", "number"),
    "url": ("url",),
    "date": ("date",),
    "name": ("words", "last_first"),
    "name_part": ("word", "words"),
    "organization": ("words", "word"),
    "address": ("address",),
    "number": ("digits", "number"),
    "amount": ("digits", "number", "amount"),
}
_NEVER_NUMBERS = frozenset({"name", "name_part", "organization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A field for a column. context: which of several, such as ``billing`` or ``2``. by: as in MappedColumn."""

    field: str
    context: str = ""
    by: str = "name"

    @classmethod
    def of_target(cls, target: str) -> "Guess | None":
        """Return the guess that a format itself makes, or None for a column that no field claims."""
        name, slot = split_slot(target) if target.split(".")[0] in FIELDS else ("", 1)
        return cls(field=name, context=str(slot)) if name else None


def guess_field(header: str, look: Look, has_header: bool) -> Guess | None:
    """Return the field of a column, or None when neither its header nor its values say.

    has_header: whether the file has headers at all; values count for more where it has none.
    """
    named = meaning_of(header)
    proof = next((field for shape, field in _PROOF.items() if look.share(shape) >= _SURE_SHARE), None)
    if named is None:
        by_values = proof or (None if has_header else _by_look(look))
        return Guess(field=by_values, by="values") if by_values else None
    guess = Guess(field=named.field, context=named.context)
    if look.judged < _JUDGED_MIN:
        return guess
    kind = FIELDS[named.field].kind
    if proof and kind in _OVERRULED and FIELDS[proof].kind != kind:
        return replace(guess, field=proof, by="values")
    if _is_contradicted(kind, look):
        return None
    return _refined(guess, look)


def _by_look(look: Look) -> str | None:
    if look.company_share >= _AGREED_SHARE:
        return "organization"
    return next((field for shape, field in _WITHOUT_HEADER if look.share(shape) >= _SURE_SHARE), None)


def _is_contradicted(kind: str, look: Look) -> bool:
    """Tell whether the values cannot be what the header says: "yes" under e-mail, 1001 under name."""
    if kind in _NEVER_NUMBERS:
        return look.share("digits", "number", "amount", "date") >= _SURE_SHARE
    return kind in ("email", "phone", "date") and look.share("yes_no") >= _SURE_SHARE


def _refined(guess: Guess, look: Look) -> Guess:
    if guess.field in ("full_name", "family_name") and look.company_share >= _AGREED_SHARE:
        return replace(guess, field="organization", by="values")
    if guess.field == "job_title" and look.prefix_share >= _AGREED_SHARE:
        return replace(guess, field="prefix", by="both")
    shapes = _AGREES.get(FIELDS[guess.field].kind, ())
    return replace(guess, by="both" if look.share(*shapes) >= _AGREED_SHARE else "name")
