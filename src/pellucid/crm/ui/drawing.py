"""Numbers as small drawings: SVG by attributes alone, since the content policy allows no inline style.

Every drawing is hidden from screen readers: what it shows stands in words beside it.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BITS_SHOWN = 20  # a bar is full at 20 bits, one in a million: more would not change what a person does


def ring(share: float | None, *, size: int) -> SafeString:
    """Return a ring filled to a share (0-1); dotted where nothing was measured. size: pixels."""
    width = 5 if size < 20 else 3
    radius = 18 - width / 2
    track = format_html('<circle class="ring-track" cx="18" cy="18" r="{}" stroke-width="{}"/>', radius, width)
    if share is None:
        arc = SafeString("")
    else:
        arc = format_html(
            '<circle class="ring-arc" cx="18" cy="18" r="{}" stroke-width="{}" pathLength="100"'
            ' stroke-dasharray="{} 100" transform="rotate(-90 18 18)"/>',
            radius,
            width,
            round(100 * min(1, max(0, share))),
        )
    return format_html(
        '<svg class="ring{}" viewBox="0 0 36 36" width="{}" height="{}" aria-hidden="true">{}{}</svg>',
        " ring-unmeasured" if share is None else "",
        size,
        size,
        track,
        arc,
    )


def bits_bar(bits: float) -> SafeString:
    """Return a bar from the middle: towards the end of the line for agreement, towards its start for disagreement."""
    length = min(abs(bits), BITS_SHOWN)
    return _axis(start=min(0.0, length if bits > 0 else -length), length=length, is_for=bits > 0)


def step_bar(before: float, after: float, *, low: float, high: float) -> SafeString:
    """Return one step of a waterfall: the bar from one running sum of bits to the next, on an axis from low to high."""
    span = (high - low) or 1.0
    place = [100 * (value - low) / span for value in (min(before, after), max(before, after), 0.0)]
    return format_html(
        '<svg class="bits {}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bits-zero" x="{}" y="0" width="0.4" height="8"/>'
        '<rect class="bits-bar" x="{}" y="1" width="{}" height="6"/></svg>',
        "bits-for" if after >= before else "bits-against",
        round(place[2], 1),
        round(place[0], 1),
        round(max(place[1] - place[0], 0.6), 1),
    )


def _axis(*, start: float, length: float, is_for: bool) -> SafeString:
    return format_html(
        '<svg class="bits {}" viewBox="{} 0 {} 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bits-track" x="{}" y="3" width="{}" height="2"/>'
        '<rect class="bits-bar" x="{}" y="1" width="{}" height="6"/>'
        '<rect class="bits-zero" x="-0.15" y="0" width="0.3" height="8"/></svg>',
        "bits-for" if is_for else "bits-against",
        -BITS_SHOWN,
        2 * BITS_SHOWN,
        -BITS_SHOWN,
        2 * BITS_SHOWN,
        round(start, 2),
        round(length, 2),
    )


def trend_line(points: Sequence[float]) -> SafeString:
    """Return a line through points, oldest first, in the room between their least and greatest."""
    if len(points) < 2:
        return SafeString("")
    low, high = min(points), max(points)
    span = (high - low) or 1.0
    step = 78 / (len(points) - 1)
    places = [
        (round(1 + index * step, 1), round(19 - 18 * (point - low) / span, 1)) for index, point in enumerate(points)
    ]
    return format_html(
        '<svg class="trend" viewBox="0 0 80 20" width="80" height="20" aria-hidden="true">'
        '<polyline points="{}"/></svg>',
        format_html_join(" ", "{},{}", places),
    )


def share_parts(parts: Sequence[tuple[str, int]]) -> list[dict[str, object]]:
    """Return parts (label, count) with where each starts and how wide it is, in hundredths of the whole."""
    whole = sum(count for _, count in parts) or 1
    drawn: list[dict[str, object]] = []
    start = 0
    for label, count in parts:
        drawn.append(
            {"label": label, "count": count, "start": _hundredths(start / whole), "width": _hundredths(count / whole)}
        )
        start += count
    return drawn


def _hundredths(share: float) -> str:
    return f"{100 * share:.2f}"  # a string, which no template writes in the reader's digits
