"""Names as they are searched, and as they are put in order.

Both are made here and kept in columns, so that they are the same on every database, whatever
it knows of languages, and a page ends where the next one begins.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"},
        **{"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ĸ": "k", "ə": "e", "ɛ": "e", "ɔ": "o"},
    }
)
"""Letters that Unicode does not take apart, as people type them without."""
_APOSTROPHES = re.compile(r"['`\u00b4\u2018\u2019\u201b\u02bb\u02bc\u2032\uff07]")
_SPACES = re.compile(r"[-\s\u00ad\u2010-\u2015\u2212\u200b\u2060\ufeff]+")
_BETWEEN, _AFTER = "\x02", "\x01"


def folded(text: str) -> str:
    """`Hélène N’Guessan-Ørsted` and `helene nguessan orsted` become the same.

    Accents and capitals go, apostrophes too; hyphens and spaces of all kinds are one space.
    """
    bare = _APOSTROPHES.sub("", text)
    plain = unicodedata.normalize("NFKD", bare.casefold()).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _SPACES.sub(" ", plain.translate(_LETTERS)).strip()


def searched(text: str) -> list[str]:
    """The words that somebody looks for: `Roy, Marie` and `marie roy` are the same two."""
    return folded(text.replace(",", " ").replace(";", " ")).split()


def order_key(*parts: str) -> str:
    """What texts are put in order by: their letters first, then accents, then capitals.

    Several parts (a family name, a given name) count one after the other. In English and in
    French the order is the same: `cote`, `coté`, `côte`, `Ça`, `de Gaulle`, `Émond`, `Østby`.
    """
    letters = _BETWEEN.join(folded(part) for part in parts)
    accents = unicodedata.normalize("NFD", _BETWEEN.join(parts).casefold())
    return f"{letters}{_AFTER}{accents}{_AFTER}{_BETWEEN.join(parts).swapcase()}"
