"""Identifiers: VAT and tax numbers, LEI, IBAN, national and company numbers, told apart by form and check digit."""

import re
import unicodedata
from dataclasses import dataclass, replace

from stdnum import iban, lei
from stdnum.exceptions import InvalidChecksum, ValidationError

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.identifier_kinds import KINDS, PERSONAL, SHAPES, UNION, verify
from pellucid.golden.standardize.placeholder import is_junk_digits, is_placeholder

_STDNUM = "python-stdnum, after the issuing authorities"

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("identifier_compacted", "Leaves out spaces and signs and writes letters as capitals.", _STDNUM,
         "DE 136 695 976", "DE136695976"),
        ("identifier_digits_to_ascii", "Writes digits of other scripts as ASCII digits.",
         "The Unicode Standard, Numeric_Type=Decimal", "٤٢١٣٥٧٩", "4213579"),
        ("identifier_prefix_added", "Adds the country to a VAT number whose check digit holds there.",
         "Council Directive 2006/112/EC, article 215", "136695976", "DE136695976"),
        ("identifier_label_removed", "Leaves out a word that names the kind, such as IBAN or VAT.", _STDNUM,
         "IBAN GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
    )
)  # fmt: skip

_LABEL = re.compile(
    r"(?:IBAN|LEI|VAT(?: ?(?:ID|NO|NUMBER|REG))?|UST-?ID(?:NR)?|USTID|TVA|BTW|NIF|CIF|EIN|SSN|ABN|ACN|TFN|CPF|CNPJ|"
    r"TAX ?(?:ID|NO)|TIN)\s*[.:#]?\s*(?:NR|NO)?[.:]?\s+(?=\S*\d)"
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_VAT = re.compile(r"([A-Z]{2})[A-Z0-9+*]{2,13}")
_SWISS = re.compile(r"CHE\d{9}(?:MWST|TVA|IVA|TPV)?")
_NORWEGIAN = re.compile(r"(?:NO)?(\d{9}MVA)")
_LONGEST = 60
_SHORTEST = 6  # characters of a national number; anything shorter is a number of somebody's own
_SURE_VAT_DIGITS = 8  # after the prefix; fewer may be any customer number that begins with two letters
_SHOWN = 4  # characters left legible by mask


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    value: str | None = None
    kind: str = ""
    country: str = ""
    fault: str = ""
    changes: tuple[str, ...] = ()


def standardize_identifier(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return the compact number; None if its form names a kind that its check digit or length contradicts.

    Parts: kind (``vat``, ``iban``, ``lei``, or the python-stdnum name such as ``kennitala``) and country, where they
    are known. A number of no known kind is kept, compact. What identifies a person is masked in display.
    """
    text = raw.strip()
    found = _Found() if not text or _is_junk(text) else _recognize(text, hints.country)
    if found.value is None:
        return Standardized(raw=raw, value=None)
    parts = {name: part for name, part in (("kind", found.kind), ("country", found.country)) if part}
    changes = found.changes
    if not raw.isascii() and ascii_digits(raw) != raw:
        changes = (*changes, "identifier_digits_to_ascii")
    if found.value != raw and not changes:
        changes = ("identifier_compacted",)
    is_private = not found.kind or found.kind in PERSONAL
    return Standardized(
        raw=raw,
        value=found.value,
        display=mask(found.value) if is_private else found.value,
        parts=parts,
        changes=changes if found.value != raw else (),
    )


def explain_identifier(raw: str, hints: Hints = NO_HINTS) -> str:
    """Return why a text is no identifier: placeholder, check_digit or format; empty if it is one or is blank."""
    text = raw.strip()
    if not text:
        return ""
    return "placeholder" if _is_junk(text) else _recognize(text, hints.country).fault


def mask(value: str) -> str:
    """Return an identifier fit to show to people who need not know it: all but its last four characters are dots.

    Of one of six characters or fewer, only the last is left.
    """
    shown = _SHOWN if len(value) > _SHOWN + 2 else max(0, min(1, len(value) - 1))
    return "•" * (len(value) - shown) + (value[-shown:] if shown > 0 else "")


def _is_junk(text: str) -> bool:
    compact = _compact(text)
    if is_placeholder(text) or not compact or is_placeholder(compact):
        return True
    return compact.isdecimal() and is_junk_digits(ascii_digits(compact))


def _compact(text: str) -> str:
    folded = unicodedata.normalize("NFKC", ascii_digits(text)).upper()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", folded)))


def _recognize(text: str, country: str | None) -> _Found:
    unlabeled = _LABEL.sub("", text.upper(), count=1) if len(text) <= _LONGEST else text
    changes = () if unlabeled == text.upper() else ("identifier_label_removed",)
    plain = ascii_digits(unlabeled)
    compact = _compact(plain)
    if len(compact) > _LONGEST or not compact.isascii():
        return _Found(value=compact, changes=changes)
    found = _worldwide(compact) or _prefixed_vat(compact) or _national(plain, compact, country)
    return replace(found, changes=changes + found.changes)


def _worldwide(compact: str) -> _Found | None:
    """Return an IBAN or LEI, right or wrong, or None if the form is of neither."""
    is_iban = _IBAN.fullmatch(compact) is not None
    for kind, fits in (("iban", is_iban), ("lei", _LEI.fullmatch(compact) is not None)):
        if not fits:
            continue
        try:
            # No look at the banks of a country: their codes change, and old accounts keep theirs.
            value = iban.validate(compact, check_country=False) if kind == "iban" else lei.validate(compact)
            return _Found(value=value, kind=kind, country=compact[:2] if kind == "iban" else "")
        except InvalidChecksum:
            if kind == "lei" and compact[4:6] != "00":
                continue  # the two zeros of early LEI are the only mark of a wrong one
            if kind == "lei" or compact[:2] in KINDS:
                return _Found(fault="check_digit")
        except (ValidationError, ValueError):
            if is_iban and compact[:2] in KINDS and sum(map(str.isdecimal, compact)) > len(compact) // 2:
                return _Found(fault="format")
    return None


def _prefixed_vat(compact: str) -> _Found | None:
    """Return a VAT number that begins with its country, right or wrong, or None if the form is of none."""
    if _SWISS.fullmatch(compact):
        return _checked("CH", "vat" if compact[-1].isalpha() else "uid", compact)
    norwegian = _NORWEGIAN.fullmatch(compact)
    if norwegian is not None:
        return _checked("NO", "mva", norwegian[1])
    vat = _VAT.fullmatch(compact)
    if vat is None:
        return None
    country = "GR" if vat[1] == "EL" else vat[1]
    if country == "GB" or country in UNION:
        found = _checked(country, "vat", compact)
        is_sure = sum(map(str.isdecimal, compact)) >= _SURE_VAT_DIGITS
        return found if found.value is not None or is_sure else None
    return None


def _checked(country: str, kind: str, text: str) -> _Found:
    value, is_check_digit = verify(country, kind, text)
    if value is None:
        return _Found(fault="check_digit" if is_check_digit else "format")
    if kind == "vat" and country == "GB" and not value.startswith("GB"):
        value = f"GB{value}"
    return _Found(value=value, kind="vat" if kind == "mva" else kind, country=country)


def _national(plain: str, compact: str, country: str | None) -> _Found:
    """Return a number of a country's own kinds; a number of no known kind as it is."""
    for shape, where, kind in SHAPES:
        if country in (None, where) and shape.fullmatch(plain.strip()):
            found = _checked(where, kind, plain)
            if found.value is not None or country:
                return found
    if len(compact) < _SHORTEST:
        return _Found(value=compact)
    kinds = KINDS.get(country or "", ())
    for text in (plain, compact):
        for kind in kinds:
            found = _checked(country or "", kind, text)
            if found.value is not None:
                added = kind == "vat" and not compact.startswith(found.value[:2])
                return replace(found, changes=("identifier_prefix_added",) if added else ())
    is_wrong = any(verify(country or "", kind, compact)[1] for kind in kinds)
    return _Found(fault="check_digit") if is_wrong else _Found(value=compact)
