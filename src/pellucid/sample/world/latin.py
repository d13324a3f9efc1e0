"""Bulgarian in Latin letters."""

# Law on transliteration (State Gazette 19/2009): one letter each, and -ия at the end of a word becomes -ia.
_LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split(),
        strict=True,
    )
)
_TABLE = str.maketrans(_LETTERS | {letter.upper(): latin.capitalize() for letter, latin in _LETTERS.items()})


def latin_of_bulgarian(text: str) -> str:
    """Return Bulgarian text in Latin letters by the law on transliteration; other text comes back as it is."""
    words = (word[:-2] + "ia" if word.endswith("ия") else word for word in text.split(" "))
    return " ".join(words).translate(_TABLE)
