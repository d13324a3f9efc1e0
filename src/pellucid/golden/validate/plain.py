"""The issues of plain values, whole columns at once; those to be looked at one by one are told apart."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import Standardized
from pellucid.golden.standardize.column import FINDINGS
from pellucid.golden.standardize.distinct import distinct_rows, encode
from pellucid.golden.standardize.email_lists import FAKE, NO_REPLY, RESERVED_ENDINGS, ROLES, domain_facts
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.look_alike import mixed_scripts
from pellucid.golden.standardize.name.clean import is_nonsense_word, keyboard_runs
from pellucid.golden.standardize.name.tables import all_words, is_latin, placeholder_texts
from pellucid.golden.standardize.plain import Plain
from pellucid.golden.standardize.plain.email import halves
from pellucid.golden.standardize.plain.name import FAMILY, GIVEN
from pellucid.golden.standardize.plain.values import TEXT, Bools, Ints, truth
from pellucid.golden.validate import address, email, name, phone

Told = str | None
Verdict = tuple[Bools, pa.Table]
_NO_NAMES = pa.array(sorted(NO_REPLY | FAKE), TEXT)
_ROLES = pa.array(sorted(ROLES), TEXT)


def check_plain(kind: str, values: Plain) -> Verdict:
    """Return which plain values have to be looked at one by one, and the issues of the others."""
    check = _CHECKS.get(kind)
    return check(values) if check else (np.ones(len(values.rows), dtype=bool), FINDINGS.empty_table())


def _raised(
    rule: Rule, message: str, places: Ints, found: pa.Array | None = None, suggestion: pa.Array | None = None
) -> pa.Table:
    """Return one issue for each of the places; found and suggestion are columns of all values."""
    count, at = len(places), pa.array(places)
    assert rule.severity is not None
    same = pa.array(np.zeros(count, np.int64))
    empty = pa.nulls(count, TEXT)
    return pa.table(
        [
            at,
            *(pa.array([text], TEXT).take(same) for text in (rule.name, rule.severity.value, message)),
            pc.fill_null(found.take(at), "") if found is not None else pc.fill_null(empty, ""),
            suggestion.take(at) if suggestion is not None else empty,
        ],
        schema=FINDINGS,
    )


def _check_text(values: Plain) -> Verdict:
    marked = truth(pc.match_substring_regex(values.standard, "[<&]"))
    return marked, FINDINGS.empty_table()


def _check_email(values: Plain) -> Verdict:
    mailbox, domain = halves(values.standard)
    lower = pc.ascii_lower(mailbox)
    domains = encode(domain)
    odd = np.array([_is_odd_domain(text) for text in domains.dictionary.to_pylist()] or [False], dtype=bool)
    doubtful = odd[domains.indices.to_numpy()] | truth(pc.is_in(lower, value_set=_NO_NAMES))
    roles = np.flatnonzero(truth(pc.is_in(lower, value_set=_ROLES)))
    return doubtful, _raised(email.ROLE, email.SEVERAL_READ, roles, lower)


@lru_cache(maxsize=65_536)
def _is_odd_domain(domain: str) -> bool:
    facts = domain_facts(domain)
    return "suggestion" in facts or "disposable" in facts or domain.rpartition(".")[2] in RESERVED_ENDINGS


def _check_phone(values: Plain) -> Verdict:
    own = pa.array([hints.country for hints in values.cells.known], TEXT).take(pa.array(values.cells.hinted))
    doubtful = truth(pc.not_equal(own, values.parts["country"])) | truth(pc.equal(values.parts["type"], "premium_rate"))
    homeless = np.flatnonzero(truth(pc.is_null(values.standard)))
    drama = np.flatnonzero(truth(pc.match_substring_regex(values.standard, f"^(?:{phone.DRAMA.pattern})$")))
    return doubtful, _sorted(
        [
            _raised(phone.WITHOUT_COUNTRY, phone.COUNTRY_NOT_KNOWN, homeless, values.cells.columns[0]),
            _raised(phone.FICTIONAL, phone.SET_ASIDE, drama, values.standard),
        ]
    )


def _sorted(tables: Sequence[pa.Table]) -> pa.Table:
    """Return the issues of several rules in order of place."""
    found = pa.concat_tables(tables)
    return found.take(pa.array(np.argsort(found["place"].to_numpy(), kind="stable")))


# Facts of one column of a name, as bits.
_GIVEN_NAME, _SURNAME, _SAMPLE_FIRST, _SAMPLE_LAST, _INITIALS, _WORD, _ODD = (1 << bit for bit in range(7))
_SAMPLES = _SAMPLE_FIRST | _SAMPLE_LAST


def _check_name(values: Plain) -> Verdict:
    """Names of which more is to say than that they are in capitals, or one word, are looked at one by one."""
    cells = [pc.fill_null(values.cells.columns[place], "") for place in (GIVEN, FAMILY)]
    given, family = (_facts(pc.fill_null(values.parts[part], "")) for part in ("given", "family"))
    raw_given, raw_family = map(_facts, cells)
    lone = truth(pc.is_null(values.parts["given"])) | truth(pc.is_null(values.parts["family"]))
    doubtful = _has(raw_given | raw_family, _ODD)
    doubtful |= np.where(lone, _has(given & family, _INITIALS), _has(family, _INITIALS))
    doubtful |= _has(given, _SURNAME) & _has(family, _GIVEN_NAME)
    doubtful |= (_has(given, _SAMPLE_FIRST) & _has(family, _SAMPLE_LAST)) | (lone & _has(given | family, _SAMPLES))
    doubtful |= truth(pc.is_in(pc.replace_substring(values.standard, " ", ""), value_set=_sample_people()))
    raw = pc.binary_join_element_wise(*cells, " ")
    shouting = truth(pc.utf8_is_upper(raw)) & ~lone
    doubtful |= shouting & ~_has(raw_given & raw_family, _WORD)
    return doubtful, _sorted(
        [
            _raised(name.SHOUTING, name.IN_CAPITALS, np.flatnonzero(shouting), raw, values.standard),
            _raised(name.SINGLE, name.ONE_WORD, np.flatnonzero(lone), values.standard),
        ]
    )


def _has(facts: Ints, bit: int) -> Bools:
    return (facts & bit).astype(bool)


def _facts(column: pa.Array) -> Ints:
    """Return the facts of every row; those of single words in ASCII, which most names are, as columns."""
    encoded = encode(column)
    texts = encoded.dictionary
    words = truth(pc.match_substring_regex(texts, _ONE_WORD))
    facts = np.where(words, _facts_of_words(pc.ascii_lower(texts)), 0)
    others = np.flatnonzero(~words)
    facts[others] = [_facts_of(text) for text in texts.take(pa.array(others)).to_pylist()]
    return np.asarray(facts[encoded.indices.to_numpy()], dtype=np.int64)


_ONE_WORD = r"^[A-Za-z]{2,}$"
_CONSONANTS_OR_THREE = "^[b-df-hj-np-tv-z]{5,}$|" + "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")


def _facts_of_words(lower: pa.Array) -> Ints:
    """Return what _facts_of gives for words of ASCII letters alone, in small letters."""
    given, family = all_words("given"), name.surnames()
    facts = np.full(len(lower), _WORD)
    for fact, words in zip(
        (_GIVEN_NAME, _SURNAME, _SAMPLE_FIRST, _SAMPLE_LAST),
        (given - family, family - given, *_sample_ends()),
        strict=True,
    ):
        facts[truth(pc.is_in(lower, value_set=pa.array(sorted(words), TEXT)))] |= fact
    suspect = pc.or_(
        pc.match_substring_regex(lower, _CONSONANTS_OR_THREE),
        pc.is_in(lower, value_set=pa.array(sorted(keyboard_runs()), TEXT)),
    )
    at = np.flatnonzero(truth(suspect))
    odd = [is_nonsense_word(word) for word in lower.take(pa.array(at)).to_pylist()]
    facts[at[odd]] |= _ODD
    return facts


@lru_cache(maxsize=262_144)
def _facts_of(text: str) -> int:
    low = text.lower()
    words = low.split()
    longest = max((len(word.rstrip(".")) for word in words), default=0)
    facts = _WORD if longest > 1 else _INITIALS
    if low in all_words("given"):
        facts |= 0 if low in name.surnames() else _GIVEN_NAME
    elif low in name.surnames():
        facts |= _SURNAME
    if any(map(is_nonsense_word, words)) or mixed_scripts(text):
        facts |= _ODD
    folded = words if low.isascii() and low.isalpha() else fold(text).split() if is_latin(text) else ()
    if folded:
        first, last = _sample_ends()
        facts |= (_SAMPLE_FIRST if folded[0] in first else 0) | (_SAMPLE_LAST if folded[-1] in last else 0)
    return facts


@cache
def _sample_ends() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last words of the names that manuals use for nobody."""
    words = [text.split() for text in placeholder_texts("sample")]
    return frozenset(own[0] for own in words if own), frozenset(own[-1] for own in words if own)


@cache
def _sample_people() -> pa.Array:
    return pa.array(sorted(placeholder_texts("sample")), TEXT)


def _check_address(values: Plain) -> Verdict:
    """Addresses that lack more than their region are looked at one by one."""
    country, code, city = (values.parts[part] for part in ("country", "postal_code", "city"))
    by_code, of_code = _by_country(code, country, _region_told)
    by_city, of_city = _by_country(city, country, _region_needed)
    doubtful = np.array([told is None for told in by_code], dtype=bool)[of_code]
    needed = np.array([need is None for need in by_city], dtype=bool)
    doubtful |= needed[of_city]
    lacking = np.array([bool(need) for need in by_city], dtype=bool)[of_city]
    suggestion = pa.array([told or None for told in by_code], TEXT).take(pa.array(of_code))
    places = np.flatnonzero(lacking & ~doubtful)
    return doubtful, _raised(address.REGION_MISSING, address.REGION_LACKS, places, None, suggestion)


def _by_country(column: pa.Array, country: pa.Array, judge: Callable[[str, str], Told]) -> tuple[list[Told], Ints]:
    """Return what judge says of each distinct text of a country, and which of these each value has."""
    firsts, codes = distinct_rows([column, country])
    where = pa.array(firsts)
    texts, countries = pc.fill_null(column.take(where), "").to_pylist(), country.take(where).to_pylist()
    return [judge(text, own) for text, own in zip(texts, countries, strict=True)], codes


_ELSE = {"house_number": "1", "street": "Elm"}  # parts in which there is nothing wrong


@lru_cache(maxsize=262_144)
def _region_told(code: str, country: str) -> str | None:
    """Return the region that a postal code tells, empty for none; None where more is wrong with the code."""
    parts = {**_ELSE, "city": "Qom", "country": country, **({"postal_code": code} if code else {})}
    issues = address.check_address(Standardized(raw="x", value="x", parts=parts))
    if any(issue.rule != address.REGION_MISSING.name for issue in issues):
        return None
    return next((issue.suggestion or "" for issue in issues), "")


@lru_cache(maxsize=262_144)
def _region_needed(city: str, country: str) -> str | None:
    """Return something where a region has to stand beside the city, empty for none; None where more is wrong."""
    parts = {**_ELSE, "country": country, **({"city": city} if city else {})}
    rules = {issue.rule for issue in address.check_address(Standardized(raw="x", value="x", parts=parts))}
    if rules - {address.REGION_MISSING.name, address.CODE_MISSING.name}:
        return None
    return "needed" if address.REGION_MISSING.name in rules else ""


_CHECKS: dict[str, Callable[[Plain], Verdict]] = {
    "address": _check_address,
    "email": _check_email,
    "name": _check_name,
    "phone": _check_phone,
    "text": _check_text,
}
