"""A cheap test whether a text that should name a person names an organization."""

from pellucid.golden.standardize.organization.forms import glued_forms
from pellucid.golden.standardize.organization.tables import organization_words

_SURE = organization_words("sure")
_WORDS = organization_words("word")
_SHORT = organization_words("short")
_GLUED_WORDS = tuple(word for word in _WORDS if word[0] > "\u2e80")
_EDGES = ".,;:()\"'«»"

ORGANIZATION_WORDS: frozenset[str] = frozenset(
    word.replace(".", "") for word in _SURE | _WORDS | _SHORT if word.replace(".", "").isalpha()
)


def is_organization(raw: str) -> bool:
    """Say whether a text names an organization: a legal form, or a word such as university beside others.

    Cheap, and made to be right when it says yes: a person's name is rarely taken for an organization.
    """
    words = raw.split()
    if len(words) < 2:
        return not raw.isascii() and _is_glued(raw)
    bare = [word.strip(_EDGES) for word in raw.lower().split()]
    if not (_SURE.isdisjoint(bare) and _WORDS.isdisjoint(bare)):
        return True
    last = words[-1].rstrip(".,")
    if bare[-1].replace(".", "") in _SHORT and last.replace(".", "").isupper() and not raw.isupper():
        return "." in last or bare[-1] not in ("sa", "as", "se", "sl", "pt", "sf")
    return not raw.isascii() and _is_glued(raw)


def _is_glued(text: str) -> bool:
    return any(form in text for form, _ in glued_forms()) or text.endswith(_GLUED_WORDS)
