"""E-mail addresses. Plain ASCII ones take a cheap path; the rest goes to email-validator, its network look-ups off."""

import re
import unicodedata

from email_validator import EmailSyntaxError, EmailUndeliverableError, ValidatedEmail, validate_email

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.email_key import email_key, name_parts_of_mailbox
from pellucid.golden.standardize.email_lists import RESERVED_ENDINGS, ROLES, domain_facts
from pellucid.golden.standardize.placeholder import is_placeholder

__all__ = ["RULES", "email_key", "name_parts_of_mailbox", "split_emails", "standardize_email"]

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("email_spaces_trimmed", "Leaves out the spaces around an address.", "RFC 5321 section 4.1.2",
         " jan@example.com", "jan@example.com"),
        ("email_domain_lower_case", "Writes the domain in lower case; the mailbox keeps its case.",
         "RFC 5321 section 2.4", "Jan@Example.COM", "Jan@example.com"),
        ("email_domain_to_ascii", "Writes an international domain in its ASCII form.", "RFC 5891",
         "jan@bücher.example.de", "jan@xn--bcher-kva.example.de"),
        ("email_unicode_normalized", "Writes full-width and composed characters in their normal form.",
         "Unicode Standard Annex 15", "jan＠example.com", "jan@example.com"),
        ("email_unwrapped", "Takes an address out of a display name, angle brackets or a mailto link.",
         "RFC 5322 section 3.4; RFC 6068", "Jan Novak <jan@example.com>", "jan@example.com"),
        ("email_edge_signs_removed", "Leaves out full stops, commas, quotes and brackets around an address.",
         "RFC 5321 section 4.1.2", "jan@example.com.", "jan@example.com"),
        ("email_first_of_several", "Takes the first of several addresses in one cell; split_emails gives them all.",
         "RFC 5322 section 3.4", "jan@example.com; maria@example.com", "jan@example.com"),
    )
)  # fmt: skip

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(
    rf"([A-Za-z0-9_!#$%&'*+\-/=?^`{{|}}~]+(?:\.[A-Za-z0-9_!#$%&'*+\-/=?^`{{|}}~]+)*)@((?:{_LABEL}\.)+[A-Za-z]{{2,63}})"
)
_MAILBOX_LENGTH_MAX = 64  # octets, RFC 5321 section 4.5.3.1.1
_LENGTH_MAX = 254  # octets, RFC 3696 erratum 1690

_MANY = re.compile(r"[^\s;,|<>()\[\]\"/@]+@[^\s;,|<>()\[\]\"/@]+(?=$|[\s;,|<>()\[\]\"/])")
_ANGLE = re.compile(r"[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*(?:>\s*)?")
_AROUND = re.compile(
    r"(?:(?:e-?mail|mail|e-?post|correo|courriel|email address)\s*[:=]\s*)?"
    r"([^\s()@:=]+@[^\s()@/]+)(?:\s*\([^()@]*\)|/+)?",
    re.I,
)
_MAILTO = re.compile(r"mailto:\s*([^?]*)(?:\?.*)?", re.I | re.S)
_EDGES = " \t\r\n.,;:'\"()[]<>"


def standardize_email(raw: str, hints: Hints = NO_HINTS) -> Standardized:  # noqa: ARG001
    """Return an address with its domain in lower-case ASCII, or None if it is not an address.

    The mailbox keeps its case: only the domain is case-insensitive (RFC 5321 section 2.4). Parts: mailbox, domain;
    and where they hold, role, free_mail, disposable (``yes``) and suggestion, the address with a misspelt well-known
    domain put right, which is never applied. Domains set aside by RFC 6761 (.test) are addresses all the same.
    """
    plain = _PLAIN.fullmatch(raw)
    if plain is not None and "--" not in raw and len(raw) <= _LENGTH_MAX:
        mailbox, domain = plain.groups()
        if len(mailbox) <= _MAILBOX_LENGTH_MAX:
            lower = domain.lower()
            return _result(raw, mailbox, lower, () if lower == domain else ("email_domain_lower_case",))
    return _exact(raw)


def _result(raw: str, mailbox: str, domain: str, changes: tuple[str, ...], shown: str = "") -> Standardized:
    value = f"{mailbox}@{domain}"
    facts = domain_facts(domain)
    parts = {"mailbox": mailbox, "domain": domain, **facts}
    if mailbox.lower() in ROLES:
        parts["role"] = "yes"
    if "suggestion" in facts:
        parts["suggestion"] = f"{mailbox}@{facts['suggestion']}"
    return Standardized(raw=raw, value=value, display=shown or value, parts=parts, changes=changes)


def _exact(raw: str) -> Standardized:
    """Return what email-validator makes of a text, once the address is taken out of what surrounds it."""
    text, changes = _take_out(raw)
    if not text or is_placeholder(text):
        return Standardized(raw=raw, value=None)
    mailbox, _, domain = text.rpartition("@")
    if domain.lower().rpartition(".")[2] in RESERVED_ENDINGS:
        plain = _PLAIN.fullmatch(text) if "--" not in text else None
        if plain is None or len(text) > _LENGTH_MAX or len(mailbox) > _MAILBOX_LENGTH_MAX:
            return Standardized(raw=raw, value=None)
        return _result(raw, mailbox, domain.lower(), tuple(changes))
    found = _validated(text)
    if found is None or not found.ascii_domain:
        return Standardized(raw=raw, value=None)
    if found.ascii_domain != domain:
        is_ascii = domain.isascii()
        changes.append("email_domain_lower_case" if is_ascii else "email_domain_to_ascii")
    local = found.local_part
    mailbox = mailbox if mailbox.lower() == local.lower() else local
    return _result(raw, mailbox, found.ascii_domain, tuple(changes), shown=f"{mailbox}@{found.domain}")


def _validated(text: str) -> ValidatedEmail | None:
    try:
        found = validate_email(text, check_deliverability=False, strict=True)
        # Some domains are valid as written and not in the ASCII form that is kept, or the other way round.
        validate_email(f"{found.local_part}@{found.ascii_domain}", check_deliverability=False, strict=True)
    except (EmailSyntaxError, EmailUndeliverableError):
        return None
    return found


def _take_out(raw: str) -> tuple[str, list[str]]:
    changes: list[str] = []

    def note(before: str, after: str, rule: str) -> str:
        if before != after:
            changes.append(rule)
        return after

    text = note(raw, raw.strip(), "email_spaces_trimmed")
    text = note(text, unicodedata.normalize("NFKC", text).strip(), "email_unicode_normalized")
    several = split_emails(text)
    if len(several) > 1:
        text = note(text, several[0], "email_first_of_several")
    mailto = _MAILTO.fullmatch(text)
    text = note(text, mailto[1].strip() if mailto else text, "email_unwrapped")
    around = _AROUND.fullmatch(text)
    text = note(text, around[1] if around else text, "email_unwrapped")
    angle = _ANGLE.fullmatch(text)
    text = note(text, angle[1] if angle else text, "email_unwrapped")
    if "@" in text and '"@' not in text and "@[" not in text:
        stripped = text.lstrip(_EDGES.replace(".", "").replace("'", "")).rstrip(_EDGES)
        text = note(text, stripped if not stripped.endswith("@") else text, "email_edge_signs_removed")
    return text, changes


def split_emails(raw: str) -> tuple[str, ...]:
    """Return the addresses of one cell, in order: ``"a@example.com; b@example.com"`` gives two.

    A cell that holds one address, or none, comes back alone and stripped; a blank cell gives nothing.
    """
    text = raw.strip()
    if text.count("@") < 2:
        return (text,) if text else ()
    found = _MANY.findall(text)
    return tuple(found) if len(found) > 1 else (text,)
