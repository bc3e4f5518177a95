"""Names as they are searched: without accents, without capitals."""

import unicodedata


def folded(text: str) -> str:
    """`Hélène Côté` and `helene cote` become the same."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
