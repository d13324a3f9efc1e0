"""What is wrong with a gender."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.gender import is_gender_unsaid, is_letter_ambiguous, is_neutral_title
from pellucid.golden.standardize.placeholder import is_placeholder

PLACEHOLDER = Rule(
    name="gender_placeholder",
    severity=Severity.WARNING,
    about="Stands for no gender: n/a, unknown, 0 and 9.",
    source="ISO 5218",
    bad="0",
)
UNKNOWN = Rule(
    name="gender_unknown",
    severity=Severity.ERROR,
    about="No word, letter or title for a gender in any language that is known here.",
    source="CLDR; ISO 5218",
    bad="banana",
)
AMBIGUOUS = Rule(
    name="gender_ambiguous",
    severity=Severity.WARNING,
    about="A letter that means either gender where it was written, as M in Spanish (mujer, masculino).",
    source="CLDR",
    bad="M",
)
NOT_TOLD = Rule(
    name="gender_not_told",
    severity=Severity.WARNING,
    about="A title that anyone may bear.",
    source="CLDR, person names",
    bad="Dr.",
)
FROM_TITLE = Rule(
    name="gender_suggested_by_title",
    severity=Severity.NOTE,
    about="The gender follows from a title alone; it is a suggestion.",
    source="CLDR, person names",
    bad="Frau",
)
RULES: tuple[Rule, ...] = (PLACEHOLDER, UNKNOWN, AMBIGUOUS, NOT_TOLD, FROM_TITLE)


def check_gender(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with a gender that standardize_gender gave; nothing for a blank one."""
    raw = value.raw.strip()
    if not raw:
        return ()
    if value.value is not None:
        by_title = "gender_from_title" in value.changes
        return (FROM_TITLE.issue("Only the title says so.", found=raw),) if by_title else ()
    if is_letter_ambiguous(raw, hints):
        return (AMBIGUOUS.issue("This letter can mean either.", found=raw),)
    if is_placeholder(raw) or is_gender_unsaid(raw):
        return (PLACEHOLDER.issue("This stands for no gender.", found=raw),)
    if is_neutral_title(raw):
        return (NOT_TOLD.issue("Anyone may bear this title.", found=raw),)
    return (UNKNOWN.issue("This is no word for a gender.", found=raw),)
