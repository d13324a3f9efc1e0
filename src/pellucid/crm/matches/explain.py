"""Why two records are, or are not, the same: each comparison with its bits, under the version that counts."""

from collections.abc import Sequence

import numpy as np

from pellucid.crm.matches.match_forms import forms_of
from pellucid.crm.matches.queries import current_versions
from pellucid.golden.match.disarm import disarmed
from pellucid.golden.match.evaluate import pattern_of
from pellucid.golden.match.explain import Reason, explain_pair

Explained = tuple[tuple[int, int], tuple[Reason, ...]]


def explain_records(pairs: Sequence[tuple[int, int]]) -> list[Explained]:
    """Return pairs of records with the reasons that add up to their bits.

    Those that cannot be compared are left out: of a person and an organization, or without a version that counts.
    """
    versions = current_versions()
    forms = forms_of(sorted({record for pair in pairs for record in pair}))
    party = dict(zip(forms["record_id"].to_pylist(), forms["party"].to_pylist(), strict=True))
    rows = {
        row["record_id"]: row
        for name, version in versions.items()
        for row in disarmed(forms, version.shared).to_pylist()
        if row["party"] == name
    }
    explained = []
    for one, other in pairs:
        if one not in rows or other not in rows or party[one] != party[other]:
            continue
        version = versions[party[one]]
        sides = rows[one], rows[other]
        pattern = pattern_of(*sides, version.model.comparisons)
        shares = {
            name: np.array([rarity.of(side[name]) for side in sides]) for name, rarity in version.rarities.items()
        }
        explained.append(((one, other), explain_pair(version.model, pattern, left=0, right=1, shares=shares)))
    return explained
