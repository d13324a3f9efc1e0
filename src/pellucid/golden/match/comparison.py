"""A comparison: one aspect of two records, graded in levels from sure agreement to plain difference."""

from collections.abc import Sequence
from dataclasses import dataclass

from pellucid.golden.match.conditions import Condition, columns_of

MISSING = 0  # the code of "one of them does not say": no evidence either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One graded outcome.

    words: how it is told to a person. same: prior share of pairs of one person that reach the level; where there are
    few records it decides, where there are many the data does.
    frequency: the columns whose values' rarity counts on agreement ("Smith" proves less than "Szczepanski").
    implied_by: pairs of comparison and level that strangers must reach together to get here by mishap: namesakes whose
    names were swapped are as common as namesakes, times the share of records with swapped names.
    household: share of pairs of two people of one household, or of two companies of one group, that reach the level;
    where it is None, the comparison's household_share tells.
    goes_together: strangers reach all such levels together more often than by chance; see match.together.
    """

    name: str
    words: str
    condition: Condition
    same: float
    frequency: tuple[str, ...] = ()
    implied_by: tuple[tuple[str, str], ...] = ()
    household: float | None = None
    goes_together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Levels tested in order; the first whose condition holds is the outcome, and otherwise ``different``.

    needs: without this condition the outcome is MISSING. Codes: MISSING is 0, levels count from 1, ``different`` is
    last. different_same: prior of that last level; all priors together sum to 1. household_share: share of pairs of
    two people of one household who have this in common as if they were one person; the others are like strangers.
    different_chance: prior share of pairs of strangers that differ. is_defining: two that differ are two by
    definition, whatever else they share, so that the data cannot tell how often one party's records differ by mishap:
    what is believed of one party stands.
    """

    name: str
    needs: Condition
    levels: tuple[Level, ...]
    different_same: float
    household_share: float
    different_words: str
    different_chance: float = 0.999
    is_defining: bool = False

    @property
    def code_count(self) -> int:
        """How many outcomes there are, MISSING and ``different`` with them."""
        return len(self.levels) + 2

    @property
    def different_code(self) -> int:
        """The code of the last outcome."""
        return len(self.levels) + 1

    def level_name(self, code: int) -> str:
        """Return the name of an outcome: ``missing``, a level's, or ``different``."""
        if code == MISSING:
            return "missing"
        return "different" if code == self.different_code else self.levels[code - 1].name

    def level_words(self, code: int) -> str:
        """Return how an outcome is told to a person; empty for MISSING."""
        if code == MISSING:
            return ""
        return self.different_words if code == self.different_code else self.levels[code - 1].words


def radices(comparisons: Sequence[Comparison]) -> list[int]:
    """Return the factor of each comparison in a pattern: pattern = sum(code * factor), a number in mixed radix."""
    factors, factor = [], 1
    for comparison in comparisons:
        factors.append(factor)
        factor *= comparison.code_count
    return factors


def pattern_codes(pattern: int, comparisons: Sequence[Comparison]) -> list[int]:
    """Return the outcome of each comparison in a pattern."""
    codes = []
    for comparison in comparisons:
        pattern, code = divmod(pattern, comparison.code_count)
        codes.append(code)
    return codes


def columns_compared(comparisons: Sequence[Comparison]) -> frozenset[str]:
    """Return the columns of the forms that comparisons look at."""
    conditions = [level.condition for comparison in comparisons for level in comparison.levels]
    conditions += [comparison.needs for comparison in comparisons]
    return frozenset().union(*map(columns_of, conditions))
