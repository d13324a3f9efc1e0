"""In which encoding a file is written: by its mark, by being valid UTF-8, or by how plausible its words become."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from pellucid.golden.intake.languages import CANDIDATES, LETTERS

# The four-byte mark of UTF-32 begins with that of UTF-16, so it is asked first.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE_BYTES = 4_096  # enough to see the zero bytes of UTF-16
_LINES_MAX = 10_000  # lines beyond ASCII judged, spread over the file
_JUDGED_BYTES = 2_097_152  # of those lines; a file may be one line
_WORDS_MAX = 2_000  # distinct words judged; more changes no verdict and costs time
_LANGUAGE_WEIGHT = 0.5  # how much one language explaining everything counts beside words explained by any
_CONTROL_WEIGHT = 2.0  # a control character is never part of a word
_WORD = re.compile(rb"[^\x00-\x2f\x3a-\x40]*[\x80-\xff][^\x00-\x2f\x3a-\x40]*")
_UTF8_LINE_SHARE = 0.5  # of the lines beyond ASCII; text in another encoding hardly ever forms valid UTF-8
_TYPOGRAPHIC = frozenset("’‘“”„«»–—…€°ºª®™·\u00a0§©£´`¡¿•№、。・（）「」ー々")
_LETTER_SETS = {language: frozenset(letters) for language, letters in LETTERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """An encoding and why it was chosen.

    name: as Python's codecs call it. mark_length: bytes of the byte order mark to leave out. reason: plain words.
    """

    name: str
    mark_length: int
    reason: str

    @property
    def unit(self) -> int:
        """Bytes of one code unit: 1, 2 or 4."""
        return {"utf-16": 2, "utf-32": 4}.get(self.name[:6], 1)


def detect_encoding(data: bytes) -> Encoding:
    """Return the encoding of data. Never fails: what cannot be decoded in it is the reader's to quarantine."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name=name, mark_length=len(mark), reason="byte order mark")
    if wide := _wide_encoding(data[:_SAMPLE_BYTES]):
        return Encoding(name=wide, mark_length=0, reason="every other byte is zero")
    if data.isascii():
        return Encoding(name="utf-8", mark_length=0, reason="plain ASCII")
    if _is_utf8(data):
        return Encoding(name="utf-8", mark_length=0, reason="every byte is valid UTF-8")
    beyond_ascii = [line for line in data.splitlines() if not line.isascii()]
    sample = beyond_ascii[:: len(beyond_ascii) // _LINES_MAX + 1]
    return _utf8(sample) or _most_plausible(b"\n".join(sample)[:_JUDGED_BYTES])


def _wide_encoding(sample: bytes) -> str | None:
    """Return UTF-16 without a mark: in text of most scripts one byte of each pair is zero, and the other is not."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8(lines: list[bytes]) -> Encoding | None:
    good = sum(map(_is_utf8, lines))
    if good <= len(lines) * _UTF8_LINE_SHARE:
        return None
    reason = f"{good} of {len(lines)} lines with letters beyond ASCII are valid UTF-8"
    return Encoding(name="utf-8", mark_length=0, reason=reason)


def _most_plausible(data: bytes) -> Encoding:
    words = Counter(_WORD.findall(data))
    common = [word for word, _ in words.most_common(_WORDS_MAX)]
    scored = [(_plausibility(common, name, languages), name) for name, languages in CANDIDATES]
    score, name = max(scored, key=lambda pair: pair[0][0])  # max keeps the first of equals
    share, language = score[1], score[2]
    reason = f"{share:.0%} of the words with letters beyond ASCII read well, most as {language}"
    return Encoding(name=name, mark_length=0, reason=reason)


def _plausibility(words: list[bytes], name: str, languages: tuple[str, ...]) -> tuple[float, float, str]:
    """Return score, share of words that some language explains, and the language that explains most of them."""
    explained = controls = 0
    by_language: Counter[str] = Counter(dict.fromkeys(languages, 0))
    for raw in words:
        word = raw.decode(name, "replace")
        controls += any(letter < " " or "\x7f" <= letter < "\xa0" for letter in word)
        if fitting := _explaining(word, languages):
            explained += 1
            by_language.update(fitting)
    language, most = by_language.most_common(1)[0]
    share = explained / len(words) if words else 0.0
    score = share + (_LANGUAGE_WEIGHT * most - _CONTROL_WEIGHT * controls) / max(len(words), 1)
    return round(score, 3), share, language


def _explaining(word: str, languages: tuple[str, ...]) -> list[str]:
    if not _is_cased_well(word):
        return []
    special = {letter for letter in word.lower() if not letter.isascii()} - _TYPOGRAPHIC
    latin = any(letter.isascii() and letter.isalpha() for letter in word)
    if languages[0] in _EAST_ASIAN:
        return [] if latin or not all(map(_EAST_ASIAN[languages[0]], special)) else list(languages)
    if latin and min(special, default="\u0100") >= "\u0370":
        return []  # a word half Latin, half of another script
    return [language for language in languages if special <= _LETTER_SETS[language]]


def _is_cased_well(word: str) -> bool:
    """Tell whether no capital follows a small letter where either of the two lies beyond ASCII."""
    return not any(
        before.islower() and after.isupper() and not (before.isascii() and after.isascii())
        for before, after in pairwise(word)
    )


def _leads(codec: str, first: int, last: int, letter: str) -> bool:
    """Tell whether letter is written in codec with two bytes of which the first lies from first to last."""
    try:
        written = letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return len(written) == 2 and first <= written[0] <= last


def _is_common_chinese(letter: str) -> bool:
    # The first levels of GB 2312 and Big5 hold the characters in daily use.
    return _leads("gb2312", 0xB0, 0xD7, letter) or _leads("big5", 0xA4, 0xC6, letter)


def _is_common_japanese(letter: str) -> bool:
    return "\u3041" <= letter <= "\u30ff" or _leads("shift_jis", 0x88, 0x98, letter)


def _is_common_korean(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7a3" and _leads("euc_kr", 0xB0, 0xC8, letter)


_EAST_ASIAN = {"Chinese": _is_common_chinese, "Japanese": _is_common_japanese, "Korean": _is_common_korean}
