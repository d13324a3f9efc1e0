"""Why two records that are here are, or are not, the same customer."""

from collections.abc import Sequence

import numpy as np

from pellucid.crm.matches.match_forms import forms_of
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.ui.core_words import evidence_in_language
from pellucid.golden.match.disarm import disarmed
from pellucid.golden.match.evaluate import pattern_of
from pellucid.golden.match.explain import Reason, explain_pair, pattern_reasons


def reasons_of(left: int, right: int) -> Sequence[Reason]:
    """Return what speaks for and against two records being one, by the current model; nothing for a person and a
    company, or where one of the records does not count."""
    forms = forms_of([left, right])
    parties = forms["party"].to_pylist()
    if len(parties) < 2 or parties[0] != parties[1]:
        return ()
    version = current_versions()[parties[0]]
    known = disarmed(forms, version.shared)
    one, other = known.to_pylist()
    shares = {
        name: np.array([rarity.of(one[name]), rarity.of(other[name])]) for name, rarity in version.rarities.items()
    }
    pattern = pattern_of(one, other, version.model.comparisons)
    return explain_pair(version.model, pattern, left=0, right=1, shares=shares)


def pattern_words(party: str, pattern: int) -> str:
    """Return what pairs of one pattern have in common, strongest evidence first."""
    return evidence_in_language(pattern_reasons(current_versions()[party].model, pattern))
