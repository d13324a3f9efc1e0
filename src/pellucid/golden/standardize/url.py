"""Web addresses, and the profiles of well-known networks behind them."""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import idna

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.placeholder import is_placeholder
from pellucid.golden.standardize.url_networks import NETWORK_NAMES, Profile, read_profile

_URI = "RFC 3986 section 6"

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("url_normalized", "Writes scheme and host in lower case, leaves out the usual port and an empty path.", _URI,
         "HTTP://Example.COM:80/", "http://example.com"),
        ("url_scheme_added", "Adds https where no scheme was written, and mends a broken one.", "RFC 9110 section 4.2",
         "www.example.com", "https://www.example.com"),
        ("url_tracking_removed", "Leaves out parameters that only follow the reader, such as utm_source.",
         "The campaign parameters of the advertising networks", "https://example.com/a?utm_source=x",
         "https://example.com/a"),
        ("url_credentials_removed", "Leaves out a user name and password.", "RFC 9110 section 4.2.4",
         "https://jan:secret@example.com", "https://example.com"),
        ("url_host_to_ascii", "Writes an international host in its ASCII form.", "RFC 5891",
         "https://bücher.example.de", "https://xn--bcher-kva.example.de"),
        ("url_social_profile", "Writes a profile of a well-known network in the form the network itself uses.",
         "The networks' own profile addresses", "https://twitter.com/jan_novak", "https://x.com/jan_novak"),
    )
)  # fmt: skip

_SCHEME = re.compile(r"(https?)\s*(?::\s*/{1,3}|//|:(?=[^\d]))\s*", re.I)
_ANY_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)(?:://|:(?=[A-Za-z(]))")
_HOST = re.compile(r"(?=.{1,253}$)(?:(?!-)[a-z0-9\-]{1,63}(?<!-)\.)+(?:[a-z][a-z0-9\-]*[a-z0-9]|\d{1,3})|localhost")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_HANDLE = re.compile(r"@?([A-Za-z0-9_.\-]{2,64})")
_NAMED = re.compile(r"([A-Za-z]+)\s*[:/]\s*(@?[A-Za-z0-9_.\-]{2,64})")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|_hsenc|"
    r"_hsmi|mkt_tok|vero_id|oly_\w+_id|ref_src|ref_url",
    re.I,
)
_USUAL_PORTS = {"http": 80, "https": 443}


def standardize_url(raw: str, hints: Hints = NO_HINTS) -> Standardized:  # noqa: ARG001
    """Return a web address with its scheme, or None if it is none.

    Parts: domain (the registrable one, by the Public Suffix List), and for a profile of a well-known network network
    and handle. ``network: handle`` is understood; of a bare ``@handle`` only the part handle is known.
    """
    text = raw.strip().strip("<>\"'")
    if not text or is_placeholder(text):
        return Standardized(raw=raw, value=None)
    if text[0] == "@":
        handle = _HANDLE.fullmatch(text)
        return Standardized(raw=raw, value=None, parts={"handle": handle[1]} if handle else {})
    named = _NAMED.fullmatch(text)
    if named is not None and named[1].lower() in NETWORK_NAMES:
        profile = NETWORK_NAMES[named[1].lower()].profile(named[2].lstrip("@"))
        return _of_profile(raw, profile, ["url_social_profile"])
    return _of_address(raw, text)


def scheme_of(text: str) -> str:
    """Return the scheme that a text begins with, in lower case, or nothing."""
    found = _ANY_SCHEME.match(text.strip())
    return found[1].lower() if found is not None and "." not in found[1] else ""


def _of_address(raw: str, text: str) -> Standardized:
    nothing = Standardized(raw=raw, value=None)
    scheme = _SCHEME.match(text)
    if scheme is None and (scheme_of(text) not in ("", "localhost") or "@" in text.partition("/")[0]):
        return nothing
    rest = text[scheme.end() :] if scheme else text
    if not rest or any(map(str.isspace, rest)):
        return nothing
    name = scheme[1].lower() if scheme else "https"
    changes = [] if scheme and scheme[0].lower() in ("http://", "https://") else ["url_scheme_added"]
    try:
        split = urlsplit(f"{name}://{rest}")
        port, host = split.port, split.hostname or ""
    except ValueError:
        return nothing
    ascii_host = _ascii_host(host)
    if ascii_host is None:
        return nothing
    if ascii_host != host.lower():
        changes.append("url_host_to_ascii")
    if "@" in split.netloc:
        changes.append("url_credentials_removed")
    query = _without_tracking(split.query)
    if query != split.query:
        changes.append("url_tracking_removed")
    profile = read_profile(ascii_host, split.path, split.query)
    if profile is not None:
        return _of_profile(raw, profile, [*changes, "url_social_profile"])
    netloc = ascii_host if port in (None, _USUAL_PORTS[name]) else f"{ascii_host}:{port}"
    path = "" if split.path == "/" and not query and not split.fragment else split.path
    value = f"{name}://{netloc}{path}{'?' + query if query else ''}{'#' + split.fragment if split.fragment else ''}"
    return _result(raw, value, {"domain": registrable_domain(ascii_host)}, changes)


def _of_profile(raw: str, profile: Profile, changes: list[str]) -> Standardized:
    host = urlsplit(profile.url).hostname or ""
    parts = {"domain": registrable_domain(host), "network": profile.network, "handle": profile.handle}
    return _result(raw, profile.url, parts, changes)


def _result(raw: str, value: str, parts: dict[str, str], changes: list[str]) -> Standardized:
    rules = tuple(changes) if changes else ("url_normalized",)
    display = value.partition("://")[2].removeprefix("www.")
    return Standardized(raw=raw, value=value, display=display, parts=parts, changes=rules if value != raw else ())


def _ascii_host(host: str) -> str | None:
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    return host if _HOST.fullmatch(host) and (not host[-1].isdigit() or _IP.fullmatch(host)) else None


def _without_tracking(query: str) -> str:
    if not _TRACKING.search(query):
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    return urlencode(kept) if len(kept) < len(pairs) else query


@lru_cache(maxsize=65_536)
def registrable_domain(host: str) -> str:
    """Return the domain a host belongs to, by the Public Suffix List: ``shop.example.co.uk`` is of example.co.uk.

    A host of no known suffix, such as an IP address, is its own domain.
    """
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else host


@cache
def _suffixes() -> Any:
    """Return what parts hosts by the list that came with tldextract; it is never fetched.

    Imported when it is first asked: it brings a whole HTTP client along, a fifth of a second, and most files have no
    web address.
    """
    return import_module("tldextract").TLDExtract(suffix_list_urls=(), cache_dir=None)
