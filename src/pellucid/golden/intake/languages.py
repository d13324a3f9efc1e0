"""Which letters beyond ASCII a language writes: what makes an encoding plausible."""

# Lower case only; from the orthography of each language.
LETTERS: dict[str, str] = {
    "Icelandic": "áðéíóúýþæö",
    "German": "äöüßé",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíñóúü",
    "Portuguese": "áâãàçéêíóôõúü",
    "Italian": "àèéìîòóù",
    "Dutch": "áéëïíóöüè",
    "Danish and Norwegian": "æøåéèó",
    "Swedish and Finnish": "åäöéü",
    "Catalan": "àçèéíïòóúü·",
    "Polish": "ąćęłńóśźż",
    "Czech and Slovak": "áčďéěíňóřšťúůýžäĺľŕô",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîșțşţ",
    "Croatian and Slovenian": "čćđšž",
    "Turkish": "âçğıîöşûüi̇",
    "Baltic": "āčēģīķļņšūžąęėįųõäöü",
    "Vietnamese": "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "Russian": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Bulgarian and Serbian": "абвгдежзийклмнопрстуфхцчшщъьюяђјљњћџ",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْ،؛؟",
    "Persian": "آابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيئءأؤۀة",
    "Thai": "".join(chr(code) for code in range(0x0E01, 0x0E5C)),
}

WESTERN = (
    "Icelandic",
    "German",
    "French",
    "Spanish",
    "Portuguese",
    "Italian",
    "Dutch",
    "Danish and Norwegian",
    "Swedish and Finnish",
    "Catalan",
)
CENTRAL = ("Polish", "Czech and Slovak", "Hungarian", "Romanian", "Croatian and Slovenian")
CYRILLIC = ("Russian", "Ukrainian", "Bulgarian and Serbian")

# Candidates in the order in which they win a tie: how often customer files are written in each.
CANDIDATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", WESTERN),
    ("iso-8859-15", WESTERN),
    ("cp1250", CENTRAL),
    ("iso-8859-2", CENTRAL),
    ("cp1255", ("Hebrew",)),  # before Cyrillic: Hebrew has no capitals, Russian names begin with one
    ("cp1251", CYRILLIC),
    ("koi8-r", CYRILLIC),
    ("cp1253", ("Greek",)),
    ("cp1254", ("Turkish",)),
    ("cp1256", ("Arabic", "Persian")),
    ("cp1257", ("Baltic",)),
    ("mac_roman", WESTERN),
    ("cp850", WESTERN),
    ("cp852", CENTRAL),
    ("cp866", CYRILLIC),
    ("cp932", ("Japanese",)),
    ("cp949", ("Korean",)),  # before Chinese: every common Hangul syllable is also a common Chinese character
    ("gb18030", ("Chinese",)),
    ("big5", ("Chinese",)),
    ("euc_jp", ("Japanese",)),
    ("cp874", ("Thai",)),  # last of all: its letters fill the range that the double bytes above use
)
