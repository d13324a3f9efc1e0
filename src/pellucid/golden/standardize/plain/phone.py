"""Plain phone numbers: digits and signs alone, of a numbering plan that is known, told apart by Arrow's expressions."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneMetadata

from pellucid.golden.standardize.phone_plan import CALLING_CODES, WORLD, Plan, plan_of, split_code
from pellucid.golden.standardize.placeholder import RUNS
from pellucid.golden.standardize.plain.values import TEXT, Bools, Cells, Ints, Plain, nulls, truth

# As the cheap path of one value reads them, but without spaces at the ends.
_PLAIN = r"^[+0-9(.\-/][0-9 ().\-/\x{a0}]{2,28}[0-9().\-/]$"
_SHORTEST_NATIONAL = 4  # digits; of shorter ones little can be told
_CODE_DIGITS_MAX = 3
_GUESSABLE = 11  # digits, from which a number without plus may be read as international
_FROM_HINT = "phone_country_from_hint phone_to_e164"
_TO_E164 = "phone_to_e164"
_FROM_PREFIX = "phone_international_prefix phone_to_e164"
_WITHOUT_TRUNK = "phone_trunk_removed phone_to_e164"
_ABROAD = "00"  # dialed for calls abroad in most of the world, and written for + everywhere
_NORTH_AMERICA = ("1", "011")  # its calling code and prefix for calls abroad; no number there begins with 00
_RUNS = pa.array(sorted(RUNS), TEXT)
_ONE_DIGIT = "|".join(f"^{digit}+$" for digit in "0123456789")
_TYPES = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail", "fixed_line",
    "mobile",
)  # fmt: skip


class _Reading:
    """Numbers being read.

    digits: of each; marked: whether signs stand between them that may part two numbers; with_trunk: whether a (0)
    follows the calling code. pieces: rows, rules, standard form, region and kind of those found so far.
    """

    def __init__(self, texts: pa.Array) -> None:
        self.digits = pc.replace_substring_regex(texts, r"[^0-9]+", "")
        self.marked = truth(pc.match_substring_regex(texts, r"[./]"))
        self.with_trunk = truth(pc.match_substring_regex(texts, r"^\+[0-9]{1,3} ?\(0\)[^()]*$")) & ~self.marked
        self.pieces: list[tuple[Ints, str, pa.Array, pa.Array, pa.Array]] = []

    def add(self, rows: Ints, code: str, national: pa.Array, change: str) -> None:
        """Keep the numbers of one calling code that a plan has in use."""
        region, kind = identify_all(code, national)
        junk = truth(pc.match_substring_regex(national, _ONE_DIGIT)) | truth(pc.is_in(national, value_set=_RUNS))
        good = np.flatnonzero((region >= 0) & ~junk)
        if len(good) == 0:
            return
        named = [None if name == WORLD else name for name in CALLING_CODES[code]]
        regions = pa.array(named, TEXT).take(pa.array(region[good]))
        kinds = pa.array(_TYPES, TEXT).take(pa.array(kind[good]))
        standard = pc.binary_join_element_wise(f"+{code}", national.take(pa.array(good)), "")
        self.pieces.append((rows[good], change, standard, regions, kinds))


def read_plain_phone(cells: Cells) -> Plain | None:
    """Return the values that standardize_phone reads on its cheap path, and national ones of no known country."""
    (texts,) = cells.columns
    rows = np.flatnonzero(truth(pc.match_substring_regex(texts, _PLAIN)))
    own = texts.take(pa.array(rows))
    reading = _Reading(own)
    with_plus = truth(pc.starts_with(own, "+"))
    _read_international(reading, np.flatnonzero(with_plus), 0, _TO_E164)
    hinted = cells.hinted[rows]
    homeless = []
    for number, hints in enumerate(cells.known):
        at = np.flatnonzero(~with_plus & (hinted == number))
        plan = plan_of(hints.country) if hints.country else None
        if plan is not None and hints.country != WORLD:
            _read_national(reading, at, plan)
        elif not hints.country:
            homeless.append(at)
    return _whole(cells, rows, reading, _read_homeless(reading, homeless))


def _read_international(reading: _Reading, at: Ints, start: int, change: str) -> None:
    """Read numbers whose calling code begins at start of their digits."""
    if len(at) == 0:
        return
    digits = pc.utf8_slice_codeunits(reading.digits.take(pa.array(at)), start)
    starts = pc.dictionary_encode(pc.utf8_slice_codeunits(digits, 0, _CODE_DIGITS_MAX))
    codes = [split_code(start) for start in starts.dictionary.to_pylist()]
    names = sorted({split[0] for split in codes if split})
    number = {name: place for place, name in enumerate(names)}
    own = np.array([number[split[0]] if split else -1 for split in codes] or [-1])[starts.indices.to_numpy()]
    for place, code in enumerate(names):
        plan = plan_of(CALLING_CODES[code][0], code)
        here = np.flatnonzero(own == place)
        if plan is None:
            continue
        rest = pc.utf8_slice_codeunits(digits.take(pa.array(here)), len(code))
        _cut_and_add(reading, at[here], plan, code, rest, change)
        if change == _TO_E164 and plan.trunk is None and reading.with_trunk[at[here]].any():
            _read_with_trunk(reading, at[here], plan, code, rest)


def _read_with_trunk(reading: _Reading, rows: Ints, plan: Plan, code: str, digits: pa.Array) -> None:
    """Read ``+34 (0)912 345 678``: a trunk prefix that the country does not have, and too long with it."""
    _, possible = _description(plan.region, code, "general_desc") or ("", ())
    lengths = pc.binary_length(digits).to_numpy()
    own = reading.with_trunk[rows] & truth(pc.starts_with(digits, "0")) & ~np.isin(lengths, possible)
    at = np.flatnonzero(own) if possible else np.empty(0, dtype=np.int64)
    reading.add(rows[at], code, pc.utf8_slice_codeunits(digits.take(pa.array(at)), 1), _WITHOUT_TRUNK)


def _read_national(reading: _Reading, at: Ints, plan: Plan) -> None:
    """Read numbers dialed inside their country, and those dialed from there to another."""
    if len(at) == 0:
        return
    digits = reading.digits.take(pa.array(at))
    leave = truth(pc.starts_with(digits, plan.calling_code))
    abroad = np.zeros(len(at), dtype=bool)
    if plan.abroad is not None:
        abroad = truth(pc.match_substring_regex(digits, f"^(?:{plan.abroad.pattern})"))
    rows = np.flatnonzero(~leave & ~abroad)
    with_code = np.flatnonzero(leave & ~abroad)
    _cut_and_add(reading, at[rows], plan, plan.calling_code, digits.take(pa.array(rows)), _FROM_HINT)
    if len(with_code):
        _read_with_code(reading, at[with_code], plan, digits.take(pa.array(with_code)))
    prefix = plan.abroad.pattern if plan.abroad is not None else ""
    led = at[truth(pc.starts_with(digits, _ABROAD)) & ~reading.marked[at]]
    if prefix == _ABROAD:
        _read_international(reading, led, len(_ABROAD), _FROM_HINT)
    elif (plan.calling_code, prefix) == _NORTH_AMERICA:
        _read_international(reading, led, len(_ABROAD), _FROM_PREFIX)


def _read_with_code(reading: _Reading, at: Ints, plan: Plan, digits: pa.Array) -> None:
    """Read those that begin like the calling code but are whole national numbers, such as 49 30... within Germany."""
    rows = np.flatnonzero(_is_general(plan, digits))
    _cut_and_add(reading, at[rows], plan, plan.calling_code, digits.take(pa.array(rows)), _FROM_HINT)


def _cut_and_add(reading: _Reading, rows: Ints, plan: Plan, code: str, digits: pa.Array, change: str) -> None:
    """Take the trunk prefix off where that is all it takes."""
    if len(rows) == 0:
        return
    if plan.trunk is not None:
        if plan.trunk.match("") is not None:
            return
        trunk = truth(pc.match_substring_regex(digits, f"^(?:{plan.trunk.pattern})"))
        if trunk.any():
            with_trunk = np.flatnonzero(trunk)
            if not plan.rewrites:
                _add_cut(reading, rows[with_trunk], plan, code, digits.take(pa.array(with_trunk)), change)
            without = np.flatnonzero(~trunk)
            rows, digits = rows[without], digits.take(pa.array(without))
    reading.add(rows, code, digits, change)


def _add_cut(reading: _Reading, rows: Ints, plan: Plan, code: str, digits: pa.Array, change: str) -> None:
    assert plan.trunk is not None
    rest = pc.replace_substring_regex(digits, f"^(?:{plan.trunk.pattern})", "")
    stays = _is_general(plan, digits) & ~_is_general(plan, rest)
    reading.add(rows, code, pc.if_else(pa.array(stays), digits, rest), change)


@cache
def _description(region: str, code: str, name: str) -> tuple[str, tuple[int, ...]] | None:
    """Return the pattern of a kind of numbers and their possible lengths; None where the plan has none of them."""
    data = (
        PhoneMetadata.metadata_for_nongeo_region(int(code), None)
        if region == WORLD
        else PhoneMetadata.metadata_for_region(region, None)
    )
    found = getattr(data, name)
    if not found or not found.national_number_pattern:
        return None
    lengths = tuple(length for length in found.possible_length or () if length > 0)
    return (found.national_number_pattern, lengths) if lengths or not found.possible_length else None


def _fits(national: pa.Array, lengths: pa.Array, description: tuple[str, tuple[int, ...]] | None) -> Bools:
    if description is None:
        return np.zeros(len(national), dtype=bool)
    pattern, possible = description
    fits = truth(pc.match_substring_regex(national, f"^(?:{pattern})$"))
    return fits & np.isin(lengths, possible) if possible else fits


def _is_general(plan: Plan, digits: pa.Array) -> Bools:
    lengths = pc.binary_length(digits).to_numpy()
    return _fits(digits, lengths, _description(plan.region, plan.calling_code, "general_desc"))


def identify_all(code: str, national: pa.Array) -> tuple[Ints, Ints]:
    """Return for each number the place of its region among those of its calling code, and of its kind; -1 for none.

    Of numbers that may be of fixed and mobile lines the kind is the first of the two.
    """
    count = len(national)
    region, kind = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    lengths = pc.binary_length(national).to_numpy()
    left = np.flatnonzero(lengths >= _SHORTEST_NATIONAL)
    regions = CALLING_CODES[code]
    for place, name in enumerate(regions):
        plan = plan_of(name, code)
        if plan is None or len(left) == 0:
            continue
        own = national.take(pa.array(left))
        here = np.ones(len(left), dtype=bool)
        led = len(regions) > 1 and plan.leading is not None
        if led and plan.leading is not None:
            here = truth(pc.match_substring_regex(own, f"^(?:{plan.leading.pattern})"))
        at = np.flatnonzero(here)
        found = _kinds(name, code, own.take(pa.array(at)), lengths[left[at]])
        taken = at[found >= 0]
        region[left[taken]], kind[left[taken]] = place, found[found >= 0]
        gone = here if led else np.zeros(len(left), dtype=bool)
        gone[taken] = True
        left = left[~gone]
    return region, kind


def identify_lines(code: str, national: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return region and type of line of national numbers, each as phone_plan.identify has it; null for none."""
    places, kinds = identify_all(code, national)
    lengths = pc.binary_length(national).to_numpy()
    fixed = kinds == _TYPES.index("fixed_line")
    for place in np.unique(places[fixed]).tolist():
        at = np.flatnonzero(fixed & (places == place))
        own = _description(CALLING_CODES[code][place], code, "mobile")
        kinds[at[_fits(national.take(pa.array(at)), lengths[at], own)]] = len(_TYPES)
    named = zip((CALLING_CODES[code], (*_TYPES, "fixed_line_or_mobile")), (places, kinds), strict=True)
    region, kind = (pa.array(names, TEXT).take(pa.array(at, mask=at < 0)) for names, at in named)
    return region, kind


def _kinds(region: str, code: str, national: pa.Array, lengths: Ints) -> Ints:
    """Return the first kind that each number fits, by its place in _TYPES; -1 for none."""
    found = np.full(len(national), -1, dtype=np.int64)
    left = np.flatnonzero(_fits(national, lengths, _description(region, code, "general_desc")))
    for place, name in _asked(region, code):
        if len(left) == 0:
            break
        fits = _fits(national.take(pa.array(left)), lengths[left], _description(region, code, name))
        found[left[fits]] = place
        left = left[~fits]
    return found


@cache
def _asked(region: str, code: str) -> Sequence[tuple[int, str]]:
    return [(place, name) for place, name in enumerate(_TYPES) if _description(region, code, name) is not None]


def _read_homeless(reading: _Reading, homeless: Sequence[Ints]) -> Ints:
    """Read numbers that nothing tells the country of; return those that stay without one.

    They are not long enough to be guessed.
    """
    if not homeless:
        return np.empty(0, dtype=np.int64)
    at = np.concatenate(homeless)
    digits = reading.digits.take(pa.array(at))
    lengths = pc.binary_length(digits).to_numpy()
    leads, led = truth(pc.starts_with(digits, "0")), truth(pc.starts_with(digits, _ABROAD))
    abroad = led | truth(pc.starts_with(digits, "011"))
    junk = truth(pc.match_substring_regex(digits, _ONE_DIGIT)) | truth(pc.is_in(digits, value_set=_RUNS))
    _read_international(reading, at[led & ~reading.marked[at]], len(_ABROAD), _FROM_PREFIX)
    rows: Ints = at[((lengths < _GUESSABLE) | leads) & ~abroad & ~junk & ~reading.marked[at]]
    return rows


def _whole(cells: Cells, rows: Ints, reading: _Reading, homeless: Ints) -> Plain:
    """Return all that was read, in order."""
    places = [piece[0] for piece in reading.pieces] + [homeless]
    at = np.concatenate(places)
    order = np.argsort(at, kind="stable")
    where = pa.array(order)
    none = nulls(len(homeless))
    standard, regions, kinds = (
        pa.concat_arrays([*(piece[column] for piece in reading.pieces), none]).take(where) for column in (2, 3, 4)
    )
    change = pa.array([piece[1] for piece in reading.pieces] + [None], TEXT)
    changes = change.take(pa.array(np.repeat(np.arange(len(places)), [len(place) for place in places])[order]))
    own = cells.take(rows[at[order]])
    unchanged = pc.equal(pc.coalesce(standard, ""), own.columns[0])
    lost = np.full(len(at), False)
    lost[len(at) - len(homeless) :] = True
    digits = pc.if_else(pa.array(lost[order]), reading.digits.take(pa.array(at[order])), pa.scalar(None, TEXT))
    return Plain(
        rows=rows[at[order]],
        cells=own,
        standard=standard,
        changes=pc.if_else(unchanged, pa.scalar(None, TEXT), changes),
        parts={"digits": digits, "country": regions, "type": kinds},
    )
