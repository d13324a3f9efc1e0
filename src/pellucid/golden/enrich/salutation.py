"""The title a letter may open with; only ever a suggestion, and only where gender or title are given."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from babel.languages import get_official_languages

from pellucid.golden.enrich.providers import TEXT, derived
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.distinct import distinct_rows
from pellucid.golden.standardize.gender import standardize_gender, suggest_salutation
from pellucid.golden.validate.across.columns import column, holds

_COLUMNS = ("gender", "prefix", "language", "country")
Told = tuple[str | None, str | None]


class SalutationProvider:
    """Never guesses from a given name."""

    name = "salutation_suggestion"
    needs = ("gender", "prefix")
    gives = ("salutation",)

    def derive(self, table: pa.Table) -> pa.Table:
        """Return a salutation in the language of the record, or in that of a country which has one."""
        columns = [column(table, name) for name in _COLUMNS]
        firsts, which = distinct_rows(columns)
        where = pa.array(firsts)
        told = [_suggest(*row) for row in zip(*(own.take(where).to_pylist() for own in columns), strict=True)]
        values, because = (pa.array([one[part] for one in told], TEXT).take(pa.array(which)) for part in (0, 1))
        rows = np.flatnonzero(holds(pc.is_valid(values)))
        at = pa.array(rows)
        return derived(self.name, rows, field="salutation", values=values.take(at), because=because.take(at))


def _suggest(gender: str | None, prefix: str | None, language: str | None, country: str | None) -> Told:
    """Return salutation and reason; nothing where gender and title disagree."""
    implied = standardize_gender(prefix or "", Hints(country=country))
    titled = implied.value if "gender_from_title" in implied.changes else None
    if gender and titled and gender != titled:
        return None, None
    spoken = (language or _language_of(country)).partition("-")[0]
    found = suggest_salutation(gender or titled, spoken)
    given = f"Gender {gender}" if gender else f"Title {prefix}"
    return (found, f"{given}, in a letter in {spoken}.") if found else (None, None)


def _language_of(country: str | None) -> str:
    """Return the official language of a country that has one, in practice if not by law; otherwise nothing."""
    spoken = get_official_languages(country or "", de_facto=True)
    return spoken[0] if len(spoken) == 1 else ""
