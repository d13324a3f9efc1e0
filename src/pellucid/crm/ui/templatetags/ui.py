"""What templates may draw and write: icons, rings, bars, numbers, marks of difference."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from pellucid.crm.ui import core_words, drawing, marks, numbers

register = template.Library()

register.simple_tag(marks.mark_difference, name="mark_difference")
register.filter("number", numbers.write_number)
register.filter("in_language", core_words.in_language)
register.filter("share", numbers.write_share)


@register.filter
def change(difference: float) -> SafeString:
    """Return a difference with its sign before it, also in a line from right to left, which would put it behind."""
    return format_html('<bdi dir="ltr">{}</bdi>', numbers.write_change(difference))


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: int = 16) -> SafeString:
    """Return a Lucide icon; hidden from screen readers, since a word always stands beside it."""
    return mark_safe(lucide(name, size=size, **{"class": "icon", "aria-hidden": "true"}))


@register.simple_tag
def ring(share: float | None, size: int = 16) -> SafeString:
    """Return a ring filled to a share (0-1)."""
    return drawing.ring(share, size=size)


@register.simple_tag
def bits_bar(bits: float) -> SafeString:
    """Return evidence in bits as a bar from the middle."""
    return drawing.bits_bar(bits)


@register.simple_tag
def trend_line(points: Sequence[float]) -> SafeString:
    """Return a line through points, oldest first."""
    return drawing.trend_line(points)


@register.simple_tag
def waterfall(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the steps (label, bits, words) each with its bar on one common axis, and the running sum after it."""
    sums = [0.0, *accumulate(float(step["bits"]) for step in steps)]
    low, high = min(sums), max(sums)
    return [
        {**step, "bar": drawing.step_bar(before, after, low=low, high=high), "sum": after}
        for step, before, after in zip(steps, sums, sums[1:], strict=False)
    ]


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and last word; a name in a script without capitals gives one letter."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    if not words[0][0].isupper():
        return words[0][0]
    return words[0][0] + (words[-1][0] if len(words) > 1 else "")


@register.simple_tag
def share_parts(parts: Sequence[tuple[str, int]]) -> list[dict[str, object]]:
    """Return parts (label, count) of a whole, each with its place on a bar."""
    return drawing.share_parts(parts)


@register.simple_tag
def whole_percent(share: float) -> str:
    """Return a share (0-1) as an attribute wants it, in Latin digits whatever the language."""
    return f"{100 * share:.0f}"
