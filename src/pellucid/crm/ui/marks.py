"""Where two values differ, letter by letter."""

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LIKENESS_MIN = 0.4  # below it the marks would be confetti, and the whole value is marked instead


def mark_difference(text: str, other: str) -> SafeString:
    """Return the text with what the other does not have marked."""
    if not other or text == other:
        return format_html("{}", text)
    matcher = SequenceMatcher(a=other, b=text, autojunk=False)
    if matcher.ratio() < LIKENESS_MIN:
        return format_html('<mark class="diff">{}</mark>', text)
    return format_html_join(
        "",
        "{}",
        (
            (text[start:end] if kind == "equal" else format_html('<mark class="diff">{}</mark>', text[start:end]),)
            for kind, _, _, start, end in matcher.get_opcodes()
            if start < end
        ),
    )
