"""What a value looks like, whatever its column is called."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

# English, German, French, Spanish, Filipino, Persian, Khmer.
PREFIXES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam"),
        *("herr", "frau", "hr", "fr"),
        *("m", "mme", "mlle", "monsieur", "madame"),
        *("sr", "sra", "srta", "señor", "señora"),
        *("ginoo", "ginang", "gng", "bb"),
        *("آقا", "آقای", "خانم", "دکتر"),
        *("លោក", "លោកស្រី", "កញ្ញា"),
    }
)
_LEGAL_FORM = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|corp|corporation|company|co|gmbh|ag|kg|ohg|ug|e\.?v|s\.?a\.?r?\.?l?|sas|sarl|"
    r"s\.?l\.?u?|s\.?r\.?l|b\.?v|n\.?v|ehf|hf|slf|oy|ab|aps|a/s|pty|pte|sp\. z o\.?o)\b\.?\s*$",
    re.IGNORECASE,
)
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
# The first that matches names the shape. Order matters: a date is also digits and marks.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("email", r"(?:mailto:)?[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}|[^@<>]*<[^@\s]+@[^@\s]+\.[^@\s]+>"),
        ("url", r"https?://\S+|www\.\S+\.\S+"),
        ("date", r"\d{4}([-/.])\d{1,2}\1\d{1,2}" + _TIME),
        ("date", r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})" + _TIME),
        ("date", r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
        ("date", r"\d{1,2}\.? [^\W\d]{3,12}\.?,? \d{4}|[^\W\d]{3,12}\.? \d{1,2},? \d{4}"),
        ("iban", r"[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?"),
        ("postal", r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d|\d{4} ?[a-z]{2}|\d{5}-\d{4}"),
        ("phone", r"(?:\+|00)\d[\d\s().\-/]{5,}(?:\s*(?:x|ext\.?)\s*\d+)?"),
        ("phone", r"\(?0\d{1,4}\)?[\s.\-/]\(?\d[\d\s().\-/]{3,}|\(\d{3}\)\s?\d{3}[\s.-]?\d{4}|\d{3}[.-]\d{3}[.-]\d{4}"),
        ("digits", r"\d+"),
        ("number", r"[-+]?\d[\d\s'’.,]*|[-+]?\d(?:\.\d+)?e[-+]?\d+"),
        ("amount", r"[-+]?(?:[$€£¥₱៛﷼]|[a-z]{3})\s?\d[\d\s'’.,]*|[-+]?\d[\d\s'’.,]*\s?(?:[$€£¥₱៛﷼%]|kr\.?|[a-z]{3})"),
        ("yes_no", r"yes|no|true|false|ja|nein|nei|já|oui|non|sí|si|oo|hindi|y|n"),
        ("address", r"(?=.*\d)(?=.*[^\W\d_]{3}).{6,},.{3,}"),
        ("last_first", r"[^\d,@]{2,}, ?[^\d,@]{2,}"),
        ("words", r"[^\d@]*\s[^\d@]*"),
        ("word", r"[^\d@\s]+"),
    )
)
_JUDGED_MAX = 500  # distinct values judged a column; more does not change a share by much


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the values of a column look like.

    judged: values judged. shares: shape to its share of them, 0-1. prefix_share, company_share: how many are forms of
    address ("Mrs"), and how many end in a legal form ("Ltd").
    """

    judged: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    prefix_share: float = 0.0
    company_share: float = 0.0

    def share(self, *shapes: str) -> float:
        """Return how many of the values have one of shapes, 0-1."""
        return sum(self.shares.get(shape, 0.0) for shape in shapes)


def shape_of(value: str) -> str:
    """Return the shape of a value: ``email``, ``date``, ``phone``, ``last_first``...; ``text`` when it has none."""
    text = value.strip()
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "text")


def look_at(values: Iterable[str | None]) -> Look:
    """Return what distinct values look like. values: distinct values of a column; blank ones do not count."""
    judged = [value for value in values if value and value.strip()][:_JUDGED_MAX]
    if not judged:
        return Look()
    count = len(judged)
    return Look(
        judged=count,
        shares={shape: number / count for shape, number in Counter(map(shape_of, judged)).items()},
        prefix_share=sum(value.strip().rstrip(".").lower() in PREFIXES for value in judged) / count,
        company_share=sum(bool(_LEGAL_FORM.search(value)) for value in judged) / count,
    )
