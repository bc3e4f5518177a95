"""Numbers and tables in Markdown, written the same everywhere."""

from collections.abc import Iterable, Sequence

NOTHING = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; numbers are set to the right where the whole column is numbers."""
    body = [tuple(row) for row in rows]
    columns = zip(*body, strict=True) if body else (() for _ in head)
    rules = ["---:" if all(map(is_number, column)) else "---" for column in columns]
    lines = [head, rules, *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def is_number(cell: str) -> bool:
    """Does a cell begin like a number, or hold nothing?"""
    return cell == NOTHING or cell.lstrip("> ≥")[:1].isdigit()


def seconds(value: float | None) -> str:
    """Seconds as exactly as they are worth."""
    if value is None:
        return NOTHING
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:.0f}"


def percent(share: float | None) -> str:
    """A share in percent, exact where it is small; 0 is 0 and nothing else is."""
    if share is None:
        return NOTHING
    if share == 0:
        return "0 %"
    if share < 0.0005:
        return "< 0.1 %"
    return f"{100 * share:.1f} %" if share < 0.0995 else f"{100 * share:.0f} %"


def number(value: float | None) -> str:
    """A whole number with a thin space at thousands."""
    return NOTHING if value is None else f"{value:,.0f}".replace(",", "\u202f")


def median(values: Iterable[float | None]) -> float | None:
    """The middle value, where None is later than everything; None where the middle is.

    Of two in the middle the later: a median over time-outs must not hide one.
    """
    found = sorted(values, key=lambda value: (value is None, value or 0.0))
    return found[len(found) // 2] if found else None


def within(values: Sequence[float | None], limit: float) -> str:
    """The median of times, and how many there were; a median past the limit says so."""
    middle, reached = median(values), sum(value is not None for value in values)
    shown = f"> {limit:g}" if middle is None else seconds(middle)
    return f"{shown} ({reached} of {len(values)})"
