"""A reliability picture as SVG: what was predicted against what is true, both in log odds."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import Protocol

SIZE, LEFT, BOTTOM, TOP, RIGHT = 460, 64, 52, 56, 20  # pixels
BITS = 14.0  # log2 odds at either end of the axes: 0.006 % to 99.994 %
TICKS = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999)
CUT = 20 / 21
COLORS = ("#1f6f8b", "#c8553d", "#6a994e", "#7b5ea7")


class Point(Protocol):
    """What is drawn of a band."""

    predicted: float
    true: float
    true_low: float
    true_high: float


def draw_reliability(series: Mapping[str, Sequence[Point]]) -> str:
    """Return the picture. series: bands by the name of the set; on the line, the probabilities hold."""
    wide, high = LEFT + SIZE + RIGHT, TOP + SIZE + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Predicted against true share of right pairs">',
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="15" font-weight="bold">Are pairs right as often as predicted?</text>',
        *_axes(),
    ]
    for number, (name, points) in enumerate(series.items()):
        parts.extend(_series(name, points, number))
    return "\n".join([*parts, "</svg>", ""])


def _place(share: float) -> float:
    """Return where a share (0-1) is on an axis (0-1)."""
    bits = log2(share / (1 - share)) if 0 < share < 1 else BITS * (2 * share - 1)
    return (max(-BITS, min(BITS, bits)) + BITS) / (2 * BITS)


def _x(share: float) -> float:
    return round(LEFT + SIZE * _place(share), 1)


def _y(share: float) -> float:
    return round(TOP + SIZE * (1 - _place(share)), 1)


def _axes() -> list[str]:
    foot, right = TOP + SIZE, LEFT + SIZE
    parts = [f'<rect x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>']
    for tick in TICKS:
        x, y, label = _x(tick), _y(tick), f"{100 * tick:g} %"
        parts.append(f'<path d="M{x} {TOP}V{foot}M{LEFT} {y}H{right}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{x}" y="{foot + 16}" text-anchor="middle">{label}</text>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{label}</text>')
    parts.append(f'<path d="M{LEFT} {foot}L{right} {TOP}" stroke="#555" stroke-dasharray="4 3"/>')
    parts.append(f'<path d="M{_x(CUT)} {TOP}V{foot}" stroke="#999"/>')
    parts.append(f'<text x="{_x(CUT) + 4}" y="{foot - 8}" fill="#666">merged from here</text>')
    parts.append(f'<text x="{LEFT + SIZE / 2}" y="{foot + 38}" text-anchor="middle">predicted probability</text>')
    middle = TOP + SIZE / 2
    parts.append(f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">truly one customer</text>')
    return parts


def _series(name: str, points: Sequence[Point], number: int) -> list[str]:
    color = COLORS[number % len(COLORS)]
    line = " ".join(f"{_x(point.predicted)},{_y(point.true)}" for point in points)
    parts = [f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="1.5"/>']
    for point in points:
        x = _x(point.predicted)
        parts.append(f'<path d="M{x} {_y(point.true_low)}V{_y(point.true_high)}" stroke="{color}"/>')
        parts.append(f'<circle cx="{x}" cy="{_y(point.true)}" r="3.5" fill="{color}"/>')
    x = LEFT + 170 * number
    parts.append(f'<circle cx="{x + 5}" cy="39" r="4" fill="{color}"/><text x="{x + 15}" y="43">{name}</text>')
    return parts
