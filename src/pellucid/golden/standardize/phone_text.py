"""What stands around a phone number in a cell: labels, extensions, a second number, the marks of a spreadsheet."""

import re
from dataclasses import dataclass

_FEWEST = 6  # digits on either side of a separator for it to part two numbers and not one number's own groups
_PART = re.compile(r"[;|\n\r&/]|,(?!\s*(?:ext|x))|\b(?:or|oder|ou|o|und|and)\b", re.I)
_STRONG_PART = re.compile(r"[;|\n\r]|\s/\s")
_SCIENTIFIC = re.compile(r"(\d)[.,]?(\d*)E\+?(\d{1,2})", re.I)
_DECIMAL = re.compile(r"(\+?\d{6,15})[.,]0+")
_EXTENSION = re.compile(
    r"(?:;\s*ext=|[\s,;]*(?:\b|(?<=\d))(?:ext(?:ension|n)?|x|int|anexo|durchwahl|dw|poste|toestel|ramal|wew|linka|"
    r"доб|داخلی)\s*[.:]?\s*|\s*\#\s*)(\d{1,7})\s*$",
    re.I,
)
_LABEL = re.compile(r"^[^\W\d_][^\d+(]*?[.:\s]\s*(?=[\d+(])|^(?:tel|phone|fax|mobile|cell)\s*[:.=]\s*(?=[\d+(])", re.I)
_REMARK = re.compile(
    r"\s*[(\[][^\W\d_][^\d]*[)\]]\s*$|(?<=\d)\s+[^\W\d_]{1,2}(?:[^\W\d]|\s)*\.?$|^[(\[][^\W\d_][^\d]*[)\]]\s*"
)
_TRAILING_WORD = re.compile(
    r"(?<=\d)[\s,\-]+(?:mobile|mob|cell|home|work|office|fax|tel|handy|privat|büro|móvil|fixe)\.?$", re.I
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_VANITY = re.compile(r"[\d+\s().\-]*\d[\d\s().\-]*[A-Za-z](?:[A-Za-z\d]|[\s.\-](?=[A-Za-z\d])){2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedPhone:
    """A number cleared of what stood around it.

    number: what is left. extension: its digits, or empty. changes: rules applied. lost: whether digits were lost
    before the cell came here, so that no number can be read.
    """

    number: str
    extension: str = ""
    changes: tuple[str, ...] = ()
    lost: bool = False


def split_phones(raw: str) -> tuple[str, ...]:
    """Return the numbers of one cell, in order: ``"030 1234567 / 0171 999999"`` gives two.

    A separator parts two numbers only with six digits or more on either side, so that ``030/901820`` stays one.
    A cell that holds one number, or none, comes back alone and stripped; a blank cell gives nothing.
    """
    pieces = _PART.split(raw)
    if len(pieces) == 1:
        return (raw.strip(),) if raw.strip() else ()
    if all(_digit_count(piece) >= _FEWEST for piece in pieces if piece.strip()):
        return tuple(piece.strip() for piece in pieces if piece.strip())
    pieces = _STRONG_PART.split(raw)
    whole = [piece.strip() for piece in pieces if _digit_count(piece) >= _FEWEST]
    return tuple(whole) if len(whole) > 1 else (raw.strip(),) if raw.strip() else ()


def _digit_count(text: str) -> int:
    return sum(map(str.isdecimal, text))


def is_scientific(text: str) -> bool:
    """Say whether a spreadsheet wrote a number in scientific notation, as in ``4.4E+11``."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None


def clear_phone(text: str, seen: str) -> ClearedPhone:
    """Return the number of a text whose digits are ASCII; seen: the text before, to know whether they were."""
    changes = [] if text == seen else ["phone_digits_to_ascii"]
    if text.startswith("'"):
        text = text[1:]
        changes.append("phone_decimal_removed")
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific:
        digits, exponent = scientific[1] + scientific[2], int(scientific[3])
        if len(digits) != exponent + 1:
            return ClearedPhone(number=text, lost=True)
        return ClearedPhone(number=digits, changes=(*changes, "phone_scientific_expanded"))
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        return ClearedPhone(number=decimal[1], changes=(*changes, "phone_decimal_removed"))
    several = split_phones(text)
    if len(several) > 1:
        text = several[0]
        changes.append("phone_first_of_several")
    return _clear_words(text, changes)


def _clear_words(text: str, changes: list[str]) -> ClearedPhone:
    extension = ""
    found = _EXTENSION.search(text)
    if found and _digit_count(text[: found.start()]) >= _FEWEST:
        text, extension = text[: found.start()], found[1]
        changes.append("phone_extension_split")
    bare = _TRAILING_WORD.sub("", _REMARK.sub("", _LABEL.sub("", text))).strip()
    if bare != text.strip():
        changes.append("phone_label_removed")
    if _VANITY.fullmatch(bare):
        bare = bare.upper().translate(_KEYS)
        changes.append("phone_letters_to_digits")
    return ClearedPhone(number=bare, extension=extension, changes=tuple(changes))
