"""What is wrong with a web address."""

import re

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.placeholder import is_placeholder
from pellucid.golden.standardize.url import scheme_of

_URI = "RFC 3986 section 3"


def _rule(name: str, severity: Severity, about: str, source: str = _URI, *, bad: str = "", good: str = "") -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


PLACEHOLDER = _rule("url_placeholder", Severity.WARNING, "Stands for no address: n/a, http://, www.", bad="http://")
NOT_A_URL = _rule("url_not_a_url", Severity.ERROR, "Text that is no web address.", bad="our site")
SCHEME = _rule("url_scheme", Severity.ERROR, "An address of something other than a web page.", bad="ftp://example.com")
WITHOUT_NETWORK = _rule(
    "url_handle_without_network", Severity.WARNING, "A handle that does not say of which network.", bad="@jan_novak"
)
PRIVATE = _rule(
    "url_private_address", Severity.WARNING, "An address of a local network, which nobody outside can open.",
    "RFC 1918; RFC 6761", bad="http://localhost:8000",
)  # fmt: skip
SHORTENED = _rule(
    "url_shortened",
    Severity.WARNING,
    "A shortened address hides where it leads, and expires.",
    bad="https://bit.ly/abc",
)
CREDENTIALS = _rule(
    "url_credentials", Severity.WARNING, "A user name or password was written into the address; change it.",
    "RFC 9110 section 4.2.4", bad="https://jan:secret@example.com", good="https://example.com",
)  # fmt: skip

RULES: tuple[Rule, ...] = (PLACEHOLDER, NOT_A_URL, SCHEME, WITHOUT_NETWORK, PRIVATE, SHORTENED, CREDENTIALS)

_EMPTY = re.compile(r"(?:https?:?/*)?(?:www\.?)?", re.I)
_PRIVATE = re.compile(
    r"https?://(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[^/:]+\.(?:local|internal|lan|test)(?:[/:]|$))"
)
_SHORTENERS = frozenset(
    {"bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "lnkd.in", "cutt.ly", "t.ly"}
)


def check_url(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with an address that standardize_url gave; nothing for a blank one."""
    if value.value is None:
        return _explain_none(value)
    issues = []
    if "url_credentials_removed" in value.changes:
        issues.append(CREDENTIALS.issue("A user name or password stood in this address.", suggestion=value.value))
    if _PRIVATE.match(value.value):
        issues.append(PRIVATE.issue("Nobody outside the local network can open this.", found=value.value))
    if value.parts.get("domain") in _SHORTENERS:
        issues.append(SHORTENED.issue("A shortened address hides where it leads.", found=value.value))
    return tuple(issues)


def _explain_none(value: Standardized) -> tuple[Issue, ...]:
    raw = value.raw.strip()
    if not raw:
        return ()
    if is_placeholder(raw.strip("<>\"'")) or _EMPTY.fullmatch(raw):
        return (PLACEHOLDER.issue("This stands for no address.", found=raw),)
    if "handle" in value.parts:
        return (WITHOUT_NETWORK.issue("Of which network is this handle?", found=raw),)
    if scheme_of(raw) not in ("", "http", "https"):
        return (SCHEME.issue("This is not the address of a web page.", found=raw),)
    return (NOT_A_URL.issue("This is not a web address.", found=raw),)
