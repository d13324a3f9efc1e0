"""Bulgarian in Latin letters."""

# Law on transliteration (State Gazette 19/2009): one letter each, and -ия at the end of a word becomes -ia.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya",
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS | {letter.upper(): latin.capitalize() for letter, latin in _LETTERS.items()})


def latin_of_bulgarian(text: str) -> str:
    """Return Bulgarian text in Latin letters by the law on transliteration; other text comes back as it is."""
    words = (word[:-2] + "ia" if word.endswith("ия") else word for word in text.split(" "))
    return " ".join(words).translate(_TABLE)
