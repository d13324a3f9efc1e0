"""How a delimited file is written: which mark parts its cells, which quotes them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pellucid.golden.intake.words import meaning_of

_DELIMITERS = (",", ";", "\t", "|")  # in the order in which they win a tie
NO_DELIMITER = "\x1f"  # the unit separator: what parts the cells of a table of one column, where nothing does
_HEADER_LINES = 10  # lines among which a header is looked for
_KNOWN_SHARE = 0.5  # of the cells of a header, from which it counts against all other lines
_CELL_LINES = 50  # lines over which one cell may go; more of them are an open quote
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """delimiter: one character. quote: one character, or empty when nothing is quoted. columns: cells of most lines."""

    delimiter: str
    quote: str
    columns: int = 1

    @property
    def delimiter_name(self) -> str:
        """The delimiter in a word, or ``none`` where there is one column."""
        return "none" if self.columns < 2 else DELIMITER_NAMES.get(self.delimiter, self.delimiter)


def detect_dialect(lines: Sequence[str]) -> Dialect:
    """Return the dialect in which most of lines, the first of a file, have the same number of cells, more than one.

    lines: physical lines. Headers that a dictionary knows count as well. A first line such as ``sep=;``, as
    spreadsheets write it, decides.
    """
    physical = [line.rstrip("\r\n") for line in lines if line.strip()]
    quote = _quote(physical)
    filled = list(_whole_lines(physical, quote))
    if filled and (declared := declared_delimiter(filled[0])):
        columns = _modal_width(filled[1:], declared, quote)[0]
        return Dialect(delimiter=declared, quote=quote, columns=max(columns, 2))
    best, columns, best_score = NO_DELIMITER, 1, 0.0
    if _is_one_column(filled, quote):
        return Dialect(delimiter=best, quote=quote, columns=columns)
    for delimiter in _DELIMITERS:
        width, share = _modal_width(filled, delimiter, quote)
        # Agreement first; width second, since "Doe, John" in every line agrees too.
        known, header = max(
            ((_known_share(line, delimiter, quote), line) for line in filled[:_HEADER_LINES]), default=(0.0, "")
        )
        if width < 2 and known > _KNOWN_SHARE:
            width, share = _width(header, delimiter, quote), 1 / len(filled)
        score = share * share * min(width, 20) ** 0.5 * (1 + known) if width > 1 else 0.0
        if score > best_score:
            best, columns, best_score = delimiter, width, score
    return Dialect(delimiter=best, quote=quote, columns=columns)


def _is_one_column(lines: Sequence[str], quote: str) -> bool:
    """Tell whether the first line is, as a whole, a header a dictionary knows, and no line has one in parts.

    "Name" above "Doe, Jane" and "Roe, Jo" is one column, though every line but the first has one comma.
    """
    return bool(lines and meaning_of(lines[0].strip(quote))) and not any(
        _known_share(line, delimiter, quote) for line in lines[:_HEADER_LINES] for delimiter in _DELIMITERS
    )


def _whole_lines(lines: Sequence[str], quote: str) -> Iterator[str]:
    """Yield lines put together where a quoted cell goes over several; a quote that stays open joins nothing."""
    at = 0
    while at < len(lines):
        stop = at + 1
        if lines[at].count(quote) % 2:
            closing = range(at + 1, min(at + _CELL_LINES, len(lines)))
            stop = next((other + 1 for other in closing if lines[other].count(quote) % 2), stop)
        yield "\n".join(lines[at:stop])
        at = stop


def _known_share(line: str, delimiter: str, quote: str) -> float:
    """Return the share of the cells of a line, 0-1, that are headers a dictionary knows."""
    cells = [cell.strip(quote + " ") for cell in line.split(delimiter)]
    return sum(meaning_of(cell) is not None for cell in cells) / len(cells) if len(cells) > 1 else 0.0


def declared_delimiter(line: str) -> str | None:
    """Return the delimiter that a line like ``sep=;`` declares, or None."""
    text = line.strip("\ufeff\r\n ").strip('"')
    return text[4] if len(text) == 5 and text[:4].lower() == "sep=" else None


def _quote(lines: Sequence[str]) -> str:
    """Return the single quote only where cells begin and end with it and no double quote is there."""
    if any('"' in line for line in lines):
        return '"'
    wrapped = sum(
        f"'{delimiter}'" in line and line.startswith("'") and line.endswith("'")
        for line in lines
        for delimiter in _DELIMITERS
    )
    return "'" if wrapped * 2 > len(lines) else '"'


def _modal_width(lines: Sequence[str], delimiter: str, quote: str) -> tuple[int, float]:
    """Return the commonest number of cells, and the share of lines that have it."""
    widths = Counter(width for line in lines if (width := _width(line, delimiter, quote)))
    if not widths:
        return 1, 0.0
    (width, count), *others = widths.most_common()
    # In a file of one column the commonest width is 1; a header alone would otherwise pick any mark in its text.
    if width == 1 and others and count <= len(lines) / 2:
        width, count = others[0]
    return width, count / len(lines)


def _width(line: str, delimiter: str, quote: str) -> int:
    """Count the cells of a line, leaving out delimiters inside quotes; 0 where a quote stays open."""
    if quote not in line:
        return line.count(delimiter) + 1
    parts = line.split(quote)
    return sum(part.count(delimiter) for part in parts[::2]) + 1 if len(parts) % 2 else 0
