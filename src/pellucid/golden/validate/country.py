"""Countries: what is wrong with the name of one."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.country import AMBIGUOUS, country_key
from pellucid.golden.standardize.placeholder import is_placeholder

_ISO = "ISO 3166-1"
_UNKNOWN = Rule(
    name="country_unknown",
    severity=Severity.ERROR,
    about="The text is neither a name nor a code of a country of today.",
    source=_ISO,
    bad="Atlantis",
    good="Iceland",
)
_AMBIGUOUS = Rule(
    name="country_ambiguous",
    severity=Severity.ERROR,
    about="The name is borne by more than one country; a person has to say which.",
    source=_ISO,
    bad="Korea",
    good="South Korea",
)
_FORMER = Rule(
    name="country_former",
    severity=Severity.ERROR,
    about="The country no longer exists and has more than one successor.",
    source="ISO 3166-3",
    bad="Yugoslavia",
    good="Serbia",
)
_PLACEHOLDER = Rule(
    name="country_placeholder",
    severity=Severity.ERROR,
    about="The text only fills the field: it says that nothing is known.",
    source="common data-entry habits",
    bad="n/a",
    good="",
)
RULES: tuple[Rule, ...] = (_UNKNOWN, _AMBIGUOUS, _FORMER, _PLACEHOLDER)

_GONE = frozenset(
    {
        "sovietunion",
        "ussr",
        "cccp",
        "udssr",
        "yugoslavia",
        "jugoslawien",
        "jugoslavija",
        "yougoslavie",
        "czechoslovakia",
    }
    | {"tschechoslowakei", "ceskoslovensko", "serbiaandmontenegro", "netherlandsantilles", "ссср"}
)
_FILLERS = frozenset({"country", "nocountry", "other", "others", "andere", "autre", "otro", "select", "pleaseselect"})


def check_country(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001 - one signature
    """Return what is wrong with a country; nothing for an empty cell or a country of today."""
    raw = value.raw.strip()
    if value.value is not None or not raw:
        return ()
    key = country_key(raw)
    if key in _FILLERS or is_placeholder(raw) or set(key) <= {"x"}:
        return (_PLACEHOLDER.issue("This only fills the field.", found=raw),)
    if key in AMBIGUOUS:
        likely = AMBIGUOUS[key]
        return (_AMBIGUOUS.issue(f"{raw} may be more than one country.", found=raw, suggestion=likely),)
    if key in _GONE:
        return (_FORMER.issue(f"{raw} is no longer a country.", found=raw),)
    return (_UNKNOWN.issue(f"No country is called {raw}.", found=raw),)
