"""Why two records are, or are not, the same customer: each comparison with its bits, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pellucid.golden.match.comparison import pattern_codes
from pellucid.golden.match.model import MatchModel
from pellucid.golden.match.together import Outcome
from pellucid.golden.match.training import Floats, Learned

SHOWN_BITS = 0.01  # bits are shown to two places


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of an explanation. bits: positive speaks for one person, negative against."""

    comparison: str
    level: str
    words: str
    bits: float


def explain_pair(
    model: MatchModel, pattern: int, *, left: int, right: int, shares: Mapping[str, Floats]
) -> tuple[Reason, ...]:
    """Return the reasons that add up to the pair's bits: the starting odds, each comparison, and how families look.

    shares: by column, for every record how common its value is (0-1).
    """
    learned = model.learned
    codes = pattern_codes(pattern, model.comparisons)
    lifted = _lifted(learned, codes)
    prior = float(np.log2(learned.same_pairs / learned.random_pairs))
    reasons = [Reason(comparison="before comparing", level="prior", words="few pairs are one person", bits=prior)]
    household = float(np.log2(learned.household_pairs / learned.random_pairs))
    for number, (comparison, code) in enumerate(zip(model.comparisons, codes, strict=True)):
        household += float(np.log2(learned.household[number][code]))
        if code == 0:
            continue
        chance = float(np.log2(learned.random[number][code]))
        level = comparison.levels[code - 1] if code < comparison.different_code else None
        if level and level.frequency and all(name in shares for name in level.frequency):
            chance = sum(float(np.log2(max(shares[name][left], shares[name][right]))) for name in level.frequency)
            chance += float(np.log2(learned.same[number][code] * learned.lift)) if level.implied_by else 0.0
        chance += float(np.log2(learned.lift)) if (number, code) == lifted else 0.0
        bits = float(np.log2(learned.same[number][code])) - chance
        reasons.append(
            Reason(
                comparison=comparison.name,
                level=comparison.level_name(code),
                words=comparison.level_words(code),
                bits=bits,
            )
        )
    return (*reasons, *_household_reason(model, codes, reasons, household))


def _lifted(learned: Learned, codes: list[int]) -> Outcome | None:
    """Return the outcome that proves less because strangers show it together with others: the last of these."""
    shown = all(codes[column] == code for column, code in learned.together)
    return learned.together[-1] if learned.together and shown else None


def _household_reason(
    model: MatchModel, codes: list[int], reasons: list[Reason], household: float
) -> tuple[Reason, ...]:
    """Return what is taken off because two people of one household would look the same; nothing that would not show."""
    same = reasons[0].bits + sum(float(np.log2(model.learned.same[number][code])) for number, code in enumerate(codes))
    random = same - sum(reason.bits for reason in reasons)
    taken = random - float(np.logaddexp2(household, random))
    if taken > -SHOWN_BITS / 2:
        return ()
    return (
        Reason(comparison="household", level="household", words="people of one household look like this", bits=taken),
    )


def pattern_reasons(model: MatchModel, pattern: int) -> str:
    """Return a pattern in one line of words, strongest evidence first; for lists of many pairs."""
    codes = pattern_codes(pattern, model.comparisons)
    told = []
    learned = model.learned
    lifted = _lifted(learned, codes)
    for number, (comparison, code) in enumerate(zip(model.comparisons, codes, strict=True)):
        if code:
            bits = float(np.log2(learned.same[number][code] / learned.random[number][code]))
            bits -= float(np.log2(learned.lift)) if (number, code) == lifted else 0.0
            told.append((bits, comparison.level_words(code)))
    told.sort(key=lambda item: -abs(item[0]))
    return "; ".join(f"{words} ({bits:+.1f})" for bits, words in told)
