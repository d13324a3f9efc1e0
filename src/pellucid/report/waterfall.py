"""A picture of how the bits of a pair add up, as SVG: each reason a step up or down from the one before."""

from collections.abc import Sequence
from html import escape
from itertools import accumulate

from pellucid.golden.match.explain import Reason

WIDE, ROW, LABELS, FIGURES, MARGIN = 760, 26, 150, 56, 12  # pixels
TOP = 54
FOR, AGAINST, SUM = "#1f6f8b", "#c8553d", "#444"


def draw_waterfall(reasons: Sequence[Reason], *, title: str, same_bits: float) -> str:
    """Return the picture. title: which two rows; same_bits: where pairs join, drawn as a line."""
    ends = list(accumulate(reason.bits for reason in reasons))
    starts = [0.0, *ends[:-1]]
    total = ends[-1] if ends else 0.0
    low, high = min(0.0, same_bits, *ends), max(0.0, same_bits, *ends)
    high_px = TOP + ROW * (len(reasons) + 1) + MARGIN + 16

    def x(bits: float) -> float:
        share = (bits - low) / (high - low or 1.0)
        return round(LABELS + share * (WIDE - LABELS - FIGURES - MARGIN), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high_px}" width="{WIDE}" height="{high_px}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{WIDE}" height="{high_px}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
        _line(x(0.0), high_px, "even odds", "#777", anchor="end"),
        _line(x(same_bits), high_px, f"joined from {same_bits:+.1f}", "#2a7f3f", anchor="start"),
    ]
    for place, (reason, start, end) in enumerate(zip(reasons, starts, ends, strict=True)):
        color = FOR if reason.bits >= 0 else AGAINST
        parts += _step(place, reason.comparison, f"{reason.bits:+.1f}", reason.words, (x(start), x(end)), color)
    parts += _step(len(reasons), "together", f"{total:+.1f}", "", (x(0.0), x(total)), SUM)
    return "\n".join([*parts, "</svg>", ""])


def _line(x: float, high_px: int, label: str, color: str, *, anchor: str) -> str:
    return (
        f'<path d="M{x} {TOP - 6}V{high_px - MARGIN}" stroke="{color}" stroke-dasharray="3 3"/>'
        f'<text x="{x}" y="{TOP - 10}" fill="{color}" text-anchor="{anchor}" font-size="11">{label}</text>'
    )


def _step(place: int, label: str, figure: str, words: str, ends: tuple[float, float], color: str) -> list[str]:
    """Return one row: what was compared, the bar from where the sum was to where it is, and the bits."""
    y = TOP + ROW * place
    left, right = min(ends), max(ends)
    return [
        f"<g><title>{escape(words or label)}</title>",
        f'<text x="{MARGIN}" y="{y + 15}">{escape(label)}</text>',
        f'<rect x="{left}" y="{y + 4}" width="{max(right - left, 1.0):.1f}" height="{ROW - 10}" fill="{color}"/>',
        f'<text x="{WIDE - MARGIN}" y="{y + 15}" text-anchor="end" fill="{color}">{figure}</text></g>',
    ]
