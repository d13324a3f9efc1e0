"""What is wrong with an e-mail address."""

import re

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.email import standardize_email
from pellucid.golden.standardize.email_lists import RESERVED_ENDINGS, is_nobodys
from pellucid.golden.standardize.placeholder import is_placeholder

_SMTP = "RFC 5321 section 4.1.2"


def _rule(name: str, severity: Severity, about: str, source: str = _SMTP, *, bad: str = "", good: str = "") -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


PLACEHOLDER = _rule(
    "email_placeholder",
    Severity.WARNING,
    "Stands for no address, or for one that nobody reads: n/a, test@test.com, noreply@example.com.",
    bad="noreply@example.com",
)
WITHOUT_AT = _rule("email_without_at", Severity.ERROR, "Text without an @, so not an address.", bad="jan.example.com")
WITHOUT_DOMAIN = _rule("email_without_domain", Severity.ERROR, "Nothing after the @.", bad="jan@")
WITHOUT_MAILBOX = _rule("email_without_mailbox", Severity.ERROR, "Nothing before the @.", bad="@example.com")
SYNTAX = _rule(
    "email_syntax",
    Severity.ERROR,
    "Not written as an address may be: spaces, two dots in a row, a domain without a dot, signs that are not allowed.",
    "RFC 5321 section 4.1.2; RFC 5322 section 3.4.1; RFC 6531",
    bad="jan..novak@example.com",
)
MISSPELT = _rule(
    "email_domain_misspelt",
    Severity.WARNING,
    "The domain is one keystroke from a well-known one; a person decides.",
    "Damerau 1964: most misspellings are one insertion, deletion, substitution or transposition",
    bad="jan@gmial.com",
    good="jan@gmail.com",
)
DISPOSABLE = _rule(
    "email_disposable",
    Severity.WARNING,
    "An address made to be thrown away within minutes or days.",
    "disposable-email-domains",
    bad="jan@mailinator.com",
)
RESERVED = _rule(
    "email_reserved_domain",
    Severity.WARNING,
    "A domain set aside for tests and local networks; no mail from outside reaches it.",
    "RFC 6761; RFC 6762",
    bad="jan@example.invalid",
)
SEVERAL = _rule(
    "email_several",
    Severity.WARNING,
    "Several addresses in one cell; the first is used.",
    bad="jan@example.com; maria@example.com",
)
ROLE = _rule("email_role", Severity.NOTE, "A mailbox several people read, such as info or sales.", "RFC 2142")

RULES: tuple[Rule, ...] = (
    PLACEHOLDER, WITHOUT_AT, WITHOUT_DOMAIN, WITHOUT_MAILBOX, SYNTAX, MISSPELT, DISPOSABLE, RESERVED, SEVERAL, ROLE,
)  # fmt: skip

SEVERAL_READ = "Several people may read this mailbox."
_AT_IN_WORDS = re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*", re.I)
_SLIPS = re.compile(r"(?<=@)\s+|\s+(?=@|\.)|(?<=\.)\s+|[.,]{2,}|(?<=[a-z]),(?=[a-z]{2,4}$)", re.I)
_STEMS = frozenset({"gmail", "hotmail", "yahoo", "outlook", "icloud"})
_LONGEST = 254
_ONLY_MAILBOX = re.compile(r"[^@]+@\W*")
_ONLY_DOMAIN = re.compile(r"\s*@[^@]+")


def check_email(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with an address that standardize_email gave; nothing for a blank one."""
    return _explain_none(value.raw.strip()) if value.value is None else _check_address(value, value.value)


def _explain_none(raw: str) -> tuple[Issue, ...]:
    if not raw:
        return ()
    if is_placeholder(raw):
        return (PLACEHOLDER.issue("This stands for no address.", found=raw),)
    better = _better(raw)
    if "@" not in raw and "＠" not in raw:
        return (WITHOUT_AT.issue("An e-mail address has an @.", found=raw, suggestion=better),)
    if _ONLY_MAILBOX.fullmatch(raw):
        return (WITHOUT_DOMAIN.issue("The domain after the @ is missing.", found=raw),)
    if _ONLY_DOMAIN.fullmatch(raw):
        return (WITHOUT_MAILBOX.issue("The name before the @ is missing.", found=raw),)
    return (SYNTAX.issue("This is not written as an e-mail address.", found=raw, suggestion=better),)


def _better(raw: str) -> str | None:
    """Return the address a slip of the keyboard was probably meant to be, or None."""
    text = _AT_IN_WORDS.sub("@", raw) if "@" not in raw else raw
    text = _SLIPS.sub(lambda slip: "" if slip[0].isspace() else ".", text)
    if text.rpartition("@")[2].lower() in _STEMS:
        text = f"{text}.com"
    return text if text != raw and len(text) <= _LONGEST and standardize_email(text).value == text else None


def _check_address(value: Standardized, address: str) -> tuple[Issue, ...]:
    issues = []
    parts = value.parts
    mailbox, domain = parts["mailbox"].lower(), parts["domain"]
    if is_nobodys(mailbox, domain):
        issues.append(PLACEHOLDER.issue("Nobody reads mail sent here.", found=address))
    if "suggestion" in parts:
        issues.append(MISSPELT.issue("The domain looks misspelt.", found=domain, suggestion=parts["suggestion"]))
    elif "disposable" in parts:
        issues.append(DISPOSABLE.issue("An address made to be thrown away.", found=domain))
    if domain.rpartition(".")[2] in RESERVED_ENDINGS:
        issues.append(RESERVED.issue("No mail reaches this domain from outside.", found=domain))
    if "email_first_of_several" in value.changes:
        issues.append(SEVERAL.issue("Several addresses in one cell; the first is used.", found=value.raw))
    if "role" in parts:
        issues.append(ROLE.issue(SEVERAL_READ, found=mailbox))
    return tuple(issues)
