"""Numbers as the reader's language writes them."""

from babel.numbers import format_decimal

from web.language.dates import locale


def decimal(number: float) -> str:
    """`1,234.5` in English, `1 234,5` in French."""
    return str(format_decimal(number, locale=locale()))


FILTERS = {"decimal": decimal}
"""What templates put a number through."""
